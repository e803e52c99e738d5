"""The counts of services' monthly returns, gathered by service, area and month."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from rapidfuzz import fuzz, process

from probation_commission.domain import referrals
from probation_commission.domain.months import month_fault
from probation_commission.domain.places import Authority, Gazetteer, Whole, bare
from probation_commission.domain.referrals import ServiceBreakdown, measure_of, of_office, office_category
from probation_commission.domain.returns import Cell, Figure, Kind, Return, sum_of
from probation_commission.domain.words import plural
from probation_commission.intake.cells import written
from probation_commission.intake.files import Value
from probation_commission.intake.findings import Findings

_LONGEST = 80
# Of 100: "Perosnal Wellbeing, Durham" is 96 like the service of that name, "Humankind, County Durham" 55.
_ALIKE = 75


class ServiceMonth(NamedTuple):
    """What a count is about."""

    service: str
    area: Authority
    month: date


@dataclass(frozen=True, slots=True)
class ServicesAndAreas:
    """What a row can name: the services by name, and the areas."""

    services: Mapping[str, str]
    """Slug of each service by its name."""
    gazetteer: Gazetteer
    today: date

    def service(self, text: str) -> str | None:
        """The slug of the service of that name or slug."""
        return _slugs(tuple(self.services.items())).get(bare(text[:_LONGEST]))

    def service_in(self, text: str) -> str | None:
        """The one service whose whole name stands in a title."""
        words = f" {bare(text)} "
        named = [name for name in self.services if f" {bare(name)} " in words]
        # Of "Wellbeing, Durham" and "Personal Wellbeing, Durham" the longer is meant.
        longest = [name for name in named if not any(_is_within(name, other) for other in named)]
        return self.services[longest[0]] if len(longest) == 1 else None

    def is_like(self, text: str) -> bool:
        """Whether a text may be the misspelt name of a service."""
        names = [bare(name) for name in self.services]
        return bool(process.extractOne(bare(text), names, scorer=fuzz.token_sort_ratio, score_cutoff=_ALIKE))

    def begun_in(self, text: str) -> str:
        """The one service of which a title has the part of its name before the comma; "" for any other."""
        words = f" {bare(text)} "
        begun = {slug: bare(name.partition(",")[0]) for name, slug in self.services.items()}
        named = {slug: stem for slug, stem in begun.items() if stem and f" {stem} " in words}
        # Of "Wellbeing" and "Personal Wellbeing" the longer is meant.
        longest = [
            slug
            for slug, stem in named.items()
            if not any(stem in other and stem != other for other in named.values())
        ]
        return longest[0] if len(longest) == 1 else ""

    def without_service(self, text: str) -> str:
        """A title without the name of its service, whose words are no area: "Personal Wellbeing, Durham"."""
        words = f" {bare(text)} "
        for name in sorted(self.services, key=len, reverse=True):
            words = words.replace(f" {bare(name)} ", " ")
        return words.strip()

    def area(self, text: str) -> Authority | None:
        """The authority, or the whole of several, of that code or name."""
        return referrals.area(text, self.gazetteer)

    def unknown_area(self) -> str:
        """What is wrong with a text that names no area of a service's return."""
        together = "".join(
            f", or {whole.name} where the service counts both together" for whole in self.gazetteer.wholes
        )
        return (
            "this is no area of a service's return. Write the local authority's name as the ONS does"
            f"{together}."
        )


@lru_cache(maxsize=4)
def _slugs(services: tuple[tuple[str, str], ...]) -> dict[str, str]:
    """The slug of each service by its name, and by itself."""
    return {bare(word): slug for name, slug in services for word in (slug, name)}


def _is_within(name: str, other: str) -> bool:
    return bare(name) in bare(other) and bare(name) != bare(other)


