"""A withheld text is found in a copy however it got there; what everybody may read is no leak."""

import time
from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from rmpkit.operations.haystack import Found, found_in
from rmpkit.operations.leaks import Leak, Look, leaks_in
from rmpkit.operations.needles import Written
from rmpkit.operations.words import LETTERS
from tests.operations.planted import CLOSED, HIDINGS, archive, page

WITHHELD = "Walk away below 4.2 million"
SPOT = ("why",)


def look_for(*texts: str, seen: tuple[str, ...] = ()) -> Look:
    look = Look(Written("harbour", SPOT, text) for text in texts)
    look.excuse(seen)
    return look


def leaks(name: str, raw: bytes, *texts: str, seen: tuple[str, ...] = ()) -> tuple[Leak, ...]:
    return leaks_in((Found(name, raw),), look_for(*texts, seen=seen))


@pytest.mark.parametrize("hiding", HIDINGS.values(), ids=HIDINGS)
@pytest.mark.parametrize("text", [WITHHELD, "Skerry", "Tern Marine", "Keep a second supplier warm until the autumn"])
def test_a_withheld_text_is_found_wherever_it_hides(hiding, text):
    name, raw = hiding(text)

    assert [(leak.plan, leak.spot, leak.closed) for leak in leaks(name, raw, text)] == [("harbour", SPOT, "")]


@pytest.mark.parametrize("hiding", HIDINGS.values(), ids=HIDINGS)
def test_another_text_is_not_taken_for_it(hiding):
    name, raw = hiding("We mean to renew for three years")

    assert leaks(name, raw, WITHHELD, "Skerry", "Tern Marine", "IR-12") == ()


@pytest.mark.parametrize("hiding", HIDINGS.values(), ids=HIDINGS)
def test_four_words_in_a_row_tell_of_a_longer_text(hiding):
    name, raw = hiding("second supplier warm until")

    assert leaks(name, raw, "Keep a second supplier warm until the autumn, whatever it costs")


@pytest.mark.parametrize(("name", "raw"), CLOSED.values(), ids=CLOSED)
def test_a_file_that_cannot_be_looked_through_is_taken_for_a_leak(name, raw):
    (leak,) = leaks(name, raw, WITHHELD)

    assert leak.file == name
    assert leak.closed


def test_what_was_found_before_a_file_turned_out_closed_is_told_too():
    found = leaks("a.zip", archive({"a.txt": WITHHELD.encode(), "b.zip": b"something"}), WITHHELD)

    assert sorted((leak.spot, bool(leak.closed)) for leak in found) == [((), True), (SPOT, False)]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Skerry", "The skerries are north of the bar"),
        ("Tern Marine", "<td>Tern</td><td>Marine</td>"),
        ("Tern Marine", "<li>Tern</li>\n<li>Marine</li>"),
        ("Tern Marine", '<a title="Tern">Marine</a>'),
        ("Tern Marine", '<a title="Tern" name="Marine">x</a>'),
        ("Tern Marine", "<svg><text>Tern</text><text>Marine</text></svg>"),
        ("R-4", "R-41, AR-4, r-4a"),
        ("H-5", '<path d="M12 2h-5.8l-3 4"/>'),
        ("A-12", "a 12-month notice"),
        ("no", "no"),
        ("N/A", "n/a"),
        ("2026", "2026"),
        ("12 18", "12 18"),
        ("v2.1", "v2.1"),
        ("Keep a second supplier warm until the autumn", "keep a second harbour, a supplier warm until summer"),
    ],
)
def test_what_only_looks_alike_is_no_leak(text, said):
    assert leaks("index.html", page(said), text) == ()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("IR-12", "see IR-12."),
        ("IR-12", '<a href="#IR-12">x</a>'),
        ("IR-12", "notes-ir-12.pdf"),
        ("R-4", "<td>R-4</td>"),
        ("420000", "at most 420000."),
        ("plan.b@estuary.example", '<a href="mailto:plan.b%40estuary.example">x</a>'),
        ("https://docs.estuary.example/walk-away?v=2", '<a href="https://docs.estuary.example/walk-away?v=2">x</a>'),
        ("https://docs.estuary.example/walk-away?v=2", "docs.estuary.example/walk-away"),
        ("tern-marine", "Tern Marine"),
        ("estuary.deputy", "estuary.deputy"),
        ("stra\u00dfe", "STRASSE"),
        ("Caf\u00e9 plan", "Cafe\u0301 plan"),
        ("\u64a4\u9000\u8a08\u753b", "<p>\u6771\u4eac\u306e\u64a4\u9000\u8a08\u753b\u306f</p>"),
        ("to do", "to <b>do</b>"),
    ],
)
def test_addresses_names_and_ids_are_found(text, said):
    assert leaks("index.html", page(said), text)


def test_what_stands_in_a_text_that_may_be_seen_is_no_leak():
    shared = "Keep a second supplier warm until spring"
    text = "Keep a second supplier warm until the autumn"

    assert leaks("a.txt", shared.encode(), text, "Supplier", seen=(shared,)) == ()
    assert leaks("a.txt", text.encode(), text, "Supplier", seen=(shared,))


