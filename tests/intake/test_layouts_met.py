"""Layouts as analysts and charities send them: each gives its right figures, or is asked, or refused."""

from datetime import date

import pytest

from probation_commission.geography import gazetteer
from probation_commission.intake import returns
from tests import files
from tests.intake.test_cases import TODAY, accepted, counts_of

TITLE = ["Darlington IOM cohort, October 2026"]
HEADINGS = ["Ward", "Red", "Amber", "Green", "Blue"]
BODY = [
    ["Cockerton", 3, 2, 5, 1],
    ["College", 0, 1, 2, 0],
    ["Mowden", 1, 0, 1, 1],
    ["North Road", 5, 3, 4, 2],
]
CODES = {"Cockerton": "E05010414", "College": "E05010415", "Mowden": "E05010422", "North Road": "E05010423"}
RAGS = ("red", "amber", "green", "blue")
BY_RAG = {
    f"{CODES[ward]}|{rag}": count for ward, *counts in BODY for rag, count in zip(RAGS, counts, strict=True)
}
BY_WARD = {f"{CODES[ward]}|all": sum(counts) for ward, *counts in BODY}
OCTOBER = "E06000005|2026-10"


def sent(rows, name="return.xlsx"):
    """The reading of a sheet, every guess accepted as offered."""
    return accepted(files.workbook({"Sheet1": rows}), name)


def first(rows, name="return.xlsx"):
    """The reading of a sheet of which nobody has confirmed anything."""
    return returns.read(files.workbook({"Sheet1": rows}), name, gazetteer.gazetteer(), TODAY)


@pytest.mark.parametrize(
    ("headings", "rows"),
    [
        # A note beside one ward's counts.
        ([*HEADINGS, "Notes"], [[*row, "X123456 recalled" if row[0] == "Mowden" else ""] for row in BODY]),
        (
            ["Ward", "Nominals", "Notes"],
            [["Cockerton", 11, ""], ["College", 3, "A1234BC"], ["Mowden", 3, ""]],
        ),
        # A team's or an officer's address beside each.
        ([*HEADINGS, "Contact"], [[*row, "team@example.org"] for row in BODY]),
        (["Ward", "Offenders", "Officer"], [[row[0], sum(row[1:]), "pc@example.org"] for row in BODY]),
        (["Ward", "Sep 2026", "Oct 2026", "By"], [[row[0], 4, 6, "pc@example.org"] for row in BODY]),
    ],
)
def test_a_number_or_address_of_somebody_beside_counts_refuses_them_and_makes_no_list(headings, rows):
    reading = first([TITLE, [], headings, *rows])
    assert reading.returns == ()
    assert [problem.code for problem in reading.problems] == ["personal data"]
