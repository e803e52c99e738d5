"""A CSV read chunk by chunk says the same as one read whole, wherever the chunks end."""

from datetime import date

import pytest

from probation_commission.domain.returns import Reading
from probation_commission.geography import gazetteer
from probation_commission.intake import findings, returns
from probation_commission.intake.files import csv_rows

TODAY = date(2026, 11, 22)
HEADER = "area,month,ward,rag,count\n"
GOOD = "".join(
    f"Darlington,2026-{month:02},{ward},{rag},{month}\n"
    for month in range(1, 5)
    for ward in ("", "Cockerton", "NFA")
    for rag in ("", "red", "green")
)
BAD = "Darlington,2026-05,Mordor,red,3\n\nDarlington,2026-01,NFA,red,9\nDarlington,2026-05,,,x\n"


def read(text: str) -> Reading:
    return returns.read(text.encode(), "iom.csv", gazetteer.gazetteer(), TODAY)


@pytest.mark.parametrize("rows", [GOOD, GOOD + BAD], ids=["good", "with problems"])
@pytest.mark.parametrize("chunk", [1, 2, 35, 36, 37])  # 36 good rows
def test_where_the_chunks_end_changes_nothing(rows, chunk, monkeypatch):
    whole = read(HEADER + rows)
    monkeypatch.setattr(csv_rows, "CHUNK", chunk)
    assert read(HEADER + rows) == whole
    assert [str(problem.cell) for problem in whole.problems] == ([] if rows == GOOD else ["E40", "E41"])
    # "Mordor" is no ward: asked about by its cell.
    assert [question.key.rpartition(":")[2] for question in whole.questions] == (
        [] if rows == GOOD else ["C38"]
    )


def test_a_person_in_a_late_chunk_refuses_the_file_unquoted(monkeypatch):
    monkeypatch.setattr(csv_rows, "CHUNK", 2)
    reading = read(f"{HEADER}{GOOD}Darlington,2026-05,X918273,red,3\n")
    assert [(problem.code, str(problem.cell)) for problem in reading.problems] == [("personal data", "C38")]
    assert "X918273" not in str(reading)
    assert reading.let_go


def test_a_quotation_mark_left_open_in_a_late_chunk_refuses_the_file(monkeypatch):
    monkeypatch.setattr(csv_rows, "CHUNK", 2)
    (problem,) = read(f'{HEADER}{GOOD}Darlington,2026-05,"Cockerton,red,3\n').problems
    assert "beyond row 38" in problem.message


def test_more_problems_than_are_listed_are_counted(monkeypatch):
    monkeypatch.setattr(findings, "MOST_PROBLEMS", 3)
    reading = read(HEADER + "Darlington,2026-05,,,x\n" * 10)
    assert (len(reading.problems), reading.unlisted) == (3, 7)


def test_rows_of_a_month_to_come_are_each_refused():
    assert len(read(HEADER + "Darlington,2026-12,,,1\nDarlington,2026-12,,red,1\n").problems) == 2
