"""The sum of a file, by which it is seen that it is still the file that somebody read."""

import re
from hashlib import sha256
from typing import Annotated

from pydantic import PlainValidator

from rmpkit.model.misfit import Misfit
from rmpkit.model.showing import show

_SUM = re.compile(r"[0-9a-f]{64}", re.ASCII)


def read_sum(value: object) -> str:
    """The SHA-256 sum of a file: 64 digits and letters from a to f."""
    text = str(value).strip().lower()
    if _SUM.fullmatch(text):
        return text
    raise Misfit(
        f'"{show(text)}" is not the SHA-256 sum of a file.',
        "Write the 64 signs that sha256sum, or Get-FileHash on Windows, says of the file.",
    )


FileSum = Annotated[str, PlainValidator(read_sum)]
"""The SHA-256 sum of a file."""


def sum_of(raw: bytes) -> str:
    """The SHA-256 sum of a file."""
    return sha256(raw).hexdigest()
