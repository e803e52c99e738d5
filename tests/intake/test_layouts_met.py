"""Layouts as analysts and charities send them: each gives its right figures, or is asked, or refused."""

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


FINANCIAL_YEAR = ["Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec", "Jan", "Feb", "Mar"]


def of_a_year(blank, began="Aug"):
    """A table of 2026/27 with counts from a month to October, and something else in the other months."""
    filled = FINANCIAL_YEAR[FINANCIAL_YEAR.index(began) : FINANCIAL_YEAR.index("Nov")]
    rows = [[ward, *(sum(n) if name in filled else blank for name in FINANCIAL_YEAR)] for ward, *n in BODY]
    return [["Darlington IOM nominals 2026/27"], [], ["Ward", *FINANCIAL_YEAR], *rows]


@pytest.mark.parametrize("blank", ["", "-"])
def test_months_across_are_read_where_the_first_is_blank(blank):
    reading = sent(of_a_year(blank))
    assert reading.problems == ()
    assert counts_of(reading) == dict.fromkeys(
        ("E06000005|2026-08", "E06000005|2026-09", "E06000005|2026-10"), BY_WARD
    )


def test_months_to_come_that_a_form_fills_with_noughts_are_no_months():
    # Totals by formula are 0 before anybody has filled in the month.
    reading = sent(of_a_year(0, began="Apr"))
    assert reading.problems == ()
    assert max(counts_of(reading)) == OCTOBER
    assert (
        "Darlington, November 2026: nothing but 0, as in what follows, so it is no month of this return."
        in reading.notes
    )


def test_a_total_of_nought_under_blank_wards_is_no_month():
    *rows, last = of_a_year("")
    totals = [0] * 4 + [42] * 3 + [0] * 5
    reading = sent([*rows, last, ["Total", *totals]])
    assert list(counts_of(reading)) == ["E06000005|2026-08", "E06000005|2026-09", "E06000005|2026-10"]


def test_a_month_of_noughts_between_others_or_alone_is_one():
    rows = [["Darlington IOM"], ["Ward", "Aug 2026", "Sep 2026", "Oct 2026"]]
    reading = sent([*rows, ["Cockerton", 3, 0, 4], ["College", 1, 0, 2]])
    assert counts_of(reading)["E06000005|2026-09"] == {"E05010414|all": 0, "E05010415|all": 0}
    reading = sent([TITLE, HEADINGS, *([ward, 0, 0, 0, 0] for ward in CODES)])
    assert set(counts_of(reading)[OCTOBER].values()) == {0}


@pytest.mark.parametrize(
    "titles",
    [
        [["Darlington IOM, October 2026"], ["Produced on 04/11/2026"]],
        [["Darlington IOM"], ["Report run: 4.11.2026"], ["Period: October 2026"]],
        [["Darlington IOM"], ["Extracted", "04/11/2026"], ["Month", "Oct-26"]],
        [["Darlington IOM"], ["Date:", "31/10/2026"]],
        [["Darlington IOM"], ["Month:", "October"], ["Year:", 2026], []],
        [["Darlington IOM October 2026 (next return due 7 December 2026)"]],
    ],
)
def test_the_month_is_what_is_counted_and_never_the_day_of_printing(titles):
    reading = sent([*titles, HEADINGS, *BODY])
    assert reading.problems == ()
    assert {
        key: {k: v for k, v in counts.items() if k in BY_RAG} for key, counts in counts_of(reading).items()
    } == {OCTOBER: BY_RAG}


@pytest.mark.parametrize(
    "title",
    ["Darlington IOM Q3 2026/27", "Darlington IOM quarter 3 2026", "Darlington IOM, extracted 04/11/2026"],
)
def test_a_quarter_and_a_day_of_printing_are_no_month(title):
    reading = first([[title], HEADINGS, *BODY])
    assert (reading.returns, reading.doubts.month, reading.doubts.month_asked) == ((), None, True)


def test_a_title_that_says_by_ward_is_no_heading():
    headings = ["Ward code", "Ward name", "Red [note 1]", "Amber", "Green", "Blue"]
    rows = [[CODES[ward], ward, *counts] for ward, *counts in BODY]
    titles = [
        ["Table 1: IOM cohort by ward, Darlington, October 2026"],
        ["This worksheet contains one table."],
    ]
    reading = sent([*titles, headings, *rows])
    assert reading.problems == ()
    assert counts_of(reading) == {OCTOBER: BY_RAG}


@pytest.mark.parametrize(
    "mark",
    [
        "#",
        "redacted",
        "[u]",
        "(<5)",
        "N/S",
        "small number",
        "not disclosed",
        "Supp.",
        "no data",
        "n/k",
    ],
)
def test_a_count_that_is_held_back_in_other_words_leaves_the_others_as_they_are(mark):
    reading = sent([TITLE, [], HEADINGS, ["Cockerton", 3, mark, 5, 1], *BODY[1:]])
    assert reading.problems == ()
    assert counts_of(reading) == {
        OCTOBER: {key: count for key, count in BY_RAG.items() if key != "E05010414|amber"}
    }


