"""A service's monthly return as people send it, and as nobody should."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from probation_commission.domain.referrals import CATEGORIES
from probation_commission.domain.returns import Kind
from tests.files import workbook
from tests.given.services import HEADER, read

ROW = "Personal Wellbeing, Durham"
QUOTED = f'"{ROW}"'
WOMENS = '"Women’s services, Durham"'


def problems(rows: str, header: str = HEADER) -> list[tuple[str, str]]:
    return [(problem.code, str(problem.cell)) for problem in read(header + rows).problems]


def message(rows: str, header: str = HEADER) -> str:
    (problem,) = read(header + rows).problems
    return problem.message


def test_each_count_knows_its_cell_and_what_it_counts():
    (ret,) = read(f"{HEADER}{QUOTED},2026-10,County Durham & Darlington,31,24,12,3,8,4,2\n").returns
    assert (ret.kind, ret.subject, ret.area.code, ret.month) == (
        Kind.SERVICE,
        "wellbeing",
        "CDD",
        date(2026, 10, 1),
    )
    assert [(f.measure, f.breakdown, f.category, f.value, str(f.cell), f.unit) for f in ret.figures] == [
        ("referrals", "stage", "received", 31, "D2", "referrals"),
        ("referrals", "stage", "started", 24, "E2", "referrals"),
        ("referrals", "stage", "completed", 12, "F2", "referrals"),
        ("referrals", "stage", "ended_early", 3, "G2", "referrals"),
        ("outcomes", "level", "achieved", 8, "H2", "people"),
        ("outcomes", "level", "partly", 4, "I2", "people"),
        ("outcomes", "level", "not_achieved", 2, "J2", "people"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        # any order, any case, other words for the same, the slug instead of the name
        "Not achieved,Early endings,AREA,Month,Referrals,Service\n1,2,Darlington,Oct 2026,3,wellbeing\n",
        # a continental Excel, blank lines, an outcome column that is left out
        "\n\nservice;month;area;received;ended early;not achieved\n\nwellbeing;01/10/2026;E06000005;3;2;1\n",
    ],
)
def test_order_case_and_spelling_of_headings_do_not_matter(text):
    reading = read(text)
    assert reading.problems == ()
    (ret,) = reading.returns
    assert (ret.area.name, ret.month) == ("Darlington", date(2026, 10, 1))
    assert {f.category: f.value for f in ret.figures} == {
        "received": 3,
        "ended_early": 2,
        "not_achieved": 1,
    }


def test_a_sheet_under_a_title_in_a_workbook_is_found_and_named():
    rows = [
        ["Monthly return"],
        [],
        ["Service", "Month", "Area", "Received"],
        [ROW, "2026-10", "Darlington", 3.0],
    ]
    reading = read(workbook({"Notes": [["nothing here"]], "Figures": rows}))
    assert reading.problems == ()
    assert [str(f.cell) for f in reading.returns[0].figures] == ["Figures!D4"]


def test_no_figure_is_not_zero():
    (ret,) = read(f"{HEADER}{QUOTED},2026-10,Darlington,0,, ,3,,,\n").returns
    assert {f.category: f.value for f in ret.figures} == {"received": 0, "ended_early": 3}


def test_every_wrong_cell_is_named_at_once():
    rows = (
        "Wellbeing Durham,2026-10,Darlington,1,,,,,,\n"
        f"{QUOTED},2026-10,North East,1,,,,,,\n"  # larger than what this region answers for
        f"{QUOTED},2026-12,Darlington,1,,,,,,\n"  # after today's month
        f"{QUOTED},soon,Darlington,1,,,,,,\n"
        f"{QUOTED},0205-10,Darlington,1,,,,,,\n"  # a year that slipped
        "Nobody,never,Nowhere,-1,1.5,some,4e9,,,\n"  # seven in one row
        f"{QUOTED},2026-12,Haringey,,,,,,,\n"  # says who, and nothing of them: no return
    )
    assert problems(rows) == [
        ("unknown service", "A2"),
        ("unknown area", "C3"),
        ("future month", "B4"),
        ("no month", "B5"),
        ("month too early", "B6"),
        ("unknown service", "A7"),
        ("unknown area", "C7"),
        ("no month", "B7"),
        ("negative count", "D7"),
        ("fractional count", "E7"),
        ("text count", "F7"),
        ("text count", "G7"),
    ]


def test_an_unknown_service_is_told_which_it_may_be():
    sentence = message("Wellbeing (Durham),2026-10,Darlington,1,,,,,,\n")
    assert "Is it “Personal Wellbeing, Durham”" in sentence
    assert "page Services" in sentence


def test_an_area_that_is_none_is_told_what_would_be():
    assert "County Durham & Darlington" in message(f"{QUOTED},2026-10,North East,1,,,,,,\n")


def test_the_same_row_twice_names_both_cells():
    sentence = message(f"{QUOTED},2026-10,Darlington,1,,,,,,\nwellbeing,Oct 2026,E06000005,2,,,,,,\n")
    assert "A2" in sentence
    assert "A3" in sentence


def test_another_month_area_or_service_is_no_repetition():
    rows = (
        f"{QUOTED},2026-10,Darlington,1,,,,,,\n{QUOTED},2026-09,Darlington,1,,,,,,\n"
        f"{QUOTED},2026-10,County Durham,1,,,,,,\n{WOMENS},2026-10,Darlington,1,,,,,,\n"
    )
    assert [(r.subject, r.area.name, r.month.month) for r in read(HEADER + rows).returns] == [
        ("wellbeing", "County Durham", 10),
        ("wellbeing", "Darlington", 9),
        ("wellbeing", "Darlington", 10),
        ("womens", "Darlington", 10),
    ]


def test_a_part_beside_the_whole_would_count_people_twice():
    rows = (
        f"{QUOTED},2026-10,Darlington,1,,,,,,\n"
        f"{QUOTED},2026-10,County Durham & Darlington,9,,,,,,\n"
        f"{QUOTED},2026-09,Darlington,1,,,,,,\n"  # in another month it is well
        f"{QUOTED},2026-10,Haringey,1,,,,,,\n"  # no part of it
    )
    assert problems(rows) == [("counted twice", "A2")]


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("service,month,received\n", [("missing column", "A1")]),
        ("service,month,area,received,waiting\n", [("unknown heading", "E1")]),
        ("service,month,area,received,referrals received\n", [("heading twice", "E1")]),
    ],
)
def test_headings_that_are_missing_unknown_or_there_twice(header, expected):
    assert problems("", header)[: len(expected)] == expected


def test_figures_under_no_heading_are_not_passed_over():
    header = "service,month,area,received,\n"
    assert problems(f"{QUOTED},2026-10,Darlington,1,7\n", header) == [("unknown heading", "E1")]
    assert problems(f"{QUOTED},2026-10,Darlington,1,\n", header) == []


@pytest.mark.parametrize("heading", ["CRN", "Date of birth", "Service user name"])
def test_a_column_that_names_people_refuses_the_whole_file(heading):
    header = f"service,month,area,received,{heading}\n"
    assert problems(f"{QUOTED},2026-10,Darlington,1,x\n", header) == [("personal data", "E1")]


def test_headings_alone_are_no_return():
    assert [problem.code for problem in read(HEADER).problems] == ["no figures"]


def test_an_iom_return_is_still_read_as_one():
    reading = read("area,month,ward,rag,count\nHaringey,2023-05,,,12\n")
    assert [ret.kind for ret in reading.returns] == [Kind.IOM]
    assert reading.returns[0].subject == ""


CELLS = st.sampled_from(["", "0", "7", "12.0", "1,024", "-3", "2.5", "none", "some", "–", "<5", "[c]"])


@given(st.lists(st.lists(CELLS, min_size=7, max_size=7), min_size=1, max_size=12))
def test_every_cell_becomes_a_figure_or_a_problem_or_was_empty(rows):
    # A month each, so that no row is a repetition.
    months = [f"{2024 + n // 12}-{n % 12 + 1:02}" for n in range(len(rows))]
    lines = [
        f"{QUOTED},{month},Darlington,{','.join(f'{QUOTE}{cell}{QUOTE}' for cell in row)}"
        for month, row in zip(months, rows, strict=True)
    ]
    reading = read(HEADER + "\n".join(lines) + "\n")
    figures = sum(len(ret.figures) for ret in reading.returns)
    wrong = [problem for problem in reading.problems if problem.code.endswith(" count")]
    empty = [row for row in rows if not set(row) - {"", "–"}]
    assert figures + len(wrong) == sum(cell != "" for row in rows for cell in row if row not in empty)
    assert sum("is no return" in note for note in reading.notes) == len(empty)
    assert all(
        ret.figures == () or {f.category for f in ret.figures} <= set(CATEGORIES) for ret in reading.returns
    )


QUOTE = '"'
