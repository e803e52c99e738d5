"""Whether rows under a tracker's headings stand for people or cases, or are counts by month.

A count that is taken for one person's row loses all but one of what it counts, and a list that is taken for
another becomes a cohort: so whatever is neither for sure refuses the file (decision 263).
"""

import re
from collections.abc import Callable, Mapping, Sequence

from probation_commission.domain.returns import Cell, Problem
from probation_commission.domain.trackers import TRACKERS, RowColumn, Tracker
from probation_commission.intake.files import FileRefusedError, Sheet, Value, plain
from probation_commission.intake.people import about_people, signs
from probation_commission.intake.trackers import words

_WHOLE = re.compile(r"\d{1,6}(?:\.0+)?", re.ASCII)
# Of somebody or of a row, and no count of rows: how long, how old, which.
_OF_ONE = re.compile(
    r"\b(?:age|days?|weeks?|months?|years?|length|score|tier|id|ref|reference|urn|phone|postcode)\b"
)
_OF_PEOPLE = frozenset({"age", "NHS number", "local number"})
_NUMBERS_ROWS = re.compile(
    r"(?:(?:row|line|item|serial|entry|case|s|sr)[ .]*)?(?:no|number|num|nr|n)?|index|row|line|item|entry"
)
_FIRST_LIKE_AN_ID = 1_000
"""So many cases a month stand in no row: numbers that a system gave."""
_ROWS = 20
_WORDS_OF_RELEASE = frozenset({RowColumn.NO_ABODE, RowColumn.CAS3})


def names_people(sheet: Sheet, heading: int) -> bool:
    """Whether a column names people or says a number of theirs, so that no row is a count."""
    return any(_is_personal(sheet, heading, column) for column in range(len(sheet.rows[heading])))


def _is_personal(sheet: Sheet, heading: int, column: int) -> bool:
    text = sheet.text(heading, column)
    # Under "Nominal" somebody may stand, or how many there are.
    may_name = about_people(text) in {"name", "initials"} and not _whole_numbers(sheet, heading, column)
    return signs.heading(text) is not None or may_name


def counts_in(sheet: Sheet, heading: int, used: Mapping[RowColumn, int]) -> int | None:
    """The first column of whole numbers that nothing is counted by and that does not number the rows."""
    columns = range(len(sheet.rows[heading]))
    return next((one for one in columns if one not in used.values() and _counts(sheet, heading, one)), None)


def _counts(sheet: Sheet, heading: int, column: int) -> bool:
    text = sheet.text(heading, column)
    of_one = _OF_ONE.search(words.tidy(text)) or about_people(text) in _OF_PEOPLE or signs.heading(text)
    numbers = _whole_numbers(sheet, heading, column)
    if of_one or not numbers or min(numbers) >= _FIRST_LIKE_AN_ID:
        return False
    in_order = numbers[0] <= 1 and numbers == list(range(numbers[0], numbers[0] + len(numbers)))
    return not (in_order and _NUMBERS_ROWS.fullmatch(words.tidy(text)))


def _whole_numbers(sheet: Sheet, heading: int, column: int) -> list[int]:
    """The numbers below a heading; none where anything else stands among them."""
    values = [sheet.at(row, column) for row in range(heading + 1, len(sheet.rows))]
    texts = [text for value in values if (text := _text(value))]
    return [int(float(text)) for text in texts] if all(map(_WHOLE.fullmatch, texts)) else []


def _text(value: Value) -> str:
    return f"{value:.12g}" if isinstance(value, int | float) else plain(str(value))


def refused(tracker: Tracker, cell: Cell) -> FileRefusedError:
    """The error for a table of which nobody could say whether a row is one person or a count."""
    message = (
        f"{cell}: under the headings of {tracker.title.lower()} this column holds whole numbers, so that its "
        "rows may be counts and not one person or case each. Send counts by month as the template has them, "
        "a column each, or the list without this column. Nothing was kept."
    )
    return FileRefusedError(Problem("counts or people", message, cell))


def refuse_half(sheet: Sheet, cell_of: Callable[[int, int], Cell], *, is_cohort: bool) -> None:
    """Raises `FileRefusedError` for a list headed as one of a tracker, without all columns it needs.

    Else it would be read as another list of people, of which it is none. `is_cohort`: it has the columns of a
    cohort, which may say of somebody when they were released too.
    """
    if is_cohort:
        return
    for row in range(min(len(sheet.rows), _ROWS)):
        headings = [sheet.text(row, column) for column in range(len(sheet.rows[row]))]
        for tracker in TRACKERS.values():
            needed = words.NEEDED.get(tracker.kind, frozenset())
            found = {words.row_column(tracker, heading): at for at, heading in enumerate(headings)}
            own = needed & found.keys()
            if own and own != needed and _is_headed(tracker, headings, found):
                lacks = " and ".join(f"“{tracker.rows[one]}”" for one in sorted(needed - own))
                cell = cell_of(row, min(at for column, at in found.items() if column in own))
                message = (
                    f"{cell}: this is headed as a list of {tracker.title.lower()}, which needs the column "
                    f"{lacks} too. Add it, as the template has it. Nothing was kept."
                )
                raise FileRefusedError(Problem("columns missing", message, cell))


def _is_headed(tracker: Tracker, headings: Sequence[str], found: Mapping[RowColumn | None, int]) -> bool:
    """Whether headings are of this tracker for sure: "Month" or "Reason" alone is anybody's."""
    own = [words.tidy(headings[at]) for column, at in found.items() if column]
    said = {"wanted", "diversion", "checkpoint", "rejection", "rejected", "released"}
    return any(said.intersection(text.split()) for text in own) or bool(
        tracker.rows.keys() & _WORDS_OF_RELEASE & found.keys()
    )
