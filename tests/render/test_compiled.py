"""Templates of the engine are compiled once in a process, and anew as soon as their text is another."""

from jinja2 import DictLoader, Environment

from rmpkit.render.compiled import compile_once


class Counting(Environment):
    """An environment that counts what it compiles."""

    compiled = 0

    def _compile(self, source, filename):
        Counting.compiled += 1
        return super()._compile(source, filename)


def rendered(text: str, **options: object) -> str:
    environment = Counting(loader=DictLoader({"page.html": text}), **options)  # type: ignore[arg-type]
    compile_once(environment)
    return environment.get_template("page.html").render(name="<b>")


def test_a_second_build_compiles_nothing_that_a_first_one_did():
    first = rendered("Page of {{ name }}")
    before = Counting.compiled
    assert rendered("Page of {{ name }}") == first
    assert Counting.compiled == before


def test_another_text_and_another_way_of_escaping_are_compiled_anew():
    assert rendered("A {{ name }}") == "A <b>"
    assert rendered("B {{ name }}") == "B <b>"
    assert rendered("A {{ name }}", autoescape=True) == "A &lt;b&gt;"
    assert rendered("A {{ name }}") == "A <b>"
