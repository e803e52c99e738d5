from datetime import date

import pytest

from probation_commission.domain.iom import Rag
from probation_commission.domain.places import PlaceKind
from probation_commission.domain.returns import Reading
from probation_commission.geography import gazetteer
from probation_commission.intake import returns

TODAY = date(2026, 11, 22)
HEADER = "area,month,ward,rag,count\n"


def read(text: str, encoding: str = "utf-8") -> Reading:
    return returns.read(text.encode(encoding), "iom.csv", gazetteer.gazetteer(), TODAY)


def problems(rows: str) -> list[tuple[str, str]]:
    return [(problem.code, str(problem.cell)) for problem in read(HEADER + rows).problems]


def test_each_figure_knows_its_cell() -> None:
    (ret,) = read(HEADER + "Haringey,2023-05,,,12\nHaringey,2023-05,Harringay,red,3\n").returns
    assert [(str(f.cell), f.value, f.rag, f.as_written) for f in ret.figures] == [
        ("E2", 12, None, "12"),
        ("E3", 3, Rag.RED, "3"),
    ]
    assert ret.figures[0].place is None
    assert ret.figures[1].place.ward.name == "Harringay"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
@pytest.mark.parametrize(
    "text",
    [
        "COUNT,Rag,Ward,MONTH,Area\n3,R,E05013590,October 2022,E09000014\n",  # any order, any case, codes
        "area;month;ward;rag;count\nHaringey;01/10/2022;E05013590;RED;3\n",  # a continental Excel
        "\n\narea,month,ward,rag,count,remark\n\nLB Haringey,Oct 2022,e05013590,red,3,x\n",
    ],
)
def test_order_case_and_dialect_do_not_matter(text: str, encoding: str) -> None:
    reading = read(text, encoding)
    assert reading.problems == ()
    (ret,) = reading.returns
    assert (ret.area.name, ret.month) == ("Haringey", date(2022, 10, 1))
    ((figure),) = ret.figures
    assert (figure.value, figure.rag, figure.place.kind) == (3, Rag.RED, PlaceKind.WARD)


@pytest.mark.parametrize("whole", ["", "all", "ALL", "Total"])
def test_words_for_the_whole(whole: str) -> None:
    ((figure,),) = [ret.figures for ret in read(f"{HEADER}Haringey,2023-05,{whole},{whole},12\n").returns]
    assert (figure.place, figure.rag, figure.value) == (None, None, 12)


def test_several_areas_and_months_become_returns_in_order() -> None:
    rows = "Haringey,2023-05,,,1\nDarlington,2023-06,,,2\nDarlington,2023-05,,,3\nHaringey,2023-05,,red,1\n"
    figures = [(ret.area.name, ret.month.month, len(ret.figures)) for ret in read(HEADER + rows).returns]
    assert figures == [("Darlington", 5, 1), ("Darlington", 6, 1), ("Haringey", 5, 2)]


def test_every_wrong_cell_is_named_at_once() -> None:
    rows = (
        "Atlantis,2023-05,,,1\n"
        "Haringey,soon,,,1\n"
        "Haringey,2026-12,Nowhere,,1\n"  # after today's month
        "Haringey,2023-05,Nowhere,purple,-1\n"  # three in one row
        "Haringey,2023-05,,,1.5\n"
        "Haringey,2023-05,,,some\n"
        "Haringey,2026-12\n"  # cut off: no figure, so nothing is wrong with its month
    )
    assert problems(rows) == [
        ("unknown area", "A2"),
        ("no month", "B3"),
        ("future month", "B4"),
        ("unknown RAG", "D5"),
        ("negative count", "E5"),
        ("fractional count", "E6"),
        ("text count", "E7"),
    ]


def test_the_same_row_twice_names_both_cells() -> None:
    (problem,) = read(
        HEADER + "Haringey,2023-05,Harringay,red,3\nHaringey,May 2023,HARRINGAY WARD,R,3\n"
    ).problems
    assert (problem.code, str(problem.cell)) == ("row twice", "E3")
    assert "E2" in problem.message


def test_columns_that_are_missing_are_named() -> None:
    (problem,) = read("area,month,remark\nHaringey,2023-05,none\n").problems
    assert problem.code == "missing column"
    assert "ward, rag, count" in problem.message


def test_a_header_alone_is_no_return() -> None:
    assert [p.code for p in read(HEADER).problems] == ["no figures"]


def test_prose_is_no_return() -> None:
    assert [p.code for p in read("Dear all,\nplease find the figures below.\n").problems] == [
        "missing column"
    ]


@pytest.mark.parametrize(
    "month", ["46296", "Oct-26", "31-10-2026", "31.10.26", "01/10/26", "2026-10-31T00:00:00Z"]
)
def test_months_as_programs_write_them(month: str) -> None:
    (ret,) = read(f"{HEADER}Darlington,{month},,,12\n").returns
    assert ret.month == date(2026, 10, 1)


def test_a_date_with_the_month_first_is_asked_about_and_never_guessed() -> None:
    assert problems("Darlington,10/31/2026,,,12\n") == [("no month", "B2")]
