"""`strip FILE`: a performance report without its two columns about people, written beside it."""

import argparse
from collections.abc import Iterator
from pathlib import Path

from probation_commission.actions.refusals import RefusedError
from probation_commission.cli.command import Answer, Group, add_command
from probation_commission.domain.access import Person
from probation_commission.domain.ram import PERSONAL
from probation_commission.domain.words import listed
from probation_commission.intake import ram
from probation_commission.intake.files import FileRefusedError, csv_rows, of_report

_NO_REPORT = (
    "This is no performance report of Refer and Monitor as CSV: none of its first rows has its headings. "
    "Nothing was written."
)


def add_to(commands: Group) -> None:
    """The command, added to the others."""
    command = add_command(
        commands, "strip", _strip, "write a performance report without its columns about people"
    )
    command.add_argument("file", type=Path, metavar="FILE")


def _strip(_person: Person, words: argparse.Namespace) -> Answer:
    file: Path = words.file
    target = file.with_name(f"{file.stem}_without_people.csv")
    if target.exists():
        raise RefusedError(f"{target} is there already. Move it away first. Nothing was written.")
    try:
        without = ram.without_personal(csv_rows.opened(file.read_bytes(), size=of_report()))
        written = _write(target, without.pieces)
    except ValueError:
        raise RefusedError(_NO_REPORT) from None
    except FileRefusedError as refusal:
        raise RefusedError(f"{refusal.problem} Nothing was written.") from refusal
    said = [f"{target}: written without {listed(without.cut)}."]
    # One of the two may stand under another name, which was cut with all others that no report has.
    if missing := [name for name in PERSONAL if name not in without.cut]:
        said.append(f"No column was headed {listed(missing)}. Look into what was written before you send it.")
    said.append(f"Send this one, and keep {file.name} to yourself.")
    return {"file": str(target), "bytes": written, "cut": list(without.cut), "said": said}


def _write(target: Path, pieces: Iterator[bytes]) -> int:
    """How many bytes were written; where reading ends in the middle, nothing is left."""
    written = 0
    try:
        first = next(pieces)
        # "x": never over a file that came in between.
        with target.open("xb") as out:
            written += out.write(first)
            for piece in pieces:
                written += out.write(piece)
    except FileRefusedError:
        target.unlink(missing_ok=True)
        raise
    return written
