"""A file with a contract register as rows: what is kept of each, and what is wrong with it, cell by cell."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date

from probation_commission.domain.layouts import signature
from probation_commission.domain.organisations import spelling
from probation_commission.domain.registers import (
    DAYS,
    LONGEST_PUBLISHER,
    LONGEST_REFERENCE,
    LONGEST_TITLE,
    RegisterField,
    RegisterReading,
    RegisterRow,
)
from probation_commission.domain.returns import Cell, Problem
from probation_commission.domain.words import listed, tidied
from probation_commission.intake.fault import ReadingError, without_words
from probation_commission.intake.files import FileRefusedError, Sheet, Value, plain, sheets
from probation_commission.intake.people import found_in, signs
from probation_commission.intake.registers import cells, headings

_NONE = (
    "No contract register was found: a table headed with title, supplier, reference, start and end or the "
    "like, a row a contract. Send the register as it is published, as CSV, xlsx or ods."
)
_PEOPLE = "This file has a column that names people ({kind}): it is no contract register. Nothing was kept."
_NO_DAY = (
    "what stands there is no day, or not clearly one. Write it as 31/03/2027 without words beside it, or "
    "leave it empty."
)
_EITHER_WAY = (
    "this column has days with the month first (in {there}), so that this one may be either of two. Write it "
    "as 1 April 2027, or leave it empty."
)
_TWO_EXTENSIONS = "it has another extension than its own column. Mend one of them."
_A_BODY = re.compile(
    r"\b(?:councils?|boroughs?|county|trusts?|nhs|icb|integrated care|police|constabulary|authority"
    r"|authorities|university|college|academy|school|ltd|limited|plc|llp|cic|cio|association|charity|foundation"
    r"|partnership|ministry|department|agency|government|corporation|commission|hmpps|probation|prison)\b",
    re.IGNORECASE,
)
"""Words of an organisation, which no person has in their name."""
_ASKED = re.compile(
    r"\b(?i:officers?|managers?|contacts?|owner|lead|commissioner|requester|sponsor|administrator|buyer"
    r"|budget holder|specialist)\s*:\s*[A-Z][\w’'-]"
)
"""`Officer: Jo Bloggs` in a text of something else."""
_LONG_SEARCHED = 2_000
_CODE = re.compile(r"\d{8}(?:-\d)?", re.ASCII)
"""Of the Common Procurement Vocabulary."""

_ColumnOf = Mapping[str, int]


def read(
    content: bytes, chosen: Mapping[str, str] | None = None, known: Collection[str] = ()
) -> RegisterReading:
    """The rows of a register; never raises for what is in the file.

    `known`: how organisations here are spelt (`organisations.spelling`), by which a buyer is known to be none
    of a person. `chosen`: what a person said of its columns, the key of one by field, empty where there is
    none; it goes before what the headings say. Nothing of a column about people is read, but for how many
    cells it fills.
    Raises `ReadingError` where this code is wrong, so that no log shows what was being read.
    """
    try:
        return _read(content, chosen or {}, known)
    except FileRefusedError as refusal:
        return RegisterReading(problems=(refusal.problem,))
    except Exception as error:  # noqa: BLE001 (its words may be somebody's, decision 50)
        fault = without_words(error)
    raise ReadingError(fault)


def _read(content: bytes, chosen: Mapping[str, str], bodies: Collection[str]) -> RegisterReading:
    every = sheets.sheets(content)[1]
    tables = [
        (sheet, row) for sheet in every if not sheet.hidden and (row := headings.row_of(sheet)) is not None
    ]
    if refused := _of_people(every):
        return RegisterReading(problems=(refused,))
    if not tables:
        return RegisterReading(problems=(Problem("no register", _NONE),))
    # Of several sheets those are read that are headed like the one with most rows: a sheet a quarter.
    main, at = max(tables, key=lambda table: len(table[0].rows) - table[1])
    known = headings.keys(headings.texts(main, at))
    alike = [(sheet, row) for sheet, row in tables if headings.keys(headings.texts(sheet, row)) == known]
    named, doubtful = headings.recognised(known)
    people = [name for name in known if headings.about_people(name)]
    free = {name for name in known if name and name not in people}
    said = {name: column for name, column in chosen.items() if column in free or not column}
    fields = {name: column for name, column in {**named, **said}.items() if column}
    columns = {name: known.index(column) for name, column in fields.items()}
    below = [(sheet, row) for sheet, first in alike for row in _below(sheet, first)]
    american = _month_first(below, columns)
    rows = [_Row(sheet, row, columns, known, american, bodies=bodies) for sheet, row in below]
    made = [one for one in (row.made() for row in rows) if one] if _enough(fields) else []
    there = headings.texts(main, at)
    unread = [sheet.name for sheet in every if sheet.name and sheet not in [one for one, _ in alike]]
    return RegisterReading(
        tuple(made),
        {name: there[known.index(name)] for name in known if name in free},
        fields,
        tuple(name for name in doubtful if name not in said),
        signature(known),
        tuple(there[known.index(name)] for name in people),
        sum(row.dropped for row in rows),
        notes=(f"Not read: {listed(unread)}. They are headed otherwise, or hidden.",) if unread else (),
    )


def _month_first(below: Iterable[tuple[Sheet, int]], columns: _ColumnOf) -> dict[str, Cell]:
    """A cell of each column of days that can only have the month first, as 03/31/2027."""
    found: dict[str, Cell] = {}
    for sheet, row in below:
        for name in map(str, DAYS):
            if name in columns and name not in found and cells.month_first(sheet.at(row, columns[name])):
                found[name] = sheet.cell(row, columns[name])
    return found


def _enough(fields: Mapping[str, str]) -> bool:
    return RegisterField.TITLE in fields and RegisterField.SUPPLIER in fields


def _of_people(every: Sequence[Sheet]) -> Problem | None:
    """The problem of a file that is a list of people: a heading such as no register has."""
    for sheet in every:
        for row, values in enumerate(sheet.rows[:20]):
            for column in range(len(values)):
                kind = signs.heading(sheet.text(row, column))
                if kind in headings.ABOUT_PEOPLE:
                    return Problem(signs.PERSONAL, _PEOPLE.format(kind=kind), sheet.cell(row, column))
    return None


def _below(sheet: Sheet, first: int) -> Iterator[int]:
    """The rows below the headings that hold something; where these stand once more they are no row."""
    for row in range(first + 1, len(sheet.rows)):
        if any(value != "" for value in sheet.rows[row]) and sheet.rows[row] != sheet.rows[first]:
            yield row


def _whom_to_ask(text: str) -> str:
    """What a text seems to hold where it says whom to ask; empty where it does not."""
    return "the name of whom to ask" if _ASKED.search(text) else ""


class _Row:
    """One row while it is read, with its problems, and a count of what may be somebody's."""

    def __init__(
        self,
        sheet: Sheet,
        row: int,
        columns: _ColumnOf,
        known: Sequence[str],
        american: Mapping[str, Cell],
        *,
        bodies: Collection[str],
    ) -> None:
        self._american, self._bodies = american, bodies
        self._sheet, self._row, self._columns, self._known = sheet, row, columns, known
        self._problems: list[Problem] = []
        self._notes: list[str] = []
        self.dropped = sum(
            headings.about_people(name) and bool(str(self._at(column)).strip())
            for column, name in enumerate(known)
        )

    def made(self) -> RegisterRow | None:
        """The row as it is kept; None for one that names neither a contract nor a supplier."""
        title = self._text(RegisterField.TITLE, "title", LONGEST_TITLE)
        suppliers = self._suppliers()
        if not title and not suppliers and not self._problems:
            return None
        if not title and not self._problems:
            self._wrong(RegisterField.TITLE, "the contract has no title. Add it to the file.")
        if not suppliers and not self._problems:
            self._wrong(
                RegisterField.SUPPLIER, "the contract has no supplier. Without one it is no contract yet."
            )
        days = self._days()
        self._in_order(days)
        searched, cpv = self._searched()
        return RegisterRow(
            self._sheet.name,
            self._row + 1,
            title,
            suppliers,
            self._reference(RegisterField.REFERENCE),
            self._reference(RegisterField.OCID),
            self._buyer(),
            **days,
            value_pence=self._value(),
            searched=searched,
            cpv=cpv,
            problems=tuple(self._problems),
            notes=tuple(self._notes),
        )

    def _at(self, column: int | None) -> Value:
        return "" if column is None else self._sheet.at(self._row, column)

    def _of(self, field: RegisterField) -> Value:
        return self._at(self._columns.get(field))

    def _cell(self, field: RegisterField) -> Cell:
        return self._sheet.cell(self._row, self._columns[field])

    def _wrong(self, field: RegisterField, words: str) -> None:
        cell = self._cell(field)
        self._problems.append(Problem("register", f"{cell}: {words}", cell))

    def _text(self, field: RegisterField, what: str, longest: int) -> str:
        return self._kept(field, what, tidied(cells.given(self._of(field))), longest)

    def _buyer(self) -> str:
        """Who buys it, where that is an organisation: councils name their own officers as buyers, too."""
        text = tidied(cells.given(self._of(RegisterField.BUYER)))
        if not text or not (spelling(text) in self._bodies or _A_BODY.search(text)):
            self.dropped += bool(text)
            return ""
        return self._kept(RegisterField.BUYER, "buyer", text, LONGEST_PUBLISHER)

    def _kept(self, field: RegisterField, what: str, text: str, longest: int) -> str:
        """The text, unless it may be somebody's or is too long: then a problem, and nothing of it."""
        if kind := found_in(text) or _whom_to_ask(text):
            self.dropped += 1
            self._wrong(field, f"the {what} seems to hold {kind}. Take it out of the file.")
            return ""
        if len(text) > longest:
            self._wrong(field, f"the {what} has more than {longest} characters. Shorten it in the file.")
            return ""
        return text

    def _suppliers(self) -> tuple[str, ...]:
        names = cells.suppliers(self._of(RegisterField.SUPPLIER))
        kept = self._kept(RegisterField.SUPPLIER, "supplier", tidied(listed(names)), LONGEST_PUBLISHER)
        return tuple(map(tidied, names)) if kept else ()

    def _reference(self, field: RegisterField) -> str:
        # Numbers of contracts may be shaped like those of people: only what no reference has is looked for.
        text = tidied(cells.given(self._of(field)))
        if "@" in text:
            self.dropped += 1
            self._wrong(field, "the reference seems to hold an e-mail address. Take it out of the file.")
            return ""
        if len(text) > LONGEST_REFERENCE:
            self._wrong(field, f"the reference has more than {LONGEST_REFERENCE} characters. Shorten it.")
            return ""
        return text

    def _days(self) -> dict[str, date | None]:
        days: dict[str, date | None] = {}
        option: date | None = None
        for field in DAYS:
            value, days[str(field)] = self._of(field), None
            if str(field) in self._american and cells.either_way(value):
                self._wrong(field, _EITHER_WAY.format(there=self._american[str(field)]))
                continue
            try:
                if field is RegisterField.ENDS:
                    days[str(field)], option = cells.end(value)
                    if option and not days[str(field)]:
                        raise cells.NoDayError  # noqa: TRY301 (an option alone is no end, as any other text)
                else:
                    reads = cells.extension if field is RegisterField.EXTENSION else cells.day
                    days[str(field)] = reads(value)
            except cells.NoDayError:
                self._wrong(field, _NO_DAY)
        own = days[str(RegisterField.EXTENSION)]
        if option and own and option != own:
            self._wrong(RegisterField.ENDS, _TWO_EXTENSIONS)
        days[str(RegisterField.EXTENSION)] = own or option
        return days

    def _in_order(self, days: Mapping[str, date | None]) -> None:
        pairs = (
            (RegisterField.STARTS, RegisterField.ENDS, "the contract ends before it starts"),
            (RegisterField.STARTS, RegisterField.REVIEW, "the review is before the start"),
            (RegisterField.REVIEW, RegisterField.ENDS, "the review is after the end"),
            (RegisterField.ENDS, RegisterField.EXTENSION, "it can be extended to a day before its end"),
        )
        for earlier, later, words in pairs:
            first, last = days[earlier], days[later]
            if first and last and first > last:
                # The day that the sentence is about is the one whose cell is named.
                about = earlier if earlier is RegisterField.REVIEW else later
                self._wrong(about, f"{words}. Mend it in the file, or clear the day.")

    def _value(self) -> int | None:
        pence, why = cells.value(self._of(RegisterField.VALUE))
        if why:
            self._notes.append(f"value not taken: what stands in {self._cell(RegisterField.VALUE)} {why}")
        return pence

    def _searched(self) -> tuple[str, tuple[str, ...]]:
        """What else says what is bought, without what may be somebody's; and the CPV codes."""
        words, codes = [], []
        for column, name in enumerate(self._known):
            text = plain(str(self._at(column)))
            if not text or not headings.is_searched(name) or headings.about_people(name):
                continue
            own: list[str] = []
            if headings.CPV.fullmatch(name):
                own = [part for part in text.replace(",", " ").split() if _CODE.fullmatch(part)]
                codes += own
            # Several codes in a row may look like a telephone number.
            rest = " ".join(part for part in text.replace(",", " ").split() if part not in own)
            if found_in(rest) or _whom_to_ask(rest):
                self.dropped += 1
                continue
            words.append(text)
        return " ".join(words).casefold()[:_LONG_SEARCHED], tuple(codes)
