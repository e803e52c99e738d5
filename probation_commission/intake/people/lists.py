"""Lists of people: sheets with one row per person, told by their headings and what stands under them."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

from probation_commission.domain.places import Gazetteer
from probation_commission.domain.returns import Cell, Problem
from probation_commission.intake.cells import headings
from probation_commission.intake.files import FileRefusedError, Sheet, Value, column_letters, plain
from probation_commission.intake.people import signs, titles
from probation_commission.intake.people.columns import (
    ADDRESS,
    Attribute,
    ListColumn,
    about_people,
    counted_by,
    holds_counts,
    identifies,
    people_heading,
    rag,
)
from probation_commission.intake.people.counts_or_people import (
    Columns,
    RowsAre,
    are_counts,
    breaks_down,
    counts_across,
    rows_of,
)

_ROWS = 20
"""In which the headings stand, and by which values are judged."""
_JUDGED = 500
"""Rows by which numbers under "Offenders" are judged: of a CSV as many as there are."""
_SURELY_HEADINGS = 5
"""So many headings that are known are the headings of a list, whatever stands beside them."""
_NUMBER = re.compile(r"\s*[<>x×~]?\s*\d[\d,. ]*[*%]?\s*")
_LETTERS = 3


@dataclass(frozen=True, slots=True)
class NominalList:
    """A sheet with one row per person: what is repeated as its name, and what its columns are.

    `sheet` holds at least its first rows. `about`: what a column says of a person, by its number.
    """

    sheet: Sheet
    name: str
    heading: int
    key_columns: dict[ListColumn, int]
    about: dict[int, str]

    def cell(self, row: int, column: int) -> Cell:
        """The address under the name that can be repeated."""
        return Cell(self.name, self.sheet.cell(row, column).ref)

    def stretch(self, first: int, last: int, *columns: int) -> Cell:
        """The address of rows of columns, as `Nominals!C2:C62,E2:E62`."""
        parts = [
            f"{column_letters(column)}{first + 1}:{column_letters(column)}{last + 1}" for column in columns
        ]
        return Cell(self.name, ",".join(parts))

    @property
    def headings(self) -> tuple[Value, ...]:
        """The row of headings."""
        return self.sheet.rows[self.heading]

    @property
    def is_of_cohort(self) -> bool:
        """Whether its columns are those of a cohort, whatever it says besides: a ward or a RAG."""
        return bool(self.key_columns.keys() & {Attribute.WARD, Attribute.RAG})

    @property
    def place_columns(self) -> tuple[int, ...]:
        """The columns that may say where somebody lives, the surest first."""
        named = [
            self.key_columns[attribute]
            for attribute in (Attribute.WARD, Attribute.POSTCODE)
            if attribute in self.key_columns
        ]
        return (*named, *(column for column, what in self.about.items() if what == ADDRESS))


def lists_in(sheets: Sequence[Sheet], file_name: str, gazetteer: Gazetteer) -> tuple[NominalList, ...]:
    """The lists of people of a file."""
    lists = (
        _list(sheet, titles.sheet_name(sheet.name, number, gazetteer), file_name)
        for number, sheet in enumerate(sheets, 1)
    )
    return tuple(filter(None, lists))


def _list(sheet: Sheet, name: str, file_name: str) -> NominalList | None:
    # The last row heads nothing.
    for row in range(min(len(sheet.rows) - 1, _ROWS)):
        nominals = NominalList(sheet, name, row, *_columns(sheet, row))
        if _may_head(nominals) and _is_of_people(nominals, file_name):
            return nominals
    return None


def _may_head(nominals: NominalList) -> bool:
    """Whether a row may be one of headings: "Address | team@example.org" above a table is none."""
    known = len(nominals.key_columns) + len(nominals.about)
    has_values = any(signs.value(plain(value)) for value in nominals.headings if isinstance(value, str))
    is_alone = known == 1 and nominals.sheet.is_blank(nominals.heading + 1)
    # "Quorn 07700 900461" among a dozen headings is one of them; alone beside "Ward" it is somebody's row.
    return known > 0 and (not has_values or known >= _SURELY_HEADINGS) and not is_alone


def _columns(sheet: Sheet, row: int) -> tuple[dict[ListColumn, int], dict[int, str]]:
    key_columns: dict[ListColumn, int] = {}
    about: dict[int, str] = {}
    may_head = _may_head_again(sheet, row)
    for column in range(len(sheet.rows[row])):
        text = sheet.text(row, column)
        if what := about_people(text):
            about[column] = what
        elif (
            (key := counted_by(text))
            and key not in key_columns
            and breaks_down(key, _judged(sheet, row, column, may_head))
        ):
            key_columns[key] = column
    return key_columns, about


def _is_of_people(nominals: NominalList, file_name: str) -> bool:
    """Whether the rows under these headings are people, as far as can be told without doubt."""
    # "Name | Month" says of nobody where or in which RAG: there is nothing to count by (decision 47).
    told_apart = bool(nominals.key_columns.keys() - {Attribute.MONTH}) or ADDRESS in nominals.about.values()
    if not told_apart or _has_counts(nominals):
        return False
    numbers, contacts = _has_numbers_of_people(nominals)
    # An officer's address beside each ward's count makes nobody of it: the address refuses the file.
    if not numbers and _are_counts(nominals):
        return False
    named = any(map(identifies, nominals.about.values())) or numbers or contacts
    return _is_about_iom(nominals, file_name) if named else bool(nominals.about) and _has_rags(nominals)


def _is_about_iom(nominals: NominalList, file_name: str) -> bool:
    names = (
        *nominals.headings,
        *titles.above(nominals.sheet, nominals.heading),
        nominals.sheet.name,
        file_name,
    )
    # "CRN" and "RAG" belong to nominals; a list of staff has neither.
    offending = {"CRN", "PNC", "prison number"} & set(nominals.about.values())
    return Attribute.RAG in nominals.key_columns or bool(offending) or titles.says_iom(names)


def _has_numbers_of_people(nominals: NominalList) -> tuple[bool, bool]:
    """Whether a column is mostly numbers of people, such as a CRN, and whether one is mostly contacts."""
    kinds = Counter(
        (column, signs.contact(plain(value)) is not None)
        for row in _below(nominals)
        for column, value in enumerate(row)
        if isinstance(value, str)
        and column not in nominals.key_columns.values()
        and signs.value(plain(value))
    )
    rows = sum(any(value != "" for value in row) for row in _below(nominals))
    # A CRN in the notes beside one ward's counts is in few rows, and refuses the file (decision 140);
    # "Prepared by | team@example.org" under a table is nobody's row.
    numbers = any(2 * times >= rows for (_, is_contact), times in kinds.items() if not is_contact)
    return numbers, any(2 * times > rows for (_, is_contact), times in kinds.items() if is_contact)


def _are_counts(nominals: NominalList) -> bool:
    """Whether each row is of a ward, or a ward and RAG, and has its count under a word for people.

    Raises `FileRefusedError` where nobody could tell counts from numbers of people (decision 118).
    """
    numbers = range(len(nominals.headings))
    may_head = _may_head_again(nominals.sheet, nominals.heading)
    columns = Columns(
        [nominals.sheet.text(nominals.heading, number) for number in numbers],
        [_judged(nominals.sheet, nominals.heading, number, may_head) for number in numbers],
        nominals.key_columns,
        nominals.about,
    )
    # "CRN" beside a count would still be somebody's.
    if any(
        identifies(what) and not people_heading(columns.headings[number]) and any(columns.values[number])
        for number, what in nominals.about.items()
    ):
        return False
    rows = rows_of(columns)
    if rows is RowsAre.EITHER:
        message = (
            "The numbers in these rows can be counts, or numbers that people have. Over counts, write "
            "“Number of nominals”; take a column that numbers people out. Nothing was kept."
        )
        cell = nominals.cell(nominals.heading, 0)
        raise FileRefusedError(Problem("counts or people", f"{cell}: {message}", cell))
    return rows is RowsAre.COUNTS


def _judged(sheet: Sheet, heading: int, column: int, may_head: Sequence[bool]) -> list[Value]:
    """What stands under a heading, without the headings of tables further below."""
    return [
        "" if may_head[number] and _heads_again(sheet.text(row, column)) else sheet.at(row, column)
        for number, row in enumerate(_rows_judged(sheet, heading))
    ]


def _rows_judged(sheet: Sheet, heading: int) -> range:
    return range(heading + 1, min(len(sheet.rows), heading + 1 + _JUDGED))


def _may_head_again(sheet: Sheet, heading: int) -> list[bool]:
    """Which of the rows under a heading stand below a blank row, or a title, as those of another table do."""
    above = (sheet.rows[row - 1] for row in _rows_judged(sheet, heading))
    # Two filled cells say as much as a thousand.
    return [len(list(islice((value for value in values if value != ""), 2))) <= 1 for values in above]


def _heads_again(text: str) -> bool:
    """Whether a text is the heading of another table."""
    # Texts of two letters can be initials: "M" is no heading here.
    return len(text) >= _LETTERS and bool(
        headings.meaning(text).sure or counted_by(text) is not None or people_heading(text)
    )


def _has_counts(nominals: NominalList) -> bool:
    headings = [nominals.sheet.text(nominals.heading, column) for column in range(len(nominals.headings))]
    values = [_values(nominals, column) for column in range(len(headings))]
    # An e-mail address in each row of "Ward | Red | Amber" is a team's, and its rows are no people.
    return counts_across(headings, values) or any(map(holds_counts, headings, values))


def _has_rags(nominals: NominalList) -> bool:
    """Whether each row says its RAG, and no other column holds numbers, so that no row is a count."""
    # "Initials | RAG", each row with its own: people too. In "Red | 5" the row is a count.
    rags = (
        _values(nominals, nominals.key_columns[Attribute.RAG])
        if Attribute.RAG in nominals.key_columns
        else []
    )
    plain_columns = (
        set(range(len(nominals.headings))) - set(nominals.about) - set(nominals.key_columns.values())
    )
    numbers = any(
        _NUMBER.fullmatch(str(value)) for column in plain_columns for value in _values(nominals, column)
    ) or any(are_counts(_values(nominals, column)) for column in plain_columns)
    return bool(rags) and all(value == "" or rag(value) for value in rags) and not numbers


def _below(nominals: NominalList) -> Sequence[tuple[Value, ...]]:
    return nominals.sheet.rows[nominals.heading + 1 : nominals.heading + 1 + _ROWS]


def _values(nominals: NominalList, column: int) -> list[Value]:
    return [
        nominals.sheet.at(row, column)
        for row in range(nominals.heading + 1, nominals.heading + 1 + len(_below(nominals)))
    ]
