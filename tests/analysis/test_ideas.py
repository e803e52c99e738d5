"""The money of a pot, what waits, where ideas land."""

from dataclasses import replace
from datetime import UTC, datetime

import pandas as pd
import pytest

from probation_commission.analysis.ideas import (
    BoardColumn,
    a_person_pence,
    board_column,
    by_column,
    landing,
    of_fund,
    pot,
    table,
    trial,
    waiting,
)
from probation_commission.domain.ideas import IdeaReach, KeptIdea, Stage
from tests.given.ideas import NOON, POT, WHOLE

WARDS = pd.DataFrame({"name": ["Tottenham Hale"], "lat": [51.59], "lon": [-0.06]}, index=["E05013602"])
HUBS = pd.DataFrame(
    {"slug": ["a-hub"], "name": ["A hub"], "latitude": [51.6], "longitude": [-0.1], "exact": [True]}
)


def kept(stage: Stage, award: int | None = None, **changes) -> KeptIdea:
    return KeptIdea(7, "anna", stage, award, NOON, False, replace(WHOLE, **changes))


def test_what_the_books_say_is_held_counts_and_no_award_by_itself():
    # Closed with £1 of £3 let go of; an award that is on no books holds nothing.
    ideas = [replace(kept(Stage.CLOSED, 300), held_pence=200), kept(Stage.APPROVED, 500)]
    money = pot(POT, ideas)
    assert (money.amount, money.awarded, money.left) == (1_200_000, 200, 1_199_800)


def test_what_is_put_off_or_asked_for_more_waits_too():
    assert waiting(kept(stage) for stage in Stage) == 6


def test_ideas_of_another_fund_are_left_out():
    mine = kept(Stage.SUBMITTED)
    assert of_fund([mine, kept(Stage.SUBMITTED, fund="other")], POT) == [mine]


def test_an_idea_lands_in_its_wards_or_at_its_hub_and_nowhere_for_the_whole_area():
    ideas = [
        kept(Stage.SUBMITTED, ward_codes=("E05013602", "E05999999")),  # the second is no ward here
        kept(Stage.APPROVED, where=IdeaReach.HUB, hub="a-hub"),
        kept(Stage.APPROVED, where=IdeaReach.HUB, hub="a hub that is gone"),
        kept(Stage.APPROVED, where=IdeaReach.AREA),
    ]
    rows = landing(ideas, WARDS, HUBS)
    assert list(rows.kind) == ["submitted", "approved"]
    assert list(rows.exact) == [False, True]  # the middle of a ward is not where it will be
    assert list(rows.lat) == [51.59, 51.6]
    assert list(rows.label) == ["Example Charity, Tottenham Hale", "Example Charity, A hub"]


def test_without_ideas_the_map_has_no_rows_and_all_columns():
    assert list(landing([], WARDS, HUBS)) == ["name", "kind", "lat", "lon", "exact", "label"]


def test_the_table_gives_pounds_names_and_no_award_where_there_is_none():
    at = datetime(2026, 11, 22, 23, 30, tzinfo=UTC)
    ideas = [kept(Stage.SUBMITTED), replace(kept(Stage.APPROVED, 300_050), changed_at=at)]
    rows = table(ideas, {"E05013602": "Tottenham Hale"}, {})
    assert list(rows["Asked for (£)"]) == [3500, 3500]
    assert rows["Award (£)"].isna().to_list() == [True, False]
    assert rows["Award (£)"][1] == 3000.5
    assert list(rows["Where"]) == ["Tottenham Hale"] * 2


@pytest.mark.parametrize(
    ("stage", "told", "column"),
    [
        (Stage.SUBMITTED, Stage.SUBMITTED, BoardColumn.NEW),
        (Stage.MORE_NEEDED, Stage.MORE_NEEDED, BoardColumn.NEW),
        (Stage.SCORING, Stage.SUBMITTED, BoardColumn.LOOKED_AT),  # no decision: nobody is to be told
        (Stage.DECLINED, Stage.SCORING, BoardColumn.DECIDED),  # not told: it can still be taken back
        (Stage.DECLINED, Stage.DECLINED, BoardColumn.ENDED),
        (Stage.INELIGIBLE, Stage.SUBMITTED, BoardColumn.DECIDED),
        (Stage.APPROVED, Stage.APPROVED, BoardColumn.DECIDED),
        (Stage.DELIVERING, Stage.DELIVERING, BoardColumn.UNDER_WAY),
    ],
)
def test_what_nobody_was_told_of_is_decided_and_not_ended(stage, told, column):
    assert board_column(replace(kept(stage), told=told)) is column


def test_every_idea_that_was_sent_in_stands_in_one_column_of_the_board():
    ideas = [kept(stage) for stage in Stage if stage is not Stage.DRAFT]
    columns = by_column(ideas)
    assert list(columns) == list(BoardColumn)
    assert sorted(one.stage for those in columns.values() for one in those) == sorted(
        one.stage for one in ideas
    )


def test_the_cost_of_a_person_is_exact_to_the_penny_and_none_where_nobody_is_counted():
    # £3,500 over 16 people is £218.75; over 17 £205.882…, over 300 £11.666….
    for people, pence in ((16, 21_875), (17, 20_588), (300, 1_167), (None, None), (0, None)):
        assert a_person_pence(kept(Stage.SUBMITTED, how_many=people)) == pence


def test_a_trial_says_what_is_over_and_a_pot_that_nobody_stated_is_none():
    now = pot(POT, [replace(kept(Stage.APPROVED), held_pence=500_000)])
    assert trial(now, [400_000, 300_000]).after == 0  # to the last penny
    assert trial(now, [400_000, 300_001]).after == -1
    assert not pot(replace(POT, amount_pence=None), []).is_stated
