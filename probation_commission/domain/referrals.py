"""Referrals to a service: the counts of its monthly return, and the areas that one can be about."""

from collections.abc import Iterable
from enum import StrEnum

from probation_commission.domain.pathways import PATHWAYS
from probation_commission.domain.places import Authority, Gazetteer, Whole, bare


class ServiceMeasure(StrEnum):
    """What a figure of a service's return counts."""

    REFERRALS = "referrals"
    OUTCOMES = "outcomes"
    ACTIVITIES = "activities"


class ServiceBreakdown(StrEnum):
    """What its category is one of.

    `STAGE` a `ReferralStage`, `LEVEL` a `Level`; of the further counts (decision 250) `QUEUE` a `Queue`,
    `REASON` an `EarlyReason`, `ACTIVITY` an `Activity`, `DESIRED` what `desired_category` says, and `OFFICE`
    what `office_category` says.
    """

    STAGE = "stage"
    LEVEL = "level"
    QUEUE = "queue"
    REASON = "early_reason"
    ACTIVITY = "activity"
    DESIRED = "desired"
    OFFICE = "office"


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


class Queue(StrEnum):
    """What became of referrals before anything started, in the month; waiting, at its end."""

    ACCEPTED = "accepted"
    DECLINED = "declined"
    WAITING = "waiting"

    @property
    def label(self) -> str:
        """Its words on a screen and in a file."""
        return COUNT_LABELS[self]


class EarlyReason(StrEnum):
    """Why referrals ended early: RaM's five groups of reasons, and two reasons of the first group.

    Ineligible and mistaken referrals are counted in the first group too; they measure the referrals, and not
    the service.
    """

    REASON_PROBLEM = "reason_problem"
    REASON_USER = "reason_user"
    REASON_SENTENCE = "reason_sentence"
    REASON_EARLY = "reason_early"
    REASON_OTHER = "reason_other"
    REASON_INELIGIBLE = "reason_ineligible"
    REASON_MISTAKEN = "reason_mistaken"

    @property
    def label(self) -> str:
        """Its words on a screen and in a file."""
        return COUNT_LABELS[self]


class Activity(StrEnum):
    """What a service does that has no starts and ends of referrals: how often, or with how many people."""

    CASE_FORMULATIONS = "case_formulations"
    CONSULTATIONS = "consultations"
    PANELS_ATTENDED = "panels_attended"
    SCREENED = "screened"
    OPTED_IN = "opted_in"
    TRAINED = "trained"

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
    Queue.ACCEPTED: "accepted",
    Queue.DECLINED: "declined",
    Queue.WAITING: "waiting at the end of the month",
    EarlyReason.REASON_PROBLEM: "ended early: problem with the referral",
    EarlyReason.REASON_USER: "ended early: personal circumstances",
    EarlyReason.REASON_SENTENCE: "ended early: sentence",
    EarlyReason.REASON_EARLY: "ended early: finished early",
    EarlyReason.REASON_OTHER: "ended early: any other reason",
    EarlyReason.REASON_INELIGIBLE: "ineligible referrals",
    EarlyReason.REASON_MISTAKEN: "mistaken or duplicate referrals",
    Activity.CASE_FORMULATIONS: "case formulations",
    Activity.CONSULTATIONS: "consultations",
    Activity.PANELS_ATTENDED: "panels attended",
    Activity.SCREENED: "people screened",
    Activity.OPTED_IN: "people who opted in",
    Activity.TRAINED: "people trained",
}
CATEGORIES = (*ReferralStage, *Level)
"""The seven counts, in the order of a return's columns."""
REASON_GROUPS = tuple(EarlyReason)[:5]
"""The five groups, which add up to all that ended early."""
OF_THE_REFERRAL = tuple(EarlyReason)[5:]
"""The reasons that are a problem of the referral itself."""
_AT = " @ "
_OF = ": "


def desired_category(level: Level, outcome: str) -> str:
    """The category of how many people left with a desired outcome so: `achieved: increases employability`."""
    return f"{level}{_OF}{outcome}"


def of_desired(category: str) -> tuple[Level, str]:
    """The same read back. Raises `ValueError` for what is none."""
    level, _, outcome = category.partition(_OF)
    return Level(level), outcome


def office_category(category: str, office: str) -> str:
    """The category of one of these counts for the referrals of one office: `received @ North Office`."""
    return f"{category}{_AT}{office}"


def of_office(category: str) -> tuple[str, str]:
    """The count and the office of a category of `ServiceBreakdown.OFFICE`."""
    counted, _, office = category.partition(_AT)
    return counted, office


def words_of(category: str) -> str:
    """A count in words, whichever it is; of an office with its name. What is no count of ours as it is."""
    counted, office = of_office(category)
    words = COUNT_LABELS.get(counted, counted)
    return f"{words}, {office}" if office else words


DESIRED = tuple(
    desired_category(level, outcome)
    for outcomes in PATHWAYS.values()
    for outcome in outcomes
    for level in Level
)
"""How each desired outcome ended, at each level; a level of one alone is in `Level` too."""
COUNT_LABELS |= {
    name: f"{COUNT_LABELS[level]}{_OF}{outcome}" for name in DESIRED for level, outcome in [of_desired(name)]
}
FURTHER = (*Queue, *EarlyReason, *DESIRED, *Activity)
"""All that a return can count beside the seven (decision 250)."""
EVERY_COUNT: tuple[str, ...] = (*CATEGORIES, *FURTHER)


def measure_of(category: str) -> tuple[ServiceMeasure, ServiceBreakdown, str]:
    """The measure and breakdown of a count, and its unit. Raises `ValueError` for what is none."""
    if category in set(Activity):
        return ServiceMeasure.ACTIVITIES, ServiceBreakdown.ACTIVITY, "activities"
    if category in DESIRED:
        return ServiceMeasure.OUTCOMES, ServiceBreakdown.DESIRED, "people"
    if category in set(Level):
        return ServiceMeasure.OUTCOMES, ServiceBreakdown.LEVEL, "people"
    for kinds, breakdown in (
        (ReferralStage, ServiceBreakdown.STAGE),
        (Queue, ServiceBreakdown.QUEUE),
        (EarlyReason, ServiceBreakdown.REASON),
    ):
        if category in set(kinds):
            return ServiceMeasure.REFERRALS, breakdown, "referrals"
    raise ValueError(category)


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
