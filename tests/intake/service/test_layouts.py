"""Services' returns in layouts that were met: each reads right, or is asked about with the right answer."""

from collections.abc import Sequence

import pytest

from probation_commission.domain.layouts import AreaMonth, Layout
from probation_commission.domain.returns import Kind, Reading
from probation_commission.geography.gazetteer import gazetteer
from probation_commission.intake import returns
from tests.files import workbook
from tests.given.services import SERVICES, TODAY, read

WELLBEING, WOMENS = "Personal Wellbeing, Durham", "Women’s services, Durham"
TITLE = ["Monthly return, County Durham & Darlington, October 2026"]
HEADINGS = ["Service", "Received", "Started", "Completed", "Ended early"]
COUNTS = {WELLBEING: [41, 30, 18, 5], WOMENS: [25, 20, 11, 3]}
READ = [
    ("wellbeing", 10, {"received": 41, "started": 30, "completed": 18, "ended_early": 5}),
    ("womens", 10, {"received": 25, "started": 20, "completed": 11, "ended_early": 3}),
]


def confirmed(content: bytes, said: AreaMonth = AreaMonth()) -> Reading:  # noqa: B008 (it is frozen)
    """The file read as its screen proposes to."""
    doubts = read(content, "x.xlsx").doubts
    assert doubts is not None
    assert doubts.kind is Kind.SERVICE
    layouts = [
        Layout.of(doubts.kind, table, {column.key: column.field for column in table.columns})
        for table in doubts.tables
    ]
    return returns.read(content, "x.xlsx", gazetteer(), TODAY, SERVICES, layouts=layouts, area_month=said)


def counts_of(reading: Reading) -> list[tuple[str, int, dict[str, float | None]]]:
    """Each return by service and month, with its counts."""
    assert reading.problems == ()
    return [
        (ret.subject, ret.month.month, {str(figure.category): figure.value for figure in ret.figures})
        for ret in reading.returns
    ]


def beside(headings: Sequence[str], cells: dict[str, Sequence[str]]) -> bytes:
    """A return of two services with more columns right of its counts."""
    rows = [[name, *counts, *cells[name]] for name, counts in COUNTS.items()]
    return workbook({"Return": [TITLE, [], [*HEADINGS, *headings], *rows]})


@pytest.mark.parametrize(
    ("headings", "cells"),
    [
        (["RAG"], {WELLBEING: ["G"], WOMENS: ["A"]}),
        (["RAG status", "Narrative"], {WELLBEING: ["Green", "all good"], WOMENS: ["Red", "staff left"]}),
        (["Narrative"], {WELLBEING: ["on track"], WOMENS: ["amber"]}),
        (["Status"], {WELLBEING: ["Green"], WOMENS: ["Green"]}),
    ],
)
def test_a_rag_of_how_a_service_does_makes_it_no_cohort(headings, cells):
    assert counts_of(confirmed(beside(headings, cells))) == READ


def test_a_rag_beside_each_count_down_the_side_makes_it_no_cohort():
    rows = [["Referrals received", 41, "G"], ["Starts", 30, "A"], ["Completions", 18, "R"]]
    titles = [[f"{WELLBEING}: County Durham & Darlington"], ["October 2026"]]
    content = workbook({"Return": [*titles, ["Measure", "This month", "RAG"], *rows]})
    assert counts_of(confirmed(content)) == [
        ("wellbeing", 10, {"received": 41, "started": 30, "completed": 18})
    ]


def test_a_rag_left_of_the_services_makes_it_no_cohort():
    rows = [[rag, name, *counts] for rag, (name, counts) in zip("GA", COUNTS.items(), strict=True)]
    assert counts_of(confirmed(workbook({"Return": [TITLE, [], ["RAG", *HEADINGS], *rows]}))) == READ


@pytest.mark.parametrize(
    "rows",
    [
        [["RAG", "Number"], ["Red", 12], ["Amber", 9], ["Green", 3]],
        [["Ward", "RAG", "Referrals"], ["Peterlee", "Red", 2], ["Stanley", "Amber", 3]],
        [["RAG", "Cohort", "Referrals"], ["Red", 12, 1], ["Amber", 9, 2], ["Green", 3, 0]],
    ],
)
def test_counts_by_ward_or_rag_are_no_services_return(rows):
    doubts = read(workbook({"Return": [["County Durham, October 2026"], [], *rows]}), "x.xlsx").doubts
    assert doubts is None or doubts.kind is Kind.IOM


