"""A month by locality: rolled up where counts are exact, as released where they are not."""

from dataclasses import replace
from datetime import date

import pytest

from probation_commission.disclosure.audiences import Audience
from probation_commission.disclosure.released import NO_FIGURE, between, counted
from probation_commission.domain.localities import IN_NONE, GroupingInForce
from probation_commission.views.iom import LocalityPicture, of_wards
from probation_commission.views.iom import table as iom_table
from tests.given.pictures import APRIL, elsewhere, in_locality, in_ward, picture, release, ward_set

NORTH, SOUTH, EAST, WEST = (f"{name}-2020" for name in ("North", "South", "East", "West"))
GROUPING = {NORTH: "Up", SOUTH: "Up", EAST: "Down"}
EXACT = release(
    in_ward("North", all=counted(5), red=counted(2)),
    in_ward("East", all=counted(1)),
    in_ward("West", all=counted(4)),
    elsewhere("no fixed abode", "NFA", all=counted(2)),
    all=counted(12),
)
BANDED = release(
    in_ward("North", all=between(5, 9)),
    in_locality("Up", all=between(5, 9), red=between(0, 9)),
    in_locality("Down", all=between(0, 4)),
    to=Audience.PARTNERSHIP,
    grouping={NORTH: "Up", SOUTH: "Down"},
    all=counted(12),
)
FOUR = ward_set(1_000, 1_000, None, 500)


def by_locality(shown, **about) -> LocalityPicture:
    return LocalityPicture(picture(shown, wards=FOUR, **about), GroupingInForce(APRIL, GROUPING))


def texts(found) -> dict[str, str]:
    drawing, _ = found.drawn
    return {name: shade.label for name, shade in drawing.shades.items()}


def test_counts_are_added_up_by_locality_and_wards_in_none_come_last():
    found = by_locality(EXACT)
    assert list(found.rows.locality) == ["Down", "Up", IN_NONE]
    assert found.finding == (
        "10 of 12 nominals in Exampleshire, May 2026 are on a ward of the map, "
        "most in Up (5), wards in no locality (4) and Down (1); 2 are not."
    )


def test_others_see_the_localities_that_were_in_force_in_the_month_and_no_sum():
    found = by_locality(BANDED)
    assert found.grouping == {NORTH: "Up", SOUTH: "Down"}
    assert found.of_one("Up") == ("**Up**, Exampleshire, May 2026: 5–9 nominals. Of all nominals: 0–9 red.")
    assert list(found.table) == ["Locality", "Wards", "All", "Red", "Amber", "Green", "Blue"]
    assert found.notes == (f"Localities were made by leads, of {FOUR.title}.", "")


@pytest.mark.parametrize("shown", [EXACT, replace(BANDED, invented=True)], ids=["exact", "in bands"])
def test_made_up_localities_say_so_in_legend_table_title_and_file(shown):
    latest = GroupingInForce(APRIL, GROUPING, illustrative=shown is EXACT)
    found = LocalityPicture(picture(shown, wards=FOUR), latest)
    made_up = f"Localities are made up, of {FOUR.title}: nobody works by them."
    assert found.invented
    assert found.drawn[1].startswith("Nominals by locality (made up)")
    assert found.table.columns[0] == "Locality (made up)"
    assert found.titled("Every locality") == "Every locality (made up)"
    assert found.notes[0] == found.about("leads")["Localities"] == made_up
    assert not by_locality(shown if shown is EXACT else BANDED).invented


def test_a_file_of_all_places_says_which_of_them_are_made_up():
    shown = replace(BANDED, invented=True)
    rows = iom_table.whole_table(shown, FOUR).Ward
    assert [row for row in rows if row.startswith("Locality")] == [
        "Locality (made up): Up",
        "Locality (made up): Down",
    ]
    about = iom_table.about(shown, FOUR, source="x", who="y")
    assert about["Localities"].startswith("Localities are made up")
    assert "Localities" not in iom_table.about(BANDED, FOUR, source="x", who="y")


def test_of_how_many_wards_a_sum_is_stands_beside_it_unless_it_is_of_all():
    found = by_locality(EXACT)
    assert found.words == {
        "Up": "5 nominals (1 of 2 wards have a figure)",
        "Down": "1 nominals",
        IN_NONE: "4 nominals",
    }
    assert list(found.table["Figures from"]) == ["all its wards", "1 of 2 wards", "all its wards"]
    assert list(by_locality(EXACT, rag="red").table["Figures from"]) == [
        "none of its wards",
        "1 of 2 wards",
        "none of its wards",
    ]


