"""Files that real senders send: marks, bounds and blanks come out as what they are (K5 and K8)."""

import json
from datetime import date

import pytest

from probation_commission.analysis.reconciliation import checks, service_checks, understood
from probation_commission.domain.iom import Rag
from probation_commission.domain.marks import Mark
from probation_commission.domain.referrals import Level, ReferralStage
from probation_commission.domain.returns import Verdict
from tests import files
from tests.conftest import ROOT
from tests.given.layouts import read, read_as_it_seems, workbook
from tests.given.services import read as read_service

CASES = ROOT.parent / "shared" / "cases"
OCTOBER = date(2026, 10, 1)
SERVICES = {"Dependency & Recovery, Durham": "dnr"}


@pytest.fixture
def case():
    """The bytes of a case by its name. They lie beside the repository and are no part of it."""
    if not CASES.exists():
        pytest.skip("shared/cases is not beside the repository")
    return lambda name: (CASES / name).read_bytes()


def test_bounds_and_marks_in_a_column_of_counts(case):
    reading = read_as_it_seems(case("05k_cohort_5-9.xlsx"))
    assert reading.problems == ()
    (ret,) = reading.returns
    assert {f.place.as_written: (str(f), f.value, f.low, f.high) for f in ret.figures} == {
        "Barnard Castle": ("1–4", None, 1, 4),
        "Bishop Auckland": ("5–9", None, 5, 9),
        "Consett North": ("12", 12, 12, 12),
        "Dalton & Dawdon": ("11", 11, 11, 11),
        "Easington & Shotton": ("10 or more", None, 10, None),
        "Elvet, Gilesgate & Shincliffe": ("fewer than 5", None, 0, 4),
        "Ferryhill": ("withheld by the sender", None, None, None),
        "Neville's Cross": ("too low to be given", None, None, None),
        "Peterlee": ("18", 18, 18, 18),
        "Stanley": ("3–4", None, 3, 4),
    }
    lines = understood(ret)
    assert "Fewer than 5: 1 figure, not counted, read from Sheet!B9" in lines
    assert "Withheld by the sender: 1 figure, not counted, read from Sheet!B10" in lines


def test_marks_in_a_services_return(case):
    reading = read_service(case("S13_blank_and_dash.xlsx"), "x.xlsx", SERVICES)
    assert reading.problems == ()
    (ret,) = reading.returns
    assert {f.category: str(f) for f in ret.figures} == {
        ReferralStage.RECEIVED: "41",
        ReferralStage.STARTED: "30",
        ReferralStage.ENDED_EARLY: "not given",
        Level.ACHIEVED: "10",
        Level.PARTLY: "not given",
        Level.NOT_ACHIEVED: "fewer than 5",
    }
    assert len(ret.notes) == 3
    assert "Not given, which is not zero: completed" in understood(ret)
    assert {line.verdict for line in service_checks(ret)} == {Verdict.UNCHECKED, Verdict.HOLDS}


@pytest.mark.parametrize("name", ["11b_fin_year_blank_future.xlsx", "11f_this_month_blank.xlsx"])
def test_a_month_of_blanks_is_no_month_and_refuses_none(case, name):
    reading = read_as_it_seems(case(name))
    assert reading.problems == ()
    expected = json.loads((CASES / "expect.json").read_text())[name]["expect"]
    assert {
        f"{ret.area.code}|{ret.month:%Y-%m}": {f"{f.place.ward.code}|all": f.value for f in ret.figures}
        for ret in reading.returns
    } == expected
    assert sum("it is no month of this return" in note for note in reading.notes) == (
        5 if name.startswith("11b") else 1
    )


