"""What may be wrong with a catalogue: each slip is one finding, in the line of the slip."""

from importlib import resources

import pytest

from rmpkit.catalogue.kinds import CATALOGUE_BROKEN
from rmpkit.catalogue.library import load_library

FILE = "catalogues/tidewater.yml"
CASES = {  # what was written, what is written instead, the line of the finding, what it says
    "a key that is nearly right": ("printed: T", "printd: T", "printd: Tidewater Code", 'Write "printed".'),
    "no title": ("title: Tidewater Code, 2031\n", "", "id: tidewater", "has no title"),
    "an unknown stage": ("  knowledge:\n", "  knowing:\n", "  knowing:", '"knowing" is not one of the words'),
    "a stage in another phase": (
        "Catch\n    phase: engagement",
        "Catch\n    phase: management",
        "    phase: management",
        'stands in the phase "management"',
    ),
    "a stage in which nothing is asked": (
        "    stage: value-creation\n",
        "    stage: staying-together\n",
        "  value-creation:",
        'No requirement belongs to the stage "value-creation"',
    ),
    "two requirements under one number": (
        "'7.1'",
        "'6.1'",
        "    clause: '6.1'",
        '"6.1" is taken already, by tide.catch',
    ),
    "a number of a stage given to another": ("'7.1'", "'3'", "    clause: '3'", '"3" is taken already'),
    "a bad id of a requirement": ("  tide.hull:", "  Hull:", "  Hull:", '"Hull" is not a requirement id'),
    "an unknown key": (
        "    title: Flag",
        "    name: x\n    title: Flag",
        "    name: x",
        'unknown key "name"',
    ),
    "a key that only the reader sets": (
        "    title: Flag",
        "    catalogue: x\n    title: Flag",
        "    catalogue: x",
        'unknown key "catalogue"',
    ),
    "no intent": ("    intent: Show whose ship it is.\n", "", "  tide.flag:", "has no intent"),
    "evidence that is no list": (
        "    evidence:\n      - a flag\n",
        "    evidence: a flag\n",
        "    evidence: a flag",
        "a list is expected",
    ),
    "a lapse of no known sort": (
        "      missing: no flag",
        "      mising: no flag",
        "      mising: no flag",
        'Write "missing"',
    ),
    "a disclosure that is none": (
        "disclosure: public",
        "disclosure: publc",
        "    disclosure: publc",
        'Write "public"',
    ),
    "a stage number out of range": (
        "from-stage: 7",
        "from-stage: 9",
        "    from-stage: 9",
        '"9" is not the number of a stage',
    ),
    "due after its own stage": (
        "from-stage: 7",
        "from-stage: 8",
        "    from-stage: 8",
        "belongs to stage 7 and is due from",
    ),
    "due by stage without a stage": ("    from-stage: 7\n", "", "  tide.watch:", "no stage is given"),
    "due always with a stage number": (
        "due: stage\n    from-stage: 7",
        "due: always\n    from-stage: 7",
        "    from-stage: 7",
        "from-stage says nothing",
    ),
    "asked of the organisation by stage": (
        "level: organisation\n    disclosure: public\n    due: always",
        "level: organisation\n    disclosure: public\n    due: activation",
        "    due: activation",
        "the organisation, which has no stages",
    ),
    "asked of a relationship in no stage": (
        "level: organisation\n    disclosure: restricted",
        "level: relationship\n    disclosure: restricted",
        "  tide.chart:",
        "belongs to no stage",
    ),
    "confirmed though not seen": (
        "print-as: '7'\n    confidence: recalled",
        "print-as: '7'\n    confidence: confirmed",
        "    confidence: confirmed",
        "The number was not seen",
    ),
    "nothing to print instead": (
        "    print-as: '7'\n",
        "",
        "  tide.watch:",
        "nothing is given to print instead",
    ),
    "an unseen number to print instead": (
        "print-as: '7'",
        "print-as: '7.2'",
        "    print-as: '7.2'",
        "was not seen either",
    ),
    "a field that no plan has": ("- forums", "- forum", "      - forum", 'Write "forums"'),
    "a register that is no register": (
        "joint:measures",
        "joint:measure",
        "      - joint:measure",
        'Write "measures"',
    ),
    "a topic that is none": (
        "reviewed:risks",
        "reviewed:tides",
        "      - reviewed:tides",
        '"tides" is not one of the words',
    ),
    "a plan's field asked of the organisation": (
        "- policy",
        "- approved",
        "      - approved",
        "only a plan has",
    ),
    "exit that may be absent": (
        "      - exit.principles\n",
        "      - exit.principles\n    can-be-absent: yes\n",
        "    can-be-absent: yes",
        "Exit is never not applicable",
    ),
    "an answer that is neither yes nor no": (
        "can-be-absent: yes",
        "can-be-absent: often",
        "    can-be-absent: often",
        "neither yes",
    ),
    "a catalogue that is not there": (
        "      iso44001:",
        "      iso44002:",
        "      iso44002:",
        'Write "iso44001"',
    ),
    "a requirement that is not there": (
        "- lead.policy",
        "- lead.police",
        "        - lead.police",
        'Write "lead.policy"',
    ),
    "a mapping to itself": (
        "      iso44001:",
        "      tidewater:",
        "      tidewater:",
        "the catalogue it stands in",
    ),
    "no requirements": ("requirements:\n", "requirments:\n", "requirments:", 'Write "requirements"'),
}


