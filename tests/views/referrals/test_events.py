"""Events on a chart and in its table: none cut off at an edge, none left out, the made-up ones said so."""

from datetime import UTC, date, datetime

import altair as alt
import pytest

from probation_commission.analysis.events import Happened
from probation_commission.domain.days import months_between
from probation_commission.domain.events import Event, EventKind, EventMeasure, KeptEvent
from probation_commission.views.referrals import events as views

MONTHS = months_between(date(2026, 1, 1), date(2026, 12, 1))
GAP = Happened(
    Event(date(2026, 3, 2), EventKind.STAFFING_GAP, "two left", "own", until=date(2026, 6, 29)), made_up=True
)


def drawn(layers: list[alt.Chart]) -> list[tuple[str, dict]]:
    return [(one["mark"]["type"], one) for one in (layer.to_dict() for layer in layers)]


def words(layers) -> list[dict]:
    return [mark["mark"] for kind, mark in drawn(layers) if kind == "text"]


@pytest.mark.parametrize(("month", "align"), [(1, "left"), (6, "left"), (8, "right"), (12, "right")])
def test_a_label_is_written_away_from_the_edge_that_it_is_near_to(month, align):
    one = Happened(Event(date(2026, month, 10), EventKind.BRIEFING, "all teams", "own"))
    assert {mark["align"] for mark in words(views.on_time_line([one], MONTHS))} == {align}
    bars = [(first, 1) for first in MONTHS]
    assert {mark["align"] for mark in words(views.on_bars([one], bars))} == {align}


def test_two_labels_do_not_stand_on_each_other():
    two = [GAP, Happened(Event(date(2026, 3, 9), EventKind.CAMPAIGN, "", "own"))]
    assert {mark["dy"] for mark in words(views.on_time_line(two, MONTHS))} == {8, 23}


def test_one_that_began_before_the_chart_stands_at_its_beginning_and_what_lasts_is_shaded():
    (span, rule, *_) = views.on_time_line([GAP], MONTHS[4:])
    assert (span.to_dict()["mark"]["type"], rule.to_dict()["mark"]["type"]) == ("rect", "rule")
    (row,) = rule.data.to_dict("records")
    assert (row["month"], row["until"]) == (date(2026, 5, 1), date(2026, 6, 29))
    assert row["said"] == "Staffing gap: two left (made up)"
    quarters = [(date(2026, 1, 1), 3), (date(2026, 4, 1), 3)]
    assert list(views.on_bars([GAP], quarters)[0].data.key) == ["2026-01"]


def test_nothing_is_drawn_where_nothing_happened():
    assert views.on_time_line([], MONTHS) == views.on_bars([], []) == []


def test_the_table_of_months_has_what_lasted_in_them():
    assert [bool(views.of_month([GAP], month)) for month in MONTHS[1:7]] == [
        *(False, True, True, True, True, False)
    ]
    assert views.of_month([GAP], date(2026, 1, 1), 3) == "Staffing gap: two left (made up)"
    assert views.of_month([GAP], date(2026, 7, 1), 3) == ""


def test_the_list_says_what_it_is_about_by_whom_and_what_became_of_it():
    at = datetime(2026, 11, 1, tzinfo=UTC)
    about = Event(date(2026, 3, 2), EventKind.CAMPAIGN, "", "own", "D1", EventMeasure.ENDED_EARLY)
    rows = views.table(
        [KeptEvent(1, about, "Lea", at), KeptEvent(2, GAP.event, "Lea", at, True, "Max", "not so")],
        {"own": "Own service"}.get,
        {"D1": "Exampleshire"}.get,
    ).to_dict("records")
    assert rows[0]["About"] == "Own service; Exampleshire; Ended early"
    assert (rows[0]["What happened"], rows[0]["Written by"]) == ("Campaign", "Lea")
    assert rows[1]["When"] == "2 March 2026 to 29 June 2026"
    assert rows[1]["Written by"] == "Lea; taken back by Max: not so"
