"""Where internal text escapes from static sites, path by path: each is tried on a published copy for a partner."""

import json
import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path

import pytest
from click.testing import CliRunner

from rmpkit.faces.cli.leak_checking import command as leak_check
from rmpkit.faces.cli.publishing import command as publish

pytestmark = [pytest.mark.site, pytest.mark.xdist_group("leak-paths")]
WITHHELD = "Cormorant"
ORGANISATION = """\
format: 1
id: estuary
name: Estuary Gateway
people: {okafor: {name: Chinyere Okafor}, hale: {name: Cormorant Hale}}
roles: {estuary.chair: {hale: {from: 2020-01-01}}}
segments: {cormorant-tier: Cormorant tier}
"""
PLAN = """\
title: Harbour works
type: alliance
state: active
parties: {estuary: {name: Estuary Gateway}, northgate: {name: Northgate Marine}, delta: {name: Delta Terminals}}
roles: {estuary.ser: {okafor: {from: 2024-04-01}}, northgate.ser: {vos: {from: 2024-04-01}}}
stages: {working-together: established, staying-together: established}
"""
JOINT = """\
people: {vos: {name: Marijke Vos, of: northgate}}
purpose: |
  Two berths renewed. {{ rmp.register("harbour-works", "risks") }}

  --8<-- "rmp-data/relationships/harbour-works/internal.yml"
objectives: {O-1: {title: Berth 4 is back, state: on track}}
measures: {berth: {question: Is the berth ready, target: at least 3, readings: {2026-09: 3, 2026-10: 4}}}
risks:
  R-1: {title: The licence comes late, likelihood: 3, impact: 3, owner: estuary.ser}
  R-2: {title: Rain, owner: northgate.ser}
actions:
  A-1: {title: Call the office, owner: estuary.ser, due: 2026-12-01, comes-from: IR-1}
  A-2: {title: Buy a pump, owner: northgate.ser, due: 2026-12-01}
signposts:
  SP-1: {title: The charter, at: evidence/charter.txt, answers: [wt.governance]}
  SP-2: {title: Delta's drawings, at: evidence/drawings.txt, can-open: [estuary, delta]}
revisions: {RV-1: {version: v1.0, on: 2026-01-05, summary: First joint plan}}
"""
INTERNAL = """\
why: Cormorant is why
segment: cormorant-tier
risks:
  IR-1: {title: Cormorant may sell, likelihood: 5, impact: 5, owner: estuary.ser, note: Cormorant note}
  IR-2: {title: Another Cormorant, likelihood: 5, impact: 4, owner: estuary.chair, due: 2026-01-02}
actions: {IA-1: {title: Ask Cormorant, owner: estuary.ser, due: 2026-01-01, comes-from: R-1}}
objectives: {IO-1: {title: Beat Cormorant, state: off track}}
measures: {cormorant-index: {question: Cormorant index, objective: O-1, target: at least 9, readings: {2026-09: 1, 2026-10: 2}}}
meetings: {IM-1: {on: 2026-10-01, reviewed: [risks, exit], changed: Cormorant came up}}
signposts: {IS-1: {title: Cormorant memo, at: evidence/cormorant-memo.txt, answers: [wt.risk]}}
exit-considerations: {IX-1: {trigger: Cormorant sells, alternative: Walk to Cormorant}}
"""
DELTAS = """\
risks: {D-1: {title: Cormorant of Delta alone, likelihood: 5, impact: 5}}
revisions: {RV-9: {version: v9.9, on: 2026-02-05, summary: Cormorant side letter}}
"""
OTHER = """\
title: Cormorant venture
type: alliance
state: active
formerly: [cormorant-old]
parties: {estuary: {name: Estuary Gateway}, fenwick: {name: Cormorant Fenwick}}
"""


@dataclass(frozen=True)
class Copy:
    """A published copy, and what was said while it was made."""

    folder: Path
    log: str

    def html(self) -> Iterator[tuple[str, str]]:
        for page in sorted(self.folder.rglob("*.html")):
            yield page.relative_to(self.folder).as_posix(), page.read_text("utf-8")

    def page(self, address: str) -> str:
        return (self.folder / address / "index.html").read_text("utf-8")


def written(folder: Path, *, internal: bool) -> Path:
    plan = folder / "rmp-data/relationships/harbour-works"
    (plan / "evidence").mkdir(parents=True)
    (folder / "rmp-data/organisation.yml").write_text(ORGANISATION, "utf-8")
    (plan / "plan.yml").write_text(PLAN, "utf-8")
    (plan / "joint.yml").write_text(JOINT if internal else JOINT.replace(", comes-from: IR-1", ""), "utf-8")
    (plan / "evidence/charter.txt").write_text("We thank whoever warns.", "utf-8")
    (plan / "evidence/drawings.txt").write_text("Cormorant drawings", "utf-8")
    (plan / "evidence/cormorant-memo.txt").write_text("Cormorant memo", "utf-8")
    if internal:
        (plan / "internal.yml").write_text(INTERNAL, "utf-8")
        (plan / "restricted.yml").write_text("risks: {XR-1: {title: Cormorant bluffs}}\n", "utf-8")
        (plan / "with-delta.yml").write_text(DELTAS, "utf-8")
        (plan.parent / "cormorant-venture").mkdir()
        (plan.parent / "cormorant-venture/plan.yml").write_text(OTHER, "utf-8")
        (plan.parent / "cormorant-venture/joint.yml").write_text("purpose: Cormorant together\n", "utf-8")
    return folder / "rmp-data"