def line_of(text, start):
    """The number of the first line that starts with a text."""
    return next(number for number, line in enumerate(text.splitlines(), 1) if line.startswith(start))


@pytest.mark.parametrize(("old", "new", "line", "says"), CASES.values(), ids=CASES)
def test_a_slip_is_one_finding_in_its_own_line(tidewater, old, new, line, says):
    assert old in tidewater
    text = tidewater.replace(old, new, 1)
    library = load_library([(FILE, text.encode())])
    first, *others = library.findings
    assert first.place is not None
    assert first.kind is CATALOGUE_BROKEN
    assert says in f"{first.message} {first.mend}"
    assert text.splitlines()[first.place.line - 1].startswith(line)
    assert first.place.file == FILE
    assert first.mend.endswith(".")
    assert not others
    assert library.get("tidewater") is None


def test_a_stage_without_a_clause_is_said_at_the_stages(tidewater):
    start, end = tidewater.index("  value-creation:\n"), tidewater.index("  staying-together:\n")
    text = (tidewater[:start] + tidewater[end:]).replace("print-as: '6'", "print-as: '7'")
    (finding,) = load_library([(FILE, text.encode())]).findings
    assert finding.message == 'The stage "value-creation" has no clause.'
    assert finding.place is not None
    assert finding.place.line == line_of(text, "stages:")


def test_a_slip_of_yaml_is_said_by_the_reader(tidewater):
    text = tidewater.replace("    title: Flag", "    title: Flag: red")
    library = load_library([(FILE, text.encode())])
    assert library.get("tidewater") is None
    (finding,) = library.findings
    assert finding.kind.code == "RMP002"
    assert finding.place is not None
    assert finding.place.line == line_of(text, "    title: Flag: red")


def test_findings_tell_two_slips_apart(tidewater):
    text = tidewater.replace("- forums", "- forum").replace("holder:every.ser", "internal:forums")
    findings = load_library([(FILE, text.encode())]).findings
    assert len({finding.fingerprint for finding in findings}) == len(findings) == 2


def test_a_mapping_that_ours_does_not_answer_is_said_in_the_copy():
    ours = (resources.files("rmpkit.catalogue") / "data" / "bs11000.yml").read_text(encoding="utf-8")
    text = ours.replace("        - lead.commitment\n", "        - lead.policy\n", 1)
    findings = load_library([("catalogues/bs.yml", text.encode())]).findings
    messages = [finding.message for finding in findings]
    assert messages == [
        '"lead.policy" of iso44001 does not map back to "aw.ser".',
        '"lead.commitment" of iso44001 maps to "aw.ser", which does not map back.',
    ]


def test_the_example_of_the_kind_shows_the_slip_it_is_about():
    assert CATALOGUE_BROKEN.bad != CATALOGUE_BROKEN.good
    assert CATALOGUE_BROKEN.code == "RMP020"


def test_the_same_slip_in_two_files_is_two_findings():
    findings = load_library([("catalogues/a.yml", b""), ("catalogues/b.yml", b"")]).findings
    assert len({finding.fingerprint for finding in findings}) == 2
