"""Tables on a sheet, wherever they stand: a row of headings, and the rows of counts under it."""

from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import islice, pairwise

from probation_commission.domain.iom import CATEGORIES
from probation_commission.domain.layouts import KEYS, MONTH, SERVICE_RETURN
from probation_commission.domain.places import WARD_CODE, Gazetteer, bare, ward_name
from probation_commission.domain.returns import Problem
from probation_commission.intake.cells import Fault, counts, headings, months, rag_in, title_cells
from probation_commission.intake.file import SentFile
from probation_commission.intake.files import FileRefusedError, Sheet, Value
from probation_commission.intake.service import headings as service_headings
from probation_commission.intake.tables.heads import is_month_name, shown

_AHEAD = 6
"""Rows under a heading that are looked at to tell whether it is one."""
_MOST = 1_000
"""Tables of one sheet: a month of each ward in one of its own, for years. More of them are no return."""
_FEWEST = 2
_CSV_ROWS = 40
"""Of a CSV, in which its headings are looked for."""
_MOST_OVER = 2
"""Rows of headings over the lowest: months over RAGs over "No." and "%"."""
_TITLES = 4
"""Rows over a table that may be its titles."""
LOOKED_AT = 60
"""Rows of a table by which its columns are judged."""


def _is_known(text: str) -> bool:
    """Whether a text is a heading known in any kind of return."""
    return headings.meaning(text).sure or service_headings.meaning(text).sure


def _is_key(text: str) -> bool:
    """Whether a heading names what the rows of a table are told apart by, in any kind of return."""
    return headings.meaning(text).field in KEYS or service_headings.meaning(text).field in SERVICE_RETURN.keys


def _counts(value: Value) -> bool:
    """Whether a value is a count, or says that one is not given."""
    if counts.looks_like_count(value):
        return True
    return isinstance(value, str) and value != "" and not isinstance(counts.count(value), Fault)


@dataclass(frozen=True, slots=True)
class Sought:
    """How the tables that are looked for are told: by default those of counts.

    `names`: what a row may begin with, so that it is no row of headings, as `domain.places.bare` has it.
    `is_datum`: whether a value can be no heading; `is_under`: whether what is over it may be headings;
    `is_entry`: whether it makes its row one of the table.
    """

    names: frozenset[str]
    is_known: Callable[[str], bool] = _is_known
    is_key: Callable[[str], bool] = _is_key
    is_datum: Callable[[Value], bool] = counts.looks_like_count
    is_under: Callable[[Value], bool] = counts.looks_like_count
    is_entry: Callable[[Value], bool] = _counts
    areas: frozenset[str] = frozenset()
    """What rows may be told apart by as well, written in the same way."""


