"""A text of its own in every field of every record: each copy holds what its readers may read, and nothing else."""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

from rmpkit.disclosure.audience import Audience
from rmpkit.faces.cli.publishing import command as publish
from rmpkit.model.finding import Severity
from rmpkit.operations.check import Loaded, load
from tests.disclosure.canaries import DELTA, FENWICK, NORTHGATE, Planter, planted
from tests.disclosure.scanning import found_in, stands, texts_of

DAY = date(2026, 11, 20)
AUDIENCES = (
    Audience.RESTRICTED,
    Audience.INTERNAL,
    Audience.joint(NORTHGATE),
    Audience.joint(DELTA),
    Audience.joint(FENWICK),
    Audience.PUBLIC,
)
pytestmark = [pytest.mark.site, pytest.mark.xdist_group("canaries")]


@dataclass(frozen=True)
class Planted:
    """The folder with its canaries, and where its copies are."""

    data: Path
    planter: Planter
    copies: Path
    loaded: Loaded


@pytest.fixture(scope="module")
def the_folder(tmp_path_factory) -> Planted:
    data = tmp_path_factory.mktemp("canaries")
    planter = planted(data)
    return Planted(data, planter, tmp_path_factory.mktemp("copies"), load(data))


@pytest.fixture(scope="module")
def copies(the_folder) -> dict[Audience, frozenset[str]]:
    """What stands in each published copy, the log of its making with it."""
    return {audience: _published(the_folder, audience) for audience in AUDIENCES}


def _published(folder: Planted, audience: Audience) -> frozenset[str]:
    target = folder.copies / str(audience).replace(":", "-")
    done = CliRunner().invoke(
        publish,
        ["--audience", str(audience), "--to", str(target), "--data", str(folder.data), "--as-of", DAY.isoformat()],
    )
    assert done.exit_code == 0, done.output
    return found_in([*texts_of(target), done.output])


def test_what_is_planted_can_be_read(the_folder):
    errors = [f for f in the_folder.loaded.portfolio.findings if f.kind.severity is Severity.ERROR]
    assert [(finding.plan, finding.path, finding.message) for finding in errors] == []


def test_there_is_something_to_look_for_in_every_circle(the_folder):
    counts = Counter(canary.circle for canary in the_folder.planter.canaries)
    assert len(counts) == 6, "public, joint, each of two parties, internal, restricted"
    assert min(counts.values()) >= 5, counts
    assert len(the_folder.planter.canaries) > 4_000


def test_everything_stands_in_the_copy_of_those_who_may_read_everything(the_folder, copies):
    missing = [each for each in the_folder.planter.canaries if not stands(each, copies[Audience.RESTRICTED])]
    assert Counter((canary.where, canary.kind, canary.plan) for canary in missing) == Counter()


@pytest.mark.parametrize("audience", AUDIENCES, ids=str)
def test_nothing_stands_in_a_copy_that_is_not_for_its_readers(the_folder, copies, audience):
    leaked = [
        (canary.where, canary.token, canary.plan, canary.circle)
        for canary in the_folder.planter.canaries
        if not canary.meant_for(audience) and stands(canary, copies[audience])
    ]
    assert leaked == []


@pytest.mark.parametrize("audience", [Audience.joint(NORTHGATE), Audience.joint(FENWICK)], ids=str)
def test_a_partner_reads_what_was_written_for_it(the_folder, copies, audience):
    """Or an empty copy would pass: every text of the running record and the terms that a party may read is there."""
    meant = [each for each in the_folder.planter.canaries if each.kind == "text" and each.meant_for(audience)]
    missing = Counter(canary.where for canary in meant if not stands(canary, copies[audience]))
    assert missing == Counter()
    assert len(meant) > 200
