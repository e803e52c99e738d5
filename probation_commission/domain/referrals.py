"""Referrals to a service: the counts of its monthly return, and the areas that one can be about."""

from enum import StrEnum

from probation_commission.domain.places import Authority, Gazetteer, bare


class Measure(StrEnum):
    """What a figure of a service's return counts."""

    REFERRALS = "referrals"
    OUTCOMES = "outcomes"


class Breakdown(StrEnum):
    """What its category is one of: a `Stage`, or a `Level`."""

    STAGE = "stage"
    LEVEL = "level"


class Stage(StrEnum):
    """How many referrals reached this in the month, whenever they were received."""

    RECEIVED = "received"
    STARTED = "started"
    COMPLETED = "completed"
    ENDED_EARLY = "ended early"


class Level(StrEnum):
    """How many people left with their desired outcome achieved, partly or not (HMPPS: 1, 0.5, 0)."""

    ACHIEVED = "achieved"
    PARTLY = "partly achieved"
    NOT_ACHIEVED = "not achieved"


CATEGORIES = (*Stage, *Level)
"""The seven counts, in the order of a return's columns."""

WHOLE = Authority("CDD", "County Durham & Darlington", "North East")
"""The one area of a return that is no local authority; the code is our own."""

PARTS = frozenset({"E06000005", "E06000047"})
"""The authorities that make up the whole."""


def area(text: str, gazetteer: Gazetteer) -> Authority | None:
    """The local authority, or the whole of County Durham & Darlington, of that code or name."""
    if text.strip().upper() == WHOLE.code or bare(text) == bare(WHOLE.name):
        return WHOLE
    return gazetteer.authority(text)


def areas(gazetteer: Gazetteer) -> tuple[Authority, ...]:
    """Every area that a service's return can be about: the whole first, then its parts, then others."""
    parts = [one for one in gazetteer.authorities if one.code in PARTS]
    return (WHOLE, *parts, *(one for one in gazetteer.authorities if one.code not in PARTS))
