"""The money of a pot, what waits, where ideas land."""

from dataclasses import replace
from datetime import UTC, datetime

import pandas as pd

from probation_commission.analysis.ideas import landing, of_fund, pot, table, waiting
from probation_commission.domain.ideas import IdeaReach, KeptIdea, Stage
from tests.given.ideas import NOON, POT, WHOLE

WARDS = pd.DataFrame({"name": ["Tottenham Hale"], "lat": [51.59], "lon": [-0.06]}, index=["E05013602"])
HUBS = pd.DataFrame(
    {"slug": ["a-hub"], "name": ["A hub"], "latitude": [51.6], "longitude": [-0.1], "exact": [True]}
)


def kept(stage: Stage, award: int | None = None, **changes) -> KeptIdea:
    return KeptIdea(7, "anna", stage, award, NOON, False, replace(WHOLE, **changes))


def test_approved_delivering_and_closed_hold_their_awards_and_nothing_else_does():
    ideas = [kept(stage, 100) for stage in Stage]  # an award on a stage without money does not count
    money = pot(POT, ideas)
    assert (money.amount, money.awarded, money.left) == (1_200_000, 300, 1_199_700)


def test_submitted_and_shortlisted_wait():
    assert waiting(kept(stage) for stage in Stage) == 2


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
