"""What the ideas for a pot come to: the money, what waits, where they would land, the table."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from probation_commission.domain.ideas import HOLDS_MONEY, Fund, IdeaReach, KeptIdea, Stage

WAITING = frozenset({Stage.SUBMITTED, Stage.SHORTLISTED})
"""The stages that wait for a decision."""


@dataclass(frozen=True, slots=True)
class Pot:
    """The money of a fund, in pence."""

    amount: int
    awarded: int

    @property
    def left(self) -> int:
        """What can still be awarded."""
        return self.amount - self.awarded


def of_fund(ideas: Iterable[KeptIdea], fund: Fund) -> list[KeptIdea]:
    """The ideas sent in to a fund."""
    return [idea for idea in ideas if idea.idea.fund == fund.slug]


def pot(fund: Fund, ideas: Iterable[KeptIdea]) -> Pot:
    """The fund's money, with what the awards of these ideas hold of it."""
    return Pot(fund.amount_pence, sum(idea.award_pence or 0 for idea in ideas if idea.stage in HOLDS_MONEY))


def waiting(ideas: Iterable[KeptIdea]) -> int:
    """How many of these ideas wait for a decision."""
    return sum(idea.stage in WAITING for idea in ideas)


def where_words(kept: KeptIdea, wards: Mapping[str, str], hubs: Mapping[str, str]) -> str:
    """Where an idea would happen, in the names of its wards or its hub."""
    idea = kept.idea
    if idea.where is IdeaReach.WARDS:
        return ", ".join(wards.get(code, code) for code in idea.ward_codes)
    return hubs.get(idea.hub, idea.hub) if idea.where is IdeaReach.HUB else IdeaReach.AREA.label


def table(ideas: Iterable[KeptIdea], wards: Mapping[str, str], hubs: Mapping[str, str]) -> pd.DataFrame:
    """A row for each idea; money in pounds, the award empty where there is none."""
    rows = [
        {
            "Idea": idea.id,
            "Title": idea.idea.title,
            "Organisation": idea.idea.organisation,
            "Stage": idea.stage.value,
            "Asked for (£)": idea.idea.total_pence / 100,
            "Award (£)": idea.award_pence / 100 if idea.award_pence else None,
            "People": idea.idea.how_many,
            "Where": where_words(idea, wards, hubs),
            "Pathway": idea.idea.pathway,
            "Desired outcome": idea.idea.desired_outcome,
            "Last step": idea.changed_at.date().isoformat(),
        }
        for idea in ideas
    ]
    return pd.DataFrame(rows)


def landing(ideas: Sequence[KeptIdea], wards: pd.DataFrame, hubs: pd.DataFrame) -> pd.DataFrame:
    """Where ideas would land: name, kind (the stage), lat, lon, exact, label; a row for each place of each.

    `wards` is indexed by code with name, lat and lon of the middle; `hubs` is as the store has them.
    Ideas for the whole area have no row: list them beside the map.
    """
    places = {row["slug"]: row for row in hubs.to_dict("records")}
    middles: dict[str, Any] = dict(
        zip(wards.index, wards[["name", "lat", "lon"]].itertuples(index=False), strict=True)
    )
    rows: list[dict[str, object]] = []
    for idea in ideas:
        if idea.idea.where is IdeaReach.WARDS:
            codes = [code for code in idea.idea.ward_codes if code in middles]
            rows += [_place(idea, *middles[code], exact=False) for code in codes]
        elif idea.idea.where is IdeaReach.HUB and idea.idea.hub in places:
            hub = places[idea.idea.hub]
            where = hub["name"], hub["latitude"], hub["longitude"]
            rows.append(_place(idea, *where, exact=bool(hub["exact"])))
    return pd.DataFrame(rows, columns=["name", "kind", "lat", "lon", "exact", "label"])


def _place(one: KeptIdea, where: str, lat: float, lon: float, *, exact: bool) -> dict[str, object]:
    return {
        "name": one.idea.title,
        "kind": one.stage.value,
        "lat": lat,
        "lon": lon,
        "exact": exact,
        "label": f"{one.idea.organisation}, {where}",
    }
