"""`rmp pages` writes all of a tree or nothing, and only over what it wrote."""

import subprocess
import sys
from pathlib import Path

import pytest

from rmpkit.render.markdown import armoured_body, armoured_text

DATA = Path(__file__).parents[1] / "rules/clean"


def pages(folder, *arguments, data=DATA):
    return subprocess.run(
        [
            *(sys.executable, "-c", "from rmpkit.faces.cli import main; main()", "pages", str(folder)),
            *("--data", str(data), "--as-of", "2026-03-01", *arguments),
        ],
        capture_output=True,
        text=True,
        check=False,
    )


def listed(folder):
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def test_a_page_is_front_matter_and_html_and_the_second_run_replaces_the_first(tmp_path):
    target = tmp_path / "docs/plans"
    assert pages(target).returncode == 0
    first = listed(target)
    text = (target / "relationships/northgate/risks/index.md").read_text("utf-8")
    assert text.startswith('---\ntitle: "Risks &#183; Northgate"\nrender_macros: false\n---\n\n<h1 class="rmp-title">')
    assert {".rmp-pages", "index.md", "rmp/rmp.css", "rmp/rmp.js", "rmp/pages.json"} <= first
    again = pages(target)
    assert again.returncode == 0, again.stderr
    assert listed(target) == first
    assert [path.name for path in (tmp_path / "docs").iterdir()] == ["plans"]


def test_a_line_of_a_body_begins_and_ends_with_a_tag_and_none_is_blank(tmp_path):
    assert pages(tmp_path / "plans").returncode == 0
    for file in (tmp_path / "plans").rglob("*.md"):
        body = file.read_text("utf-8").split("---\n", 2)[2].strip()
        for line in body.splitlines():
            assert line.startswith("<"), (file, line)
            assert line.endswith(">"), (file, line)


@pytest.mark.parametrize(
    ("spoil", "says"),
    [
        (lambda t: (t / "notes.md").write_text("mine"), "holds files that rmp pages did not write"),
        (lambda t: t.rmdir() or t.write_text("mine"), "is not a folder"),
    ],
)
def test_what_somebody_else_put_there_is_left_alone(tmp_path, spoil, says):
    target = tmp_path / "plans"
    target.mkdir()
    spoil(target)
    before = listed(tmp_path)
    done = pages(target)
    assert done.returncode == 2
    assert says in done.stderr
    assert "Traceback" not in done.stderr
    assert listed(tmp_path) == before


def test_a_page_put_among_written_ones_is_named_and_kept(tmp_path):
    target = tmp_path / "plans"
    assert pages(target).returncode == 0
    (target / "relationships/mine.md").write_text("mine")
    done = pages(target)
    assert done.returncode == 2
    assert "holds relationships/mine.md, which rmp pages did not write" in done.stderr
    assert (target / "relationships/mine.md").exists()


def test_pages_are_not_written_among_the_plans():
    assert "one in the other" in pages(DATA / "pages").stderr
    assert "one in the other" in pages(DATA.parent).stderr
    assert not (DATA / "pages").exists()


def test_a_missing_data_folder_is_told_and_nothing_is_written(tmp_path):
    done = pages(tmp_path / "plans", data=tmp_path / "nowhere")
    assert done.returncode == 2
    assert "There is no folder" in done.stderr
    assert not (tmp_path / "plans").exists()


def test_signs_become_references_and_references_stay():
    assert armoured_text('a "b": {{ c }}') == "a &#34;b&#34;&#58; &#123;&#123; c &#125;&#125;"
    body = (
        '<p title="a *b*">x &lt; *y*\n\n--8&lt;-- z</p>\n\n\n<h2 id="A">_t_</h2>\n<section><h2 id="B">u</h2></section>'
    )
    assert armoured_body(body).splitlines() == [
        '<p title="a &#42;b&#42;">x &lt; &#42;y&#42;&#10;&#10;&#45;&#45;8&lt;&#45;&#45; z</p>',
        '<h2 markdown="span" id="A">&#95;t&#95;</h2>',
        '<section><h2 id="B">u</h2></section>',
    ]


def test_a_link_put_among_written_pages_is_named_and_kept(tmp_path):
    target, elsewhere = tmp_path / "plans", tmp_path / "elsewhere"
    elsewhere.mkdir()
    assert pages(target).returncode == 0
    (target / "linked").symlink_to(elsewhere, target_is_directory=True)
    done = pages(target)
    assert done.returncode == 2
    assert "holds linked" in done.stderr
    assert (target / "linked").is_symlink()


def test_pages_are_not_written_inside_other_written_pages(tmp_path):
    assert pages(tmp_path / "plans").returncode == 0
    done = pages(tmp_path / "plans/deeper")
    assert done.returncode == 2
    assert "lies in what rmp pages wrote" in done.stderr
