"""The finding, the table and the small maps of a year, typed by hand."""

from dataclasses import replace
from datetime import date
from html import unescape
from urllib.parse import unquote

import geopandas as gpd
import shapely

from probation_commission.disclosure.breakdowns import BoroughFigure
from probation_commission.disclosure.released import HIDDEN, between, counted
from probation_commission.domain.iom import ALL, COUNTS
from probation_commission.views.region import (
    MEASURES,
    AreaTotals,
    RegionArea,
    compared,
    compared_measure,
    comparison_table,
    drawn,
    finding,
    notes,
    one,
    table,
    year_html,
)

MAY, JUNE = date(2026, 5, 1), date(2026, 6, 1)
WEST = RegionArea(
    "w",
    "West",
    ("w",),
    {MAY: AreaTotals(dict.fromkeys(COUNTS, counted(61)), 100_000, received=1)},
    units="Both",
)
BAND = RegionArea("b", "Band", ("b",), {MAY: AreaTotals(dict.fromkeys(COUNTS, between(0, 9)), received=1)})
NONE = RegionArea("n", "None", ("n",), {})
KINDS = ("authority", "authorities")


def test_the_finding_counts_returns_and_adds_up_what_is_shown():
    assert finding([WEST, BAND, NONE], MAY, "Shire", *KINDS) == (
        "2 of 3 authorities of Shire have returns for May 2026: 61–70 IOM nominals together."
    )
    assert finding([WEST, NONE], MAY, "Shire", *KINDS).endswith(
        "has a return for May 2026: 61 IOM nominals there."
    )
    assert (
        finding([NONE], MAY, "Shire", *KINDS)
        == "No return of any authority of Shire was received for May 2026."
    )
    hidden = RegionArea("h", "Hidden", ("h",), {MAY: AreaTotals({ALL: HIDDEN}, received=1)})
    assert finding([hidden], MAY, "Shire", *KINDS).endswith("what they add up to is not shown.")


def test_where_all_sent_theirs_it_says_all():
    assert finding([WEST, BAND], MAY, "the Shire", *KINDS).startswith("All 2 authorities of the Shire have")
    assert finding([WEST], MAY, "the Shire", *KINDS).startswith("1 of 1 authority of the Shire has")


def test_what_is_compared_is_said_highest_first_and_what_is_not_told_is_left_out():
    cost = compared_measure("cost_per_offence", "before", "2023 Q1")
    figures = {"Low": counted(90), "High": counted(120), "Hidden": HIDDEN}
    areas = [
        RegionArea(name, name, (name,), {MAY: AreaTotals(compared={cost.key: told})})
        for name, told in figures.items()
    ]
    assert compared([*areas, NONE], cost, MAY) == f"{cost.label}: High 120 and Low 90."
    assert compared([NONE], cost, MAY) == compared([WEST], MEASURES[0], MAY) == ""


def test_the_table_has_every_figure_and_a_dash_only_without_a_return():
    rows = table([WEST, BAND, NONE], MAY).set_index("Area")
    assert list(rows.loc["West"])[:7] == ["received", "61", "61", "61", "61", "61", "0.61"]
    assert list(rows.loc["Band"])[:7] == ["received", *["0–9"] * 5, "residents not known"]
    assert list(rows.loc["None"])[:7] == ["no return received", *["–"] * 6]
    assert "– means that no return was received; that is not nought." in notes([WEST, NONE], MAY)
    assert not any("–" in note for note in notes([WEST], MAY))


def test_a_unit_says_which_authorities_it_has_and_whether_that_is_sure():
    unit = RegionArea("u", "Kent East", ("w",), WEST.months, membership="not confirmed", names="West, Wester")
    row = table([unit], MAY).iloc[0]
    assert (row["Authorities"], row["Which these are"]) == ("West, Wester", "not confirmed")
    assert "Which authorities these have is not confirmed: Kent East." in notes([unit], MAY)
    assert one(unit, MEASURES[0], MAY) == (
        "**Kent East**, May 2026: 61 nominals. Its authorities: West, Wester (not confirmed)."
    )


def test_a_comparison_has_a_row_for_each_borough_and_stage():
    rows = [
        BoroughFigure("Barnet", "cost_per_offence", "before", "2023 Q1", False, counted(3235)),
        BoroughFigure("Barnet", "cost_per_offence", "before", "2023 Q1", True, counted(2)),
        BoroughFigure("Enfield", "days_on_iom", "before", "2023 Q1", False, counted(901)),
    ]
    frame = comparison_table(rows)
    assert frame.to_dict("records")[0] == {
        "Area": "Barnet",
        "Stage": "before IOM",
        "Period": "2023 Q1",
        "Cost of crime per offence": "3,235",
        "Cost of crime per offence, change": "2",
        "Days on IOM": "not told",
    }
    assert frame.iloc[1]["Days on IOM"] == "901"
    # Another return of the month says otherwise: the table hides neither.
    twice = comparison_table([rows[0], replace(rows[0], told=counted(3_300))])
    assert twice.iloc[0]["Cost of crime per offence"] == "3,235 or 3,300"


def test_a_small_map_for_each_month_with_the_colours_of_the_large_one():
    shapes = gpd.GeoDataFrame(
        {"name": ["West", "None"]},
        index=["w", "n"],
        geometry=[shapely.box(0, 50, 1, 51), shapely.box(1, 50, 2, 51)],
    )
    drawing = drawn([WEST, NONE], MEASURES[0], [MAY, JUNE], MAY)
    html = unescape(unquote(year_html([WEST, NONE], drawing, [MAY, JUNE], shapes)))
    assert html.count("<img") == 2
    assert 'alt="May 2026: 1 of 2 areas with a return; the table has each figure"' in html
    may, june = html.split("<li>")[1:]
    assert drawing.scale.palette()[-1] in may
    assert may.count('fill="url(#dots)"') == 1
    assert june.count('fill="url(#dots)"') == 2
