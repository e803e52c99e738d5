"""What is made up is hollow and dashed in every chart, with the word in it; what is real is full."""

from dataclasses import replace
from datetime import date

import pandas as pd
import pytest

from probation_commission.analysis.outcomes import PromiseVerdict
from probation_commission.analysis.referrals import COUNTS, PeriodState, at_most, steps
from probation_commission.disclosure.audiences import Audience
from probation_commission.domain.ranges import exactly
from probation_commission.views import marks
from probation_commission.views.charts import PAPER
from probation_commission.views.ideas import pot_chart
from probation_commission.views.outcomes import promise_chart, shares
from probation_commission.views.outcomes_words import table
from probation_commission.views.referrals import charts, tables
from tests.given.services import SEPTEMBER, service_return
from tests.views.referrals.test_picture import AUGUST, BOTH, OCTOBER, picture
from tests.views.test_outcomes import promises

JULY = date(2026, 7, 1)


def of_months(made_up: list[bool]) -> pd.DataFrame:
    """July, August and so on of a service that received 20 and started 10, some of them made up."""
    months = [JULY, AUGUST, SEPTEMBER, OCTOBER][: len(made_up)]
    counts = dict.fromkeys((*COUNTS, *map(at_most, COUNTS)), 10.0)
    counts |= {"received": 20.0, at_most("received"): 20.0}
    frame = pd.DataFrame({"month": months, "made_up": made_up, **counts})
    return frame.assign(subject="wellbeing", months=1, state=PeriodState.GIVEN, why="")


def panel(made_up: list[bool]) -> dict:
    return charts.panel(of_months(made_up), "Wellbeing", "Started", 30).to_dict()


def layers_of(spec: dict, mark: str) -> list[dict]:
    return [layer for layer in spec["layer"] if layer["mark"]["type"] == mark]


def rows_of(spec: dict, layer: dict) -> list[dict]:
    return spec["datasets"][layer["data"]["name"]]


def is_hollow_where_made_up(layer: dict) -> bool:
    """Whether a bar is paper with a dashed edge where its row is made up, and neither where it is not."""
    look = layer["encoding"]
    hollow, dashed = look["fill"]["condition"], look["strokeDash"]["condition"]
    return (
        hollow["test"] == dashed["test"] == "datum.made_up"
        and hollow["value"] == PAPER
        and dashed["value"] == [3, 2]
        and look["strokeDash"]["value"] == [1, 0]
        and look["fill"].get("value") != PAPER
    )


def test_made_up_months_of_a_panel_are_hollow_and_dashed_beside_full_real_ones():
    spec = panel([True, True, False, True])
    received, started = layers_of(spec, "bar")
    for bars in (received, started):
        assert [row["made_up"] for row in rows_of(spec, bars)] == [True, True, False, True]
        assert is_hollow_where_made_up(bars)


def test_the_word_stands_above_the_first_month_of_each_stretch():
    spec = panel([True, True, False, True])
    (words,) = layers_of(spec, "text")
    assert words["mark"]["text"] == "made up"
    assert [row["key"] for row in rows_of(spec, words)] == ["2026-07", "2026-10"]
    assert layers_of(panel([False, False]), "text") == []


def marked(*made_up: bool):
    """A picture of September (20 received) and October (20 received), each of them made up or real."""
    both = picture(*BOTH)
    return replace(both, returns=both.returns.assign(illustrative=list(made_up)))


@pytest.mark.parametrize(
    ("october", "september", "tag"),
    [(False, False, ""), (True, True, " (made up)"), (False, True, " (partly made up)")],
)
def test_a_sum_with_anything_made_up_in_it_is_hollow_and_says_so(october, september, tag):
    found = marked(october, september)
    assert found.tag == tag
    spec = charts.funnel(steps(found.summed), "30 started", found.tag).to_dict()
    assert spec["title"] == f"30 started{tag}"
    rows = rows_of(spec, {"data": spec["data"]} if "data" in spec else spec["layer"][0])
    assert {row["made_up"] for row in rows} == {bool(tag)}
    assert rows[0]["words"] == f"Received: 40{tag}"
    assert all(map(is_hollow_where_made_up, layers_of(spec, "bar")))


def test_rows_say_of_their_returns_whether_they_are_made_up():
    found = marked(False, True)
    assert list(tables.by_service(found, ["womens"]).Returns) == [
        "2 of 2 months (partly made up)",
        "no return",
    ]
    assert list(tables.by_month(found).Returns) == ["received (made up)", "received"]
    assert list(tables.every_period(found).Data) == ["illustrative", "real"]
    assert list(tables.every_period(picture(BOTH[0])).Data) == ["", "real"]  # nothing came for September


def test_a_quarter_is_made_up_where_any_of_its_months_is():
    months = (JULY, AUGUST, SEPTEMBER)
    quarter = [service_return(9, 9, month=month, subject="womens") for month in months]
    found = picture(*quarter, to=Audience.PARTNERSHIP, first=JULY, last=SEPTEMBER)
    assert list(found.periods.made_up) == [False]
    one = replace(found, returns=found.returns.assign(illustrative=[False, True, False]))
    assert list(one.periods.made_up) == [True]


def test_a_made_up_promise_is_hollow_beside_a_real_one_and_named():
    rows = promises({"illustrative": True}, {"partner": "Real Charity", "verdict": PromiseVerdict.MET})
    shown = shares(rows, table(rows).Delivered)
    assert list(shown.made_up) == [True, False]
    assert list(shown.label) == [
        "Example Charity (made up): not met\naccesses benefits",
        "Real Charity: met\naccesses benefits",
    ]
    spec = promise_chart(shown, "1 of 2 promises met").to_dict()
    bars = layers_of(spec, "bar")
    assert len(bars) == 2
    assert all(map(is_hollow_where_made_up, bars))


def test_no_line_above_a_bar_is_longer_than_a_phone_has_room_for():
    long = "improves emotional wellbeing, resilience, coping or self-confidence, and keeps it for a year"
    rows = promises({"desired_outcome": long, "delivered": exactly(30)})
    (label,) = shares(rows, table(rows).Delivered).label
    assert max(map(len, label.split("\n"))) <= 48
    assert label.replace("\n", " ") == f"Example Charity: not met {long}"  # nothing of it is cut


def test_a_made_up_pot_is_hollow_and_says_so():
    spec = pot_chart(350_000, 850_000, made_up=True).to_dict()
    assert spec["title"] == "£3,500 of £12,000 is awarded, £8,500 is left (made up)"
    assert is_hollow_where_made_up(spec["layer"][0])
    [rows] = spec["datasets"].values()
    assert {row["made_up"] for row in rows} == {True}


def test_a_tag_says_all_or_a_part():
    assert [marks.tag(each) for each in ([], [False], [True, False], [True, True])] == [
        "",
        "",
        " (partly made up)",
        " (made up)",
    ]
