"""What is followed, in words, in a table and as a chart."""

from datetime import date

import pytest

from probation_commission.analysis.followed import OUTCOMES, followed
from probation_commission.views.charts import PAPER
from probation_commission.views.referrals import followed as views
from tests.analysis.test_followed import MONTHS, STARTED, of_thirty, periods

USUAL = [18.0, 22.0] * 6
NAMES = {"wellbeing": "Wellbeing"}.get


def measure(of=STARTED, target=None, **counts):
    found = followed(periods(**counts), {} if target is None else {"wellbeing": target})
    return next(one for one in found if one.followed is of)


WORSE = measure(OUTCOMES, **of_thirty([*USUAL, 4.0]))


def test_what_gets_worse_is_said_with_what_is_usual():
    assert views.finding([WORSE], NAMES) == (
        "1 measure of 1 to look at. Wellbeing, outcomes achieved, partly achieved as half, of all that are "
        "known: getting worse (13% in October 2026, usually 27% to 98%)."
    )


def test_a_target_that_will_be_missed_is_said():
    one = measure(OUTCOMES, 0.6, achieved=6.0, partly=0.0, not_achieved=[14.0, 16.0] * 6 + [14.0])
    assert "the target of 60% will be missed as things are" in views.finding([one], NAMES)
    assert views.table([one], NAMES).Target[0] == "60%: will be missed"


def test_nothing_to_look_at_names_what_was_unusual():
    before = measure(OUTCOMES, **of_thirty([*USUAL[:11], 1.0, 22.0]))
    assert views.finding([before], NAMES) == (
        "Nothing is getting worse in 1 measure, as far as the latest months tell. "
        "Unusual within a year: Wellbeing, outcomes achieved, partly achieved as half, of all that are "
        "known: September 2026."
    )
    calm = measure(OUTCOMES, **of_thirty([*USUAL, 20.0]))
    assert views.finding([calm], NAMES).endswith(", and nothing was unusual within a year.")


def test_too_few_months_and_bands_are_said_apart():
    few = measure(months=MONTHS[:12])
    assert "1 with fewer than thirteen months" in views.finding([few], NAMES)
    assert "can’t be told from bands" in views.finding([], NAMES)
    assert views.table([few], NAMES)["It is"][0] == "limits on trial yet"


@pytest.mark.parametrize(
    ("started", "words"),
    [(4.0, "▼ getting worse"), (36.0, "▲ getting better"), (21.0, "● as usual")],
)
def test_the_words_have_the_shape_of_their_point(started, words):
    assert views.said(measure(OUTCOMES, **of_thirty([*USUAL, started]))) == words


def test_the_chart_has_limits_not_below_nought_and_a_hollow_point_for_a_made_up_month():
    low = measure(received=100.0, started=[11.0, 40.0] * 6 + [11.0])
    spec = views.chart(low, "Wellbeing", (date(2026, 10, 1),), " (partly made up)").to_dict()
    rows = next(iter(spec["datasets"].values()))
    assert min(row["lower"] for row in rows) < 0
    assert min(row["drawn_lower"] for row in rows) == 0
    assert spec["title"].endswith("(partly made up)")
    points = next(layer for layer in spec["layer"] if layer["mark"]["type"] == "point")
    assert points["encoding"]["fill"]["condition"]["value"] == PAPER
    assert [row["made_up"] for row in rows] == [False] * 12 + [True]


def test_a_gap_breaks_the_line():
    spec = views.chart(measure(months=[*MONTHS[:4], *MONTHS[5:]]), "Wellbeing", (), "").to_dict()
    line = next(layer for layer in spec["layer"] if layer["encoding"].get("strokeDash"))
    rows = spec["datasets"][line["data"]["name"]]
    assert len({row["stretch"] for row in rows}) == 2


def test_the_table_of_months_says_which_are_not_there():
    table = views.month_table(measure(months=[*MONTHS[:4], *MONTHS[5:]]))
    assert list(table.Month[:1]) == ["October 2026"]
    gap = table[table.Month == "February 2026"].iloc[0]
    assert list(gap)[1:] == ["not shown, or no return", ""]


def test_the_legend_names_what_is_drawn_and_nothing_else():
    html = views.legend_html(WORSE)
    assert "unusual, worse" in html
    assert "unusual, better" not in html
    assert "target" not in html


def test_small_counts_and_old_ones_are_said_apart():
    small = next(one for one in followed(periods(received=3.0), {}) if one.followed.name == "Received")
    assert "1 with fewer than five a month" in views.finding([small], NAMES)
    old = measure(OUTCOMES, **of_thirty([*USUAL[:9], *[float("nan")] * 4]))
    assert views.said(old) == "no figure since Jun 2026"
    assert "of 1 the last figure is older than three months" in views.finding([old], NAMES)


def test_no_more_than_all_is_usual_of_a_part():
    outcomes = measure(
        OUTCOMES, achieved=[14.0, 19.0] * 6 + [16.0], partly=0.0, not_achieved=[6.0, 1.0] * 6 + [4.0]
    )
    assert outcomes.control.last.upper > 1
    assert views.table([outcomes], NAMES).Usually[0].endswith("to 100%")
    rows = next(iter(views.chart(outcomes, "Wellbeing", (), "").to_dict()["datasets"].values()))
    assert max(row["drawn_upper"] for row in rows) == 1
    assert measure(received=20.0, started=[14.0, 26.0] * 6 + [20.0]).control.last.upper > 1


def test_starts_are_told_for_each_hundred_received_and_not_as_a_share_of_them():
    one = measure(received=20.0, started=[14.0, 26.0] * 6 + [20.0])
    row = views.table([one], NAMES).iloc[0]
    assert row.Latest == "100 per 100 in Oct 2026"
    assert row.Usually == "0 to 253 per 100"
    assert views.said(measure(received=30.0, started=[*USUAL, 36.0])) == "▲ higher"


def test_a_month_with_which_a_trend_begins_is_drawn_as_usual():
    # The mean is 16.4 of 30: 20 and 19 lie above it, and a fall through six months begins with them.
    one = measure(OUTCOMES, **of_thirty([15.0, 18.0] * 3 + [20.0, 19.0, 16.0, 15.0, 14.0, 13.0, 17.0]))
    rows = next(iter(views.chart(one, "Wellbeing", (), "").to_dict()["datasets"].values()))
    assert [row["look"] for row in rows[6:12]] == ["usual"] * 2 + ["worse, down"] * 4
    assert views.table([one], NAMES)["Unusual within a year"][0] == "June to September 2026"