@dataclass(frozen=True)
class Block:
    """A table: its lowest row of headings, its columns from `first` up to `last`, its rows up to `end`.

    `top`: the first row of its headings, above `heading` where others stand over them.
    """

    sheet: Sheet
    top: int
    heading: int
    first: int
    last: int
    end: int
    is_entry: Callable[[Value], bool] = _counts

    def rows(self) -> Iterator[int]:
        """The rows that are not blank."""
        below = range(self.heading + 1, self.end)
        return (row for row in below if not self.sheet.is_blank(row, self.first, self.last))

    @cached_property
    def filled(self) -> tuple[int, ...]:
        """The same, looked for once."""
        return tuple(self.rows())

    def head(self, column: int) -> str:
        """The lowest heading of a column as text; one over an empty cell is merged with it."""
        below = (self.sheet.at(row, column) for row in range(self.heading, self.top - 1, -1))
        return shown(next((value for value in below if value != ""), ""))

    def over(self, column: int) -> tuple[Value, ...]:
        """What stands over a column's heading, outermost first: in its own column, or merged from left."""
        values = [self._merged(row, column) for row in range(self.top, self.heading)]
        # "Ward" merged down over two rows is its own heading, and nothing over it.
        if self.sheet.at(self.heading, column) == "":
            values = [value for value in values if shown(value) != self.head(column)]
        return tuple(value for value in values if value != "")

    def _merged(self, row: int, column: int) -> Value:
        """What stands in a row of groups over a column: merged over M and F, "Gender" stands over M alone."""
        starts, widest = self._groups[row - self.top]
        place = bisect_right(starts, column)
        # "Red | | Amber | | " over "No. | % | No. | % | Total": the last group is no wider than the others.
        if not place or (place == len(starts) and widest and column - starts[-1] >= widest):
            return ""
        return self.sheet.at(row, starts[place - 1])

    @cached_property
    def _groups(self) -> list[tuple[list[int], int]]:
        """Of each row over the headings: where its groups begin, and the widest of all but the last."""
        across = range(self.first, self.last)
        rows = range(self.top, self.heading)
        starts = [[number for number in across if self.sheet.at(row, number) != ""] for row in rows]
        return [(at, max((after - left for left, after in pairwise(at)), default=0)) for at in starts]

    def titles(self) -> list[Value]:
        """What stands over the headings in the columns of the table, the nearest first, up to counts."""
        return [value for value, _, _ in self.titled()]

    def titled(self) -> Iterator[tuple[Value, int, int]]:
        """The same, each with its row and column."""
        for row in range(self.top - 1, max(self.top - 1 - _TITLES, -1), -1):
            across = list(title_cells(self.sheet, row, range(self.first, self.last)))
            if any(counts.looks_like_count(value) for value, _ in across):
                return
            yield from ((value, row, column) for value, column in across)

    def counted(self) -> Iterator[int]:
        """The rows that hold a count, or say that one is not given; or else what the table is of."""
        rows = self.sheet.rows
        return (row for row in self.filled if any(map(self.is_entry, rows[row][self.first : self.last])))

    @cached_property
    def judged(self) -> tuple[int, ...]:
        """The first of these rows, by which the columns are judged."""
        return tuple(islice(self.counted(), LOOKED_AT))

    @property
    def where(self) -> str:
        """The stretch from the heading to the last row that is not blank."""
        below = range(self.end - 1, self.heading, -1)
        filled = (row for row in below if not self.sheet.is_blank(row, self.first, self.last))
        last = next(filled, self.heading)
        top, bottom = self.sheet.cell(self.heading, self.first), self.sheet.cell(last, self.last - 1)
        return f"{top}:{bottom.ref}"


@lru_cache(maxsize=4)
def ward_names(gazetteer: Gazetteer) -> frozenset[str]:
    """Every known ward's name as it is compared."""
    return frozenset(bare(ward.name) for ward_set in gazetteer.ward_sets() for ward in ward_set.wards)


def in_file(file: SentFile) -> list[tuple[Sheet, list[Block]]]:
    """The tables of counts of each sheet of a file, looked for once for all its readers."""
    return file.once(_in_file)


def _in_file(file: SentFile) -> list[tuple[Sheet, list[Block]]]:
    names = ward_names(file.gazetteer) | frozenset(map(bare, file.services))
    sought = Sought(names, areas=frozenset(bare(area.name) for area in file.gazetteer.authorities))
    return [(sheet, blocks(sheet, sought)) for sheet in file.sheets]


def blocks(sheet: Sheet, sought: Sought) -> list[Block]:
    """The tables of a sheet from top to bottom, side by side from left to right."""
    heads: list[tuple[int, int, int]] = []
    for row in range(len(sheet.rows) if sheet.name else min(len(sheet.rows), _CSV_ROWS)):
        for first, last in _stretches(sheet, row, sought):
            if _is_heading(sheet, row, (first, last), heads, sought):
                lowest, end = _lowest(sheet, row, first, last, sought)
                spans = [(lowest, *span) for span in _parted(sheet, lowest, first, end)]
                # Of two rows of headings, both may be taken for the upper one.
                heads += [span for span in spans if span[0] != row or span not in heads]
                if len(heads) > _MOST:
                    raise FileRefusedError(_too_many())
    return [
        Block(
            sheet,
            _top(sheet, row, first, last, sought),
            row,
            first,
            last,
            _end(sheet, (row, first, last), heads, sought),
            sought.is_entry,
        )
        for row, first, last in heads
    ]


def _too_many() -> Problem:
    # What lies beyond would go unread, and nobody would know.
    message = (
        f"A sheet of it has more than {_MOST:,} tables, as no return has. Send one table of all its rows."
    )
    return Problem("too many tables", message)


