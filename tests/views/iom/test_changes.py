"""A month held against the month before and a year ago: in words, in columns, on the map, by locality."""

from dataclasses import replace
from datetime import date

import pytest

from probation_commission.disclosure.audiences import Audience
from probation_commission.disclosure.released import as_given, between, counted
from probation_commission.domain.localities import GroupingInForce
from probation_commission.views.iom import LocalityPicture, change_map, changes, of_localities
from probation_commission.views.iom import table as iom_table
from probation_commission.views.iom.changes import compared
from probation_commission.views.maps import NO_RETURN, NOT_SHOWN
from tests.given.pictures import APRIL, MAY, WARDS, in_large, in_locality, in_ward, picture, release, ward_set

LAST_MAY = date(2025, 5, 1)
BANDS = {"to": Audience.PARTNERSHIP}
EXACT = [
    release(
        in_ward("North", all=counted(5), red=counted(1)),
        in_ward("South", all=counted(4)),
        month=APRIL,
        all=counted(9),
        red=counted(1),
    ),
    release(
        in_ward("North", all=counted(8), red=counted(1)),
        in_ward("South", all=counted(3)),
        in_ward("East", all=counted(2)),
        all=counted(13),
        red=counted(1),
    ),
]
BANDED = [
    release(
        in_ward("North", all=between(0, 4)),
        in_ward("South", all=between(5, 9)),
        in_ward("East", all=between(0, 4)),
        month=APRIL,
        all=counted(12),
        **BANDS,
    ),
    release(
        in_ward("North", all=between(5, 9)),
        in_ward("South", all=between(0, 4)),
        in_ward("East", all=between(0, 4)),
        all=counted(13),
        **BANDS,
    ),
]
OLD = ward_set(1_000, 2_000, None, since=2016, until=date(2026, 4, 30))
NEW = ward_set(1_000, 2_000, None, since=2026)


def table(*releases, rag="all", wards=WARDS):
    may = picture(*releases, rag=rag, wards=wards)
    thens = [earlier.of_wards(may.ward_set, rag) for earlier in may.held]
    codes = [ward.code for ward in wards.wards]
    added = changes.columns(codes, *thens, exact=may.exact, column=rag)
    return changes.beside(iom_table.table(may.release, wards), added, rag)


def test_a_card_says_its_change_on_last_month_and_on_a_year_ago():
    held = picture(*EXACT).held
    assert [earlier.line() for earlier in held] == ["up 4 since April 2026", "no return of May 2025"]
    assert held.last_month.line("red") == "no change since April 2026"
    assert held.last_month.line("blue") == "not in both returns, this and that of April 2026"


def test_the_year_before_is_the_same_month_of_it():
    year_ago = release(month=LAST_MAY, all=counted(20))
    held = picture(year_ago, EXACT[1]).held
    assert [earlier.line() for earlier in held] == ["no return of April 2026", "down 7 since May 2025"]
    january = compared({date(2026, 1, 1): EXACT[1]}, date(2026, 1, 1), frozenset())
    assert [earlier.month for earlier in january] == [date(2025, 12, 1), date(2025, 1, 1)]


@pytest.mark.parametrize(
    ("now", "words"),
    [
        (counted(12), "up since April 2026"),
        (between(0, 9), "no telling whether up or down since April 2026"),
    ],
)
def test_a_range_tells_no_more_than_the_way(now, words):
    months = release(month=APRIL, all=between(0, 9), **BANDS), release(all=now, **BANDS)
    assert picture(*months).held.last_month.line() == words


@pytest.mark.parametrize(
    ("made_up", "words"),
    [
        ({APRIL}, "April 2026 is made up, so it is not compared"),
        ({MAY}, "April 2026 is real, so it is not compared"),
        ({APRIL, MAY}, "up 4 since April 2026"),
    ],
)
def test_a_made_up_month_and_a_real_one_are_not_held_against_each_other(made_up, words):
    months = {one.month: one for one in EXACT}
    assert compared(months, MAY, frozenset(made_up)).last_month.line() == words


