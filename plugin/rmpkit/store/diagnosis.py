"""From the parser's complaint to the author's slip, in the words of a form.

The parser says where it could not go on; the cause often stands above. Each detector below looks for one
cause and says it, or is silent. The first that speaks is believed: one cause, one finding.
"""

import re
from dataclasses import replace

from rmpkit.store.complaint import Complaint, broken, out_of_place
from rmpkit.store.enclosures import colon_in_text, enclosure
from rmpkit.store.kinds import YAML_FEATURE_REFUSED
from rmpkit.store.layout import (
    block_text,
    cut_by_comment,
    indented_start,
    misplaced_dash,
    stray,
    stray_line,
    wrong_indentation,
)
from rmpkit.store.lines import Role, classify, read_lines
from rmpkit.store.slips import (
    bad_escape,
    hard_space,
    hard_space_in,
    misplaced_sign,
    missing_key,
    no_ordinary_space,
    no_space,
    odd_indentation,
    reserved_start,
    tab_indentation,
    tight_colon,
    tight_dash,
    wide_colon,
)
from rmpkit.store.trouble import Trouble

DETECTORS = (
    bad_escape,
    enclosure,  # before all that looks at single lines: a quote left open swallows them
    tab_indentation,
    odd_indentation,
    hard_space,
    wide_colon,
    reserved_start,
    misplaced_sign,
    missing_key,
    block_text,
    tight_colon,
    tight_dash,
    cut_by_comment,
    colon_in_text,
    indented_start,
    wrong_indentation,
    misplaced_dash,
    stray_line,
)

_MOST_LINES = 100_000  # twice what the largest file of a plan can hold; beyond, it is no slip of an author
_BEYOND = 200  # lines below the complaint that may still tell what was meant
_DIRECTIVE = re.compile(r"(?:[ \t]*(?:#.*)?\n)*%")
_TRAILING_COMMA = re.compile(r"\\.|\"(?:[^\"\\]|\\.)*+\"|,(?=\s*[\]}])")
_KEY_BELOW = re.compile(r"\n[\w.-]+:(?:\s|$)")
_TIGHT = re.compile(r"([\w.-]+)[:\uff1a](?!//)(?=\S)")


def diagnose(text: str, complaint: Complaint) -> Trouble:
    """The cause of a complaint."""
    if complaint.line > _MOST_LINES:
        return replace(_unrecognised(complaint), cuttable=False)
    lines = read_lines(text, until=complaint.line + _BEYOND)
    above = next(lines.before(complaint.line), None)
    if above is not None and above.text.startswith("..."):
        return second_document(complaint.line)
    causes = (detector(lines, complaint) for detector in DETECTORS)
    return next((cause for cause in causes if cause is not None), _unrecognised(complaint))


def directive(text: str) -> Trouble | None:
    """A line above everything that gives orders to YAML itself, if there is one."""
    found = _DIRECTIVE.match(text)
    if found is None:
        return None
    line = text.count("\n", 0, found.end()) + 1
    message = 'The first line starts with "%", which gives orders to YAML.'
    return Trouble(YAML_FEATURE_REFUSED, line, 1, message, "Remove the line.", cuttable=False)


def trailing_comma(text: str) -> Trouble | None:
    """A comma before a closing bracket, which JSON does not know, if there is one."""
    for found in _TRAILING_COMMA.finditer(text):
        if found[0] == ",":
            line = text.count("\n", 0, found.start()) + 1
            at = found.start() - text.rfind("\n", 0, found.start()) - 1
            return broken(line, at, "JSON knows no comma before a closing bracket.", "Remove the comma.")
    return None


def second_document(line: int) -> Trouble:
    """Says that a file holds more than one document."""
    message = 'A second document starts here with "---", and a file holds one.'
    mend = 'Remove the "---", and move what follows it to a file or to a key of its own.'
    return Trouble(YAML_FEATURE_REFUSED, line, 1, message, mend, cuttable=False)


def root_is_text(text: str) -> Trouble:
    """Says that a whole file is one text."""
    numbered = enumerate(text.split("\n"), 1)
    lines = (classify(line, number) for number, line in numbered if not line.startswith("---"))
    first = next((line for line in lines if line.role is not Role.BLANK), classify("", 1))
    if at := hard_space_in(first.content):
        return broken(first.number, first.content_at + at, *no_ordinary_space(first.content, at))
    if _KEY_BELOW.search(text, text.find(first.text) + len(first.text)):
        return stray(first)
    tight = _TIGHT.match(first.content)
    if tight is not None:
        return no_space(first.number, first.content_at + tight.end() - 1, tight[1])
    message = "The file is one text, where lines with a key and a value are needed."
    mend = "Write a key, a colon and a space before each value."
    return replace(broken(first.number, first.content_at, message, mend), cuttable=False)


def root_is_list(line: int, column: int) -> Trouble:
    """Says that a whole file is one list."""
    message = "The file is a list, where lines with a key and a value are needed."
    return broken(line, column - 1, message, "Put the list under a key.")


def _unrecognised(complaint: Complaint) -> Trouble:
    message = f"The text cannot be read from line {complaint.line} on."
    mend = "Compare the indentation, quotes and colons of this line with those of the lines above it."
    return out_of_place(complaint.line, complaint.column - 1, message, mend)
