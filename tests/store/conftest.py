"""What every message of the reader has to keep to."""

import re

import pytest

PARSERS_WORDS = re.compile(r"mapping|block end|\balias|scalar|token|sequence|\banchor", re.IGNORECASE)
BLAMING_WORDS = re.compile(
    r"\b(?:please|sorry|valid|invalid|illegal|forbidden|you|your|prohibited)\b|\?$", re.IGNORECASE
)


@pytest.fixture(scope="session")
def speaks_plainly():
    """Whether the words of a finding are those of a form, apart from what it quotes."""

    def _speaks_plainly(finding):
        sentences = (finding.message, finding.mend)
        words = re.sub('"[^"]*"', "", " ".join(sentences))
        ends = all(sentence.isprintable() and sentence.endswith(".") for sentence in sentences)
        return ends and not PARSERS_WORDS.search(words) and not BLAMING_WORDS.search(words)

    return _speaks_plainly