def _lowest(sheet: Sheet, row: int, first: int, last: int, sought: Sought) -> tuple[int, int]:
    """The lowest of several rows of headings, and where the columns end: "Oct | Sep" under "Red"."""
    below = row + 1
    end = max(last, len(sheet.rows[below]) if below < len(sheet.rows) else 0)
    filled = [column for column in range(first, end) if sheet.at(below, column) != ""]
    # "Red | Oct-26 | 5" is a row: a lower row of headings leaves the column of wards empty, or names it.
    is_key = sought.is_key(shown(sheet.at(below, first)))
    if (filled and filled[0] == first and not is_key) or len(filled) < _FEWEST:
        return row, last
    if not all(_is_group(sheet.at(below, column), sought) for column in filled):
        return row, last
    # As far as the lower row is filled, and not over a gap to another table.
    while last < end and sheet.at(below, last) != "":
        last += 1
    return below, last


def _top(sheet: Sheet, heading: int, first: int, last: int, sought: Sought) -> int:
    """The first row of headings: of those over the lowest, as far as they group what stands under them."""
    top = heading
    for row in range(heading - 1, max(heading - 1 - _MOST_OVER, -1), -1):
        filled = [column for column in range(first, last) if sheet.at(row, column) != ""]
        # It has several cells, or one not over the first column; further up, nothing but groups.
        groups = bool(filled) and (len(filled) > 1 or filled[0] > first)
        values = [sheet.at(row, column) for column in filled]
        if not groups or any(_is_datum(value, sought) for value in values) or _is_label(values):
            break
        if row < heading - 1 and not all(_is_group(value, sought) for value in values):
            break
        top = row
    return top


def _is_label(values: Sequence[Value]) -> bool:
    """Whether a row is a title in two cells: "Month | Oct-26", "Report for: | Darlington"."""
    first, *others = values
    says_month = len(others) == 1 and months.month(others[0]) is not None
    return shown(first).endswith(":") or (says_month and headings.meaning(shown(first)).field == MONTH)


def _is_group(value: Value, sought: Sought) -> bool:
    """Whether a value is a heading that stands over or under another: a month, a RAG, "No.", "%"."""
    text = shown(value)
    sure = sought.is_known(text) or headings.is_share(text) or headings.is_change(text)
    return sure or months.month(value) is not None or is_month_name(text)


def _end(
    sheet: Sheet, head: tuple[int, int, int], heads: Sequence[tuple[int, int, int]], sought: Sought
) -> int:
    """Where a table ends: at the next headings, or after a blank row at a line such as "Joiners 3"."""
    row, first, last = head
    below = (number for number, left, right in heads if number > row and left < last and first < right)
    end = min(below, default=len(sheet.rows))
    # "Darlington" over the next table is its title, and no row of this one.
    while end < len(sheet.rows) and end - 1 > row:
        if any(map(sought.is_entry, sheet.rows[end - 1][first:last])):
            break
        end -= 1
    gap = False
    for number in range(row + 1, end):
        gap = gap or sheet.is_blank(number, first, last)
        # "Joiners 3" after a blank row is no row of the table above it, though it looks like one.
        if gap and is_line(sheet, number, first):
            return number
    return end


def is_line(sheet: Sheet, row: int, column: int) -> bool:
    """Whether a name stands there with its count beside it."""
    is_count = counts.looks_like_count(sheet.at(row, column + 1))
    return is_count and headings.says_enough(sheet.text(row, column))


def _stretches(sheet: Sheet, row: int, sought: Sought) -> list[tuple[int, int]]:
    """The stretches of a row, each with what is right of it and has no key of its own.

    "Ward | Red | | Comments | Amber", also over two blank columns: Amber is of the same wards (decision 143).
    """
    joined: list[tuple[int, int]] = []
    for run in _runs(sheet, row):
        if joined and _is_rest(sheet, row, joined[-1], run, sought):
            joined[-1] = joined[-1][0], run[1]
        else:
            joined.append(run)
    return joined


