"""What happened that a chart's reader should know of: an event of a service, an area or a measure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

LONGEST_EVENT, LONGEST_REASON = 120, 500
FIRST_DAY = date(2015, 1, 1)
"""Nothing that is followed here reaches back before it."""


class EventKind(StrEnum):
    """What kind of thing happened; the codes are stored, their words are not (decision 84)."""

    STAFFING_GAP = "staffing_gap"
    NEW_DEFINITION = "new_definition"
    MISSING_RETURN = "missing_return"
    CAMPAIGN = "campaign"
    BRIEFING = "briefing"
    CONTRACT_START = "contract_start"
    CONTRACT_END = "contract_end"
    OTHER = "other"

    @property
    def label(self) -> str:
        """Its words on a screen and in a file."""
        return _KINDS[self]

    @property
    def begins_phase(self) -> bool:
        """Whether what is counted from then on is another thing, so that limits are told anew."""
        return self in {EventKind.CONTRACT_START, EventKind.NEW_DEFINITION}


_KINDS = {
    EventKind.CONTRACT_START: "contract start",
    EventKind.CONTRACT_END: "contract end",
    EventKind.STAFFING_GAP: "staffing gap",
    EventKind.NEW_DEFINITION: "new definition",
    EventKind.MISSING_RETURN: "missing return",
    EventKind.CAMPAIGN: "campaign",
    EventKind.BRIEFING: "briefing",
    EventKind.OTHER: "other",
}


class EventMeasure(StrEnum):
    """The measure that an event is about, where it is about one alone; codes as the kinds have them."""

    RECEIVED = "received"
    STARTED = "started"
    ENDED_EARLY = "ended_early"
    OUTCOMES = "outcomes"

    @property
    def label(self) -> str:
        """Its words: those under which the measure is followed."""
        return self.value.replace("_", " ").capitalize()


@dataclass(frozen=True, slots=True)
class Event:
    """On which days, what kind of thing, and what it is about: a service, an area, a measure, or several.

    `until`: its last day, where it lasted; `service` is a slug and `area_code` an authority's or a whole's,
    each empty where it is about any.
    """

    since: date
    kind: EventKind
    text: str
    service: str = ""
    area_code: str = ""
    measure: EventMeasure | None = None
    until: date | None = None

    @property
    def label(self) -> str:
        """`Staffing gap: two of five left`: the kind and what was written."""
        kind = self.kind.label
        return f"{kind[:1].upper()}{kind[1:]}" + (f": {self.text}" if self.text else "")

    def is_of(self, service: str, areas: Iterable[str], measure: str = "") -> bool:
        """Whether it is about that service in any of those areas and, where one is named, that measure."""
        return (
            self.service in {"", service}
            and (not self.area_code or self.area_code in set(areas))
            and (not measure or self.measure is None or self.measure.label == measure)
        )

    def overlaps(self, first: date, last: date) -> bool:
        """Whether any of its days lies between those two."""
        return self.since <= last and (self.until or self.since) >= first


@dataclass(frozen=True, slots=True)
class KeptEvent:
    """An event that somebody wrote down; one that was taken back says by whom and why."""

    id: int
    event: Event
    by: str
    at: datetime
    illustrative: bool = False
    taken_back_by: str = ""
    reason: str = ""

    @property
    def stands(self) -> bool:
        """Whether it was not taken back."""
        return not self.taken_back_by


def wrong_with(event: Event, today: date) -> list[str]:
    """What is wrong with an event, a sentence each that says what to do; nothing where it can be kept."""
    last = event.until or event.since
    return [
        *([f"The day is before {FIRST_DAY:%B %Y}: look at the year again."] * (event.since < FIRST_DAY)),
        # A contract that ends next spring is known today; the year 2206 is a slip.
        *(["That is more than two years ahead: look at the year again."] * (last.year > today.year + 2)),
        *(["The last day is before the first: change one of the two."] * (last < event.since)),
        *(
            ["Choose what it is about: a service, an area or a measure."]
            * (not (event.service or event.area_code or event.measure))
        ),
        *(["Write in a few words what happened."] * (event.kind is EventKind.OTHER and not event.text)),
    ]
