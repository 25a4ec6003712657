"""What went wrong while reading one file, before it is known which plan the file belongs to."""

from dataclasses import dataclass

from rmpkit.model.finding import Finding, Kind, Path, Place


@dataclass(frozen=True, slots=True)
class Trouble:
    """One thing to look at in one text."""

    kind: Kind
    """What kind of thing it is."""

    line: int
    """Where it is: counted from 1."""

    column: int
    """Counted from 1, in characters."""

    message: str
    """What happened, with the value: one sentence."""

    mend: str
    """How to mend it: one sentence that starts with a verb."""

    path: Path = ()
    """The entry it concerns, where that is known."""

    cuttable: bool = True
    """Whether the rest of the text can be trusted once the record it stands in is left out."""

    echo: bool = False
    """Whether it may be no slip of its own, but follow from one just above it."""

    def finding(self, *, file: str, plan: str | None) -> Finding:
        """The same as a finding in a file."""
        return Finding(
            kind=self.kind,
            plan=plan,
            path=self.path,
            message=self.message,
            mend=self.mend,
            place=Place(file, self.line, self.column),
        )