def test_the_sentence_under_the_finding_says_both():
    assert changes.sentence("Exampleshire", picture(*EXACT).held, "all") == (
        "Nominals in Exampleshire: up from 9 in April 2026; no return of May 2025."
    )
    assert changes.sentence("Exampleshire", picture(*EXACT).held, "red") == (
        "Red nominals in Exampleshire: 1, as in April 2026; no return of May 2025."
    )


def test_whoever_sees_counts_reads_numbers_and_whether_there_is_a_return():
    found = table(*EXACT)
    assert list(found)[:6] == [
        "Ward",
        "Residents 2021 (estimate)",
        "All",
        "Last month",
        "Change",
        "A year ago",
    ]
    assert found[["All", "Last month", "Change"]].fillna(-99).to_numpy().tolist() == [
        [8, 5, 3],
        [3, 4, -1],
        [2, -99, -99],
    ]
    assert list(found["A year ago"]) == ["no return"] * 3


def test_others_read_bands_and_ways():
    found = table(*BANDED)
    assert found[["All", "Last month", "Change"]].to_numpy().tolist() == [
        ["5–9", "0–4", "up"],
        ["0–4", "5–9", "down"],
        ["0–4", "0–4", "no telling"],
    ]


def test_the_columns_of_a_rag_say_so_and_stand_beside_it():
    found = list(table(*EXACT, rag="red"))
    assert found[found.index("Red") + 1 :][:3] == ["Red last month", "Red change", "Red a year ago"]


def test_where_a_return_gives_a_bound_the_columns_are_words():
    then = release(in_ward("North", all=as_given("fewer than 5")), month=APRIL, all=counted(9))
    found = table(then, EXACT[1])
    assert found["Last month"].iloc[0] == "fewer than 5"
    assert found["Change"].iloc[0] == "no telling"


def test_wards_of_another_time_are_not_compared_and_a_sentence_says_so():
    then = release(in_ward("North", 2016, all=counted(5)), month=APRIL, all=counted(9))
    now = release(in_ward("North", 2026, all=counted(8)), all=counted(13))
    assert set(table(then, now, wards=NEW)["Change"]) == {"not comparable"}
    held = picture(then, now, wards=NEW).held
    assert held.last_month.other_wards(NEW) == (
        "The wards were others in April 2026, so no ward can be compared with it."
    )
    assert held.last_month.line() == "up 4 since April 2026"  # the area is what it was
    assert picture(*EXACT).held.last_month.other_wards(WARDS) == ""
    drawn = change_map.of_wards(picture(then, now, wards=NEW), held.last_month)
    assert (drawn.drawing.shades, drawn.missing) == ({}, "other wards in April 2026")
    assert drawn.title.endswith(": The wards were others in April 2026, so no ward can be compared with it")


def test_the_map_of_changes_has_a_letter_for_each_way_and_says_both_months():
    drawn = change_map.of_wards(picture(*EXACT), picture(*EXACT).held.last_month)
    shades = drawn.drawing.shades
    assert (shades["North-2020"].letter, shades["South-2020"].letter) == ("U", "D")
    assert shades["North-2020"].label == "up 3: 5 in April 2026, 8 in May 2026"
    assert "East-2020" not in shades  # it is in one of the two returns alone
    assert drawn.missing == "not in both returns"
    assert drawn.title == (
        "Change in nominals by ward, April 2026 to May 2026: "
        "up in 1 ward, down in 1 and 1 not in both returns"
    )
    assert [entry.text for entry in drawn.drawing.legend] == [
        "down 2 to 3",
        "down 1",
        "no change",
        "up 1",
        "up 2 to 3",
        "not in both returns",
    ]
    steps = {place: shade.step for place, shade in shades.items()}
    assert [drawn.drawing.palette[step] for step in steps.values()] == [
        "#e66101",
        "#b2abd2",
    ]  # much, a little


