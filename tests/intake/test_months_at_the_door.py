"""A month that no return can be of is refused, whichever way it comes in, and no return of it is read."""

from datetime import date

import pytest

from probation_commission.domain.layouts import AreaMonth
from probation_commission.geography import gazetteer
from tests import files
from tests.given.layouts import read, read_as_it_seems, workbook
from tests.given.services import HEADER
from tests.given.services import read as read_service

DARLINGTON = gazetteer.gazetteer().authority("Darlington")
COUNTED = [["Ward", "Total"], ["Cockerton", 5], ["Mowden", 1]]
IMPOSSIBLE = [
    ("1900-01", "month too early"),
    ("0202-11", "month too early"),
    ("0001-01", "month too early"),
    ("2009-12", "month too early"),
    ("2026-12", "future month"),
    ("9999-12", "future month"),
    ("2015-05", "no wards known"),  # the first that are known came on the 7th
    ("2010-01", "no wards known"),
]


def plain_csv(month):
    return read(f"area,month,ward,rag,count\nDarlington,{month},,red,3\n".encode(), "plain.csv")


def titled(month):
    return read_as_it_seems(workbook([[f"Darlington IOM, {month}"], *COUNTED]))


def column_of_months(month):
    return read_as_it_seems(
        workbook([["Area", "Ward", "Month", "Red"], ["Darlington", "Cockerton", month, 5]])
    )


def heading(month):
    return read_as_it_seems(workbook([["Darlington IOM"], ["Ward", month], ["Cockerton", 5], ["Mowden", 1]]))


def chosen(month):
    """What the confirming screen's choice, and the command line's --month, hand in."""
    said = AreaMonth(DARLINGTON, date.fromisoformat(f"{month}-01"))
    return read_as_it_seems(workbook([["Darlington IOM cohort"], *COUNTED]), said=said)


def borough(month):
    return read(
        files.Borough(title="DARLINGTON MONTHLY IOM DATA", month=month, wards=[("MOWDEN", 5, 1)]).file()
    )


def people_by_column(month):
    rows = [["area", "month", "crn", "ward", "rag"], ["Darlington", month, "X000001", "Cockerton", "Red"]]
    return read("\n".join(map(",".join, rows)).encode(), "list.csv")


def people_by_title(month):
    rows = [[f"Darlington IOM nominals {month}"], ["CRN", "Ward", "RAG"], ["X000001", "Cockerton", "Red"]]
    return read(files.workbook({"Sheet1": rows}))


WAYS = [plain_csv, titled, column_of_months, heading, chosen, borough, people_by_column, people_by_title]


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.__name__)
@pytest.mark.parametrize(("month", "code"), IMPOSSIBLE)
def test_it_is_refused_and_no_return_of_it_is_read(way, month, code):
    reading = way(month)
    assert reading.returns == ()
    if reading.doubts is None or reading.doubts.settled:
        assert code in {problem.code for problem in reading.problems} or lacks_a_month(reading, month)
    else:
        assert reading.doubts.month is None  # so it is asked, and what nobody can choose is not offered


def lacks_a_month(reading, month):
    """A year outside this century is no month in a title: the reading says that it has none."""
    assert not month.startswith("20")
    return {problem.code for problem in reading.problems} & {"no month", "cannot be counted"} != set()


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.__name__)
def test_the_first_month_with_wards_and_this_month_are_read(way):
    for month in ("2015-06", "2026-11"):
        reading = way(month)
        assert (reading.problems, [f"{one.month:%Y-%m}" for one in reading.returns]) == ((), [month])


def test_the_cell_of_the_month_is_named():
    (problem,) = plain_csv("1900-01").problems
    assert (problem.code, str(problem.cell)) == ("month too early", "B2")
    assert "January 1900 lies before 2010. Correct the year." in str(problem)
    (problem,) = plain_csv("2015-05").problems
    assert str(problem) == (
        "B2: the wards of Darlington are known from June 2015 on, not of May 2015. Correct the month."
    )


@pytest.mark.parametrize(
    ("file", "guess"),
    [
        ("Darlington 2026-10.xlsx", date(2026, 10, 1)),
        ("Darlington 2045-10.xlsx", None),
        ("Darlington May 09.xlsx", None),
        ("Darlington 2015-05.xlsx", None),
        ("Darlington Junction 21.xlsx", None),
        ("Darlington Marsh 24.xlsx", None),
    ],
)
def test_a_files_name_suggests_only_a_month_that_can_be(file, guess):
    doubts = read(workbook([["IOM cohort"], *COUNTED]), file).doubts
    assert (doubts.month_asked, doubts.month) == (True, guess)


@pytest.mark.parametrize(("month", "code"), IMPOSSIBLE[:6])
def test_a_services_return_keeps_the_bounds_but_needs_no_wards(month, code):
    def of(one):
        return read_service(f"{HEADER}wellbeing,{one},Darlington,1,,,,,,\n")

    assert of(month).returns == ()
    assert [(problem.code, str(problem.cell)) for problem in of(month).problems] == [(code, "B2")]
    assert len(of("2014-05").returns) == 1


@pytest.mark.parametrize(
    ("period", "code"), [("2045 Q1", "future month"), ("1900 Q1", "month too early"), ("0000 Q1", "")]
)
def test_a_comparison_of_a_quarter_that_cannot_be_is_refused(period, code):
    rows = [
        ["Integrated Offender Management: Haringey"],
        ["Period Cohort Represents", period],
        [],
        ["", "", "All Boroughs", "Haringey"],
        ["Offences per Year", "Before", "47,380 (▲2.5%)", "1,775 (▲2.6%)"],
        ["", "During", "37,034 (▲2.7%)", "1,280 (▲3.3%)"],
    ]
    reading = read(workbook(rows))
    assert reading.returns == ()
    assert [problem.code for problem in reading.problems] == [code] if code else reading.doubts.month_asked