def _is_rest(sheet: Sheet, row: int, left: tuple[int, int], right: tuple[int, int], sought: Sought) -> bool:
    """Whether the headings of a stretch are of the rows that the stretch left of it names."""
    if any(_is_datum(sheet.at(row, column), sought) for column in (*range(*left), *range(*right))):
        return False
    counted = any(sought.is_under(value) for column in range(*right) for value in _below(sheet, row, column))
    return counted and not _is_keyed(sheet, row, right, sought) and _is_keyed(sheet, row, left, sought)


def _is_keyed(sheet: Sheet, row: int, run: tuple[int, int], sought: Sought) -> bool:
    """Whether a stretch of headings has a column that says what the rows under it are."""
    return any(
        sought.is_key(shown(sheet.at(row, column)))
        or sum(_may_name_row(value, sought) for value in _below(sheet, row, column)) >= _FEWEST
        for column in range(*run)
    )


def _may_name_row(value: Value, sought: Sought) -> bool:
    """Whether a value is a ward, service, area, RAG, month or category, and so may be what a row is of."""
    if months.month(value):
        return True
    if not isinstance(value, str):
        return False
    named = bare(value) in sought.areas or _is_name(value, sought.names)
    part = any(headings.category(value, category) for category in CATEGORIES)
    return bool(named or part or rag_in(value) or service_headings.category(value))


def _runs(sheet: Sheet, row: int) -> Iterator[tuple[int, int]]:
    """The stretches of a row that are filled; one empty cell within is part of one if it has rows."""
    first = None
    width = len(sheet.rows[row])
    for column in range(width + 1):
        filled = column < width and not sheet.is_blank(row, column, column + 1)
        if filled and first is None:
            # The names of wards often have no heading, but stand one column left of "Red".
            first = column - 1 if column and _below(sheet, row, column - 1) else column
        elif first is not None and not filled and not (column < width and _bridges(sheet, row, column)):
            # Figures under no heading are not passed over: somebody is asked what they are.
            below = _below(sheet, row, column) if column < width else []
            yield first, column + any(map(counts.looks_like_count, below))
            first = None


def _bridges(sheet: Sheet, row: int, column: int) -> bool:
    """Whether an empty cell between two headings is part of one table: with values under it, or all blank.

    A blank column before counts only sets them apart; one before names begins another table.
    """
    if sheet.is_blank(row, column + 1, column + 2):
        return False
    after = _below(sheet, row, column + 1)
    return bool(_below(sheet, row, column)) or (bool(after) and all(map(counts.looks_like_count, after)))


def _below(sheet: Sheet, row: int, column: int) -> list[Value]:
    """What stands under a cell in the next rows that are not blank."""
    values = [sheet.at(below, column) for below in range(row + 1, min(row + 1 + _AHEAD, len(sheet.rows)))]
    return [value for value in values if value != ""]


def _is_heading(
    sheet: Sheet,
    row: int,
    run: tuple[int, int],
    heads: Sequence[tuple[int, int, int]],
    sought: Sought,
) -> bool:
    first, last = run
    values = [sheet.at(row, column) for column in range(first, last)]
    filled = sum(value != "" for value in values)
    # "| Total" over "Red | 5": what stands at the side names the rows.
    alone = filled == 1 and values[0] == ""
    named = alone and (_names_rows(sheet, row, first, sought) or _counts_down(sheet, row, run))
    if any(_is_datum(value, sought) for value in values) or (filled < _FEWEST and not named):
        return False
    if last - first < _FEWEST:
        return False
    # "HARRINGAY | see note | 7" is a row, whatever its words seem to be.
    begins_with_ward = _is_name(values[0], sought.names)
    if begins_with_ward or not _next_row_counts(sheet, row, run, sought):
        return False
    known_headings = sum(sought.is_known(shown(value)) for value in values if value != "")
    # A row of a table can hold "Red", so below one it takes two known headings to begin another.
    over = [number for number, left, right in heads if number < row and left < last and first < right]
    if over:
        return known_headings >= _FEWEST or _begins_another(sheet, row, run, over[-1], sought)
    # "Area: | County Durham" says something of the sheet; "Locality: | Ward:" are headings.
    if shown(values[0]).endswith(":"):
        return known_headings >= _FEWEST
    return (
        known_headings > 0
        or any(months.month(value) for value in values)
        # "KPI | Aug | Sep": one alone may be a word.
        or sum(is_month_name(shown(value)) for value in values) >= _FEWEST
        or _names_wards(sheet, row, run, sought)
        or _counts_down(sheet, row, run)
        # "| Cockerton | Mowden": wards across.
        or sum(_is_name(value, sought.names) for value in values) >= _FEWEST
    )