WHOSE = f"{WELLBEING}: County Durham & Darlington, 2026/27"
NAMED = [
    "Number of referrals received",
    "New starts in the month",
    "Number of unplanned exits",
    "Waiting list",
]


@pytest.mark.parametrize("heading", ["KPI", "Performance measure", "Output", "Description", ""])
def test_months_without_a_year_under_any_first_heading(heading):
    rows = [[name, 3 + number, 5 + number, 7 + number] for number, name in enumerate(NAMED)]
    reading = confirmed(workbook({"Return": [[WHOSE], [heading, "Aug", "Sep", "Oct"], *rows]}))
    assert counts_of(reading) == [
        (
            "wellbeing",
            month,
            {"received": first, "started": first + 1, "ended_early": first + 2, "waiting": first + 3},
        )
        for month, first in ((8, 3), (9, 5), (10, 7))
    ]


def test_a_month_without_any_year_says_what_is_missing():
    rows = [["Referrals", 3, 5], ["Starts", 4, 6]]
    doubts = read(
        workbook({"R": [[f"{WELLBEING}: Darlington"], ["KPI", "Sep", "Oct"], *rows]}), "x.xlsx"
    ).doubts
    _, september, october = doubts.tables[0].columns
    assert "no year is said" in september.doubt
    assert (september.field, october.field) == ("", "")


@pytest.mark.parametrize(
    ("headings", "cells"),
    [
        (("Year", "Month"), ("2026", "October")),
        (("Year", "Month"), (2026, 10)),
        (("Financial year", "Month"), ("2026/27", "Oct")),
        (("FY", "Reporting month"), ("2026-27", "October")),
    ],
)
def test_a_year_and_a_month_in_two_columns(headings, cells):
    header = [*headings, "Area", *HEADINGS]
    rows = [[*cells, "County Durham & Darlington", name, *counts] for name, counts in COUNTS.items()]
    reading = read(workbook({"Return": [header, *rows]}), "x.xlsx")
    assert counts_of(reading) == READ
    assert reading.notes == ()


@pytest.mark.parametrize("heading", ["Month", ""])
def test_months_down_the_side_take_their_year_from_the_title(heading):
    rows = [[month, *counts] for month, counts in zip(("Sep", "Oct"), COUNTS.values(), strict=True)]
    content = workbook({"Return": [[WHOSE], [heading, *HEADINGS[1:]], *rows]})
    assert [month for _, month, _ in counts_of(confirmed(content))] == [9, 10]


YEAR = ["Aug-26", "Sep-26", "Oct-26", "Nov-26", "Dec-26", "Jan-27"]


def of_year(*rows: Sequence[object]) -> bytes:
    """A return of months across, prepared for a year, with what it counts down the side."""
    return workbook({"Return": [[f"{WELLBEING}: Darlington"], ["Measure", *YEAR], *rows]})


def test_noughts_after_the_last_month_that_counts_somebody_are_no_month():
    reading = confirmed(of_year(["Referrals", 3, 4, 0, 0, 0, 0], ["Starts", 1, 0, 0, 0, 0, 0]))
    assert [month for _, month, _ in counts_of(reading)] == [8, 9]
    assert any("October 2026: nothing but 0, as in what follows" in note for note in reading.notes)
    # Of the months to come each is told, too.
    assert sum("is no count" in note or "is no month" in note for note in reading.notes) == 4


def test_a_nought_between_months_that_count_somebody_is_a_month():
    reading = confirmed(of_year(["Referrals", 3, 0, 4, 0, 0, 0], ["Starts", 1, 0, 2, 0, 0, 0]))
    assert [month for _, month, _ in counts_of(reading)] == [8, 9, 10]


def test_a_nought_of_the_last_month_that_is_over_was_typed():
    rows = [["Month", "Received", "Started"], ["Sep-26", 4, 1], ["Oct-26", 0, 0]]
    reading = confirmed(workbook({"Return": [[f"{WELLBEING}: Darlington"], *rows]}))
    assert [month for _, month, _ in counts_of(reading)] == [9, 10]


