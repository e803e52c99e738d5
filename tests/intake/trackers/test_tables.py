"""Trackers as counts by month: a row a month or a column a month, each count in its cell."""

from datetime import date

import pytest

from probation_commission.actions.kept_files import why_not_kept
from probation_commission.domain.layouts import AreaMonth
from probation_commission.domain.returns import Kind
from probation_commission.domain.trackers import TRACKERS
from probation_commission.geography.gazetteer import gazetteer
from probation_commission.intake import returns
from probation_commission.intake.trackers import UNREAD_WORDS
from tests import files

TODAY = date(2026, 11, 27)


def read(text, name="counts.csv", **said):
    return returns.read(text.encode(), name, gazetteer(), TODAY, area_month=AreaMonth(**said))


def values(ret):
    return {figure.category or figure.measure.value: figure.value for figure in ret.figures}


def test_a_row_a_month_with_its_area():
    reading = read(
        "Month,Area,Recall,Failure to appear,PACE offence,Other reason,Offences while wanted,Police hours\n"
        "2026-09,County Durham,3,2,1,0,4,12.5\n"
        "2026-10,CDD,<5,0,1,,4,9\n"  # a bound is no number, an empty cell no nought
        "Total,,6,2,2,0,8,21.5\n"
    )
    assert [(ret.kind, ret.area.code, ret.month.month) for ret in reading.returns] == [
        (Kind.WANTED, "E06000047", 9),
        (Kind.WANTED, "CDD", 10),
    ]
    assert values(reading.returns[0]) == {
        "recall": 3,
        "failure to appear": 2,
        "PACE offence": 1,
        "other reason": 0,
        "offences while wanted": 4,
        "police hours": 12.5,
    }
    assert "other reason" not in values(reading.returns[1])
    assert next((f.value, f.low, f.high) for f in reading.returns[1].figures) == (None, 0, 4)


def test_a_column_a_month_with_the_area_in_its_corner():
    reading = read(
        "Releases in Darlington,Apr 2026,May 2026\nReleased,30,31\nNFA,4,5\nCAS3 used,2,1\nCAS3 refused,0,1\n"
    )
    assert [(ret.area.name, ret.month.month, values(ret)["no fixed abode"]) for ret in reading.returns] == [
        ("Darlington", 4, 4),
        ("Darlington", 5, 5),
    ]
    assert str(reading.returns[1].figures[0].cell) == "C2"


def test_the_area_is_asked_where_nothing_says_it():
    table = "Month,Documents not loaded,Not enough information\n2026-09,3,1\n"
    reading = read(table)
    assert (reading.returns, reading.doubts.kind, reading.doubts.area_asked) == ((), Kind.BREACH, True)
    said = read(table, area=gazetteer().authority("Darlington"))
    assert said.returns[0].area.name == "Darlington"


def test_a_caseload_is_of_a_day_and_kept_under_its_month():
    reading = read(
        "Date,Area,People on probation,In the community,In custody\n30/09/2026,County Durham,2500,1800,700\n"
    )
    (ret,) = reading.returns
    assert (ret.kind, ret.month, ret.notes) == (
        Kind.CASELOAD,
        date(2026, 9, 1),
        ("As at 30 September 2026.",),
    )
    assert {figure.period for figure in ret.figures} == {"2026-09-30"}


@pytest.mark.parametrize(
    ("table", "codes"),
    [
        (  # August's three months are over on 1 December
            "Month,Area,Released,No fixed abode,Settled after three months\n2026-08,Darlington,9,3,1\n",
            ["too young"],
        ),
        (
            "Month,Area,Started,Complied,Breached\n2026-08,Darlington,9,3,1\n2026-08,Darlington,9,3,1\n",
            ["row twice"] * 3,
        ),
        (
            "Month,Area,Started,Complied,Breached\nsoon,Atlantis,9,3,1\nsoon,Darlington,nine,3,1\n",
            ["unknown area", "no month"],
        ),
        ("Month,Area,Started,Complied,Breached\n2026-12,Darlington,9,3,1\n", ["future month"]),
        ("Month,Area,Recall,PACE offence,Police hours\n2026-09,Darlington,1,1,many\n", ["no number"]),
    ],
)
def test_what_is_wrong_is_told_with_what_to_do(table, codes):
    assert [problem.code for problem in read(table).problems] == codes


def test_july_is_old_enough_to_know_who_is_settled():
    table = "Month,Area,Released,No fixed abode,Settled after three months\n2026-07,Darlington,9,3,1\n"
    assert not read(table).problems


def test_a_cohort_and_a_services_return_stay_what_they_are():
    cohort = "Ward,Red,Amber,Green,Blue,In the community,In custody\nCockerton,1,2,3,4,5,5\n"
    service = "Service,Month,Area,Received,Started,Completed,Ended early\nX,2026-09,CDD,1,1,1,0\n"
    kinds = {read(text).doubts.kind for text in (cohort, service)}
    assert kinds == {Kind.IOM, Kind.SERVICE}


@pytest.mark.parametrize("kind", TRACKERS)
def test_the_headings_of_a_tracker_are_its_own(kind):
    sheet = [["Month", "Area", *(one.heading for one in TRACKERS[kind].counts)]]
    sheet.append(["2026-07", "Darlington", *range(len(TRACKERS[kind].counts))])
    reading = returns.read(files.workbook({"Counts": sheet}), "counts.xlsx", gazetteer(), TODAY)
    (ret,) = reading.returns
    assert ret.kind is kind
    assert [figure.value for figure in ret.figures] == list(range(len(TRACKERS[kind].counts)))


COMMENTED = (
    "Month,Area,Comments,Started,Complied,Breached,Reoffended,Worker\n"
    "2026-08,Darlington,Zebedee Quux was very ill,9,3,1,0,\n"
    "2026-09,Darlington,,<5,3,[c],0,\n"  # marks are no words
    "Total,,,9,3,1,0,\n"
)


def test_words_that_were_not_read_are_said_and_the_file_is_not_kept():
    reading = read(COMMENTED)
    assert not reading.problems
    assert [(str(one.cell), one.what, one.rows) for one in reading.dropped] == [("C", UNREAD_WORDS, 1)]
    assert [note for note in reading.notes if note.startswith("Column C")]
    assert "Words in column C were not read" in why_not_kept(reading)
    assert "Quux" not in repr(reading)
    assert not why_not_kept(read(COMMENTED.replace("Zebedee Quux was very ill", "")))


def test_a_sheet_that_is_called_as_somebody_is_refused_or_gets_another_name():
    rows = [["Month", "Area", "Started", "Breached"], ["2026-08", "Darlington", 9, 1]]

    def of(name):
        return returns.read(files.workbook({name: rows}), "counts.xlsx", gazetteer(), TODAY)

    (problem,) = of("Zed X123456").problems
    assert (problem.code, "Rename the sheet" in problem.message) == ("personal data", True)
    assert "X123456" not in problem.message
    names = {
        name: {figure.cell.sheet for ret in of(name).returns for figure in ret.figures}
        for name in ("Zebedee Quux", "Diversion Darlington", "Sheet1")
    }
    assert names == {
        "Zebedee Quux": {"sheet 1"},
        "Diversion Darlington": {"Diversion Darlington"},
        "Sheet1": {"Sheet1"},
    }
