"""After a slip the record around it is left out, and the rest is read."""

import pytest

from rmpkit.store.reading import read_document
from rmpkit.store.recovery import MAX_CUTS


def read(text):
    return read_document(text.encode(), file="x.yml", plan="harbour")


def test_a_broken_record_is_lost_and_its_neighbours_are_read():
    text = "title: Plan\nrisks:\n  R-1:\n    title: Ok\n  R-2:\n    title: Risk: late\n  R-3:\n    title: Fine\n"
    document, (finding,) = read(text)
    assert document.lost == {("risks", "R-2")}
    assert document.data == {"title": "Plan", "risks": {"R-1": {"title": "Ok"}, "R-3": {"title": "Fine"}}}
    assert document.marks["risks", "R-3"].key == (7, 3)
    assert finding.path == ("risks", "R-2")


def test_a_fingerprint_of_a_broken_record_survives_moved_lines():
    text = "risks:\n  R-2:\n    title: Risk: late\n"
    assert read(text)[1][0].fingerprint == read(f"# moved\n\n{text}")[1][0].fingerprint


def test_two_broken_records_are_two_findings():
    text = "risks:\n  R-1:\n    title: a: b\n  R-2:\n    owner: @x\n  R-3:\n    title: Fine\n"
    document, found = read(text)
    assert [finding.path for finding in found] == [("risks", "R-1"), ("risks", "R-2")]
    assert list(document.data["risks"]) == ["R-3"]


def test_a_broken_key_at_the_margin_costs_only_itself():
    document, (finding,) = read("title: a: b\nstate: live\n")
    assert (document.data, document.lost, finding.path) == ({"state": "live"}, {("title",)}, ("title",))


def test_a_slip_in_a_list_costs_the_whole_list():
    document, (finding,) = read("links:\n  - a: b: c\n  - d\nstate: live\n")
    assert (document.data, finding.path) == ({"state": "live"}, ("links",))


def test_a_file_that_is_all_broken_is_empty_and_not_called_empty():
    document, found = read("title: a: b\n")
    assert (document.data, document.lost, len(found)) == ({}, {("title",)}, 1)


def test_a_character_nobody_sees_costs_only_its_record():
    document, (finding,) = read("risks:\n  R-1:\n    title: a\u200bb\n  R-2:\n    title: Fine\n")
    assert document.lost == {("risks", "R-1")}
    assert finding.kind.name == "character-refused"


def test_a_record_whose_id_was_broken_takes_no_neighbour_with_it():
    text = "risks:\n  R-1:\n    title: Ok\n  R-2\n    title: Late\n  R-3:\n    title: Fine\n"
    document, found = read(text)
    assert len(found) == 1
    assert "R-3" in document.data["risks"]


def test_a_first_record_without_its_id_invents_no_repeated_keys():
    text = "risks:\n#  R-1:\n    title: a\n  R-2:\n    title: b\nstate: live\n"
    document, (finding,) = read(text)
    assert (finding.kind.name, document.data) == ("syntax-broken", {"state": "live"})


def test_an_unfinished_merge_costs_the_records_it_touches():
    text = "risks:\n  R-1:\n<<<<<<< a\n    due: x\n=======\n    due: y\n>>>>>>> b\n  R-2:\n    title: Fine\n"
    document, (finding,) = read(text)
    assert (document.data, document.lost) == ({"risks": {"R-2": {"title": "Fine"}}}, {("risks", "R-1")})
    assert (finding.path, finding.place.line) == (("risks", "R-1"), 3)


def test_a_merge_of_two_new_records_costs_both():
    text = "a: 1\nrisks:\n  R-1: {x: y}\n<<<<<<< a\n  R-2:\n    t: x\n=======\n  R-3:\n    t: y\n>>>>>>> b\nc: 2\n"
    document, found = read(text)
    assert (document.data, len(found)) == ({"a": "1", "risks": {"R-1": {"x": "y"}}, "c": "2"}, 1)
    assert document.lost == {("risks", "R-2"), ("risks", "R-3")}


@pytest.mark.parametrize(
    "text",
    [
        "state: live\n---\ntitle: x\n",
        "<<<<<<< a\nx: 1\n=======\nx: 2\n>>>>>>> b\ny: z: z\n",
        "x: 1\n<<<<<<< a\ny: 1\n<<<<<<< a\n>>>>>>> b\n",
    ],
)
def test_where_the_rest_cannot_be_trusted_nothing_is_read(text):
    document, found = read(text)
    assert (document.data, document.lost, len(found)) == (None, frozenset(), 1)


def test_after_ten_broken_records_the_file_is_given_up():
    text = "risks:\n" + "".join(f"  R-{n}:\n    title: a: b\n" for n in range(1, 15))
    document, found = read(text)
    assert (document.data, document.lost, len(found)) == (None, frozenset(), MAX_CUTS + 1)


def test_ten_broken_records_are_still_cut_out():
    text = "risks:\n" + "".join(f"  R-{n}:\n    title: a: b\n" for n in range(1, 11)) + "  R-11: {title: x}\n"
    document, found = read(text)
    assert (list(document.data["risks"]), len(found)) == (["R-11"], 10)