def _begins_another(sheet: Sheet, row: int, run: tuple[int, int], over: int, sought: Sought) -> bool:
    """Whether a row below headings begins another table: the same headings again, or months or names across.

    "Measure | Aug-26 | Sep-26" over the counts of each service.
    """
    values = [sheet.at(row, column) for column in range(*run)]
    if values == [sheet.at(over, column) for column in range(*run)]:
        return True
    keyed = values[0] == "" or sought.is_key(shown(values[0]))
    across = values[1:]
    dated = sum(months.month(value) is not None for value in across)
    named = sum(_is_name(value, sought.names) for value in across)
    return keyed and max(dated, named) >= _FEWEST and max(dated, named) == sum(v != "" for v in across)


def _next_row_counts(sheet: Sheet, row: int, run: tuple[int, int], sought: Sought) -> bool:
    """Whether one of the next rows holds a count, and not another row of headings before it."""
    first, last = run
    for below in range(row + 1, min(row + 1 + _AHEAD, len(sheet.rows))):
        values = [sheet.at(below, column) for column in range(first, last)]
        if any(map(sought.is_under, values)):
            return True
        # Of two rows of headings the lower is the one; the upper says their groups.
        if sum(sought.is_known(shown(value)) for value in values if value != "") >= _FEWEST:
            return False
    return False


def _is_datum(value: Value, sought: Sought) -> bool:
    """Whether a value can be no heading: a number, or a bound."""
    return sought.is_datum(value) and months.month(value) is None


def _is_name(value: Value, ward_names: frozenset[str]) -> bool:
    """Whether a value is a ward by its name, its code, or both: "Peterlee (E05016188)"."""
    if not isinstance(value, str):
        return False
    text = WARD_CODE.sub(" ", value)
    name = bare(text)
    if name in ward_names or ward_name(text) in ward_names:
        return True
    return not name and WARD_CODE.search(value) is not None


def _names_rows(sheet: Sheet, row: int, column: int, sought: Sought) -> bool:
    """Whether wards or RAGs stand down a column under a cell."""
    below = _below(sheet, row, column)
    names = (isinstance(value, str) and (rag_in(value) or _is_name(value, sought.names)) for value in below)
    return sum(map(bool, names)) >= _FEWEST


def _counts_down(sheet: Sheet, row: int, run: tuple[int, int]) -> bool:
    """Whether the next two rows are of a month each, or of something that services count, with counts."""
    first, last = run
    if row + _FEWEST >= len(sheet.rows):
        return False
    below = range(row + 1, row + 1 + _FEWEST)
    # "| Wellbieng | Womens svc" over "Starts | 5 | 7": no heading is known, and its rows are.
    keys = [sheet.at(number, first) for number in below]
    known = [months.month(key) or service_headings.category(shown(key)) for key in keys]
    across = range(first + 1, last)
    counted = (counts.looks_like_count(sheet.at(number, column)) for number in below for column in across)
    return all(known) and any(counted)


def _names_wards(sheet: Sheet, row: int, run: tuple[int, int], sought: Sought) -> bool:
    return any(
        sum(_is_name(value, sought.names) for value in _below(sheet, row, column)) >= _FEWEST
        for column in range(*run)
    )


def _parted(sheet: Sheet, row: int, first: int, last: int) -> Iterator[tuple[int, int]]:
    """The tables of a stretch: a second column with the first one's heading begins another."""
    start = first
    name = bare(shown(sheet.at(row, first)))
    for column in range(first + 2, last):
        # "Ward | Count | Ward | Count": two tables side by side.
        if name and bare(shown(sheet.at(row, column))) == name and column + 1 < last:
            yield start, column
            start = column
    yield start, last
