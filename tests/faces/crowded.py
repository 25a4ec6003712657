"""A round with more in it than anybody should have to do in a month, in long and hostile words."""

from datetime import date

from rmpkit.views.dates import when
from rmpkit.views.posts import Post
from rmpkit.views.round import Round, Sitting, ToDo, ToRead, Warned, month_before

DAY = date(2026, 12, 4)
LONG = "A question that is as long as people write them & <script>alert(1)</script> about {{ days }} on which a thing waits"


def crowded(readings: int, actions: int) -> Round:
    day = when(DAY)
    post = Post("harbour.ser", "SER", "Harbour", "Chinyere <b>Okafor</b>")
    return Round(
        plan="x",
        title=LONG,
        day=day,
        month=month_before(DAY),
        readings=tuple(ToRead(f"m-{n}", LONG, LONG, LONG, LONG, post) for n in range(readings)),
        actions=tuple(
            ToDo(f"A-{n}", LONG, day, "4 Dec 2026", overdue=True, who=post, noted=False) for n in range(actions)
        ),
        forums=(Sitting("board", LONG, day, (post,) * 12),),
        warnings=tuple(Warned(f"W-{n}", LONG) for n in range(9)),
        topics=("risks", "exit") * 6,
    )