def published(data: Path, target: Path, audience: str = "joint:northgate") -> Copy:
    arguments = ["--audience", audience, "--to", str(target), "--data", str(data), "--as-of", "2026-11-20"]
    done = CliRunner().invoke(publish, arguments)
    assert done.exit_code == 0, done.output
    return Copy(target, done.output)


@pytest.fixture(scope="module")
def project(tmp_path_factory) -> Path:
    """A repository with a history, an author and a settings file, as real ones have."""
    folder: Path = tmp_path_factory.mktemp("project")
    written(folder, internal=True)
    (folder / "docs").mkdir()
    (folder / "docs/index.md").write_text("Cormorant handbook", "utf-8")
    settings = "site_name: Cormorant\nrepo_url: https://git.example/cormorant\nplugins: [search, rmp]\n"
    (folder / "mkdocs.yml").write_text(settings, "utf-8")
    git = ["git", "-C", str(folder), "-c", "user.name=Cormorant Author", "-c", "user.email=cormorant@estuary.example"]
    for verb in (["init", "-q"], ["add", "-A"], ["commit", "-q", "-m", "Cormorant may sell"]):
        subprocess.run([*git, *verb], check=True)
    return folder


@pytest.fixture(scope="module")
def copy(project, tmp_path_factory) -> Copy:
    return published(project / "rmp-data", tmp_path_factory.mktemp("out") / "northgate")


@pytest.fixture(scope="module")
def bare(tmp_path_factory) -> Copy:
    """The copy of a folder that never held anything internal."""
    data = written(tmp_path_factory.mktemp("bare"), internal=False)
    return published(data, tmp_path_factory.mktemp("out") / "northgate")


@pytest.fixture(scope="module")
def ours(project, tmp_path_factory) -> Copy:
    """The copy in which everything may stand: where a test looks, there is something to be found."""
    return published(project / "rmp-data", tmp_path_factory.mktemp("out") / "restricted", "restricted")


def test_the_secret_is_there_to_be_leaked(ours):
    assert sum(text.count(WITHHELD) for _, text in ours.html()) > 20


def test_1_no_page_holds_it_not_even_where_nobody_looks(copy):
    class Inside(HTMLParser):
        comments: list[str]

        def handle_comment(self, data):
            self.comments.append(data)

    for name, text in copy.html():
        assert WITHHELD.casefold() not in text.casefold(), name
        reader = Inside()
        reader.comments = []
        reader.feed(text)
        assert reader.comments == [], "no comment of ours or an author's reaches a page"
        article = text.partition("<article")[2].partition("</article>")[0]
        assert "<details" not in article
        assert not re.search(r"\shidden[\s>=]|display:\s*none", article)


def test_2_the_search_index_holds_pages_of_the_copy_and_nothing_else(copy):
    index = json.loads((copy.folder / "search/search_index.json").read_text("utf-8"))
    assert WITHHELD.casefold() not in json.dumps(index).casefold()
    for entry in index["docs"]:
        page = copy.folder / entry["location"].partition("#")[0] / "index.html"
        assert page.is_file(), entry["location"]


def test_3_no_name_of_a_file_a_title_or_a_map_of_the_site_names_what_is_hidden(copy):
    names = [path.relative_to(copy.folder).as_posix() for path in copy.folder.rglob("*")]
    assert not [name for name in names if "cormorant" in name.casefold()]
    assert not [name for name in names if name.startswith("sitemap")]
    assert [name.name for name in (copy.folder / "relationships").iterdir()] == ["harbour-works"]


def test_4_no_count_no_back_link_and_no_number_tells_that_something_is_missing(copy, bare):
    for address in ("relationships/harbour-works", "relationships/harbour-works/actions"):
        assert copy.page(address) == bare.page(address)
    for name, text in copy.html():
        assert not re.search(r"\bI[RASMOX]-\d|\bXR-\d|\bD-1\b", text), name
        assert not re.search(r"\d+ (?:more )?(?:hidden|not shown|withheld|left out)", text), name


def test_5_no_figure_is_worked_out_from_what_is_hidden(copy, bare):
    for address in ("", "relationships/harbour-works/risks", "relationships/harbour-works/objectives"):
        assert copy.page(address) == bare.page(address)


def test_every_page_says_whose_copy_it_is_the_one_for_wrong_addresses_too(copy):
    pages = dict(copy.html())
    assert "404.html" in pages
    for name, text in pages.items():
        article = text.partition("<article")[2].partition("</article>")[0]
        assert article.count('<p class="rmp-copy rmp-copy-joint"><b>Joint copy for Northgate Marine</b>') == 1, name
        assert "TLP:AMBER" in article, name


