"""`rmp doctor` tells a site with the plans from one whose engine passed over the plugin."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from rmpkit import __version__

MKDOCS = """\
site_name: Plans
plugins:
  - material/search
  - rmp:
      as_of: 2026-11-20
markdown_extensions:
  - pymdownx.emoji: {emoji_index: !!python/name:material.extensions.emoji.twemoji }
extra: {key: !ENV [NOWHERE, ""]}
"""
PAGE = '<html><head><meta name="generator" content="{}"></head></html>'
DATA = Path(__file__).parents[1] / "rules/clean"


@pytest.fixture
def a_project(tmp_path):
    """A project whose settings list the plugin, with a site that is still empty."""
    shutil.copytree(DATA, tmp_path / "rmp-data")
    (tmp_path / "mkdocs.yml").write_text(MKDOCS, "utf-8")
    (tmp_path / "site/rmp").mkdir(parents=True)
    return tmp_path


def doctor(project, *arguments, env=None):
    done = subprocess.run(
        [sys.executable, "-c", "from rmpkit.faces.cli import main; main()", "doctor", *arguments],
        cwd=project,
        env=env,
        capture_output=True,
        text=True,
        check=False,
    )
    assert "Traceback" not in done.stderr
    return done


def troubles(done):
    return [line for line in done.stdout.splitlines() if line.startswith("trouble")]


def test_all_is_well_where_the_marker_is(a_project):
    (a_project / "site/index.html").write_text(PAGE.format("mkdocs-1.6.1, mkdocs-material-9.8.1"), "utf-8")
    (a_project / "site/rmp/built.json").write_text(json.dumps({"rmpkit": __version__, "as_of": "2026-11-20"}))
    done = doctor(a_project)
    assert done.returncode == 0, done.stdout
    assert "was built by mkdocs 1.6.1, and the plugin rmp took part: as of 2026-11-20." in done.stdout
    assert "can be read: 1 plan." in done.stdout
    assert "as on 2026-11-20, by as_of in the settings." in done.stdout
    assert f"rmpkit {__version__}, Python " in done.stdout
    assert "libyaml" in done.stdout


def test_an_engine_that_passed_over_the_plugin_is_named_with_what_to_do(a_project):
    (a_project / "site/index.html").write_text(PAGE.format("zensical-0.0.73"), "utf-8")
    done = doctor(a_project)
    assert done.returncode == 1
    (line,) = troubles(done)
    assert "mkdocs.yml lists the plugin rmp, but the site in site was built by zensical 0.0.73 without it" in line
    assert "rmp pages" in line


def test_written_pages_are_recognised_in_a_folder_of_the_site(a_project):
    (a_project / "mkdocs.yml").write_text("site_name: Plans\nplugins: [search]\n", "utf-8")
    (a_project / "site/plans/rmp").mkdir(parents=True)
    (a_project / "site/plans/rmp/pages.json").write_text('{"rmpkit": "0.1.0", "as_of": "2026-11-20"}')
    done = doctor(a_project)
    assert done.returncode == 0
    assert "from pages that rmp pages wrote: as of 2026-11-20." in done.stdout


def test_a_plugin_that_is_not_listed_is_trouble(a_project):
    (a_project / "mkdocs.yml").write_text("site_name: Plans\n", "utf-8")
    assert "does not list the plugin rmp" in troubles(doctor(a_project))[0]


def test_a_site_that_is_not_built_yet_is_a_note(a_project):
    done = doctor(a_project, "elsewhere")
    assert done.returncode == 0
    assert "There is no built site in elsewhere." in done.stdout


@pytest.mark.parametrize(
    ("spoil", "says"),
    [
        (lambda p: shutil.rmtree(p / "rmp-data"), "The data folder rmp-data cannot be read"),
        (lambda p: (p / "rmp-data/organisation.yml").unlink(), "organisation.yml cannot be read. Run rmp check"),
        (lambda p: (p / "rmp-data/relationships/northgate/plan.yml").write_text("\ttitle: x\n"), "northgate cannot be"),
    ],
)
def test_plans_that_cannot_be_read_are_trouble(a_project, spoil, says):
    (a_project / "site/rmp/built.json").write_text(json.dumps({"rmpkit": __version__, "as_of": "2026-11-20"}))
    spoil(a_project)
    done = doctor(a_project)
    assert done.returncode == 1
    assert says in troubles(done)[0]


def test_a_clock_that_was_never_set_is_trouble(a_project):
    (a_project / "mkdocs.yml").write_text("plugins: [rmp]\n", "utf-8")
    done = doctor(a_project, env={"SOURCE_DATE_EPOCH": "0", "PYTHONPATH": ":".join(sys.path)})
    assert "as on 1970-01-01, by SOURCE_DATE_EPOCH. Set the clock right." in troubles(done)[0]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (None, "There is no mkdocs.yml here."),
        ("a: [\n", "mkdocs.yml cannot be read at line 2"),
        ("plugins: [{rmp: {as_of: 2026-02-30}}]\n", "as_of in mkdocs.yml: February 2026 has 28 days"),
    ],
)
def test_settings_to_go_by_are_needed(tmp_path, text, says):
    if text:
        (tmp_path / "mkdocs.yml").write_text(text, "utf-8")
    done = doctor(tmp_path)
    assert done.returncode == 2
    assert says in done.stderr


def test_the_settings_of_zensical_are_read_too(a_project):
    (a_project / "mkdocs.yml").unlink()
    (a_project / "zensical.toml").write_text('[project]\nsite_name = "Plans"\nsite_dir = "out"\n')
    assert "no built site in out" in doctor(a_project).stdout
