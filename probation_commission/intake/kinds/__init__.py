"""The kinds of return there are: each one module with the members of `KindOfReturn`, named in `KINDS`."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Protocol

from probation_commission.domain.returns import Kind
from probation_commission.intake.file import FileContents, SentFile
from probation_commission.intake.files import Sheet
from probation_commission.intake.findings import Findings
from probation_commission.intake.kinds import cohort, comparison, needs, service, trackers


class KindOfReturn(Protocol):
    """What a module of a kind has."""

    @property
    def NAME(self) -> Kind:  # noqa: N802 (a module's constant)
        """The kind, as it is stored."""

    @property
    def FIELDS(self) -> Mapping[str, str]:  # noqa: N802
        """What its columns can be, each with its label."""

    @property
    def TEMPLATE(self) -> str:  # noqa: N802
        """The file name of its template, or "" if there is none."""

    def recognises(self, file: SentFile) -> bool:
        """Whether the sheets hold this kind of return."""

    def read(self, file: SentFile, findings: Findings) -> FileContents:
        """What they hold; whatever is wrong goes into the findings."""


# A comparison that stands beside a cohort is a part of it, as in Haringey's workbook: so it is asked last.
KINDS: tuple[KindOfReturn, ...] = (*trackers.EACH, needs, service, cohort, comparison)
"""In the order in which they are asked."""


def kind_of(file: SentFile) -> KindOfReturn:
    """The kind of return that a file holds; one that nobody recognises is read as a cohort."""
    return next((kind for kind in KINDS if kind.recognises(file)), cohort)


def kinds_of(file: SentFile) -> tuple[KindOfReturn, ...]:
    """Every kind that a file holds: of trackers each that recognises a sheet, else the one of `kind_of`."""
    return tuple(kind for kind in trackers.EACH if kind.recognises(file)) or (kind_of(file),)


def besides(file: SentFile, read: Sequence[Sheet]) -> tuple[tuple[Sheet, KindOfReturn | None], ...]:
    """The sheets other than those read that would be lost unsaid, each with the kind that recognises it.

    One with numbers that no kind recognises is among them.
    """
    done = {id(sheet) for sheet in read}
    left = [sheet for sheet in file.sheets if id(sheet) not in done]
    filled = [sheet for sheet in left if not all(map(sheet.is_blank, range(len(sheet.rows))))]
    found = (
        (sheet, next((kind for kind in KINDS if kind.recognises(replace(file, sheets=(sheet,)))), None))
        for sheet in filled
    )
    return tuple((sheet, kind) for sheet, kind in found if kind or _has_numbers(sheet))


def _has_numbers(sheet: Sheet) -> bool:
    """Whether it holds more than a number or two, as the version or the year of its notes."""
    numbers = (isinstance(value, int | float) and value is not True for row in sheet.rows for value in row)
    return sum(numbers) > _FEW


_FEW = 2
