"""Returns as senders nobody has met yet might lay them out: each the same kind of thing, none alike."""

from collections.abc import Sequence

from probation_commission.domain.layouts import AreaMonth, FoundTable, Layout
from probation_commission.domain.returns import Kind, Reading
from probation_commission.geography import gazetteer
from probation_commission.intake import returns
from tests import files
from tests.given.services import TODAY

WIDE = {
    "Snapshot": [
        ["Integrated Offender Management, County Durham"],
        ["Position at 31/10/2026"],
        [],
        ["Where they live", "R", "A", "G", "B", "Everyone", "M", "F", "% red"],
        ["Belmont", 2, 1, "x3", 0, 6, 5, 1, "33%"],
        ["Annfield Plain and Tanfield", "<5", 1, 0, 0, "4*", 4, 0, "75%"],
        [],
        ["Ferryhill", "1", "\u00a02", "3", "0", "6", 6, "–", "17%"],
        ["NFA", 1, 0, 0, "n/a", 1, 1, 0, "100%"],
        ["Grand total", 7, 4, 6, 0, 17, 16, 1, "41%"],
        [],
        ["Source: police system. B means in custody."],
        ["New to the cohort", 3],
        ["Removed", 2],
    ],
    "Who they are": [
        ["Sex", "How many"],
        ["Male", 16],
        ["Female", 1],
        ["Total", 17],
        [],
        ["Ethnic group", "How many"],
        ["White British", 15],
        ["Not known", 2],
    ],
}
"""One month, wide: odd headings, totals, footnotes, shares, bounds and two tables on a second sheet."""

MONTHS = ["Apr 2026", "May 2026", "Jun 2026"]
SHEETS = {
    month: [
        ["Darlington IOM"],
        ["Ward", "IOM nominals", "of which red"],
        ["Cockerton", 4 + number, 1],
        ["Mowden", 2, 0],
        ["TOTAL", 6 + number, 1],
    ]
    for number, month in enumerate(MONTHS)
}
"""A sheet a month."""

LONG = (
    "Borough;Period;Ward of residence;RAG status;No. of nominals;Remarks\n"
    "Darlington;Oct-26;Cockerton;Red;4;\n"
    "Darlington;Oct-26;Cockerton;G;<5;\n"
    "Darlington;Sept 2026;Mowden;Amber;x6;checked\n"
    "County Durham;Oct-26;Belmont;Blue;2;\n"
)
"""A long CSV with headings of its own, of two areas and two months."""


def read(
    content: bytes, name: str = "return.xlsx", layouts: Sequence[Layout] = (), said: AreaMonth | None = None
):
    return returns.read(
        content, name, gazetteer.gazetteer(), TODAY, layouts=layouts, area_month=said or AreaMonth()
    )


def confirmed(reading: Reading, **changes: str) -> list[Layout]:
    """What somebody remembers who takes every column for what it seems to be, but for these keys."""
    return [Layout.of(Kind.IOM, table, _fields(table, changes)) for table in reading.doubts.tables]


def _fields(table: FoundTable, changes: dict[str, str]) -> dict[str, str]:
    return {column.key: changes.get(column.key, column.field) for column in table.columns}


def read_as_it_seems(content: bytes, name: str = "return.xlsx", said: AreaMonth | None = None) -> Reading:
    first = read(content, name, said=said)
    if first.doubts is None:
        return first
    return read(content, name, confirmed(first), said)


def fields_of(reading: Reading) -> list[dict[str, str]]:
    """For each table: the field that each heading seems to be."""
    return [{one.heading: one.field for one in table.columns} for table in reading.doubts.tables]


def workbook(rows) -> bytes:
    return files.workbook({"Sheet1": rows})
