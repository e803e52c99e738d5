"""The template of the IOM cohort: empty it has no figures; filled in, it reads back without a question."""

from datetime import date

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from probation_commission.domain.iom import CATEGORIES, Measure, Outcome, Rag
from probation_commission.geography import gazetteer
from probation_commission.intake import returns
from probation_commission.intake.cohort import template
from probation_commission.publish.templates import cohort_return
from tests.files import part, typed_into
from tests.given.services import TODAY

DURHAM = gazetteer.gazetteer().authority("County Durham")
MONTHS = [date(2026, 10, 1), date(2026, 9, 1), date(2025, 6, 1)]
WARDS = [ward.name for ward in gazetteer.gazetteer().ward_set(DURHAM, MONTHS[0]).wards]
TEMPLATE = cohort_return(DURHAM.name, WARDS, MONTHS)
COHORT, PARTS = "xl/worksheets/sheet1.xml", "xl/worksheets/sheet2.xml"
WHOLE, ALL = template.WHOLE_AREA, template.ALL_RAGS
ROWS = st.lists(
    st.tuples(
        st.sampled_from(MONTHS),
        st.sampled_from([WHOLE, "NFA", "Not known", "Outside", *WARDS]),
        st.sampled_from([ALL, *(rag.value.capitalize() for rag in Rag)]),
        st.integers(0, 900),
    ),
    min_size=1,
    max_size=8,
    unique_by=lambda row: row[:3],
)
CATEGORY = st.sampled_from([(of.label, name) for of, names in CATEGORIES.items() for name in names])
COUNTED = st.sampled_from([("Joiners", ""), ("Leavers", ""), ("Gps tags", ""), ("Arrests", "")])
OUTCOME = st.sampled_from([("Arrests by outcome", str(outcome)) for outcome in Outcome])
MORE = st.lists(
    st.tuples(st.sampled_from(MONTHS), CATEGORY | COUNTED | OUTCOME, st.integers(0, 900)),
    max_size=6,
    unique_by=lambda row: row[:2],
)


def read(content):
    return returns.read(content, "filled.xlsx", gazetteer.gazetteer(), TODAY)


def filled(rows, more):
    """The template with rows typed into both sheets."""
    typed = typed_into(TEMPLATE, COHORT, rows)
    return typed_into(typed, PARTS, [(month, *what, count) for month, what, count in more])


def test_an_untouched_template_says_that_it_has_no_figures():
    (problem,) = read(TEMPLATE).problems
    assert problem.code == "no figures"


@settings(max_examples=25)
@given(ROWS, MORE)
def test_filled_in_it_always_reads_back_as_it_was_typed(rows, more):
    # Noughts after the last month that counts somebody are no month (decision 141).
    counted = [month for month, *_, count in (*rows, *more) if count]
    assume(not counted or all(month <= max(counted) for month, *_ in (*rows, *more)))
    reading = read(filled(rows, more))
    assert (reading.problems, reading.questions) == ((), ())
    assert reading.doubts.settled
    back = {
        (
            one.month,
            f.place.as_written if f.place else WHOLE,
            f.rag.value.capitalize() if f.rag else ALL,
            f.value,
        )
        for one in reading.returns
        for f in one.figures
        if f.measure == Measure.COHORT and not f.breakdown
    }
    assert back == set(rows)
    parts = {
        (one.month, f.breakdown or f.measure, f.category, f.value)
        for one in reading.returns
        for f in one.figures
        if f.measure != Measure.COHORT or f.breakdown
    }
    names = {"Arrests by outcome": "outcome", "Gps tags": "gps_tags", "Arrests": "arrests"}
    names |= {one.label: one.value for one in CATEGORIES}
    names |= {"Joiners": "joiners", "Leavers": "leavers"}
    typed = {(month, names.get(of, of), category, count) for month, (of, category), count in more}
    assert {(*row[:1], row[1].casefold(), *row[2:]) for row in parts} == {
        (*row[:1], row[1].casefold(), *row[2:]) for row in typed
    }


def test_a_single_row_of_totals_is_enough():
    (one,) = read(filled([(MONTHS[0], WHOLE, ALL, 0)], [])).returns
    assert [f.value for f in one.figures] == [0]


@pytest.mark.parametrize(
    ("sheet", "held"),
    [
        (COHORT, f"Lists!$B$1:$B${len(WARDS) + 4}"),  # the wards of the set, and four places that are none
        (COHORT, "Lists!$C$1:$C$5"),
        (COHORT, 'type="whole"'),
        (PARTS, f"Lists!$D$1:$D${len(template.BREAKDOWNS)}"),
    ],
)
def test_excel_is_told_what_may_be_typed(sheet, held):
    assert held.encode() in part(TEMPLATE, sheet)


def test_every_heading_has_a_comment():
    assert part(TEMPLATE, "xl/comments1.xml").count(b"<comment ") == len(template.COHORT)
    assert part(TEMPLATE, "xl/comments2.xml").count(b"<comment ") == len(template.PARTS)