@pytest.mark.parametrize("blank", ["", "-", "n/a"])
def test_a_month_of_which_nothing_is_given_is_none_and_one_that_is_withheld_is(blank):
    rows = [["Darlington"], ["Ward", "Oct 2026", "Jan 2027"], ["Cockerton", 4, blank], ["Mowden", 0, blank]]
    (october,) = read_as_it_seems(workbook(rows)).returns
    assert october.month == OCTOBER
    rows[0:2] = [["Darlington"], ["Ward", "Sep 2026", "Oct 2026"]]
    rows[2][2] = "[c]"
    withheld = read_as_it_seems(workbook(rows)).returns[-1]
    assert (withheld.month, withheld.figures[0].mark) == (OCTOBER, Mark.SUPPRESSED)


def test_a_future_month_with_a_figure_is_still_refused():
    rows = [["Darlington"], ["Ward", "Oct 2026", "Jan 2027"], ["Cockerton", 4, ""], ["Mowden", 0, "<5"]]
    assert [problem.code for problem in read_as_it_seems(workbook(rows)).problems] == ["future month"]


def test_a_blank_ward_is_no_figure_and_keeps_its_sum_from_being_checked():
    rows = [
        ["Darlington, October 2026"],
        ["Ward", "Red", "Total"],
        ["Cockerton", 1, 2],
        ["Mowden", 0, ""],
        ["Total", 1, 8],
    ]
    (ret,) = read_as_it_seems(workbook(rows)).returns
    assert [str(figure.cell) for figure in ret.figures] == [
        "Sheet1!B3",
        "Sheet1!C3",
        "Sheet1!B4",
        "Sheet1!B5",
        "Sheet1!C5",
    ]
    assert [str(blank.cell) for blank in ret.blanks] == ["Sheet1!C4"]
    line = next(line for line in checks(ret, {}) if line.code == "ward table")
    assert (line.verdict, line.sentence) == (
        Verdict.UNCHECKED,
        "Ward table 2 or more of 8: can hold, 1 of its counts is not given exactly (Sheet1!C4)",
    )


def test_a_number_is_more_than_a_bound_of_the_same():
    rows = [
        ["Darlington, October 2026"],
        ["Ward", "Total"],
        ["Cockerton", "<5"],
        ["Mowden", 2],
        [],
        ["Ward", "Total"],
        ["Cockerton", 3],
        ["Mowden", "1-4"],
    ]
    (ret,) = read_as_it_seems(workbook(rows)).returns
    assert {figure.place.as_written: figure.value for figure in ret.figures} == {"Cockerton": 3, "Mowden": 2}
    rows[6][1] = 7
    assert [problem.code for problem in read_as_it_seems(workbook(rows)).problems] == ["totals disagree"]


def test_the_borough_s_workbook_and_the_plain_csv_read_the_same_marks():
    wards = [("HARRINGAY", "<5", 0), ("NFA", "3 [r]", "c"), ("BOWES", "", "nil")]
    (ret,) = read(files.Borough(wards=wards).file()).returns
    found = [(f.place.as_written, f.rag, str(f)) for f in ret.figures if f.cell.sheet == "Wards"]
    assert found == [
        ("HARRINGAY", None, "fewer than 5"),
        ("NFA", None, "3 (revised)"),
        ("HARRINGAY", Rag.RED, "0"),
        ("NFA", Rag.RED, "withheld by the sender"),
        ("BOWES", Rag.RED, "0"),
    ]
    assert [blank.place.as_written for blank in ret.blanks] == ["BOWES"]
    text = (
        "area,month,ward,rag,count\nHaringey,2023-05,Harringay,,<5\nHaringey,2023-05,NFA,,3 [r]\n"
        "Haringey,2023-05,Bowes,,\nHaringey,2027-05,Bowes,,\nHaringey,2023-05,NFA,red,c\n"
        "Haringey,2023-05,Harringay,red,<5\n"
    )
    (ret,) = read(text.encode(), "x.csv").returns
    assert [str(f) for f in ret.figures] == [
        "fewer than 5",
        "3 (revised)",
        "withheld by the sender",
        "fewer than 5",
    ]
    assert [str(blank.cell) for blank in ret.blanks] == ["E4"]
    assert ret.notes == ("1 row without a count: no figure, which is not zero.",)
