"""Trackers kept as lists: counted at the door by hand-made rows, and nothing of a person left."""

from datetime import date, datetime

import pytest

from probation_commission.domain.returns import Kind
from probation_commission.domain.trackers import TrackerMeasure
from probation_commission.geography.gazetteer import gazetteer
from probation_commission.intake import returns
from tests import files

TODAY = date(2026, 11, 27)
WANTED = "Name,CRN,Wanted from,Wanted until,Reason wanted,Offences while wanted,Police hours,Area\n"
ROWS = (
    "Kevin Planted,X123456,01/04/2026,11/04/2026,Recall,2,3.25,County Durham\n"  # first day of a half-year
    "Kevin Planted,X123456,30/09/2026,30/09/2026,FTA,0,1.5,County Durham\n"  # its last, found the same day
    "Ann Planted,X123457,01/10/2026,,Failed to surrender,1,1,County Durham\n"  # still wanted
    "Bob Planted,X123458,20/10/2026,18/10/2026,PACE,,2,County Durham\n"  # reversed; no offences given
    "Zed Planted,X123459,25/10/2026,31/10/2026,he is Kevin’s cousin,1,2,Darlington\n"
)


def read(content, name="list.csv"):
    sent = content if isinstance(content, bytes) else content.encode()
    return returns.read(sent, name, gazetteer(), TODAY)


def counted(reading, kind, area="County Durham"):
    """What is not nought, by month, measure and category."""
    return {
        (f"{ret.month:%Y-%m}", figure.measure.value, figure.breakdown, figure.category): figure.value
        for ret in reading.returns
        if ret.kind is kind and ret.area.name == area
        for figure in ret.figures
        if figure.value
    }


def test_people_wanted_are_counted_by_month_begun_and_reason():
    reading = read(WANTED + ROWS)
    assert not reading.problems
    people = {
        (month, category): value
        for (month, measure, _, category), value in counted(reading, Kind.WANTED).items()
        if measure == TrackerMeasure.WANTED
    }
    assert people == {
        ("2026-04", "recall"): 1,
        ("2026-09", "failure to appear"): 1,
        ("2026-10", "failure to appear"): 1,
        ("2026-10", "PACE offence"): 1,
    }
    hours = {
        (month, category): value
        for (month, measure, _, category), value in counted(reading, Kind.WANTED).items()
        if measure == TrackerMeasure.HOURS
    }
    assert hours[("2026-04", "recall")] == 3.25
    # A reason that is none of the known words is never repeated.
    assert counted(reading, Kind.WANTED, "Darlington")[
        ("2026-10", "people wanted", "reason wanted", "other reason")
    ]


def test_months_without_a_row_count_nobody_up_to_the_latest_day_of_the_file():
    reading = read(WANTED + ROWS)
    months = [
        ret.month for ret in reading.returns if ret.kind is Kind.WANTED and ret.area.name != "Darlington"
    ]
    assert months == [date(2026, month, 1) for month in range(4, 11)]
    # Darlington's first row is of October: nobody knows what was before.
    assert [ret.month for ret in reading.returns if ret.kind is Kind.WANTED][-1] == date(2026, 10, 1)


def test_how_long_is_told_by_half_year_and_never_by_month():
    reading = read(WANTED + ROWS)
    assert counted(reading, Kind.WANTED_DAYS) == {
        ("2026-04", "days wanted", "", ""): 2,
        ("2026-04", "days wanted", "recall", "found after 10"): 1,
        ("2026-04", "days wanted", "failure to appear", "found after 0"): 1,
        ("2026-10", "days wanted", "", ""): 2,
        # Up to the file's own latest day, 31 October, and not to today.
        ("2026-10", "days wanted", "failure to appear", "still wanted after 30"): 1,
        ("2026-10", "days wanted", "PACE offence", "dates reversed"): 1,
    }
    halves = {ret.month: ret.months for ret in reading.returns if ret.kind is Kind.WANTED_DAYS}
    assert halves[date(2026, 4, 1)] == 6
    assert halves[date(2026, 10, 1)] == 1  # of the six months one is in the file
    of_months = [ret for ret in reading.returns if ret.kind is Kind.WANTED]
    assert not [f for ret in of_months for f in ret.figures if f.measure == TrackerMeasure.DAYS]


def test_a_list_that_begins_within_a_half_year_never_stands_for_all_of_it():
    later = WANTED + "A,X123456,03/06/2026,05/06/2026,Recall,0,1,County Durham\n"
    whole, part = (
        [ret for ret in read(content).returns if ret.kind is Kind.WANTED_DAYS]
        for content in (WANTED + ROWS, later)
    )
    assert part[0].month == date(2026, 6, 1)
    assert part[0].key not in {ret.key for ret in whole}