def test_a_rate_needs_the_residents_of_every_ward():
    rates = by_locality(EXACT).table["Per 1,000 residents (estimate)"]
    assert rates.isna().to_list() == [True, False, False]  # of East nobody knows how many live there
    assert rates.iloc[1] == 2.5


def test_the_map_says_the_locality_of_each_ward_and_hatches_those_in_none():
    found = by_locality(EXACT)
    drawing, title = found.drawn
    assert title == "Nominals by locality"
    shades = found.shades(drawing)
    assert {code: shade.label for code, shade in shades.items()} == {
        NORTH: "Up: 5 nominals (1 of 2 wards have a figure)",
        SOUTH: "Up: 5 nominals (1 of 2 wards have a figure)",
        EAST: "Down: 1 nominals",
        WEST: IN_NONE,
    }
    assert shades[WEST].step is None
    assert found.legend(drawing)[-1].text == IN_NONE
    in_one = GroupingInForce(APRIL, dict.fromkeys((NORTH, SOUTH, EAST, WEST), "All"))
    everywhere = LocalityPicture(picture(EXACT, wards=FOUR), in_one)
    assert IN_NONE not in [entry.text for entry in everywhere.legend(everywhere.drawn[0])]


def test_a_locality_without_a_rate_is_not_drawn_by_rate():
    found = by_locality(EXACT, per_residents=True)
    assert texts(found) == {"Up": "Up: 5 nominals (1 of 2 wards have a figure), 2.50 per 1,000 (estimate)"}
    assert found.drawn[1] == "Nominals per 1,000 residents by locality (estimate)"


def test_bands_have_no_rate():
    assert by_locality(BANDED, per_residents=True).drawn[1] == "Nominals by locality, in bands"


def test_wards_without_a_figure_are_not_drawn_and_the_legend_says_what_that_means():
    drawing, title = of_wards(picture(EXACT, wards=FOUR))
    assert {code: shade.label for code, shade in drawing.shades.items()} == {
        NORTH: "5 nominals",
        EAST: "1 nominals",
        WEST: "4 nominals",
    }
    assert drawing.legend[-1].text == NO_FIGURE
    assert title == "Nominals"


def test_a_colour_means_the_same_in_every_month_on_these_wards():
    """May has 5, 1 and 4; April's 60 makes the last class wide, and both months have the same classes."""
    april = release(
        in_ward("North", all=counted(60)), in_ward("East", all=counted(5)), month=APRIL, all=counted(65)
    )
    of_may, of_april = (
        of_wards(picture(*months, wards=FOUR))[0] for months in ((april, EXACT), (EXACT, april))
    )
    assert of_may.legend == of_april.legend
    assert of_may.shades[NORTH].step == of_april.shades[EAST].step  # five in each
    assert [entry.text for entry in of_may.legend[:5]] == ["0", "1", "2 to 4", "5", "6 to 60"]


def test_a_month_that_the_classes_of_all_would_flatten_has_its_own():
    """Of 1, 2 and 3 beside months of hundreds all would be in the palest class (decision 190)."""
    hundreds = [
        release(
            *(in_ward(name, all=counted(100 * n)) for n, name in enumerate(("North", "East", "West"), 1 + m)),
            month=date(2025, 1 + m, 1),
        )
        for m in range(6)
    ]
    small = release(
        in_ward("North", all=counted(1)), in_ward("East", all=counted(2)), in_ward("West", all=counted(3))
    )
    drawing, title = of_wards(picture(*hundreds, small, wards=FOUR))
    assert len({shade.step for shade in drawing.shades.values()}) == 3
    assert title == "Nominals, in classes of this month alone"


def test_the_wards_of_a_locality_are_listed_with_their_nominals():
    assert by_locality(EXACT).wards_table("Up").to_numpy().tolist() == [["North", "5"], ["South", NO_FIGURE]]


def test_the_second_sheet_says_who_made_the_localities():
    about = by_locality(EXACT).about("leads")
    assert about["What"] == "IOM nominals by locality, Exampleshire, May 2026"
    assert about["Figures from"].startswith("“Figures from” says how many wards")
    assert "Figures from" not in by_locality(BANDED).about("everyone")