@pytest.mark.parametrize("written", ["{}¹", "'{}", "{}²"])
def test_a_number_with_a_small_digit_or_an_apostrophe_is_the_number(written):
    rows = [[ward, *(written.format(count) for count in counts)] for ward, *counts in BODY]
    reading = sent([TITLE, [], HEADINGS, *rows])
    assert reading.problems == ()
    assert counts_of(reading) == {OCTOBER: BY_RAG}


@pytest.mark.parametrize(
    "spelt",
    ["{} ED", "{} Division", "{} Electoral Division", "{n}. {}", "{n}) {} Ward", "Ward: {}"],
)
def test_a_ward_is_known_by_its_name_with_a_number_or_what_it_is_beside_it(spelt):
    rows = [[spelt.format(ward, n=number), *counts] for number, (ward, *counts) in enumerate(BODY, 1)]
    reading = sent([TITLE, [], HEADINGS, *rows])
    assert (reading.problems, reading.questions) == ((), ())
    assert counts_of(reading) == {OCTOBER: BY_RAG}


DURHAM = {"Belmont": "E05016156", "Ferryhill": "E05016177", "Stanley": "E05016195"}
DURHAMS = [["Belmont", 4, 0, 2, 1], ["Ferryhill", 1, 3, 0, 0], ["Stanley", 2, 2, 2, 5]]


def by_code(rows, codes):
    return {f"{codes[ward]}|{rag}": n for ward, *ns in rows for rag, n in zip(RAGS, ns, strict=True)}


@pytest.mark.parametrize(
    "rows",
    [
        [*DURHAMS, *BODY],
        [*DURHAMS, ["Durham total", 7, 5, 4, 6], *BODY, ["Darlington total", 9, 6, 12, 4]],
        [["County Durham"], *DURHAMS, ["Darlington"], *BODY],
    ],
)
def test_one_table_of_two_areas_wards_is_two_returns(rows):
    reading = sent([["IOM cohort, October 2026"], HEADINGS, *rows])
    assert reading.problems == ()
    assert counts_of(reading) == {OCTOBER: BY_RAG, "E06000047|2026-10": by_code(DURHAMS, DURHAM)}


def test_a_neighbours_wards_in_one_areas_return_make_no_second_one():
    rows = [["College", 1, 0, 0, 0], *DURHAMS, ["Crook", 1, 1, 1, 1], ["Sedgefield", 1, 1, 1, 1]]
    reading = sent([["IOM cohort, October 2026"], HEADINGS, *rows])
    assert [ret.area.name for ret in reading.returns] == ["County Durham"]
    reading = sent([["IOM cohort, October 2026"], HEADINGS, *DURHAMS, *BODY], "durham.xlsx")
    assert [ret.area.name for ret in reading.returns] == ["County Durham"]


@pytest.mark.parametrize("caption", ["Last month", "Percentage", "% of ward", "Previous month", "Change"])
def test_a_second_table_of_shares_or_last_months_is_not_read(caption):
    other = [[ward, *(count + 1 for count in counts)] for ward, *counts in BODY]
    reading = sent([TITLE, ["This month"], HEADINGS, *BODY, [], [caption], HEADINGS, *other])
    assert reading.problems == ()
    assert counts_of(reading) == {OCTOBER: BY_RAG}


def test_totals_that_nobody_added_up_are_not_read_as_noughts():
    reading = sent([TITLE, [*HEADINGS, "Total"], *([*row, 0] for row in BODY)])
    assert counts_of(reading) == {OCTOBER: BY_RAG}
    (column,) = [column for column in reading.doubts.tables[0].columns if column.heading == "Total"]
    assert column.doubt == "It is 0 in every row, though the RAGs beside it are not."


@pytest.mark.parametrize(
    "headings", [("Prev", "Current"), ("Last mth", "This mth"), ("Prev month", "Latest"), ("Last qtr", "Nos")]
)
def test_this_month_is_read_and_the_last_is_not(headings):
    rows = [[ward, 9, sum(counts)] for ward, *counts in BODY]
    reading = sent([TITLE, ["Ward", *headings], *rows])
    assert counts_of(reading) == {OCTOBER: BY_WARD}


@pytest.mark.parametrize(
    ("titles", "year", "month"),
    [
        ([["Darlington IOM"]], ("Year", 2026), "October"),
        ([["Darlington IOM"]], ("Year", 2026), 10),
        ([["Darlington IOM"]], ("Financial year", "2026/27"), "Oct"),
        ([["Darlington IOM 2026/27"]], None, "October"),
    ],
)
def test_a_month_and_its_year_in_two_columns(titles, year, month):
    head, cells = ([year[0]], [year[1]]) if year else ([], [])
    reading = sent([*titles, [*head, "Month", *HEADINGS], *([*cells, month, *row] for row in BODY)])
    assert reading.problems == ()
    assert counts_of(reading) == {OCTOBER: BY_RAG}


def test_referrals_by_ward_are_no_cohort():
    reading = sent([["Darlington, October 2026"], ["Ward", "Referrals"], *([row[0], 9] for row in BODY)])
    assert reading.returns == ()
    assert "It counts referrals or outcomes of a service, and no cohort." in reading.problems[0].message


