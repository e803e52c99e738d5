"""RaM's figures in sentences and charts, from a few cohorts by hand."""

from dataclasses import replace
from datetime import date

import pandas as pd
import pytest

from probation_commission.analysis import ram
from probation_commission.analysis.events import Happened
from probation_commission.analysis.followed import Followed, FollowedMeasure
from probation_commission.analysis.spc import Good, control
from probation_commission.domain.days import months_between
from probation_commission.domain.events import Event, EventKind
from probation_commission.domain.ram import End, Reached, ReferralStep
from probation_commission.views import ram as views
from probation_commission.views.charts import specification
from probation_commission.views.ram import charts, tables, words
from tests.given.ram_months import Cohort, frame, made, referrals_of, steps

MAY, JUNE = date(2026, 5, 1), date(2026, 6, 1)
A, R = ReferralStep.ASSESSMENT, ReferralStep.REPORT


def picture(*cohorts: Cohort, **names: str) -> views.ClocksPicture:
    counts = ram.counted(frame(cohorts))
    months = sorted({one.month for one in cohorts})
    return views.picture(counts, ram.followed(counts), (months[0], months[-1]), names)


def cohort(slug="a", month=MAY, *, partial=False, met=30, late=10, waiting=0, ended=0) -> Cohort:
    received = met + late + waiting
    ends = {End.COMPLETED: received - waiting - ended, End.ENDED: ended, End.OPEN: waiting}
    return Cohort(
        slug,
        month,
        {
            **referrals_of(received, ends, {"NOT": ended}),
            **steps(
                A, (Reached.REACHED, 4, met), (Reached.REACHED, 14, late), (Reached.WAITING, 20, waiting)
            ),
        },
        partial,
    )


def test_the_finding_names_one_service_and_counts_several():
    one = words.finding(picture(cohort(), a="Housing"))
    two = words.finding(picture(cohort(), cohort("b", JUNE), a="Housing"))

    assert one == (
        "Of 40 referrals to Housing received in May 2026, 75% of those decided had their initial assessment "
        "within 10 working days; half had it within 4 working days."
    )
    assert two.startswith("Of 80 referrals to 2 services received from May to June 2026, 75%")


def test_overdue_is_said_and_is_no_met_clock():
    said = words.meeting(picture(cohort(waiting=10)))

    assert "60% (30 of 50)" in said
    assert "Overdue at the latest report: 10." in said
    assert said.endswith(words.NO_PLACE)


def test_who_ends_is_told_of_settled_months_alone():
    settled, young = cohort(ended=4), cohort(month=JUNE, waiting=20, ended=30)
    said = words.who_ends(picture(settled, young))

    assert said.startswith(
        "10% (4 of 40) of those that are over, received in May 2026, ended before completion"
    )
    assert "How many can’t be told yet" in words.who_ends(picture(young))
    assert "received in June 2026 more than one in ten were open" in words.young_sentence(
        picture(settled, young)
    )
    assert words.young_sentence(picture(settled)) == ""


def test_the_reasons_are_of_settled_months_and_by_the_same_groups_in_words_and_chart():
    settled = cohort(ended=4)
    young = Cohort(
        "a",
        JUNE,
        {**referrals_of(60, {End.OPEN: 30, End.CANCELLED: 30}, {"INE": 30}), **steps(A)},
    )
    both, alone = picture(settled, young), picture(young)

    assert (
        "Why an end was asked for, most often: the person’s circumstances 100% (4 of 4)."
        in words.who_ends(both)
    )
    assert words.ends_title(both).endswith("100% (4 of 4), of those received in May 2026")
    assert "the other months are too young" in words.why_sentence(both)
    assert (
        "so far (ineligible referrals and other quick ends come first), most often: a problem with the "
        "referral 100% (30 of 30)." in words.who_ends(alone)
    )
    assert words.ends_title(alone).startswith("So far most often ended for a problem with the referral")
    assert words.why_sentence(picture(settled)) == ""


def test_a_partial_month_is_said():
    assert words.partial_sentence(picture(cohort(), cohort(month=JUNE, partial=True))).startswith(
        "In part: June 2026."
    )
    assert words.partial_sentence(picture(cohort())) == ""


def test_without_thirteen_months_nothing_is_said_of_change():
    assert words.getting_worse(picture(cohort())).startswith("It can’t be told yet")


