"""Referrals to a service: the counts of its monthly return, and the areas that one can be about."""

from collections.abc import Iterable
from enum import StrEnum

from probation_commission.domain.places import Authority, Gazetteer, Whole, bare


class ServiceMeasure(StrEnum):
    """What a figure of a service's return counts."""

    REFERRALS = "referrals"
    OUTCOMES = "outcomes"


class ServiceBreakdown(StrEnum):
    """What its category is one of: a `ReferralStage`, or a `Level`."""

    STAGE = "stage"
    LEVEL = "level"


class ReferralStage(StrEnum):
    """How many referrals reached this in the month, whenever they were received."""

    # What happened in one month, not what became of one group: 4 may start where 3 were received
    # (decision 28).
    RECEIVED = "received"
    STARTED = "started"
    COMPLETED = "completed"
    ENDED_EARLY = "ended_early"

    @property
    def label(self) -> str:
        """Its words on a screen and in a file."""
        return COUNT_LABELS[self]


class Level(StrEnum):
    """How many people left with their desired outcome achieved, partly or not (HMPPS: 1, 0.5, 0)."""

    ACHIEVED = "achieved"
    PARTLY = "partly"
    NOT_ACHIEVED = "not_achieved"

    @property
    def label(self) -> str:
        """Its words on a screen and in a file."""
        return COUNT_LABELS[self]


# The words alone: what fixes a count's rounding keeps its words of old, whatever is said here (decision 84).
COUNT_LABELS: dict[str, str] = {
    ReferralStage.RECEIVED: "received",
    ReferralStage.STARTED: "started",
    ReferralStage.COMPLETED: "completed",
    ReferralStage.ENDED_EARLY: "ended early",
    Level.ACHIEVED: "achieved",
    Level.PARTLY: "partly achieved",
    Level.NOT_ACHIEVED: "not achieved",
}
CATEGORIES = (*ReferralStage, *Level)
"""The seven counts, in the order of a return's columns."""


def area(text: str, gazetteer: Gazetteer) -> Authority | None:
    """The local authority, or the whole of several that report as one, of that code or name."""
    # Before the authorities: a whole's code is our own, and its name no authority's (decision 17).
    for whole in gazetteer.wholes:
        if text.strip().upper() == whole.code or bare(text) == bare(whole.name):
            return whole
    return gazetteer.authority(text)


def areas(gazetteer: Gazetteer) -> tuple[Authority, ...]:
    """Every area that a service's return can be about: each whole, then the parts of one, then others."""
    parts = part_codes(gazetteer.wholes)
    return (
        *gazetteer.wholes,
        *(authority for authority in gazetteer.authorities if authority.code in parts),
        *(authority for authority in gazetteer.authorities if authority.code not in parts),
    )


def part_codes(wholes: Iterable[Whole]) -> frozenset[str]:
    """The codes of all authorities that are a part of one of these."""
    return frozenset[str]().union(*(whole.parts for whole in wholes))