def test_a_workbook_without_any_table_of_counts_is_told_what_one_looks_like():
    (problem,) = sent(
        [TITLE, [], HEADINGS, *([row[0], "many", "few", "few", "few"] for row in BODY)]
    ).problems
    assert problem.code == "no table"
    assert problem.message.startswith("No table of counts was found in this file. Give it a row of headings")


def nested(outer_is_ward, totals):
    """A compact pivot table of `BODY`: wards over their RAGs, or the other way round."""
    counted = [(ward, rag, n) for ward, *ns in BODY for rag, n in zip(HEADINGS[1:], ns, strict=True)]
    rows = []
    for name in [*CODES] if outer_is_ward else HEADINGS[1:]:
        under = [
            [rag if outer_is_ward else ward, n]
            for ward, rag, n in counted
            if name == (ward if outer_is_ward else rag)
        ]
        rows += [[name, sum(n for _, n in under) if totals else ""], *under]
    return [TITLE, [], ["Row Labels", "Count of ID"], *rows, ["Grand Total", 31]]


@pytest.mark.parametrize("totals", [True, False])
@pytest.mark.parametrize("outer_is_ward", [True, False])
def test_a_pivot_table_with_wards_and_rags_in_one_column(outer_is_ward, totals):
    reading = sent(nested(outer_is_ward, totals))
    assert reading.problems == ()
    counts = counts_of(reading)[OCTOBER]
    sums = {
        (f"{code}|all" if outer_is_ward else f"TOTAL|{code}"): n
        for code, n in (
            [(CODES[ward], sum(ns)) for ward, *ns in BODY]
            if outer_is_ward
            else [(rag, sum(row[place] for row in BODY)) for place, rag in enumerate(RAGS, 1)]
        )
    }
    assert counts == BY_RAG | {"TOTAL|all": 31} | (sums if totals else {})


def test_a_column_that_goes_below_nought_is_no_count_whatever_its_heading():
    rows = [[ward, sum(counts), n - 2] for n, (ward, *counts) in enumerate(BODY)]
    reading = sent([TITLE, ["Ward", "Nominals", "MoM"], *rows])
    assert counts_of(reading) == {OCTOBER: BY_WARD}
    assert (
        reading.doubts.tables[0].columns[2].doubt == "It goes below 0, so it seems to be a change, no count."
    )


APART = [
    # A column of remarks after an empty one, with words in it or without.
    (
        ["Ward", "Red", "Amber", "", "Comments", "Green", "Blue"],
        lambda w, r, a, g, b: [w, r, a, "", "new", g, b],
    ),
    (["Ward", "Red", "Amber", "", "Notes", "Green", "Blue"], lambda w, r, a, g, b: [w, r, a, "", "", g, b]),
    (["Ward", "", "Further notes", *HEADINGS[1:]], lambda w, *n: [w, "", f"as in {w}", *n]),
    # Two empty columns, or what stands apart by itself.
    (["Ward", "Red", "Amber", "", "", "Green", "Blue"], lambda w, r, a, g, b: [w, r, a, "", "", g, b]),
    (["Ward", "Red", "Amber", "Green", "", "", "", "Blue"], lambda w, *n: [w, *n[:3], "", "", "", n[3]]),
]


@pytest.mark.parametrize(("headings", "row"), APART)
def test_what_stands_apart_without_wards_of_its_own_is_of_the_same_wards(headings, row):
    reading = sent([TITLE, [], headings, *(row(*each) for each in BODY)])
    assert reading.problems == ()
    assert counts_of(reading) == {OCTOBER: BY_RAG}


@pytest.mark.parametrize(
    ("headings", "beside"),
    [
        # One figure for all of them beside the first ward.
        (["", "Total on cohort"], lambda number: ["", 31 if number == 0 else ""]),
        (["", "", "", "Total"], lambda number: ["", "", "", 31 if number == 0 else ""]),
        # Another table, of rows that nobody here knows.
        (["", "Reason", "Count"], lambda number: ["", f"Reason {number}", number + 3]),
        (["", "", "Officer", "Number"], lambda number: ["", "", f"Team {number}", number + 3]),
    ],
)
def test_what_stands_apart_and_may_be_of_something_else_is_asked(headings, beside):
    rows = [[*HEADINGS, *headings], *([*row, *beside(number)] for number, row in enumerate(BODY))]
    (table,) = first([TITLE, [], *rows]).doubts.tables
    assert "It stands apart" in table.columns[-1].doubt
    assert counts_of(sent([TITLE, [], *rows])) == {OCTOBER: BY_RAG}


def test_a_table_of_its_own_beside_one_of_wards_stays_one():
    beside = [["", "Who", "How many"], ["", "Male", 20], ["", "Female", 15], [], []]
    rows = [[*row, *more] for row, more in zip([HEADINGS, *BODY], beside, strict=True)]
    assert [len(table.columns) for table in first([TITLE, [], *rows]).doubts.tables] == [5, 2]