def test_bands_subtract_to_up_down_and_no_telling():
    drawn = change_map.of_wards(picture(*BANDED), picture(*BANDED).held.last_month)
    shades = drawn.drawing.shades
    assert [(shade.letter, shade.step is None) for shade in shades.values()] == [
        ("U", False),
        ("D", False),
        ("", True),
    ]
    assert shades["East-2020"].label == "no telling: 0–4 in April 2026, 0–4 in May 2026"
    assert [entry.text.split(":")[0] for entry in drawn.drawing.legend] == ["down", "up", "no telling"]
    assert drawn.drawing.legend[-1].fill == NOT_SHOWN


def test_without_a_return_there_is_nothing_to_draw_and_it_is_no_nought():
    drawn = change_map.of_wards(picture(EXACT[1]), picture(EXACT[1]).held.last_month)
    assert drawn.drawing.shades == {}
    assert [(entry.fill, entry.text) for entry in drawn.drawing.legend] == [
        (NO_RETURN, "no return of April 2026")
    ]
    assert drawn.title == "Change in nominals by ward, April 2026 to May 2026: no return of April 2026"


def localities(*releases, **grouping) -> LocalityPicture:
    in_force = GroupingInForce(MAY, {f"{ward}-2020": name for ward, name in grouping.items()})
    return LocalityPicture(picture(*releases), in_force)


def locality_changes(found: LocalityPicture) -> dict[str, str]:
    last_month = found.picture.held.last_month
    return {name: then.change.text for name, then in of_localities(found, last_month).items()}


def test_a_locality_is_held_against_itself_with_figures_of_the_same_wards():
    assert locality_changes(localities(*EXACT, North="Up", South="Up", East="Down")) == {
        "Down": "not in the return",
        "Up": "up 2",
    }
    # of Up’s two wards one had no figure in April: 5 and then 10 are no change of it
    assert locality_changes(localities(*EXACT, North="Up", East="Up")) == {
        "Up": "no telling",
        "in no locality": "down 1",
    }


def test_a_locality_of_other_wards_then_is_not_compared():
    then, now = (
        release(
            in_locality("Up", all=cell),
            month=month,
            grouping={f"{ward}-2020": "Up" for ward in wards},
            **BANDS,
        )
        for month, cell, wards in (
            (APRIL, between(0, 9), ["North"]),
            (MAY, between(10, 19), ["North", "South"]),
        )
    )
    assert locality_changes(localities(then, now)) == {"Up": "no telling"}
    alike = release(in_locality("Up", all=between(0, 9)), month=APRIL, grouping=now.grouping, **BANDS)
    assert locality_changes(localities(alike, now)) == {"Up": "up"}


def test_the_map_of_localities_names_them_in_its_tooltips():
    found = localities(*EXACT, North="Up", South="Up")
    drawn = change_map.of_each_locality(found, found.picture.held.last_month)
    assert drawn.drawing.shades["Up"].label == "Up: up 2: 9 in April 2026, 11 in May 2026"
    assert "in no locality" not in drawn.drawing.shades


def test_a_locality_that_was_none_then_is_not_said_to_be_missing_from_a_return():
    then = release(month=APRIL, grouping={}, **BANDS)
    now = release(in_locality("Up", all=between(10, 19)), grouping={"North-2020": "Up"}, **BANDS)
    found = localities(then, now)
    drawn = change_map.of_each_locality(found, found.picture.held.last_month)
    assert drawn.drawing.shades["Up"].label == (
        "Up: not comparable: of other wards in April 2026, 10–19 in May 2026"
    )
    assert drawn.drawing.legend[-1].text == "not comparable: of other wards then"
    assert drawn.title.endswith(": not comparable in 1 locality")


def test_a_rag_is_held_against_itself_by_large_localities():
    then, now = (
        replace(
            release(in_large("Valley", red=cell), month=month, **BANDS),
            localities_by=GroupingInForce(APRIL, {"North-2020": "Up"}, larger={"Up": "Valley"}),
        )
        for month, cell in ((APRIL, between(0, 9)), (MAY, between(10, 19)))
    )
    found = LocalityPicture(picture(then, now, rag="red"), now.localities_by)
    assert locality_changes(found) == {"Valley": "up"}
