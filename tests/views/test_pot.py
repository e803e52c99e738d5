"""The bar of the pot is as long as the pot, and says what is awarded and what is left."""

import pytest

from probation_commission.views.ideas import pot_chart


def parts(awarded, left):
    chart = pot_chart(awarded, left).to_dict()
    [rows] = chart["datasets"].values()
    return chart, [(row["part"], row["from"], row["to"], row["words"]) for row in rows]


def test_awarded_stands_before_left_and_both_fill_the_bar():
    chart, rows = parts(350_000, 850_000)
    assert chart["title"] == "£3,500 of £12,000 is awarded, £8,500 is left"
    assert rows == [
        ("awarded", 0, 350_000, "£3,500 awarded"),
        ("left", 350_000, 1_200_000, "£8,500 left"),
    ]
    assert chart["layer"][0]["encoding"]["x"]["scale"]["domain"] == [0, 1_200_000]


@pytest.mark.parametrize(("awarded", "left", "part"), [(0, 100, "left"), (100, 0, "awarded")])
def test_a_part_of_nothing_is_not_drawn(awarded, left, part):
    assert [row[0] for row in parts(awarded, left)[1]] == [part]
