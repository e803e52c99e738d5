"""What would go where a poorer version supersedes a richer one, in a sentence each."""

from dataclasses import replace

import pytest

from probation_commission.analysis.figures import framed
from probation_commission.analysis.losses import losses
from probation_commission.domain.iom import Breakdown, Measure, Outcome, Rag, Statement
from probation_commission.domain.marks import Mark
from probation_commission.domain.returns import Cell, Figure
from probation_commission.views.losses import went, would_go, would_go_by_restoring, would_stay_away
from tests.given.returns import figures_of, monthly, nominals
from tests.given.services import service_return

GOES = "would go: the return in force has it and this file does not."
TOTAL, HARRINGAY, BOWES, NFA = (nominals(5, where) for where in (None, "HARRINGAY", "BOWES", "NFA"))
RED_THERE = [nominals(2, where, Rag.RED) for where in ("HARRINGAY", "BOWES", "NFA")]
BY_WARD = [HARRINGAY, BOWES, NFA]
RAGS = [nominals(1, rag=rag) for rag in Rag]


def part(category, breakdown=Breakdown.GENDER, measure=Measure.COHORT, place=None):
    return Figure(measure, 1, Cell("", "C2"), "1", place=place, breakdown=breakdown, category=category)


def fewer(where):
    return replace(nominals(5, where), value=None, low=0, high=4, as_written="<5")


def withheld(where):
    return replace(fewer(where), low=None, high=None, mark=Mark.SUPPRESSED)


def compared(area, measure=Measure.OFFENCES_PER_YEAR):
    """As a comparison of boroughs has it, with a stage of the cohort in it."""
    figure = part("before", Breakdown.STAGE, measure)
    return replace(figure, comparator=area, period="2023 Q1")


def sentences(then, now):
    frame = figures_of(monthly(*then))
    assert would_go_of(frame, framed(now)) == would_go_of(framed(then), framed(now))  # stored, or as a file
    return would_go_of(frame, framed(now))


def would_go_of(then, now):
    return [would_go(loss) for loss in losses(then, now)]


@pytest.mark.parametrize(
    ("then", "now", "said"),
    [
        ([TOTAL, *BY_WARD, *RED_THERE], [TOTAL, *BY_WARD], ["RAG by ward, for 2 wards and 1 other row,"]),
        ([TOTAL, *RED_THERE[:2]], [TOTAL], ["RAG by ward, for 2 wards,"]),
        ([TOTAL, NFA], [TOTAL], ["The count by ward, for 1 row,"]),
        ([TOTAL, *BY_WARD], [TOTAL, HARRINGAY, NFA], ["The count by ward, for 1 of 3 wards (Bowes),"]),
        (
            [TOTAL, *BY_WARD],
            [TOTAL, HARRINGAY],
            ["The count by ward, for 2 of 3 rows (Bowes and no fixed abode),"],
        ),
        ([TOTAL, *RAGS], [TOTAL], ["RAG of the whole area"]),
        ([TOTAL, *RAGS], [TOTAL, *RAGS[:2]], ["RAG of the whole area (green and blue)"]),
        ([TOTAL, *RAGS], RAGS, ["The total of the cohort"]),
        (
            [*RED_THERE, nominals(1, "HARRINGAY", Rag.BLUE)],  # of what stays, Bowes and NFA go
            [RED_THERE[0]],
            ["RAG by ward (blue)", "RAG by ward, for 2 of 3 rows (Bowes and no fixed abode),"],
        ),
        ([TOTAL, part("Male"), part("Female")], [TOTAL], ["Gender"]),
        ([TOTAL, part("Male"), part("Female")], [TOTAL, part("Male")], ["Gender (Female)"]),
        ([part("Male", place=BOWES.place)], [TOTAL], ["Gender by ward, for 1 ward,"]),
        ([part(Outcome.CHARGED, Breakdown.OUTCOME, Measure.ARRESTS)], [TOTAL], ["Arrests"]),
        (
            [part("", "", Measure.ARRESTS), part("x", Breakdown.OUTCOME, Measure.ARRESTS)],
            [part("", "", Measure.ARRESTS)],
            ["Arrests by outcome"],
        ),
        ([part("", "", Measure.ARRESTS), part("", "", Measure.JOINERS)], [TOTAL], ["Arrests", "Joiners"]),
        ([part("knife", Breakdown.TAG, Measure.GPS_TAGS)], [TOTAL], ["GPS tags"]),
        ([part(Statement.OUTSIDE, Breakdown.STATED)], [TOTAL], ["What the text says of the cohort"]),
        (
            [part(one, Breakdown.STATED) for one in (Statement.OUTSIDE, Statement.IN_COMMUNITY)],
            [part(Statement.OUTSIDE, Breakdown.STATED)],
            ["What the text says of the cohort (in the community)"],
        ),
        (
            [fewer("BOWES"), HARRINGAY],
            [HARRINGAY],
            ["The count by ward given as a bound, for 1 of 1 ward (Bowes),"],
        ),
        ([BOWES, HARRINGAY], [fewer("BOWES"), HARRINGAY], ["The count by ward, for 1 of 2 wards (Bowes),"]),
        (
            [BOWES, HARRINGAY],
            [withheld("BOWES"), HARRINGAY],
            ["The count by ward, for 1 of 2 wards (Bowes),"],
        ),
        ([compared("Enfield"), compared("Barnet"), TOTAL], [TOTAL], ["The comparison of areas"]),
        (
            [compared("Enfield"), compared("Barnet")],
            [compared("Enfield")],
            ["The comparison of areas (Barnet, 2023 Q1)"],
        ),
        (
            [compared("Enfield"), compared("Enfield", Measure.DAYS_ON_IOM)],
            [compared("Enfield")],
            ["The comparison of areas (days on IOM)"],
        ),
        (
            [part(str(n), Breakdown.OFFENCE, Measure.ARRESTS) for n in range(9)],
            [part("0", Breakdown.OFFENCE, Measure.ARRESTS)],
            ["Arrests by offence (1, 2, 3, 4, 5, 6 and 2 more)"],
        ),
    ],
)
def test_each_kind_of_figure_that_goes_is_a_sentence(then, now, said):
    assert [sentence.removesuffix(f" {GOES}") for sentence in sentences(then, now)] == said
    assert all(sentence.endswith(GOES) for sentence in sentences(then, now))


