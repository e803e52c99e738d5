"""A service's monthly return: a row for each service, month and area, a count in each other column."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from rapidfuzz import fuzz, process, utils

from probation_commission.domain import referrals
from probation_commission.domain.months import month_fault
from probation_commission.domain.places import Authority, Gazetteer, Whole, bare
from probation_commission.domain.referrals import (
    CATEGORIES,
    Level,
    ReferralStage,
    ServiceBreakdown,
    ServiceMeasure,
)
from probation_commission.domain.returns import Cell, Figure, Kind, Return
from probation_commission.intake.cells import Fault, counts, numbers, written
from probation_commission.intake.files import Sheet
from probation_commission.intake.findings import Findings
from probation_commission.intake.service.headings import ServiceTable, table

# Of 100; only a hint in the sentence, never taken.
_ALIKE = 60
_LONGEST = 80


@dataclass(frozen=True, slots=True)
class ServicesAndAreas:
    """What a row can name: the services by name, and the areas."""

    services: Mapping[str, str]
    """Slug of each service by its name."""
    gazetteer: Gazetteer
    today: date


def read(
    tables: Sequence[tuple[Sheet, int]], directory: ServicesAndAreas, findings: Findings
) -> tuple[Return, ...]:
    """One return for each row, sorted by service, area and month."""
    reader = _Reader(directory, findings)
    for sheet, heading in tables:
        if columns := table(sheet, heading, findings):
            reader.read_table(columns)
    # Only now: the whole may stand below its parts, or on another sheet.
    reader.refuse_parts_beside_the_whole()
    return tuple(sorted(reader.returns, key=lambda ret: (ret.subject, ret.area.name, ret.month)))


@dataclass(slots=True)
class _Reader:
    directory: ServicesAndAreas
    findings: Findings
    returns: list[Return] = field(default_factory=list)
    _slugs: dict[str, str | None] = field(default_factory=dict)
    _cells: dict[tuple[str, str, date], Cell] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for name, slug in self.directory.services.items():
            self._slugs |= {bare(slug): slug, bare(name): slug}

    def read_table(self, rows: ServiceTable) -> None:
        for row in range(rows.heading + 1, len(rows.sheet.rows)):
            if not rows.sheet.is_blank(row):
                self._read_row(rows, row)

    def _read_row(self, rows: ServiceTable, row: int) -> None:
        """The return of a row; each cell is read, so that one that is wrong hides no other."""
        cell = _cell(rows, row, "service")
        # A month to come, written down ahead (decision 116).
        if not _says_something(rows, row):
            self.findings.left_out.append(f"{cell}: this row gives no count, so it is no return.")
            return
        slug, area, month = self._service(rows, row), self._area(rows, row), self._month(rows, row)
        before = len(self.findings.notes)
        figures = self._figures(rows, row)
        if slug and area and month and self._is_first(slug, area, month, cell):
            notes = tuple(self.findings.notes[before:])
            self.returns.append(Return(Kind.SERVICE, area, month, tuple(figures), notes, subject=slug))

    def _service(self, rows: ServiceTable, row: int) -> str | None:
        text = rows.sheet.text(row, rows.columns["service"])
        if slug := self._slugs.get(bare(text[:_LONGEST])):
            return slug
        self.findings.problem("unknown service", self._sentence(text), _cell(rows, row, "service"))
        return None

    def _sentence(self, text: str) -> str:
        if not text:
            return "no service stands here. Write its name as the page Services has it."
        alike = process.extract(
            text[:_LONGEST],
            list(self.directory.services),
            scorer=fuzz.WRatio,
            processor=utils.default_process,
            limit=3,
            score_cutoff=_ALIKE,
        )
        hint = f"Is it {' or '.join(f'“{name}”' for name, _, _ in alike)}? " if alike else ""
        return f"this is no service known here. {hint}Write its name as the page Services has it."

    def _area(self, rows: ServiceTable, row: int) -> Authority | None:
        area = referrals.area(rows.sheet.text(row, rows.columns["area"]), self.directory.gazetteer)
        if area is None:
            together = "".join(
                f", or {whole.name} where the service counts both together"
                for whole in self.directory.gazetteer.wholes
            )
            message = (
                "this is no area of a service's return. Write the local authority's name as the ONS does"
                f"{together}."
            )
            self.findings.problem("unknown area", message, _cell(rows, row, "area"))
        return area

    def _month(self, rows: ServiceTable, row: int) -> date | None:
        cell = _cell(rows, row, "month")
        month = numbers.month(rows.sheet.at(row, rows.columns["month"]))
        if month is None:
            message = "this is no month. Write it as 2026-10 or October 2026."
            self.findings.problem("no month", message, cell)
        else:
            self.findings.refuse_month(month_fault(month, self.directory.today), cell)
        return month

    def _figures(self, rows: ServiceTable, row: int) -> list[Figure]:
        return [
            figure
            for name in CATEGORIES
            if name in rows.columns and (figure := self._figure(rows, row, name)) is not None
        ]

    def _figure(self, rows: ServiceTable, row: int, name: ReferralStage | Level) -> Figure | None:
        """The count; None where the cell is empty, because no figure is not zero."""
        value, cell = rows.sheet.at(row, rows.columns[name]), _cell(rows, row, name)
        count = self.findings.count(value, cell)
        # Not given, which is not zero (decision 27).
        if count is None or count.blank:
            return None
        is_stage = isinstance(name, ReferralStage)
        figure = Figure(
            ServiceMeasure.REFERRALS if is_stage else ServiceMeasure.OUTCOMES,
            None,
            cell,
            written(value),
            breakdown=ServiceBreakdown.STAGE if is_stage else ServiceBreakdown.LEVEL,
            category=name,
            unit="referrals" if is_stage else "people",
        )
        return count.put_into(figure)

    def _is_first(self, slug: str, area: Authority, month: date, cell: Cell) -> bool:
        first = self._cells.setdefault((slug, area.code, month), cell)
        if first == cell:
            return True
        message = f"the row of {first} already gives this service, area and month. Keep one of the two rows."
        self.findings.problem("row twice", message, cell)
        return False

    def refuse_parts_beside_the_whole(self) -> None:
        """A problem for every part that is counted once more in its whole."""
        for whole in self.directory.gazetteer.wholes:
            self._refuse_parts_of(whole)

    def _refuse_parts_of(self, whole: Whole) -> None:
        parts: dict[tuple[str, date], list[Cell]] = defaultdict(list)
        for (slug, code, month), cell in self._cells.items():
            if code in whole.parts:
                parts[slug, month].append(cell)
        for (slug, code, month), cell in self._cells.items():
            # "CDD, 31" and "Darlington, 12" for one service and month (decision 26).
            for part in parts[slug, month] if code == whole.code else ():
                message = (
                    f"the row of {cell} gives this service and month for {whole.name}, which this row is a "
                    "part of. Keep the whole or its parts, so that nobody counts twice."
                )
                self.findings.problem("counted twice", message, part)


def _says_something(rows: ServiceTable, row: int) -> bool:
    """Whether a count is told in a row, or attempted."""
    values = (rows.sheet.at(row, rows.columns[name]) for name in CATEGORIES if name in rows.columns)
    written = map(counts.count, values)
    return any(isinstance(one, Fault) or one.says_something for one in written)


def _cell(rows: ServiceTable, row: int, name: str) -> Cell:
    return rows.sheet.cell(row, rows.columns[name])
