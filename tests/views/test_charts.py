"""Charts by month: a month without a return is a gap, never a line drawn across it."""

import itertools

import pandas as pd

from probation_commission.views.charts import specification
from probation_commission.views.iom.trend import RAG_COLOURS, RAG_SHAPES, trend_chart
from probation_commission.views.services import STATUSES, pathway_chart

MONTHS = ["2026-01-01", "2026-02-01", "2026-04-01"]  # no return for March


def rows(**columns) -> pd.DataFrame:
    frame = pd.DataFrame({"month": pd.to_datetime(MONTHS * 2), "rag": ["red"] * 3 + ["blue"] * 3})
    return frame.assign(made_up=False, **columns)


def drawn(chart) -> tuple[dict, list[dict]]:
    """The specification, and the rows that its first layer draws."""
    spec = specification(chart)
    return spec, (spec["layer"][0] if "layer" in spec else spec)["data"]["values"]


COUNTS = [3, 0, 5, 2, 2]  # no figure of blue for April
TREND = trend_chart(rows().iloc[:5].assign(low=COUNTS, high=COUNTS, words=[str(n) for n in COUNTS]), "Title")
RANGES = trend_chart(rows().assign(low=[0, 10] * 3, high=[9, 19] * 3, words=["0–9", "10–19"] * 3), "Title")


def test_a_month_without_a_return_is_there_and_empty():
    _, data = drawn(TREND)
    march = [row for row in data if row["month"].startswith("2026-03")]
    assert [(row["rag"], row["low"]) for row in march] == [("red", None), ("blue", None)]


def test_none_is_drawn_and_no_figure_is_not():
    _, data = drawn(TREND)
    values = {(row["rag"], row["month"][:7]): row["low"] for row in data}
    assert values["red", "2026-02"] == 0
    assert values["blue", "2026-04"] is None


def test_lines_are_left_broken():
    spec, _ = drawn(TREND)
    (line,) = [layer for layer in spec["layer"] if layer["mark"]["type"] == "line"]
    assert "invalid" not in line["mark"]
    assert "impute" not in str(spec)


def test_a_range_is_a_bar_and_no_point_stands_inside_it():
    spec, data = drawn(RANGES)
    assert [layer["mark"]["type"] for layer in spec["layer"]] == ["rule", "text"]
    assert spec["layer"][0]["encoding"]["y2"]["field"] == "high"
    assert {(row["low"], row["high"]) for row in data} == {(0, 9), (10, 19)}


def marks_of(spec: dict) -> list[tuple[str, list[str]]]:
    """Each layer's mark, and the months that it draws a figure of."""
    return [
        (
            layer["mark"]["type"],
            sorted({row["month"][:7] for row in layer["data"]["values"] if row.get("low", 0) is not None}),
        )
        for layer in spec["layer"]
    ]


def test_made_up_months_are_hollow_and_dashed_with_the_word_and_never_joined_to_real_ones():
    months = ["2025-11-01", "2025-12-01", "2026-01-01", "2026-02-01"]  # the last two are real
    frame = pd.DataFrame(
        {"month": pd.to_datetime(months), "rag": "red", "made_up": [True, True, False, False]}
    )
    spec, _ = drawn(trend_chart(frame.assign(low=[3, 4, 5, 6], high=[3, 4, 5, 6], words="3"), "Title"))
    assert marks_of(spec) == [
        ("line", ["2026-01", "2026-02"]),
        ("point", ["2026-01", "2026-02"]),
        ("line", ["2025-11", "2025-12"]),
        ("point", ["2025-11", "2025-12"]),
        ("text", ["2026-02"]),  # the name at the end of the line
        ("text", ["2025-11"]),
    ]
    real_line, real_point, line, point, _, word = (layer["mark"] for layer in spec["layer"])
    assert (real_line["strokeDash"], line["strokeDash"]) == ([1, 0], [5, 4])
    assert (real_point["filled"], point["filled"]) == (True, False)
    assert word["text"] == "made up"


def test_a_real_month_between_made_up_ones_breaks_their_line():
    months = ["2026-01-01", "2026-02-01", "2026-03-01"]
    frame = pd.DataFrame({"month": pd.to_datetime(months), "rag": "red", "made_up": [True, False, True]})
    spec, _ = drawn(trend_chart(frame.assign(low=1, high=1, words="1"), "Title"))
    (data,) = [
        layer["data"]["values"]
        for layer in spec["layer"]
        if layer["mark"]["type"] == "line" and layer["mark"]["strokeDash"] == [5, 4]
    ]
    assert [(row["month"][:7], row["low"]) for row in data] == [
        ("2026-01", 1),
        ("2026-02", None),
        ("2026-03", 1),
    ]


def test_colour_is_never_alone():
    assert len(set(RAG_COLOURS.values())) == len(set(RAG_SHAPES.values())) == 4
    spec, _ = drawn(TREND)
    assert "shape" in str(spec["layer"][1]["encoding"])
    assert spec["layer"][2]["encoding"]["text"]["field"] == "rag"


def test_services_are_counted_by_pathway_and_the_title_says_for_how_many_one_is_live():
    services = pd.DataFrame({"pathway": ["ETE", "ETE", "Accommodation"], "status": ["live", "ended", "live"]})
    spec, data = drawn(pathway_chart(services))
    assert spec["title"] == "A live service is known here for 2 of 2 pathways"
    assert sorted((row["pathway"], row["status"], row["size"]) for row in data) == [
        ("Accommodation", "live", 1),
        ("ETE", "ended", 1),
        ("ETE", "live", 1),
    ]
    assert next(iter(STATUSES)) == "live"


def test_names_at_the_ends_of_lines_never_lie_on_each_other():
    frame = pd.DataFrame({"month": pd.Timestamp("2026-01-01"), "rag": ["red", "amber", "green", "blue"]})
    counts = frame.assign(low=[40, 38, 42, 48], high=[40, 38, 42, 48], words="", made_up=False)
    spec, _ = drawn(trend_chart(counts, "Title"))
    (names,) = [layer for layer in spec["layer"] if "text" in layer["encoding"]]
    places = {row["rag"]: row["beside"] for row in names["data"]["values"]}
    ordered = sorted(places.values())
    assert min(high - low for low, high in itertools.pairwise(ordered)) * 320 / 48 >= 16
    assert sorted(places, key=places.get) == ["amber", "red", "green", "blue"]  # as the lines end