def test_nothing_of_a_person_stays():
    reading = read(WANTED + ROWS, "Kevin Planted wanted.csv")
    assert reading.let_go
    assert not [word for word in ("Planted", "X12345", "cousin", "Kevin") if word in repr(reading)]
    assert [(str(one.cell), one.what, one.rows) for one in reading.dropped] == [
        ("A1", "name", 5),
        ("B1", "CRN", 5),
    ]


def test_what_was_not_understood_is_said_with_how_many_rows():
    notes = " ".join({note for ret in read(WANTED + ROWS).returns for note in ret.notes})
    assert "1 row without offences while wanted" in notes
    assert "1 row without a reason that is known here" in notes
    assert "1 row with the end before the beginning: counted apart." in notes


@pytest.mark.parametrize(
    ("row", "code"),
    [
        ("A,X1,soon,,Recall,0,1,County Durham\n", "no day"),
        ("A,X1,01/05/2026,not known,Recall,0,1,County Durham\n", "no day"),  # which is not still wanted
        ("A,X1,28/11/2026,,Recall,0,1,County Durham\n", "day ahead"),
        ("A,X1,01/05/2026,28/11/2026,Recall,0,1,County Durham\n", "day ahead"),
        ("A,X1,01/05/2026,,Recall,two,1,County Durham\n", "no number"),
        ("A,X1,01/05/2026,,Recall,1.5,1,County Durham\n", "no number"),  # half an offence
        ("A,X1,01/05/2026,,Recall,0,1,Atlantis\n", "unknown area"),
    ],
)
def test_what_cannot_be_counted_is_a_problem_with_its_cell(row, code):
    problems = read(WANTED + row + "B,X2,01/05/2026,,Recall,0,1,County Durham\n").problems
    assert [problem.code for problem in problems] == [code]
    assert str(problems[0].cell).endswith("2")


def test_all_problems_are_told_at_once():
    wrong = "A,X1,soon,,Recall,0,1,County Durham\nA,X1,01/05/2026,never,Recall,x,1,Atlantis\n"
    assert {problem.code for problem in read(WANTED + wrong).problems} == {"no day", "unknown area"}


def test_an_area_that_nothing_says_is_asked_for():
    head, row = "Wanted from,Wanted until,Reason\n", "01/05/2026,,Recall\n"
    assert [problem.code for problem in read(head + row * 2).problems] == ["cannot be counted"]
    assert read(head + row, "County Durham wanted.csv").returns[0].area.name == "County Durham"


def test_a_workbook_with_excels_days_is_counted_as_a_csv_is():
    sheet = [
        ["Wanted persons, County Durham"],
        ["Nominal", "Wanted since", "Date arrested", "Reason"],
        ["Kevin Planted", datetime(2026, 5, 1), datetime(2026, 5, 8), "Recall"],  # noqa: DTZ001
    ]
    reading = read(files.workbook({"Wanted": sheet}), "wanted.xlsx")
    assert counted(reading, Kind.WANTED_DAYS)["2026-05", "days wanted", "recall", "found after 7"] == 1
    assert "Planted" not in repr(reading)


def test_releases_are_counted_and_who_is_settled_only_where_three_months_are_over():
    rows = (
        "X123456,01/05/2026,Y,used,Y,County Durham\n"
        "X223456,31/07/2026,nfa,,yes,County Durham\n"
        "X323456,01/08/2026,Yes,refused,Y,County Durham\n"
        "X423456,02/08/2026,N,,Y,County Durham\n"  # settled all along: none of those without an address
        "X523456,01/11/2026,,not referred,,County Durham\n"
    )
    reading = read("CRN,Released on,NFA on release,CAS3,Settled after three months,Authority\n" + rows)
    by_month = counted(reading, Kind.RELEASE)
    assert {key[3]: value for key, value in by_month.items() if key[0] == "2026-08"} == {
        "released": 2,
        "no fixed abode": 1,
        "CAS3 refused": 1,
    }
    # The file's latest day is 1 November: July is three months old, August is too young.
    assert by_month["2026-07", "releases", "on release", "settled after three months"] == 1
    given = {ret.month.month for ret in reading.returns for f in ret.figures if "settled" in f.category}
    assert given == {5, 6, 7}


def test_diversion_counts_each_once_as_it_stands():
    rows = "A,01/05/2026,complied,Darlington\nB,01/05/2026,did not comply,Darlington\n"
    rows += "C,02/05/2026,on it,Darlington\nD,03/05/2026,re-offended,Darlington\n"
    by_month = counted(read("Name,Checkpoint started,Status,Area\n" + rows), Kind.DIVERSION, "Darlington")
    assert {key[3]: value for key, value in by_month.items()} == {
        "started": 4,
        "complied": 1,
        "breached": 1,
        "reoffended": 1,
    }


