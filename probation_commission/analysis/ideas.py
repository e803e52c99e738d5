"""What the ideas for a pot come to: the money, what waits, where they would land, the table."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from probation_commission.domain.ideas import HOLDS_MONEY, Fund, Kept, Stage, Where

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


def of_fund(ideas: Iterable[Kept], fund: Fund) -> list[Kept]:
    """The ideas sent in to a fund."""
    return [one for one in ideas if one.idea.fund == fund.slug]


def pot(fund: Fund, ideas: Iterable[Kept]) -> Pot:
    """The fund's money, with what the awards of these ideas hold of it."""
    return Pot(fund.amount_pence, sum(one.award_pence or 0 for one in ideas if one.stage in HOLDS_MONEY))


def waiting(ideas: Iterable[Kept]) -> int:
    """How many of these ideas wait for a decision."""
    return sum(one.stage in WAITING for one in ideas)


def where_words(kept: Kept, wards: Mapping[str, str], hubs: Mapping[str, str]) -> str:
    """Where an idea would happen, in the names of its wards or its hub."""
    idea = kept.idea
    if idea.where is Where.WARDS:
        return ", ".join(wards.get(code, code) for code in idea.ward_codes)
    return hubs.get(idea.hub, idea.hub) if idea.where is Where.HUB else Where.AREA.label


def table(ideas: Iterable[Kept], wards: Mapping[str, str], hubs: Mapping[str, str]) -> pd.DataFrame:
    """A row for each idea; money in pounds, the award empty where there is none."""
    rows = [
        {
            "Idea": one.id,
            "Title": one.idea.title,
            "Organisation": one.idea.organisation,
            "Stage": one.stage.value,
            "Asked for (£)": one.idea.total_pence / 100,
            "Award (£)": one.award_pence / 100 if one.award_pence else None,
            "People": one.idea.how_many,
            "Where": where_words(one, wards, hubs),
            "Pathway": one.idea.pathway,
            "Desired outcome": one.idea.desired_outcome,
            "Last step": one.changed_at.date().isoformat(),
        }
        for one in ideas
    ]
    return pd.DataFrame(rows)


def landing(ideas: Sequence[Kept], wards: pd.DataFrame, hubs: pd.DataFrame) -> pd.DataFrame:
    """Where ideas would land: name, kind (the stage), lat, lon, exact, label; a row for each place of each.

    `wards` is indexed by code with name, lat and lon of the middle; `hubs` is as the store has them.
    Ideas for the whole area have no row: list them beside the map.
    """
    places = {row["slug"]: row for row in hubs.to_dict("records")}
    middles: dict[str, Any] = dict(
        zip(wards.index, wards[["name", "lat", "lon"]].itertuples(index=False), strict=True)
    )
    rows: list[dict[str, object]] = []
    for one in ideas:
        if one.idea.where is Where.WARDS:
            codes = [code for code in one.idea.ward_codes if code in middles]
            rows += [_place(one, *middles[code], exact=False) for code in codes]
        elif one.idea.where is Where.HUB and one.idea.hub in places:
            hub = places[one.idea.hub]
            where = hub["name"], hub["latitude"], hub["longitude"]
            rows.append(_place(one, *where, exact=bool(hub["exact"])))
    return pd.DataFrame(rows, columns=["name", "kind", "lat", "lon", "exact", "label"])


def _place(one: Kept, where: str, lat: float, lon: float, *, exact: bool) -> dict[str, object]:
    return {
        "name": one.idea.title,
        "kind": one.stage.value,
        "lat": lat,
        "lon": lon,
        "exact": exact,
        "label": f"{one.idea.organisation}, {where}",
    }