@pytest.mark.parametrize(
    ("then", "now"),
    [
        ([TOTAL, *BY_WARD], [TOTAL, *BY_WARD]),
        ([TOTAL, *BY_WARD], [TOTAL, *RED_THERE, *BY_WARD, part("Male")]),  # richer
        ([HARRINGAY], [replace(HARRINGAY, value=0)]),  # another value is a change
        ([NFA], [nominals(5, "No fixed abode")]),
        ([], [TOTAL]),
        ([fewer("BOWES")], [BOWES]),
        ([withheld("BOWES")], [TOTAL]),
    ],
    ids=[
        "the same",
        "richer",
        "nought",
        "another name for it",
        "nothing before",
        "a count for less than 5",
        "withheld",
    ],
)
def test_what_is_there_too_does_not_go(then, now):
    assert losses(framed(then), framed(now)) == ()


def test_a_ward_is_the_same_whatever_it_was_written_as():
    same = replace(HARRINGAY.place, as_written="Harringay Ward")
    assert losses(framed([HARRINGAY]), framed([replace(HARRINGAY, place=same)])) == ()
    asked = replace(HARRINGAY.place, wards=())  # its question is not answered yet: the same words
    assert losses(framed([HARRINGAY]), framed([replace(HARRINGAY, place=asked)])) == ()


def test_each_count_of_a_service_is_named():
    then = framed(service_return(31, 24, 12, 3, 8, 4, 3).figures)
    assert would_go_of(then, framed(service_return(31, 24, 12, None, 8, 4, 3).figures)) == [
        f"Referrals (ended early) {GOES}"
    ]
    assert would_go_of(then, framed(service_return(31, 24, 12, 3).figures)) == [
        f"Outcomes (achieved, partly achieved and not achieved) {GOES}"
    ]


def test_once_it_is_done_it_is_said_as_done():
    (loss,) = losses(framed([TOTAL, *RAGS]), framed([TOTAL]))
    assert went(loss) == (
        "RAG of the whole area went: the return that was in force had it and this file does not."
    )


def test_what_an_earlier_version_lacks_is_said_of_versions():
    (loss,) = losses(framed([TOTAL, *RAGS]), framed([TOTAL]))
    assert would_go_by_restoring(loss) == (
        "RAG of the whole area would go: the version in force has it and this one does not."
    )
    assert would_stay_away(loss) == (
        "RAG of the whole area would stay away: the version withdrawn last had it and this one does not."
    )


def test_what_goes_of_a_made_up_return_is_no_loss():
    then = figures_of(monthly(TOTAL, *RAGS)).assign(illustrative=True)
    assert losses(then, framed([TOTAL])) == ()