def test_a_nought_of_a_month_that_is_over_stands_where_nothing_else_is_counted_or_another_service_is():
    alone = confirmed(of_year(["Referrals", 3, 4, 0, 0, 0, 0]))
    assert [(month, counts["received"]) for _, month, counts in counts_of(alone)] == [(8, 3), (9, 4), (10, 0)]
    rows = [[WELLBEING, "Sep-26", 3, 2], [WELLBEING, "Oct-26", 0, 0], [WOMENS, "Oct-26", 4, 1]]
    header = ["Service", "Month", "Received", "Started"]
    beside_another = confirmed(workbook({"Return": [["Darlington"], header, *rows]}))
    assert [(service, month) for service, month, _ in counts_of(beside_another)] == [
        ("wellbeing", 9),
        ("wellbeing", 10),
        ("womens", 10),
    ]


LEVELS = [["Referrals received", 31, 10], ["Starts", 24, 9], ["Completions", 12, 4]]


def by_area(reading: Reading) -> list[tuple[str, str, dict[str, float | None]]]:
    assert reading.problems == ()
    return [
        (ret.subject, ret.area.name, {str(figure.category): figure.value for figure in ret.figures})
        for ret in reading.returns
    ]


def test_areas_as_headings_are_read():
    header = ["Measure", "County Durham", "Darlington"]
    reading = confirmed(workbook({"R": [[f"{WELLBEING}, October 2026"], [], header, *LEVELS]}))
    assert by_area(reading) == [
        ("wellbeing", "County Durham", {"received": 31, "started": 24, "completed": 12}),
        ("wellbeing", "Darlington", {"received": 10, "started": 9, "completed": 4}),
    ]


def test_areas_as_headings_beside_services_and_over_counts_are_read():
    one_count = [["Service", "County Durham", "Darlington"], [WELLBEING, 31, 10], [WOMENS, 7, 2]]
    reading = confirmed(workbook({"R": [["Referrals received, October 2026"], [], *one_count]}))
    assert by_area(reading) == [
        ("wellbeing", "County Durham", {"received": 31}),
        ("wellbeing", "Darlington", {"received": 10}),
        ("womens", "County Durham", {"received": 7}),
        ("womens", "Darlington", {"received": 2}),
    ]
    over = ["", "County Durham", "", "Darlington", ""]
    header = ["Service", "Received", "Started", "Received", "Started"]
    rows = [[WELLBEING, 31, 24, 10, 9], [WOMENS, 7, 6, 2, 1]]
    reading = confirmed(workbook({"R": [["October 2026"], [], over, header, *rows]}))
    assert by_area(reading) == [
        ("wellbeing", "County Durham", {"received": 31, "started": 24}),
        ("wellbeing", "Darlington", {"received": 10, "started": 9}),
        ("womens", "County Durham", {"received": 7, "started": 6}),
        ("womens", "Darlington", {"received": 2, "started": 1}),
    ]


@pytest.mark.parametrize("total", ["Total", "County Durham & Darlington"])
def test_what_adds_up_areas_beside_them_is_not_read_unasked(total):
    header = ["Measure", "County Durham", "Darlington", total]
    rows = [[*row, row[1] + row[2]] for row in LEVELS]
    content = workbook({"R": [[f"{WELLBEING}, October 2026"], [], header, *rows]})
    assert [area for _, area, _ in by_area(confirmed(content))] == ["County Durham", "Darlington"]
    *_, column = read(content, "x.xlsx").doubts.tables[0].columns
    assert (column.field, "add them up" in column.doubt) == ("", True)


def test_a_short_name_that_one_service_begins_with_is_proposed():
    rows = [["Personal wellbeing", *COUNTS[WELLBEING]], [WOMENS, *COUNTS[WOMENS]]]
    content = workbook({"Return": [TITLE, [], HEADINGS, *rows]})
    (asked,) = read(content, "x.xlsx").doubts.names
    assert (asked.text, asked.answer, asked.proposed) == ("Personal wellbeing", "", "wellbeing")
    assert asked.alike[0] == "wellbeing"
    assert counts_of(confirmed(content, AreaMonth(names=((asked.key, asked.proposed),)))) == READ


