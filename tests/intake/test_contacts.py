"""Contact lines: dropped outside every table, refused inside; whoever else is named is refused as ever."""

from dataclasses import replace
from datetime import date

import pytest

from probation_commission.domain.returns import Reading
from probation_commission.geography import gazetteer
from probation_commission.intake import returns
from tests import files

TODAY = date(2026, 11, 22)
TITLE = ["County Durham IOM cohort, October 2026"]
TABLE = [["Ward", "Red", "Total"], ["Barnard Castle", 2, 6], ["Peterlee", 6, 18], ["Total", 8, 24]]
MAIL, PHONE = "team@example.org", "0191 496 0123"


def read(rows: list, **more: list) -> Reading:
    content = files.workbook({"Sheet": rows, **more})
    return returns.read(content, "october.xlsx", gazetteer.gazetteer(), TODAY)


def read_csv(rows: list) -> Reading:
    # Of a title with commas in it the delimiter would be judged.
    lines = [[str(value).replace(",", " ") for value in row] for row in rows]
    text = "".join(",".join(line) + "\n" for line in lines)
    return returns.read(text.encode(), "october.csv", gazetteer.gazetteer(), TODAY)


def dropped(reading: Reading) -> list[tuple[str, str]]:
    return [(str(line.cell).rpartition("!")[2], line.what) for line in reading.dropped]


@pytest.mark.parametrize(
    ("rows", "cells"),
    [
        ([TITLE, [f"Contact: {MAIL}"], [], *TABLE], ["A2"]),
        ([TITLE, ["Contact", MAIL], [], *TABLE], ["B2"]),
        ([TITLE, ["E-mail:", MAIL], ["Telephone:", PHONE], [], *TABLE], ["B2", "B3"]),
        ([TITLE, ["Prepared by", "The analyst", MAIL], [], *TABLE], ["C2"]),
        ([[TITLE[0], "", MAIL], *TABLE], ["C1"]),  # right above the headings
        ([TITLE, [f"Tel {PHONE}"], *TABLE], ["A2"]),
        ([TITLE, ["Tel 07700 900123"], [], *TABLE], ["A2"]),
        ([TITLE, ["+44 (0)191 496 0123"], [], *TABLE], ["A2"]),
        ([TITLE, [], *TABLE, [f"Questions to {MAIL}, {PHONE}"]], ["A7"]),  # right under the table
        ([TITLE, [], *TABLE, [], ["Completed by:", MAIL]], ["B8"]),
        ([TITLE, [], TABLE[0], [*TABLE[1], "", MAIL], *TABLE[2:]], ["E4"]),  # beside the table, apart from it
        ([TITLE, [f"Head Office, Durham DH1 5TT, {PHONE}"], [], *TABLE], ["A2"]),
    ],
)
@pytest.mark.parametrize("source", [read, read_csv])
def test_a_line_outside_every_table_is_dropped_and_said(source, rows, cells):
    reading = source(rows)
    assert reading.problems == ()
    assert [cell for cell, _ in dropped(reading)] == cells
    assert {what for _, what in dropped(reading)} <= {"an e-mail address", "a telephone number"}
    assert len(reading.notes) == len(cells)
    assert len(reading.doubts.tables[0].columns) == 3
    reading = replace(reading, sha256="")  # which may hold any three digits
    for word in ("example", "496", "900123"):
        assert word not in str(reading)


IN_A_TABLE = [
    [TITLE, [], [*TABLE[0], "Completed by"], *([*row, MAIL] for row in TABLE[1:])],
    [TITLE, [], TABLE[0], *([*row, MAIL] for row in TABLE[1:])],  # without a heading
    [TITLE, [], TABLE[0], [*TABLE[1], MAIL], *TABLE[2:]],
    [TITLE, [], TABLE[0], [MAIL, 2, 6], *TABLE[1:]],
    [TITLE, [], ["Ward", f"Red ({MAIL})", "Total"], *TABLE[1:]],
    [TITLE, ["", f"RAG ({MAIL})", "All"], *TABLE],
]


@pytest.mark.parametrize("rows", IN_A_TABLE)
def test_within_a_table_it_is_refused(rows):
    (problem,) = read(rows).problems
    assert problem.code == "personal data"
    assert "Remove it" in problem.message
    assert MAIL not in str(read(rows))


@pytest.mark.parametrize(
    "line",
    [
        ["X000001"],
        ["Contact", "CRN X000001"],
        [f"X000001 {MAIL}"],  # whoever that is
        [f"{MAIL}, born 14/03/1987, A1234BC"],
        ["2026/1234567A"],
        ["Date of birth", "14/03/1987"],
        ["Name", MAIL],
        ["Address", MAIL],
        ["Address", "Head Office"],
        [f"Spoke to {MAIL} today"],
        ["His mobile is 07700 900123"],
        ["Contact the nominal on 07700 900123"],
        ["E-mail"],  # a heading without a contact beside it
    ],
)
def test_who_is_named_anywhere_else_is_refused_as_ever(line):
    reading = read([TITLE, line, [], *TABLE])
    assert [problem.code for problem in reading.problems] == ["personal data"]
    assert reading.let_go


@pytest.mark.parametrize(
    "sheet",
    [
        [["Ward", "Mobile"], ["Peterlee", "07700 900123"]],
        [["Who", "Where", "How"], *([str(n), "Peterlee", f"0770090012{n}"] for n in range(4))],
        [[f"person{n}@example.org"] for n in range(4)],
        [["A", "B", "C", MAIL]],  # a row of something
    ],
)
def test_a_list_of_contacts_is_no_contact_line(sheet):
    reading = read([TITLE, [], *TABLE], Second=sheet)
    assert [problem.code for problem in reading.problems] == ["personal data"]


def test_a_service_return_too():
    head = ["Service", "Month", "Area", "Received"]
    row = ["Personal Wellbeing, Durham", "2026-10", "Darlington", 3]
    services = {"Personal Wellbeing, Durham": "wellbeing"}

    def sent(*rows: list) -> Reading:
        content = files.workbook({"Sheet": list(rows)})
        return returns.read(content, "s.xlsx", gazetteer.gazetteer(), TODAY, services)

    reading = sent([f"Contact: {MAIL}"], [], head, row)
    assert reading.problems == ()
    assert reading.returns[0].figures[0].value == 3
    assert dropped(reading) == [("A1", "an e-mail address")]
    assert [problem.code for problem in sent(head, [*row, MAIL]).problems] == ["personal data"]
