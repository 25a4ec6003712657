"""What a build says, and still does, when something is wrong."""

import re
from concurrent.futures import ThreadPoolExecutor

import pytest

pytestmark = [pytest.mark.site, pytest.mark.xdist_group("trouble")]  # what is built is built once
BROKEN = "relationships/brightwater-pumps"
WHOLE = "relationships/harbour-alliance"


@pytest.fixture(scope="module")
def with_a_tab(a_copy):
    """The example, with a tab where spaces belong."""
    project = a_copy("brightwater-pumps", "harbour-alliance")
    plan = project / "rmp-data" / BROKEN / "plan.yml"
    plan.write_text(plan.read_text("utf-8").replace("  estuary.ser:", "\testuary.ser:"), "utf-8")
    return project


@pytest.fixture(scope="module")
def built_with_a_tab(with_a_tab, build):
    """It, built plainly and strictly."""
    with ThreadPoolExecutor() as pool:
        return list(pool.map(lambda flags: build(with_a_tab, *flags), ((), ("--strict",))))


def test_a_record_that_cannot_be_read_does_not_stop_a_plain_build(built_with_a_tab, example):
    plain, _ = built_with_a_tab
    assert plain.code == 0, plain.log
    assert "cannot be read" in plain.page(BROKEN)
    assert "rules/syntax-broken/" in plain.page(BROKEN)
    whole = example.bytes_of(f"{WHOLE}/**/*")
    assert whole
    assert plain.bytes_of(f"{WHOLE}/**/*") == whole


def test_a_record_that_cannot_be_read_fails_a_strict_build_by_file_and_line(built_with_a_tab):
    _, strict = built_with_a_tab
    assert strict.code == 1
    assert re.search(rf"rmp-data/{BROKEN}/plan\.yml:\d+:\d+ RMP002 ", strict.log)


def test_prompts_about_clauses_are_never_warnings(example):
    assert "WARNING" not in example.log
    assert "RMP1" not in example.log


def test_a_missing_data_folder_is_said_in_one_sentence(a_copy, build):
    project = a_copy("brightwater-pumps", "harbour-alliance")
    (project / "rmp-data").rename(project / "plans")
    built = build(project)
    assert built.code == 1
    assert "there is no folder" in built.log
    assert "`data`" in built.log
    assert "Traceback" not in built.log


def test_plans_among_the_pages_written_by_hand_are_refused(a_copy, build):
    project = a_copy("brightwater-pumps", "harbour-alliance")
    (project / "rmp-data").rename(project / "docs" / "rmp-data")
    settings = project / "mkdocs.yml"
    settings.write_text(settings.read_text("utf-8").replace("as_of: 2026-11-20", "data: docs/rmp-data"), "utf-8")
    built = build(project)
    assert built.code == 1
    assert "publishes every file" in built.log
    assert built.bytes_of("**/*") == {}


def test_a_day_that_is_none_is_said_in_one_sentence(a_copy, build):
    project = a_copy("brightwater-pumps", "harbour-alliance")
    settings = project / "mkdocs.yml"
    settings.write_text(settings.read_text("utf-8").replace("as_of: 2026-11-20", "as_of: '2026-02-30'"), "utf-8")
    built = build(project)
    assert built.code == 1
    assert "as_of" in built.log
    assert "30 February" in built.log
    assert "Traceback" not in built.log


@pytest.fixture(scope="module")
def with_strangers(a_copy, build):
    """The example, with files where they do not belong."""
    project = a_copy("brightwater-pumps", "harbour-alliance")
    (project / "docs" / "due.md").write_text("# Mine\n", "utf-8")
    (project / "secret.pdf").write_text("canary-outside", "utf-8")
    evidence = project / "rmp-data" / WHOLE / "evidence"
    (evidence / "change-requests.csv").unlink()
    (evidence / "change-requests.csv").symlink_to(project / "secret.pdf")
    (evidence / "page.html").write_text("<script>canary-page</script>", "utf-8")
    return build(project)


def test_a_hand_written_page_gives_way_to_the_page_that_owns_its_address(with_strangers):
    assert with_strangers.code == 0, with_strangers.log
    assert "address taken: due.md" in with_strangers.log
    assert "<h1>Mine" not in with_strangers.page("due")


def test_evidence_that_is_a_link_is_not_followed(with_strangers):
    assert not [name for name, content in with_strangers.bytes_of("**/*").items() if b"canary-outside" in content]
    assert "change-requests.csv" not in {path.name for path in with_strangers.folder.rglob("*")}


def test_evidence_that_would_run_as_a_page_is_not_carried(with_strangers):
    assert not [name for name, content in with_strangers.bytes_of("**/*").items() if b"canary-page" in content]
