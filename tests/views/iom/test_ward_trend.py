"""A ward's line ends where a month has no figure and where the wards changed; estimates are hollow."""

import pandas as pd

from probation_commission.views.charts import specification
from probation_commission.views.iom.ward_trend import count_chart, stretches

ROWS = pd.DataFrame(
    [
        ("2025-03-01", "old", 7.0, True),
        ("2025-04-01", "old", 8.0, True),
        ("2025-05-01", "new", 3.0, False),  # the wards changed
        ("2025-07-01", "new", 0.0, False),  # no figure for June
        ("2025-08-01", "new", 1.0, False),
    ],
    columns=["month", "ward_set", "nominals", "estimate"],
).assign(made_up=False)
CHANGES = pd.DataFrame({"at": [pd.Timestamp("2025-04-16")], "words": ["wards changed in May 2025"]})


def test_months_that_follow_one_another_on_the_same_wards_are_a_stretch():
    numbers = list(stretches(ROWS).stretch)
    assert numbers[0] == numbers[1] != numbers[2] != numbers[3] == numbers[4]


def test_the_line_is_drawn_stretch_by_stretch_with_a_rule_at_the_change():
    spec = specification(count_chart(ROWS, CHANGES, "Belmont, nominals", "all"))
    lines = [layer for layer in spec["layer"] if layer["mark"]["type"] == "line"]
    assert [layer["encoding"]["detail"]["field"] for layer in lines] == ["stretch"]
    marks = [layer["mark"]["type"] for layer in spec["layer"]]
    assert marks.count("rule") == 1
    words = [row.get("words") for view in spec["layer"] if "data" in view for row in view["data"]["values"]]
    assert "wards changed in May 2025" in words


def test_without_a_change_there_is_no_rule():
    spec = specification(count_chart(ROWS, CHANGES.head(0), "Belmont, nominals", "all"))
    assert [layer["mark"]["type"] for layer in spec["layer"]] == ["line", "point", "point"]


def test_without_an_estimate_nothing_is_drawn_for_estimates():
    spec = specification(count_chart(ROWS[2:], CHANGES.head(0), "Belmont, nominals", "all"))
    assert [layer["mark"]["type"] for layer in spec["layer"]] == ["line", "point"]


def test_made_up_months_are_a_stretch_of_their_own_hollow_dashed_and_named():
    rows = ROWS[2:].assign(month=["2025-05-01", "2025-06-01", "2025-07-01"], made_up=[True, True, False])
    numbers = list(stretches(rows).stretch)
    assert numbers[0] == numbers[1] != numbers[2]
    spec = specification(count_chart(rows, CHANGES.head(0), "Belmont, nominals", "all"))
    marks = [(layer["mark"]["type"], layer["mark"].get("strokeDash")) for layer in spec["layer"]]
    assert marks == [("line", None), ("line", [5, 4]), ("point", None), ("point", None), ("text", None)]
    assert spec["layer"][-1]["mark"]["text"] == "made up"
    assert [layer["mark"].get("filled") for layer in spec["layer"]][2:4] == [True, None]
