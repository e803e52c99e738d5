"""What the ideas for a pot come to: the money, what waits, where they would land, the table."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import pandas as pd

from probation_commission.domain.funds import Fund
from probation_commission.domain.ideas import Idea, IdeaReach, KeptIdea, Stage

WAITING = frozenset(
    {Stage.SUBMITTED, Stage.MORE_NEEDED, Stage.ELIGIBLE, Stage.SCORING, Stage.SHORTLISTED, Stage.DEFERRED}
)
"""The stages that wait for a decision."""


class BoardColumn(StrEnum):
    """Where ideas stand on the board: fourteen stages would be fourteen columns."""

    NEW = "new"
    LOOKED_AT = "being looked at"
    SHORTLISTED = "shortlisted"
    DECIDED = "decided"
    UNDER_WAY = "under way"
    ENDED = "ended"


_COLUMNS = {
    Stage.SUBMITTED: BoardColumn.NEW,
    Stage.MORE_NEEDED: BoardColumn.NEW,
    Stage.ELIGIBLE: BoardColumn.LOOKED_AT,
    Stage.SCORING: BoardColumn.LOOKED_AT,
    Stage.SHORTLISTED: BoardColumn.SHORTLISTED,
    Stage.DEFERRED: BoardColumn.DECIDED,
    Stage.APPROVED: BoardColumn.DECIDED,
    Stage.DECLINED: BoardColumn.ENDED,
    Stage.INELIGIBLE: BoardColumn.ENDED,
    Stage.AGREEMENT: BoardColumn.UNDER_WAY,
    Stage.DELIVERING: BoardColumn.UNDER_WAY,
    Stage.CLOSED: BoardColumn.ENDED,
    Stage.WITHDRAWN: BoardColumn.ENDED,
}


def board_column(kept: KeptIdea) -> BoardColumn:
    """The column of an idea that was sent in; what its partner is not told of is decided, and not ended."""
    return BoardColumn.DECIDED if kept.waits_to_be_told else _COLUMNS[kept.stage]


def by_column(ideas: Sequence[KeptIdea]) -> dict[BoardColumn, list[KeptIdea]]:
    """The ideas of each column in the order of the workflow; every column, also those without any."""
    order = list(Stage)
    ordered = sorted(ideas, key=lambda kept: order.index(kept.stage))
    return {column: [one for one in ordered if board_column(one) is column] for column in BoardColumn}


@dataclass(frozen=True, slots=True)
class Pot:
    """The money of a fund, in pence."""

    amount: int
    awarded: int
    is_stated: bool = True
    """Whether anybody says how much it is; else nothing is known of what is left."""

    @property
    def left(self) -> int:
        """What can still be awarded."""
        return self.amount - self.awarded


def of_fund(ideas: Iterable[KeptIdea], fund: Fund) -> list[KeptIdea]:
    """The ideas sent in to a fund."""
    return [kept for kept in ideas if kept.idea.fund == fund.slug]


def pot(fund: Fund, ideas: Iterable[KeptIdea]) -> Pot:
    """The fund's money, with what the awards of these ideas hold of it by its books."""
    awarded = sum(kept.held_pence for kept in ideas)
    return Pot(fund.amount_pence or 0, awarded, fund.amount_pence is not None)


def waiting(ideas: Iterable[KeptIdea]) -> int:
    """How many of these ideas wait for a decision."""
    return sum(kept.stage in WAITING for kept in ideas)


def where_words(idea: Idea, wards: Mapping[str, str], hubs: Mapping[str, str]) -> str:
    """Where an idea would happen, in the names of its wards or its hub."""
    if idea.where is IdeaReach.WARDS:
        return ", ".join(wards.get(code, code) for code in idea.ward_codes)
    return hubs.get(idea.hub, idea.hub) if idea.where is IdeaReach.HUB else IdeaReach.AREA.label


def table(ideas: Iterable[KeptIdea], wards: Mapping[str, str], hubs: Mapping[str, str]) -> pd.DataFrame:
    """A row for each idea; money in pounds, the award empty where there is none."""
    return pd.DataFrame(rows_of_ideas(ideas, wards, hubs), columns=LISTED)


LISTED = [
    *("Idea", "Reference", "Title", "Organisation", "Stage", "Told to the partner", "Asked for (£)"),
    *("Award (£)", "Condition", "People", "£ a person", "People a year", "Starts", "Ends", "Where", "For"),
    *("Pathway", "Desired outcome", "Last step"),
]
"""The columns of the list."""


def rows_of_ideas(
    ideas: Iterable[KeptIdea], wards: Mapping[str, str], hubs: Mapping[str, str]
) -> list[dict[str, object]]:
    """The same as rows by `LISTED`."""
    return [
        {
            "Idea": kept.id,
            "Reference": kept.reference,
            "Title": kept.idea.title,
            "Organisation": kept.idea.organisation,
            "Stage": kept.stage.label,
            "Told to the partner": "not yet" if kept.waits_to_be_told else "yes",
            # Pounds here alone, for people to read: sums are made of pence.
            "Asked for (£)": kept.idea.total_pence / 100,
            "Award (£)": kept.award_pence / 100 if kept.award_pence else None,
            "Condition": kept.condition,
            "People": kept.idea.how_many,
            "£ a person": None if (each := a_person_pence(kept)) is None else each / 100,
            "People a year": kept.expects_a_year,
            "Starts": kept.idea.starts.isoformat() if kept.idea.starts else None,
            "Ends": kept.idea.ends.isoformat() if kept.idea.ends else None,
            "For": kept.idea.group or "everybody",
            "Where": where_words(kept.idea, wards, hubs),
            "Pathway": kept.idea.pathway,
            "Desired outcome": kept.idea.desired_outcome,
            "Last step": kept.changed_at.date().isoformat(),
        }
        for kept in ideas
    ]


def a_person_pence(kept: KeptIdea) -> int | None:
    """What it asks for over how many people, to the penny; None where nobody said how many."""
    people = kept.idea.how_many
    # Half a penny is rounded up, as on paper.
    return (2 * kept.idea.total_pence + people) // (2 * people) if people else None


@dataclass(frozen=True, slots=True)
class PotTrial:
    """What a pot would be after awards that nobody has made, in pence."""

    left: int
    tried: int

    @property
    def after(self) -> int:
        """What would be left; below 0: so much is too much."""
        return self.left - self.tried


def trial(now: Pot, awards: Iterable[int]) -> PotTrial:
    """The pot with these awards besides those that were made."""
    return PotTrial(now.left, sum(awards))


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