def test_a_short_name_that_two_services_begin_with_is_proposed_for_none():
    services = {**SERVICES, "Personal Wellbeing, Teesside": "teesside"}
    rows = [["Personal Wellbeing", *COUNTS[WELLBEING]], [WOMENS, *COUNTS[WOMENS]]]
    content = workbook({"Return": [TITLE, [], HEADINGS, *rows]})
    (asked,) = read(content, "x.xlsx", services).doubts.names
    assert asked.proposed == ""
    assert {*asked.alike} >= {"wellbeing", "teesside"}


@pytest.mark.parametrize(
    "heading", ["New clients", "New cases", "New service users", "Cases opened", "Intake"]
)
def test_new_clients_are_proposed_as_received_and_asked_where_nothing_else_is(heading):
    rows = [[name, *counts] for name, counts in COUNTS.items()]
    content = workbook({"R": [TITLE, [], ["Service", heading, "Engaged", "Completed", "Dropped out"], *rows]})
    assert counts_of(confirmed(content)) == READ
    column = read(content, "x.xlsx").doubts.tables[0].columns[1]
    assert (column.field, "received" in column.doubt) == ("received", True)
    # In a table that says all else of itself, too.
    header = "service,month,area,new clients,engaged"
    doubts = read(f'{header}\n"{WELLBEING}",2026-10,Darlington,4,3\n').doubts
    assert not doubts.settled


def test_new_clients_beside_referrals_are_asked_about():
    rows = [[WELLBEING, 50, 41, 30], [WOMENS, 30, 25, 20]]
    content = workbook({"R": [TITLE, [], ["Service", "Referrals", "New clients", "Completed"], *rows]})
    columns = read(content, "x.xlsx").doubts.tables[0].columns
    assert [column.field for column in columns] == ["service", "received", "", "completed"]
    assert columns[2].doubt


def test_new_clients_down_the_side_are_proposed_as_received_and_asked():
    rows = [["New clients", 41], ["Engaged", 30], ["Completed", 18], ["Dropped out", 5]]
    titles = [[f"{WELLBEING}: County Durham & Darlington"], ["October 2026"]]
    content = workbook({"R": [*titles, ["Measure", "This month"], *rows]})
    assert counts_of(confirmed(content)) == READ[:1]
    assert "“New clients” (R!A4)" in read(content, "x.xlsx").doubts.tables[0].columns[0].doubt


def test_rows_that_are_no_count_are_told_before_reading_where_received_is_missing():
    rows = [["Wibble", 41], ["Engaged", 30], ["Completed", 18], ["Dropped out", 5]]
    titles = [[f"{WELLBEING}: County Durham & Darlington"], ["October 2026"]]
    content = workbook({"R": [*titles, ["Measure", "This month"], *rows]})
    doubt = read(content, "x.xlsx").doubts.tables[0].columns[0].doubt
    assert "referrals received" in doubt
    assert "R!A4" in doubt
    assert "Wibble" not in doubt


def test_the_service_whose_name_begins_like_the_title_is_proposed():
    content = workbook(
        {
            "R": [
                ["Personal Wellbeing - October 2026"],
                ["Darlington"],
                ["Measure", "Count"],
                *[row[:2] for row in LEVELS],
            ]
        }
    )
    doubts = read(content, "x.xlsx").doubts
    assert (doubts.service_asked, doubts.service_in_title) == (True, "wellbeing")
    several = {**SERVICES, "Personal Wellbeing, Teesside": "teesside"}
    assert read(content, "x.xlsx", several).doubts.service_in_title == ""


def test_a_total_beside_what_may_be_a_service_is_not_read_unasked():
    rows = [["Measure", "Wmoen’s services, Durham", "Total"], ["Referrals", 3, 700], ["Starts", 2, 700]]
    content = workbook({"R": [["County Durham & Darlington, October 2026"], *rows]})
    doubts = read(content, "x.xlsx").doubts
    _, service, total = doubts.tables[0].columns
    assert (service.field, total.field) == ("count of a service", "")
    assert service.doubt
    assert total.doubt
    (asked,) = doubts.names
    reading = confirmed(content, AreaMonth(names=((asked.key, "womens"),)))
    assert counts_of(reading) == [("womens", 10, {"received": 3, "started": 2})]
