"""The template: empty it holds no figures; filled in as Excel would, it reads back without a question."""

import re
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from probation_commission.domain import referrals
from probation_commission.geography.gazetteer import gazetteer
from probation_commission.intake.service.headings import HEADINGS
from probation_commission.publish.templates import COLUMNS, columns_of, service_return
from tests.files import part, with_part, workbook
from tests.given.services import SERVICES, read

AREAS = [area.name for area in referrals.areas(gazetteer())]
MONTHS = [date(2026, 11, 1), date(2026, 10, 1), date(2025, 12, 1)]
TEMPLATE = service_return(list(SERVICES), AREAS, MONTHS)
SHEET = "xl/worksheets/sheet1.xml"
ROWS = st.lists(
    st.tuples(
        st.sampled_from(list(SERVICES)),
        st.sampled_from(MONTHS),
        st.sampled_from(AREAS[1:]),
        st.lists(st.none() | st.integers(0, 900), min_size=7, max_size=7).filter(
            lambda row: row != [None] * 7
        ),
    ),
    min_size=1,
    max_size=8,
    unique_by=lambda row: row[:3],
)


def filled(rows) -> bytes:
    """The template with rows typed into it; the month takes the format of its column, as it does in Excel."""
    sheet = part(TEMPLATE, SHEET).decode()
    style = re.search(r'<col min="2" max="2"[^>]* style="(\d+)"', sheet)[1]
    typed = "".join(
        f'<row r="{number}">{_text("A", number, service)}'
        f'<c r="B{number}" s="{style}"><v>{(month - date(1899, 12, 30)).days}</v></c>'
        + _text("C", number, area)
        + "".join(
            f'<c r="{"DEFGHIJ"[at]}{number}"><v>{count}</v></c>'
            for at, count in enumerate(counts)
            if count is not None
        )
        + "</row>"
        for number, (service, month, area, counts) in enumerate(rows, 2)
    )
    return with_part(TEMPLATE, SHEET, sheet.replace("</sheetData>", f"{typed}</sheetData>").encode())


def _text(column: str, row: int, words: str) -> str:
    escaped = words.replace("&", "&amp;")
    return f'<c r="{column}{row}" t="inlineStr"><is><t>{escaped}</t></is></c>'


def test_an_untouched_template_says_that_it_has_no_figures():
    (problem,) = read(TEMPLATE, "template.xlsx").problems
    assert problem.code == "no figures"
    assert "Fill it in" in problem.message


@settings(max_examples=25)
@given(ROWS)
def test_filled_in_it_always_reads_back_as_it_was_typed(rows):
    reading = read(filled(rows), "filled.xlsx")
    assert (reading.problems, reading.questions) == ((), ())
    back = {
        (one.subject, one.month, one.area.name, tuple((f.category, f.value) for f in one.figures))
        for one in reading.returns
    }
    names = referrals.CATEGORIES
    assert back == {
        (
            SERVICES[service],
            month,
            area,
            tuple((name, count) for name, count in zip(names, counts, strict=True) if count is not None),
        )
        for service, month, area, counts in rows
    }


def test_its_headings_are_those_that_are_read():
    assert list(COLUMNS) == list(HEADINGS.values())


@pytest.mark.parametrize(
    "held",
    [
        b'type="list"',  # drop-downs
        b"Lists!$A$1:$A$2",  # of both services
        b"Lists!$B$1:$B$3",  # of three months
        b"Lists!$C$1:$C$8",  # of the whole and seven authorities
        b'type="whole"',  # whole numbers only
    ],
)
def test_excel_is_told_what_may_be_typed(held):
    assert held in part(TEMPLATE, SHEET)


def test_every_heading_has_a_comment_and_the_lists_are_hidden():
    assert part(TEMPLATE, "xl/comments1.xml").count(b"<comment ") == len(COLUMNS)
    assert b'name="Lists" sheetId="3" state="hidden"' in part(TEMPLATE, "xl/workbook.xml")


OF_ONE = {
    "further": columns_of(referrals.EVERY_COUNT, office=True),
    "activities": columns_of(tuple(referrals.Activity)),
}


@pytest.mark.parametrize("columns", OF_ONE.values(), ids=list(OF_ONE))
def test_a_template_of_one_service_is_known_empty_and_reads_back_without_a_question(columns):
    (service, *_), month, area = SERVICES, MONTHS[1], AREAS[1]
    (problem,) = read(service_return([service], AREAS, MONTHS, columns), "template.xlsx").problems
    assert problem.code == "no figures"
    counts = list(columns)[3:]
    numbers = ["" if name == "office or hub" else at for at, name in enumerate(counts, 1)]
    reading = read(workbook({"Return": [list(columns), [service, month, area, *numbers]]}), "filled.xlsx")
    assert (reading.problems, reading.questions) == ((), ())
    assert reading.doubts.settled
    (ret,) = reading.returns
    assert [figure.value for figure in ret.figures] == [number for number in numbers if number != ""]
    assert [referrals.COUNT_LABELS[figure.category] for figure in ret.figures][-1] in columns


def test_a_template_of_activities_asks_for_no_starts_and_ends():
    assert list(OF_ONE["activities"]) == [
        "service",
        "month",
        "area",
        *(one.label for one in referrals.Activity),
    ]
    assert list(columns_of((), office=True)) == ["service", "month", "area", "office or hub"]
