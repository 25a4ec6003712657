"""Names where they are given, not referred to: of plans and parties, of records, of posts, of versions."""

import re
from typing import Annotated

from pydantic import PlainValidator

from rmpkit.model.misfit import Misfit
from rmpkit.model.scalars import read_post, read_record_id, read_slug
from rmpkit.model.showing import show

ShortName = Annotated[str, PlainValidator(read_slug)]
"""A short name where it is given, not referred to."""

RecordId = Annotated[str, PlainValidator(read_record_id)]
"""An id of a record where it is given."""

PostId = Annotated[str, PlainValidator(read_post)]
"""A post where its holders are written."""


def read_version(value: object) -> str:
    """The name of a version: `v2.0`."""
    text = str(value).strip()
    if re.fullmatch(r"v[0-9]{1,4}(?:\.[0-9]{1,4}){0,2}", text, re.ASCII):
        return text
    raise Misfit(f'"{show(text)}" is not the name of a version.', "Write a v and numbers: v2.0.")


VersionName = Annotated[str, PlainValidator(read_version)]
"""The name of a version of the agreed terms: `v2.0`."""
