"""A list that ticks needs off, a row a person, which is refused whole."""

from collections.abc import Sequence

from probation_commission.domain.returns import Problem
from probation_commission.intake.files import FileRefusedError, Sheet, Value
from probation_commission.intake.needs import words
from probation_commission.intake.needs.finding import FEWEST, ROWS, NeedsTable, is_given
from probation_commission.intake.needs.words import NeedsColumn

_PEOPLE = (
    "This looks like a list with a row for each person, and their needs ticked off. Nothing of it was kept. "
    "Count how many have each need, of how many, and send those counts: the template has their columns."
)
ROWS_OF_PEOPLE = "rows of people"
"""The code of the problem for which a list with a row a person is refused whole."""


def refuse_people(sheets: Sequence[Sheet]) -> None:
    """Raises `FileRefusedError` for a list that ticks needs off, a row a person, and is no cohort's."""
    for sheet in sheets:
        for row in range(min(len(sheet.rows), ROWS)):
            headings = [sheet.text(row, column) for column in range(len(sheet.rows[row]))]
            needs = {number: need for number, text in enumerate(headings) if (need := words.need_of(text))}
            if len({*needs.values()}) >= FEWEST and not any(map(words.is_of_a_cohort, headings)):
                if _is_ticked(_held(NeedsTable(sheet, row, {}, needs, ()))):
                    raise FileRefusedError(Problem(ROWS_OF_PEOPLE, _PEOPLE))
                break


def refuse_rows_of_people(table: NeedsTable) -> None:
    """Raises `FileRefusedError` where needs are ticked off, person by person."""
    held = _held(table)
    # Noughts and ones without a sample, row upon row, are people too.
    marked = (
        len(held) > len(table.needs)
        and NeedsColumn.SAMPLE not in table.columns
        and all(str(value).strip() in {"0", "1", "0.0", "1.0"} for value in held)
    )
    sheet, column = table.sheet, table.columns.get(NeedsColumn.SAMPLE)
    sizes = (
        [
            value
            for row in range(table.heading + 1, len(sheet.rows))
            if is_given(value := sheet.at(row, column))
        ]
        if column is not None
        else []
    )
    ones = bool(sizes) and all(str(value).strip() in {"1", "1.0"} for value in sizes)
    if marked or ones or _is_ticked(held):
        raise FileRefusedError(Problem(ROWS_OF_PEOPLE, _PEOPLE))


def _held(table: NeedsTable) -> list[Value]:
    """What stands under its needs."""
    sheet = table.sheet
    return [
        value
        for row in range(table.heading + 1, len(sheet.rows))
        for column in table.needs
        if is_given(value := sheet.at(row, column))
    ]


def _is_ticked(held: Sequence[Value]) -> bool:
    return any(value is True or (isinstance(value, str) and words.is_yes_or_no(value)) for value in held)
