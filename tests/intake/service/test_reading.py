"""A service's monthly return as people send it, and as nobody should."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from probation_commission.domain.layouts import AreaMonth, Layout
from probation_commission.domain.referrals import CATEGORIES
from probation_commission.domain.returns import Kind
from probation_commission.geography.gazetteer import gazetteer
from probation_commission.intake import returns
from tests.files import workbook
from tests.given.services import HEADER, SERVICES, TODAY, read

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
        ",2026-10,Darlington,1,,,,,,\n"
        f"{QUOTED},2026-10,North East,1,,,,,,\n"  # larger than what this region answers for
        f"{QUOTED},2026-12,Darlington,1,,,,,,\n"  # after today's month
        f"{QUOTED},soon,Darlington,1,,,,,,\n"
        f"{QUOTED},0205-10,Darlington,1,,,,,,\n"  # a year that slipped
        ",never,Nowhere,-1,1.5,some,4e9,,,\n"  # seven in one row
        f"{QUOTED},2026-12,Haringey,,,,,,,\n"  # says who, and nothing of them: no return
    )
    assert sorted(problems(rows), key=lambda problem: (problem[1][1:], problem[1])) == [
        ("unknown service", "A2"),
        ("unknown area", "C3"),
        ("future month", "B4"),
        ("no month", "B5"),
        ("month too early", "B6"),
        ("unknown service", "A7"),
        ("no month", "B7"),
        ("unknown area", "C7"),
        ("negative count", "D7"),
        ("fractional count", "E7"),
        ("text count", "F7"),
        ("text count", "G7"),
    ]


def test_one_row_of_many_is_left_out_and_said():
    months = "".join(f"{QUOTED},2026-0{month},Darlington,{month},,,,,,\n" for month in range(1, 6))
    reading = read(f"{HEADER}{months},2026-10,Darlington,1,,,,,,\n")
    assert reading.problems == ()
    assert len(reading.returns) == 5
    (note,) = reading.notes
    assert note.startswith("A7: the row was left out, because no service stands here.")


MISSPELT = f"{HEADER}Wellbieng (Durham),2026-10,Darlington,1,,,,,,\n{QUOTED},2026-09,Darlington,2,,,,,,\n"
UNKNOWN = f"{HEADER}Kevin Brown,2026-10,Darlington,1,,,,,,\n{QUOTED},2026-09,Darlington,2,,,,,,\n"


def answered(content: str, answer: str, layouts=()):
    (asked,) = read(content).doubts.names
    said = AreaMonth(names=((asked.key, answer),))
    reading = returns.read(
        content.encode(), "x.csv", gazetteer(), TODAY, SERVICES, layouts=layouts, area_month=said
    )
    return asked, reading


def test_a_service_that_is_not_known_is_asked_about_with_those_like_it_first():
    reading = read(MISSPELT)
    (asked,) = reading.doubts.names
    assert (reading.returns, reading.problems, reading.doubts.open_tables) == ((), (), frozenset())
    assert (asked.text, asked.cells, asked.alike[0]) == ("Wellbieng (Durham)", ("A2",), "wellbeing")
    _, reading = answered(MISSPELT, "womens")
    assert [(ret.subject, ret.month.month) for ret in reading.returns] == [("wellbeing", 9), ("womens", 10)]


def test_what_is_no_service_here_is_left_out_and_said():
    _, reading = answered(MISSPELT, "left out")
    assert [(ret.subject, ret.month.month) for ret in reading.returns] == [("wellbeing", 9)]
    assert reading.notes == ("A2: left out, as it was said to be no service here.",)
    assert reading.problems == ()


def test_words_that_may_be_somebodys_are_asked_about_by_their_cell_alone():
    asked, reading = answered(UNKNOWN, "womens")
    assert (asked.text, asked.key) == ("", "service:A2")
    assert "Kevin" not in repr(read(UNKNOWN))
    assert [ret.subject for ret in reading.returns] == ["wellbeing", "womens"]


def test_what_a_name_means_is_remembered_and_said():
    layouts = [Layout.of_names(Kind.SERVICE, {"wellbieng durham": "womens"})]
    reading = returns.read(MISSPELT.encode(), "x.csv", gazetteer(), TODAY, SERVICES, layouts=layouts)
    assert [ret.subject for ret in reading.returns] == ["wellbeing", "womens"]
    (note,) = reading.notes
    assert note == (
        "“Wellbieng (Durham)” read as Women’s services, Durham, as it was confirmed for this sender."
    )


def test_an_answer_that_is_no_service_stays_asked():
    (asked,) = read(MISSPELT).doubts.names
    for answer in ("nobody", ""):
        _, reading = answered(MISSPELT, answer)
        assert [name.answer for name in reading.doubts.names] == [""]
        assert asked.key not in repr(reading.returns)


def test_a_file_of_other_services_is_refused_once_with_the_likely_reason():
    rows = "".join(f"Zebedee {number},2026-10,Darlington,1,,,,,,\n" for number in range(40))
    reading = read(HEADER + rows)
    (problem,) = reading.problems
    assert problem.code == "unknown services"
    assert "another column names them" in problem.message
    assert "Zebedee" not in repr(reading)


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
    ("header", "row", "asked"),
    [
        ("service,month,received", f"{QUOTED},2026-10,3", {"area": True}),
        ("service,area,received", f"{QUOTED},Darlington,3", {"month": True}),
        ("month,area,received", "2026-10,Darlington,3", {"service": True}),
        ("service,month,area,received,on hold", f"{QUOTED},2026-10,Darlington,3,7", {"columns": "E"}),
        ("service,month,area,received,", f"{QUOTED},2026-10,Darlington,3,7", {"columns": "E"}),
        ("service,month,area,received,referrals received", f"{QUOTED},2026-10,Darlington,3,4",
         {"columns": "DE"}),
    ],
)  # fmt: skip
def test_what_a_table_does_not_say_of_itself_is_asked(header, row, asked):
    doubts = read(f"{header}\n{row}\n").doubts
    columns = [column.letters for table in doubts.tables for column in table.columns if column.doubt]
    found = {
        "area": doubts.area_asked,
        "month": doubts.month_asked,
        "service": doubts.service_asked,
        "columns": "".join(columns),
    }
    assert {what: value for what, value in found.items() if value} == asked
    assert not doubts.settled


def test_an_empty_column_without_a_heading_is_nothing():
    (ret,) = read(f"service,month,area,received,\n{QUOTED},2026-10,Darlington,1,\n").returns
    assert len(ret.figures) == 1


COMMENTED = f"{HEADER.strip()},Comments\n{QUOTED},2026-10,Darlington,1,,,,,,,Two of staff off sick\n"


def test_comments_shares_and_sums_to_date_are_not_read_and_said():
    reading = read(
        "service,month,area,received,% started,received YTD,comments\n"
        f"{QUOTED},2026-10,Darlington,4,50%,40,Zebedee was off sick\n"
    )
    fields = {column.heading: column.field for column in reading.doubts.tables[0].columns}
    assert fields["% started"] == fields["received YTD"] == fields["comments"] == ""
    plain = read(COMMENTED)
    assert [len(ret.figures) for ret in plain.returns] == [1]
    assert plain.notes == ("K1: this column was not read.",)
    assert "staff" not in str(plain)


def test_rows_of_totals_are_not_read():
    rows = f"{QUOTED},2026-10,Darlington,4,,,,,,\n{WOMENS},2026-10,Darlington,2,,,,,,\nTotal,,,6,,,,,,\n"
    reading = read(HEADER + rows)
    assert [figure.value for ret in reading.returns for figure in ret.figures] == [4, 2]
    assert reading.notes == ("A4: a subtotal, not read.",)


ACROSS = [
    ["Personal Wellbeing, Durham: monitoring for Darlington"],
    [],
    ["Measure", "Aug-26", "Sep-26", "Oct-26", "Total"],
    ["Referrals received", 3, 4, 5, 12],
    ["Starts", 1, 2, "", 3],
    ["Waiting list", 7, 7, 7, 21],
]


def confirmed(content, **said):
    doubts = read(content, "x.xlsx").doubts
    layouts = [
        Layout.of(doubts.kind, table, {column.key: column.field for column in table.columns})
        for table in doubts.tables
    ]
    area_month = AreaMonth(said.get("area"), said.get("month"), said.get("service", ""))
    return returns.read(
        content, "x.xlsx", gazetteer(), TODAY, SERVICES, layouts=layouts, area_month=area_month
    )


def test_months_across_and_what_is_counted_down_the_side():
    reading = confirmed(workbook({"Return": ACROSS}))
    assert reading.problems == ()
    assert [
        (ret.subject, ret.area.name, ret.month.month, {f.category: f.value for f in ret.figures})
        for ret in reading.returns
    ] == [
        ("wellbeing", "Darlington", 8, {"received": 3, "started": 1, "waiting": 7}),
        ("wellbeing", "Darlington", 9, {"received": 4, "started": 2, "waiting": 7}),
        ("wellbeing", "Darlington", 10, {"received": 5, "waiting": 7}),
    ]


def test_a_sheet_of_one_service_is_asked_whose_it_is():
    rows = [["October 2026"], ["Area", "Referrals", "Starts"], ["Darlington", 4, 3], ["County Durham", 9, 8]]
    content = workbook({"Return": rows})
    doubts = read(content, "x.xlsx").doubts
    assert (doubts.kind, doubts.service_asked, doubts.area_asked, doubts.month_asked) == (
        Kind.SERVICE,
        True,
        False,
        False,
    )
    reading = confirmed(content, service="womens")
    assert [(ret.subject, ret.area.name, len(ret.figures)) for ret in reading.returns] == [
        ("womens", "County Durham", 2),
        ("womens", "Darlington", 2),
    ]


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


@settings(max_examples=40)
@given(st.lists(st.lists(CELLS, min_size=7, max_size=7), min_size=1, max_size=12))
def test_every_cell_becomes_a_figure_or_a_problem_or_was_empty(rows):
    # The last counts somebody, so that no 0 before it is of a form filled in ahead (decision 145).
    rows = [*rows, ["7"] * 7]
    # A month each, so that no row is a repetition.
    months = [f"{2024 + n // 12}-{n % 12 + 1:02}" for n in range(len(rows))]
    lines = [
        f"{QUOTED},{month},Darlington,{','.join(f'{QUOTE}{cell}{QUOTE}' for cell in row)}"
        for month, row in zip(months, rows, strict=True)
    ]
    reading = read(HEADER + "\n".join(lines) + "\n")
    figures = sum(len(ret.figures) for ret in reading.returns)
    wrong = [problem for problem in reading.problems if problem.code.endswith(" count")]
    # Where nothing is told, "–" is no figure either.
    told = [row for row in rows if set(row) - {"", "–", *WRONG}]
    expected = sum(cell != "" if row in told else cell in WRONG for row in rows for cell in row)
    assert figures + len(wrong) == expected
    assert all({f.category for f in ret.figures} <= set(CATEGORIES) for ret in reading.returns)


QUOTE = '"'
WRONG = ("-3", "2.5", "some")


@pytest.mark.parametrize("month", ["46296", "Oct-26", "31.10.2026", "01/10/26", "2026-10-01 00:00:00+01:00"])
def test_months_as_programs_write_them(month):
    (ret,) = read(f"{HEADER}{QUOTED},{month},Darlington,3,,,,,,\n").returns
    assert ret.month == date(2026, 10, 1)


def test_a_total_beside_one_service_is_no_count_of_it():
    rows = [
        ["October 2026: Darlington"],
        ["Measure", "Personal Wellbeing, Durham", "Total"],
        ["Referrals", 31, 70],
        ["Starts", "", 70],
    ]
    (ret,) = confirmed(workbook({"Return": rows})).returns
    assert [(figure.category, figure.value) for figure in ret.figures] == [("received", 31)]