def test_the_name_of_a_file_that_tells_is_not_told():
    (leak,) = leaks(f"notes/{WITHHELD}/index.html", page("Home"), WITHHELD)

    assert leak.file == "notes/(a name that holds one)/index.html"


def test_a_name_over_several_folders_is_not_told_either():
    (leak,) = leaks("walk/away/below/4.2/million.html", page("Home"), WITHHELD)

    assert leak.file == "(a name that holds one)"


@pytest.mark.parametrize(
    "block",
    ["<div>{}</div>", "<td>{}</td>", "<li>{}</li>\n", "<td></td><td>{}</td>", "<td><b>{}</b></td>", "<p>{}&nbsp;</p>"],
)
def test_four_words_each_in_a_block_of_its_own_are_found(block):
    said = "".join(block.format(word) for word in ("we", "Walk", "away", "below", "nothing"))

    assert leaks("index.html", page(said), "Never walk away below nothing at all")


def test_words_of_blocks_with_others_between_them_are_no_text():
    said = "<td>Walk</td><td>away</td><td>On the first day</td><td>below</td><td>nothing</td>"

    assert leaks("index.html", page(said), "Walk away below nothing") == ()


@pytest.mark.parametrize("name", [".git", ".GIT", ".svn", "notes/.git"])
def test_the_history_of_a_repository_is_refused_whole(tmp_path, name):
    (tmp_path / name / "objects").mkdir(parents=True)
    (tmp_path / name / "HEAD").write_text("ref: refs/heads/main\n", encoding="utf-8")

    (leak,) = leaks_in(found_in(tmp_path), look_for(WITHHELD))

    assert (leak.file, leak.closed) == (name, "it keeps the history of a repository: publish the files without it")


def test_a_text_that_begins_as_a_packed_file_does_is_read_as_it_is():
    assert leaks("a.txt", f"x^2 {WITHHELD}".encode(), WITHHELD)
    assert leaks("a.txt", b"x^2 is no secret", WITHHELD) == ()


def test_links_and_devices_are_not_followed_but_told(tmp_path):
    (tmp_path / "inner").mkdir()
    (tmp_path / "inner/a.txt").write_text(WITHHELD, encoding="utf-8")
    (tmp_path / "outside").symlink_to(Path(__file__).parent)

    found = leaks_in(found_in(tmp_path), look_for(WITHHELD))

    assert [(leak.file, bool(leak.closed)) for leak in found] == [("inner/a.txt", False), ("outside", True)]


def test_a_file_that_may_not_be_read_is_told(tmp_path, monkeypatch):
    (tmp_path / "a.txt").write_text("x", encoding="utf-8")

    def refuse(_: Path) -> bytes:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "read_bytes", refuse)
    (leak,) = leaks_in(found_in(tmp_path), look_for(WITHHELD))

    assert leak.closed == "it cannot be read: Permission denied"


HOSTILE = (
    "<!--",
    "<b ",
    '<b "',
    "<b '\"",
    "<",
    "<p>",
    "\\",
    "\\u0041",
    "A",
    "&amp;",
    "%41",
    'd="a',
    f"{'A' * 64}\n",
    "%PDF-(a",
    "=41",
    "=\n",
    "\\41 ",
    "41",
    "41 ",
    "<div>a</div>",
    "%PDF-((a) ",
    "%PDF-<41",
    "%PDF-stream\n",
    "%PDF-beginbfchar",
    "%PDF- beginbfrange <0000> <ffff> <0041> ",
)


@pytest.mark.parametrize("text", HOSTILE)
def test_no_text_takes_long_to_look_through(text):
    raw = (text * (200_000 // len(text))).encode()
    start = time.process_time()

    found = leaks("a.txt", raw + b" heron", "Heron")

    assert time.process_time() - start < 30
    assert found


WORD = st.text(st.characters(categories=("Ll", "Lu", "Nd")), min_size=1, max_size=9)
ASCII_WORD = st.from_regex(r"[A-Za-z]{1,9}", fullmatch=True)


@settings(max_examples=200, deadline=None)
@given(
    words=st.lists(ASCII_WORD, min_size=1, max_size=12),
    hiding=st.sampled_from(sorted(HIDINGS)),
    around=st.tuples(ASCII_WORD, ASCII_WORD),
)
def test_any_text_is_found_in_any_hiding_among_other_words(words, hiding, around):
    assume(len("".join(words)) >= LETTERS)
    text = " ".join(words)
    name, raw = HIDINGS[hiding](f"{around[0]} {text} {around[1]}")

    assert [leak.spot for leak in leaks(name, raw, text)] == [SPOT]


@settings(max_examples=200, deadline=None)
@given(words=st.lists(WORD, min_size=1, max_size=12), around=st.tuples(WORD, WORD))
def test_any_text_of_any_script_is_found_between_other_words(words, around):
    text = f"{' '.join(words)} heron"
    before, after = around

    assert leaks("a.txt", f"{before} {text} {after}".encode(), text)
    assert leaks("a.html", page(f"<p>{before} <em>{text}</em> {after}</p>"), text)
