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
    return [kept for kept in ideas if kept.idea.fund == fund.slug]


def pot(fund: Fund, ideas: Iterable[KeptIdea]) -> Pot:
    """The fund's money, with what the awards of these ideas hold of it."""
    return Pot(fund.amount_pence, sum(kept.award_pence or 0 for kept in ideas if kept.stage in HOLDS_MONEY))


def waiting(ideas: Iterable[KeptIdea]) -> int:
    """How many of these ideas wait for a decision."""
    return sum(kept.stage in WAITING for kept in ideas)


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
            "Idea": kept.id,
            "Title": kept.idea.title,
            "Organisation": kept.idea.organisation,
            "Stage": kept.stage.value,
            # Pounds here alone, for people to read: sums are made of pence.
            "Asked for (£)": kept.idea.total_pence / 100,
            "Award (£)": kept.award_pence / 100 if kept.award_pence else None,
            "People": kept.idea.how_many,
            "Where": where_words(kept, wards, hubs),
            "Pathway": kept.idea.pathway,
            "Desired outcome": kept.idea.desired_outcome,
            "Last step": kept.changed_at.date().isoformat(),
        }
        for kept in ideas
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
    for kept in ideas:
        if kept.idea.where is IdeaReach.WARDS:
            # A ward that is no longer in force has no middle on today's map; the table still names it.
            codes = [code for code in kept.idea.ward_codes if code in middles]
            rows += [_place(kept, *middles[code], exact=False) for code in codes]
        elif kept.idea.where is IdeaReach.HUB and kept.idea.hub in places:
            hub = places[kept.idea.hub]
            where = hub["name"], hub["latitude"], hub["longitude"]
            rows.append(_place(kept, *where, exact=bool(hub["exact"])))
    return pd.DataFrame(rows, columns=["name", "kind", "lat", "lon", "exact", "label"])


def _place(kept: KeptIdea, where: str, lat: float, lon: float, *, exact: bool) -> dict[str, object]:
    return {
        "name": kept.idea.title,
        "kind": kept.stage.value,
        "lat": lat,
        "lon": lon,
        "exact": exact,
        "label": f"{kept.idea.organisation}, {where}",
    }