def test_breach_rejections_may_have_a_month_alone():
    rows = "2026-05,Document not uploaded to nDelius,X123456,Darlington\nMay 2026,he forgot,X1,Darlington\n"
    reading = read("Month,Reason for rejection,CRN,Area\n" + rows)
    assert {key[3]: value for key, value in counted(reading, Kind.BREACH, "Darlington").items()} == {
        "documents not loaded": 1,
        "other reason": 1,
    }
    assert not [note for ret in reading.returns for note in ret.notes if "Counted up to" in note]


def test_a_list_knows_until_its_own_latest_day_and_has_its_last_month_in_part():
    reading = read(WANTED + ROWS.replace("31/10/2026", "30/10/2026"))
    reach = {(ret.kind, ret.month.month): (ret.partial, ret.as_of) for ret in reading.returns}
    assert reach[Kind.WANTED, 9] == (False, date(2026, 10, 30))
    assert reach[Kind.WANTED, 10] == (True, date(2026, 10, 30))
    assert reach[Kind.WANTED_DAYS, 4] == (False, date(2026, 10, 30))
    # With a row of the month's last day it has the whole month.
    assert not any(ret.partial for ret in read(WANTED + ROWS).returns)


@pytest.mark.parametrize(
    ("rows", "codes"),
    [
        ("A,X1,01/09/2026,,Recall,0,1,Darlington\nB,X2,20/11/2026,,FTA,0,1,Darlington\n", ["current cases"]),
        # Somebody was found: a list of all.
        ("A,X1,01/09/2026,,Recall,0,1,Darlington\nB,X2,20/11/2026,21/11/2026,FTA,0,1,Darlington\n", []),
        # Of one month nothing before it would be emptied.
        ("A,X1,01/11/2026,,Recall,0,1,Darlington\nB,X2,20/11/2026,,FTA,0,1,Darlington\n", []),
    ],
)
def test_a_list_of_current_cases_does_not_empty_the_months_before(rows, codes):
    reading = read(WANTED + rows)
    assert [problem.code for problem in reading.problems] == codes
    assert bool(reading.returns) is not bool(codes)


def test_a_diversion_list_without_any_that_is_over_is_one_of_current_cases():
    head = "Name,Checkpoint started,Status,Area\n"
    rows = "A,01/05/2026,on it,Darlington\nB,01/06/2026,active,Darlington\n"
    assert [problem.code for problem in read(head + rows).problems] == ["current cases"]
    assert not read(head + rows + "C,02/06/2026,complied,Darlington\n").problems


def test_years_without_a_row_are_asked_about():
    first = "A,X1,10/05/2014,12/05/2014,Recall,0,1,County Durham\n"
    (problem,) = read(WANTED + first + ROWS).problems
    assert problem.code == "gap in the list"
    assert "between May 2014 and April 2026" in problem.message
    # Twelve months without one are a small area's, thirteen are not: April 2025 to April 2026.
    twelve, thirteen = (
        f"A,X1,10/{month}/2025,12/{month}/2025,Recall,0,1,County Durham\n" for month in (3, 2)
    )
    assert not read(WANTED + twelve + ROWS).problems
    assert read(WANTED + thirteen + ROWS).problems


def test_who_is_settled_is_known_by_the_day_where_every_row_answers():
    head = "CRN,Released on,NFA on release,CAS3,Settled after three months,Authority\n"
    answered = "".join(f"X{m}23456,10/0{m}/2026,Y,used,Y,County Durham\n" for m in range(1, 7))
    reading = read(head + answered)
    given = {ret.month.month for ret in reading.returns for f in ret.figures if "settled" in f.category}
    assert given == {1, 2, 3, 4, 5, 6}
    # June has one of whom nothing is said, and the list's latest day is in June.
    reading = read(head + answered + "X923456,11/06/2026,Y,used,,County Durham\n")
    given = {ret.month.month for ret in reading.returns for f in ret.figures if "settled" in f.category}
    assert given == {1, 2, 3, 4, 5}
    assert "Who is settled is left out of June 2026" in " ".join(n for r in reading.returns for n in r.notes)


def test_somebody_found_after_years_makes_no_months_of_nobody():
    reading = read(WANTED + "A,X1,10/05/2014,12/10/2026,Recall,0,1,County Durham\n")
    assert not reading.problems
    assert [ret.month for ret in reading.returns if ret.kind is Kind.WANTED] == [date(2014, 5, 1)]
    assert {ret.as_of for ret in reading.returns} == {date(2026, 10, 12)}
