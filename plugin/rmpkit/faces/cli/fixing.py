"""`rmp fix`."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import click

from rmpkit.faces.cli.differences import show_difference
from rmpkit.faces.cli.reading import loaded_to_write
from rmpkit.faces.cli.reasons import Halted, unwritten
from rmpkit.model.finding import Severity
from rmpkit.model.showing import printable, show
from rmpkit.operations.fix import Mended, Offer, mend, put
from rmpkit.store.folder import ORGANISATION, RELATIONSHIPS
from rmpkit.store.saving import SavingRefusedError


@click.command("fix")
@click.argument("paths", nargs=-1, metavar="[FILE|DATA]...", type=click.Path(path_type=Path))
@click.option("--diff", is_flag=True, help="Show what would change, and write nothing.")
@click.option(
    "--unsafe", is_flag=True, help="Mend also what may have been meant otherwise: look at it with --diff first."
)
def command(*, paths: tuple[Path, ...], diff: bool, unsafe: bool) -> None:
    """Mend what can only be meant in one way in FILE, or in every file of DATA (default: rmp-data).

    Only the characters that are wrong are replaced; comments, quotes, line ends and all else stay. Each fix is tried
    first: the finding must be gone, and nothing else be changed. Exits with 0, whether or not there was something to
    mend; with 2 when a file cannot be read or written.
    """
    changed: list[Mended] = []
    errors = 0
    for data, files in _asked(paths):
        read = loaded_to_write(data)
        errors += sum(each.kind.severity is Severity.ERROR for each in read.portfolio.findings)
        found = mend(read, unsafe=unsafe, files=files)
        for each in found:
            if each.done and not diff:
                _save(each, data)
            _tell(each, data, diff=diff)  # what is told as mended is mended
        changed += found
    click.echo(_summary(changed, errors, diff=diff), err=True)


def _asked(paths: Sequence[Path]) -> Iterator[tuple[Path, list[str]]]:
    """Each data folder with the files of it that are meant; all of them where the folder itself was named."""
    roots: dict[Path, list[str]] = {}
    whole: set[Path] = set()
    for path in paths or (Path("rmp-data"),):
        root = _root(path)
        if root == path or path.is_dir():
            inside = [file.relative_to(root).as_posix() for file in sorted(path.rglob("*.yml"))] if root != path else []
            whole |= {root} if root == path else set()
            roots.setdefault(root, []).extend(inside)
        else:
            roots.setdefault(root, []).append(path.relative_to(root).as_posix())
    for root, files in roots.items():
        yield root, [] if root in whole else files


def _root(path: Path) -> Path:
    """The data folder that a file or a folder belongs to.

    Raises:
        click.UsageError: there is no such file, or it belongs to none.
    """
    if not path.exists():
        raise click.UsageError(f"There is no {show(str(path), 300)}. Name a file of the plans, or their folder.")
    for folder in (path, *path.parents):
        if (folder / ORGANISATION).is_file() or (folder / RELATIONSHIPS).is_dir():
            return folder
    if path.is_dir():
        return path
    raise click.UsageError(f"{show(str(path), 300)} is in no folder with {ORGANISATION}. Name a file of the plans.")


def _save(mended: Mended, data: Path) -> None:
    try:
        put(mended, data)
    except SavingRefusedError as error:
        raise Halted(str(error)) from None
    except OSError as error:
        raise unwritten(show(str(error.filename or data / mended.source.file), 300), error) from None


def _tell(mended: Mended, data: Path, *, diff: bool) -> None:
    """What was mended, what was not, and what only the author can decide."""
    if diff and mended.done:
        show_difference(mended.diff)
    for offers, words in (
        ((), "") if diff else (mended.done, "mended"),
        (mended.left, "left: mending it would change or break something else"),
        (mended.unsafe, "not safe to mend: rmp fix --unsafe does, and --diff shows it first"),
    ):
        for offer in sorted(offers, key=lambda each: each.place):
            click.echo(_line(offer, data, words), err=diff)


def _line(offer: Offer, data: Path, words: str) -> str:
    where = f"{show(f'{data.as_posix()}/{offer.place.file}', 300)}:{offer.place.line}:{offer.place.column}"
    return printable(f"{where} {offer.finding.kind.code} {words}. {offer.finding.message}")


def _summary(found: Sequence[Mended], errors: int, *, diff: bool) -> str:
    number = sum(len(each.done) for each in found)
    files = sum(bool(each.done) for each in found)
    if not number:
        left = f" Errors that only a person can mend: {errors}. Look at them: rmp check" if errors else ""
        return f"{'Nothing would change.' if diff else 'Nothing was found that can be mended safely.'}{left}"
    done = "would be mended" if diff else "mended"
    return f"{number} {done} in {files} file{'' if files == 1 else 's'}. Look at the rest: rmp check"