@dataclass(slots=True)
class ServiceCounts:
    """What services returned, by service, area and month."""

    directory: ServicesAndAreas
    findings: Findings
    _figures: dict[ServiceMonth, dict[str, Figure]] = field(default_factory=lambda: defaultdict(dict))
    _notes: dict[ServiceMonth, list[str]] = field(default_factory=lambda: defaultdict(list))
    _rows: dict[ServiceMonth, Cell] = field(default_factory=dict)
    _dated: dict[ServiceMonth, Cell] = field(default_factory=dict)
    _twice: set[Cell] = field(default_factory=set)
    _unnamed: dict[tuple[ServiceMonth, int], Cell] = field(default_factory=dict)
    """The row in which an office stands whose words are not kept, by these as a number."""

    def take(  # noqa: PLR0917
        self,
        subject: ServiceMonth,
        category: str,
        value: Value,
        cell: Cell,
        row: Cell,
        dated: Cell,
        *,
        office: str = "",
        unnamed: int | None = None,
    ) -> None:
        """One more count of the row that begins at `row`, its month at `dated`; of one office, if named.

        The same thing twice is a problem of the row. `unnamed`: what the words of an office that is not
        named are told apart by; the counts of several are added together.
        """
        notes_before = len(self.findings.notes)
        count = self.findings.count(value, cell)
        # Empty is not given, which is not zero (decision 27).
        if count is None or count.blank:
            return
        first = self._rows.setdefault(subject, row)
        self._dated.setdefault(subject, dated)
        figures = self._figures[subject]
        key = office_category(category, office) if office else category
        before = figures.get(key)
        if before and unnamed is not None and self._unnamed.setdefault((subject, unnamed), row) == row:
            figures[key] = _together(category, office, before, count.put_into(_figure(category, "", cell)))
            self._say_of(subject, notes_before)
            return
        if unnamed is not None:
            self._unnamed.setdefault((subject, unnamed), row)
        if before:
            self._refuse_twice(first, row, before.cell, cell)
            return
        figures[key] = count.put_into(_figure(category, written(value), cell, office=office))
        self._say_of(subject, notes_before)

    def _say_of(self, subject: ServiceMonth, notes_before: int) -> None:
        # What was made of "<5" is said of the return that has it.
        self._notes[subject] += self.findings.notes[notes_before:]
        del self.findings.notes[notes_before:]

    def _refuse_twice(self, first: Cell, row: Cell, before: Cell, cell: Cell) -> None:
        if row in self._twice:
            return
        self._twice.add(row)
        # Services or months across: two columns of one row are the same.
        if first == row:
            message = f"{before} already gives this count of this service, area and month. Keep one of them."
            self.findings.problem("row twice", message, cell)
        else:
            message = f"the row of {first} already gives this service, area and month. Keep one of them."
            self.findings.problem("row twice", message, row)

    def returns(self) -> tuple[Return, ...]:
        """One return for each service, area and month, sorted; parts beside their whole are problems."""
        for whole in self.directory.gazetteer.wholes:
            self._refuse_parts_of(whole)
        for figures in self._figures.values():
            _add_up_offices(figures)
        made = []
        ahead = self._filled_ahead()
        for subject, figures in self._figures.items():
            # "-" in every cell of a month to come, written down ahead (decision 116).
            if not any(figure.says_something for figure in figures.values()):
                words = f"{self._rows[subject]}: this row gives no count, so it is no return."
                self.findings.left_out.append(words)
                continue
            # Nought in every month to come, as a sheet of a whole year is prepared.
            is_to_come = subject.month > self.directory.today
            if is_to_come and all(figure.value == 0 for figure in figures.values()):
                words = f"{subject.month:%B %Y} has not begun yet, so its 0 is no count."
                self.findings.left_out.append(f"{self._dated[subject]}: {words}")
                continue
            if subject.month in ahead:
                words = f"{subject.month:%B %Y}: nothing but 0, as in what follows, so it is no month of this"
                self.findings.left_out.append(f"{self._dated[subject]}: {words} return.")
                continue
            self.findings.refuse_month(month_fault(subject.month, self.directory.today), self._dated[subject])
            made.append(
                Return(
                    Kind.SERVICE,
                    subject.area,
                    subject.month,
                    tuple(figures.values()),
                    tuple(self._notes[subject]),
                    subject=subject.service,
                )
            )
        return tuple(sorted(made, key=lambda ret: (ret.subject, ret.area.name, ret.month)))

    def _filled_ahead(self) -> frozenset[date]:
        """The months after the last that counts somebody which a form has 0 in, and nobody typed it."""
        counted = [subject.month for subject, figures in self._figures.items() if _counts_somebody(figures)]
        most: dict[date, int] = {}
        for subject, figures in self._figures.items():
            given = sum(figure.says_something for figure in figures.values())
            if counted and given and subject.month > max(counted):
                most[subject.month] = max(most.get(subject.month, 0), given)
        # The last month of a small service may well have 0 referrals and 0 starts: two months running, or
        # one that is not over, are a form's (decision 145).
        this_month = self.directory.today.replace(day=1)
        return frozenset(
            month for month, figures in most.items() if month >= this_month or min(len(most), figures) > 1
        )

    def _refuse_parts_of(self, whole: Whole) -> None:
        parts: dict[tuple[str, date], list[Cell]] = defaultdict(list)
        for subject, cell in self._rows.items():
            if subject.area.code in whole.parts:
                parts[subject.service, subject.month].append(cell)
        for subject, cell in self._rows.items():
            # "CDD, 31" and "Darlington, 12" for one service and month (decision 26).
            for part in parts[subject.service, subject.month] if subject.area.code == whole.code else ():
                message = (
                    f"the row of {cell} gives this service and month for {whole.name}, which this row is a "
                    "part of. Keep the whole or its parts, so that nobody counts twice."
                )
                self.findings.problem("counted twice", message, part)


def _counts_somebody(figures: Mapping[str, Figure]) -> bool:
    return any(figure.says_something and figure.value != 0 for figure in figures.values())


def _add_up_offices(figures: dict[str, Figure]) -> None:
    """Of a count that is given by office alone, what all offices have together."""
    by_count: dict[str, list[Figure]] = defaultdict(list)
    for figure in figures.values():
        if figure.breakdown == ServiceBreakdown.OFFICE:
            by_count[of_office(figure.category)[0]].append(figure)
    for category, parts in by_count.items():
        if category in figures:
            continue
        low, high = sum_of(parts)
        words = f"sum of {plural(len(parts), 'row')} by office"
        whole = _figure(category, words, parts[0].cell)
        exact = all(part.value is not None for part in parts)
        figures[category] = replace(whole, value=low if exact else None, low=low, high=high)


def _together(category: str, office: str, one: Figure, other: Figure) -> Figure:
    """Two counts of offices whose names are not kept, as one."""
    low, high = sum_of((one, other))
    exact = one.value is not None and other.value is not None
    words = "sum of rows whose office is not named as one"
    whole = _figure(category, words, one.cell, office=office)
    return replace(whole, value=low if exact else None, low=low, high=high)


def _figure(category: str, as_written: str, cell: Cell, *, office: str = "") -> Figure:
    """The figure of a cell, its value still to come."""
    measure, breakdown, unit = measure_of(category)
    return Figure(
        measure,
        None,
        cell,
        as_written,
        breakdown=ServiceBreakdown.OFFICE if office else breakdown,
        category=office_category(category, office) if office else category,
        unit=unit,
    )