def _drawn(copy: Copy) -> list[str]:
    """Every picture of the page on which measures are drawn, with its words."""
    found = re.findall(r"<svg.*?</svg>", copy.page("relationships/harbour-works/objectives"), re.DOTALL)
    return [each.casefold() for each in found if "aria-label" in each]


def test_6_no_picture_says_it_in_its_words_or_its_source(copy, ours):
    assert [each for each in _drawn(ours) if "cormorant index" in each], "it is drawn for those who may read it"
    assert _drawn(copy), "the readings of the other measure are drawn"
    assert not [each for each in _drawn(copy) if "index" in each or "cormorant" in each]


def test_7_nothing_of_the_repository_is_on_the_site(copy):
    assert not list(copy.folder.rglob(".git*"))
    for name, text in copy.html():
        for word in ("git.example", "Cormorant Author", "edit/main", "/edit/", "handbook", "joint.yml:"):
            assert word not in text, (name, word)


def test_7_a_repository_that_is_put_into_a_copy_is_noticed_before_it_is_uploaded(copy, project, tmp_path):
    uploaded = tmp_path / "copy"
    shutil.copytree(copy.folder, uploaded)
    arguments = [str(uploaded), "--audience", "joint:northgate", "--data", str(project / "rmp-data")]
    clean = CliRunner().invoke(leak_check, [*arguments, "--as-of", "2026-11-20"])
    assert clean.exit_code == 0, clean.output
    shutil.copytree(project / ".git", uploaded / ".git")
    refused = CliRunner().invoke(leak_check, [*arguments, "--as-of", "2026-11-20"])
    assert refused.exit_code == 1
    assert ".git cannot be looked through: it keeps the history of a repository" in refused.output
    (uploaded / ".git").rename(uploaded / "objects")
    found = CliRunner().invoke(leak_check, [*arguments, "--as-of", "2026-11-20"])
    assert found.exit_code == 1
    assert "internal.yml" in found.output, "under another name its objects are read"


def test_8_no_report_of_ours_quotes_what_is_hidden(copy):
    assert not (copy.folder / "relationships/harbour-works/prompts").exists()
    assert not (copy.folder / "rules").exists()
    assert not [name for name, text in copy.html() if re.search(r"\bRMP\d{3}\b", text)]


def test_9_neither_the_log_nor_an_earlier_build_leaves_it(project, tmp_path, copy):
    assert WITHHELD.casefold() not in copy.log.casefold()
    target = tmp_path / "copy"
    published(project / "rmp-data", target, "internal")
    arguments = ["--audience", "joint:northgate", "--to", str(target), "--data", str(project / "rmp-data")]
    refused = CliRunner().invoke(publish, arguments)
    assert refused.exit_code == 2
    assert "holds the internal copy" in refused.output

    internal = project / "rmp-data/relationships/harbour-works/internal.yml"
    whole = internal.read_text("utf-8")
    internal.write_text(whole + "risks: {IR-9: {title: Cormorant: twice}}\nwho: [\n", "utf-8")
    broken = CliRunner().invoke(publish, [*arguments[:3], str(tmp_path / "new"), *arguments[4:]])
    internal.write_text(whole, "utf-8")
    assert broken.exit_code == 1
    assert "internal.yml" in broken.output
    assert WITHHELD not in broken.output
    assert not (tmp_path / "new").exists()


def test_10_no_list_of_changes_tells_of_hidden_revisions(copy):
    page = copy.page("relationships/harbour-works/approvals")
    assert "First joint plan" in page
    assert "v9.9" not in page
    assert "5 February 2026" not in page


def test_11_no_include_and_no_macro_pulls_it_into_a_joint_text(copy):
    page = copy.page("relationships/harbour-works")
    assert "rmp.register(" in page, "it stands there as the author typed it"
    assert "internal.yml" in page


def test_12_a_file_is_carried_only_to_those_who_may_open_it(copy, project, tmp_path):
    carried = [path.name for path in (copy.folder / "relationships/harbour-works/evidence").iterdir()]
    assert carried == ["charter.txt"]
    delta = published(project / "rmp-data", tmp_path / "delta", "joint:delta")
    names = {path.name for path in (delta.folder / "relationships/harbour-works/evidence").iterdir()}
    assert names == {"charter.txt", "drawings.txt"}


def test_13_what_one_party_reads_alone_is_in_no_other_party_s_copy(copy, project, tmp_path):
    delta = published(project / "rmp-data", tmp_path / "delta", "joint:delta")
    assert "Cormorant of Delta alone" in delta.page("relationships/harbour-works/risks")
    assert "Only Delta Terminals and Estuary Gateway read this." in delta.page("relationships/harbour-works/risks")
    assert "Cormorant may sell" not in delta.page("relationships/harbour-works/risks")
    assert "Delta alone" not in copy.page("relationships/harbour-works/risks")
