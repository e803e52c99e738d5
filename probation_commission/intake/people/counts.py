"""The counts of one area and month, as they come out of a list of people, and the figures made of them."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from probation_commission.domain.iom import Breakdown, Measure, Rag
from probation_commission.domain.places import Authority, Gazetteer, Place, PlaceKind
from probation_commission.domain.returns import Figure, Kind, Return
from probation_commission.domain.words import plural
from probation_commission.intake.files import Value, plain
from probation_commission.intake.findings import Findings
from probation_commission.intake.people import columns as nominal_columns
from probation_commission.intake.people.columns import Attribute, ListColumn
from probation_commission.intake.people.lists import NominalList
from probation_commission.intake.places import place_key

# "12 Acacia Road, N17 6XY": an address ends in it, so the last is taken, from the end of the cell.
_POSTCODE = re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}\b")
_LONGEST = 200


@dataclass(slots=True)
class RowCount:
    """How many rows, and between which two."""

    rows: int
    first: int
    last: int

    def add(self, number: int) -> None:
        """One more row, of this number."""
        self.rows += 1
        self.last = number


@dataclass(slots=True)
class ListMonth:
    """What was counted of one area in one month."""

    nominals: NominalList
    area: Authority
    month: date
    gazetteer: Gazetteer
    findings: Findings
    notes: tuple[str, ...] = ()
    rows: int = 0
    _first: int = 0
    _last: int = 0
    _by_rag: Counter[Rag | None] = field(default_factory=Counter)
    _by_place: Counter[tuple[object, Rag | None]] = field(default_factory=Counter)
    _by_category: Counter[tuple[Breakdown, str]] = field(default_factory=Counter)
    _places: dict[object, Place] = field(default_factory=dict)
    _place_by_values: dict[tuple[Value, ...], Place] = field(default_factory=dict)
    _unplaced: int = 0

    def add(self, row: dict[int, Value], count: RowCount) -> None:
        """More rows, which hold the same in every column that counts."""
        self._first = min(self._first or count.first, count.first)
        self._last = max(self._last, count.last)
        self.rows += count.rows
        rag = (
            nominal_columns.rag(row[self.nominals.key_columns[Attribute.RAG]])
            if Attribute.RAG in self.nominals.key_columns
            else None
        )
        self._by_rag[rag] += count.rows
        if self.nominals.place_columns:
            key = self._place(row, count)
            self._by_place[key, None] += count.rows
            if rag:
                self._by_place[key, rag] += count.rows
        for column, number in self.nominals.key_columns.items():
            if isinstance(column, Breakdown):
                category = nominal_columns.category(column, row[number])
                self._by_category[column, category] += count.rows

    def _place(self, row: dict[int, Value], count: RowCount) -> object:
        values = tuple(row[column] for column in self.nominals.place_columns)
        if values not in self._place_by_values:
            self._place_by_values[values] = self._place_in(values, count)
        place = self._place_by_values[values]
        # Of what names no place known here only the number of rows is told (decision 48).
        if place.kind is PlaceKind.NOT_KNOWN:
            self._unplaced += count.rows
        self._places.setdefault(place_key(place), place)
        return place_key(place)

    def _place_in(self, values: Sequence[Value], count: RowCount) -> Place:
        place = place_of(values, self.gazetteer, self.area, self.month)
        if place:
            return place
        # A column headed "ward" is there to be right; an address need not be a place known here.
        if Attribute.WARD in self.nominals.key_columns and values[0] != "":
            message = (
                f"this is no ward of {self.area.name} in {self.month:%B %Y}, nor a neighbour's. "
                "Correct it, or write NFA, Not known or Outside."
            )
            self.findings.problem(
                "unknown ward",
                message,
                self.nominals.cell(count.first, self.nominals.key_columns[Attribute.WARD]),
            )
        return Place(PlaceKind.NOT_KNOWN.label, PlaceKind.NOT_KNOWN)

    def as_return(self) -> Return:
        """The counts with the cells that were counted, and notes on how."""
        return Return(Kind.IOM, self.area, self.month, tuple(self._figures()), tuple(self._notes()))

    def _figures(self) -> Iterator[Figure]:
        yield self._figure(self.rows, (0, len(self.nominals.headings) - 1))
        if self._by_rag.keys() - {None}:
            # A list has everybody in it, so a RAG that nobody has is nought.
            for rag in Rag:
                yield self._figure(self._by_rag[rag], self._columns(Attribute.RAG), rag=rag)
        places = self.nominals.place_columns
        for (key, of_rag), number in self._by_place.items():
            columns = (*places, *self._columns(Attribute.RAG)) if of_rag else places
            yield self._figure(number, columns, rag=of_rag, place=self._places[key])
        for breakdown in self._breakdowns():
            for category in self._categories(breakdown):
                number = self._by_category[breakdown, category]
                columns = self._columns(breakdown)
                yield self._figure(number, columns, breakdown=breakdown, category=category)

    def _figure(
        self,
        number: int,
        columns: Iterable[int],
        *,
        rag: Rag | None = None,
        place: Place | None = None,
        breakdown: str = "",
        category: str = "",
    ) -> Figure:
        ordered = sorted(set(columns))
        if rag is None and place is None and not breakdown:
            cell = replace(
                self.nominals.cell(0, 0), ref=_corners(self.nominals, self._first, self._last, ordered)
            )
        else:
            # Three columns are enough for a reader to find them.
            cell = self.nominals.stretch(self._first, self._last, *ordered[:3])
        return Figure(
            Measure.COHORT, number, cell, "", rag=rag, place=place, breakdown=breakdown, category=category
        )

    def _columns(self, column: ListColumn) -> tuple[int, ...]:
        return (self.nominals.key_columns[column],) if column in self.nominals.key_columns else ()

    def _breakdowns(self) -> list[Breakdown]:
        """The breakdowns of which at least one row says something known."""
        return [
            breakdown
            for breakdown in Breakdown
            if breakdown in self.nominals.key_columns
            and any(self._by_category[breakdown, category] for category in self._categories(breakdown)[:-1])
        ]

    def _categories(self, breakdown: Breakdown) -> list[str]:
        """Every category, for in a whole list those of nobody are zero; all other words come last."""
        rest = nominal_columns.rest(breakdown)
        return [*(name for name in nominal_columns.known_categories(breakdown) if name != rest), rest]

    def _notes(self) -> Iterator[str]:
        cell = self.nominals.cell(0, 0)
        where = replace(
            cell, ref=_corners(self.nominals, self._first, self._last, (0, len(self.nominals.headings) - 1))
        )
        yield f"Counted from {plural(self.rows, 'row')} of one person each ({where}). The rows were not kept."
        yield from self.notes
        if self._by_rag[None] and Attribute.RAG in self.nominals.key_columns:
            yield f"{plural(self._by_rag[None], 'row')} without red, amber, green or blue: in the total only."
        if self._unplaced:
            yield f"{plural(self._unplaced, 'row')} without a ward or postcode known here: address not known."


def _corners(nominals: NominalList, first: int, last: int, columns: Sequence[int]) -> str:
    return f"{nominals.sheet.cell(first, columns[0]).ref}:{nominals.sheet.cell(last, columns[-1]).ref}"


def place_of(values: Iterable[Value], gazetteer: Gazetteer, area: Authority, on: date) -> Place | None:
    """Where somebody lives by the first value that tells, as the ONS names it; None if none does.

    A value may be a ward, a postcode or an address that ends in one.
    """
    empty = Place(PlaceKind.NOT_KNOWN.label, PlaceKind.NOT_KNOWN)
    best: Place | None = None
    told = False
    for value in values:
        text = plain(value)[-_LONGEST:] if isinstance(value, str) else ""
        if not text:
            continue
        told = True
        place = _resolved(text, gazetteer, area, on)
        if place and (place.wards or best is None):
            best = place
        # "Outside" in the column of wards gives way to a postcode, a ward does not.
        if best and best.wards:
            break
    return best or (None if told else empty)


def _resolved(text: str, gazetteer: Gazetteer, area: Authority, on: date) -> Place | None:
    postcodes = _POSTCODE.findall(text.upper())
    place = gazetteer.resolve(postcodes[-1] if postcodes else text, area, on)
    if place.kind is PlaceKind.UNRECOGNISED:
        return Place(PlaceKind.NOT_KNOWN.label, PlaceKind.NOT_KNOWN) if postcodes else None
    # As the ONS names it and without its alias, which would repeat what the list says (decision 48).
    if place.wards:
        return replace(place, as_written=place.wards[0].name, alias=None)
    authority = gazetteer.authority(text) if place.kind is PlaceKind.OUTSIDE else None
    return replace(place, as_written=authority.name if authority else place.kind.label)