def test_waits_were_worse_in_the_bad_months_alone_with_what_happened_then():
    # A rise through six months begins with the shortest waits: the mean of all is 8.6.
    waits = [8, 9] * 4 + [4, 5, 8, 11, 14, 17, 7, 9, 8]
    months = months_between(date(2025, 1, 1), date(2026, 5, 1))
    followed = Followed("Median wait", "working days", Good.DOWN, {"days": 1.0})
    gap = Event(date(2025, 12, 8), EventKind.STAFFING_GAP, "", until=date(2026, 2, 20))
    later = Event(date(2026, 4, 8), EventKind.STAFFING_GAP, "")
    chart = control(pd.Series(waits, index=months, dtype=float), Good.DOWN, counted=False)
    one = FollowedMeasure("a", followed, chart, happened=(Happened(gap, made_up=True), Happened(later)))
    shown = replace(picture(cohort(), a="Housing"), followed=[one])

    assert list(chart.points.signal.notna())[8:14] == [True] * 6
    assert words.getting_worse(shown) == (
        "No, by the one chart there is. They were worse than usual within the last year of figures: Housing, "
        "December 2025 to February 2026, with a staffing gap (8 December 2025 to 20 February 2026, made up)."
    )


def test_of_services_alike_none_is_said_to_lose_most():
    alike = picture(cohort("a", ended=12), cohort("b", ended=14))
    other = picture(cohort("a", ended=4), cohort("b", ended=30), b="Recovery")

    assert "no service loses more than chance explains" in words.who_ends(alike)
    assert "more than chance explains at Recovery, 75%" in words.who_ends(other)


def test_too_few_are_said_to_be_too_few():
    few = picture(cohort(met=20, late=9))

    assert (
        words.wait_title(few.waits)
        == "Too few referrals to tell how long an initial assessment takes: 29 of 30"
    )
    assert tables.wait_rows(few).empty
    assert set(tables.waits(few)["Half within"]) == {"too few"}


def test_nine_in_ten_that_is_not_reached_is_said():
    assert words.wait_title(picture(cohort(met=30, late=0, waiting=30)).waits) == (
        "Half have their initial assessment within 4 working days, nine in ten later than can be told"
    )


def test_a_clock_that_began_for_nobody_has_no_bar():
    rows = tables.clock_rows(picture(cohort()))

    assert set(rows.clock) == {words.CLOCK_NAMES[A]}
    assert rows["count"].sum() == 40


@pytest.mark.parametrize("made_up", [True, False])
def test_made_up_bars_are_hollow_and_their_legend_too(made_up):
    shown = picture(cohort(ended=4))
    bars = charts.clocks(tables.clock_rows(shown), "title", made_up=made_up)
    ends = charts.endings(tables.ending_rows(shown), "title", made_up=made_up)
    legend = charts.legend_of_clocks(tables.clock_rows(shown), made_up=made_up)

    for chart in (bars, ends):
        specified = specification(chart)
        rows = specified.get("data", specified["layer"][0].get("data"))["values"]
        assert {row["made_up"] for row in rows} == {made_up}
    assert ("stroke-dasharray" in legend[0].fill) is made_up


def test_parts_without_anybody_are_in_no_legend():
    legend = charts.legend_of_clocks(tables.clock_rows(picture(cohort())), made_up=False)

    assert [entry.text for entry in legend] == ["met", "missed: came later"]


def test_services_are_compared_in_a_sentence():
    shown = picture(cohort("a", met=95, late=5), cohort("b", met=40, late=60), a="Housing", b="Recovery")
    found = ram.compared(
        ram.counted(frame([cohort("a", met=95, late=5), cohort("b", met=40, late=60)])),
        ram.ComparedBy.ASSESSMENT,
    )

    assert words.compared_title(found, ram.ComparedBy.ASSESSMENT, shown) == (
        "More than chance from 68% assessed within 10 working days: Recovery 40% and Housing 95%"
    )
    assert list(tables.compared(found.services, shown.named)["It is"]) == ["far below", "far above"]


def test_every_chart_of_the_story_can_be_drawn():
    shown = picture(*made())
    counts = ram.counted(frame(made()))
    specification(charts.waits(tables.wait_rows(shown), "title"))
    for by in ram.ComparedBy:
        found = ram.compared(counts, by)
        if found.services.empty:
            continue
        rows = found.services.assign(
            name=found.services.subject,
            made_up=True,
            words="",
            contrast=[str(one) for one in found.services.contrast],
        )
        drawn = specification(charts.compared(rows, found.whole, found.wider, "title"))
        assert "Infinity" not in str(drawn)


def test_who_came_on_no_day_that_counts_is_said_under_the_waits():
    counts = {
        **referrals_of(42, {End.COMPLETED: 42}),
        **steps(A, (Reached.REACHED, 4, 39), (Reached.REVERSED, None, 2), (Reached.UNKNOWN, None, 1)),
    }
    assert words.without_days(picture(Cohort("a", MAY, counts))).startswith("3 came to the initial")
    assert words.without_days(picture(cohort())) == ""
