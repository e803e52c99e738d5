"""What is followed in spreadsheets of its own: wanted persons, breach rejections, diversion, release.

And caseload, the whole of people on probation, never the IOM cohort. All are counts by area and month; of a
list with a row a person nothing is kept but what was counted at the door (decision 253).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from probation_commission.domain.days import month_after
from probation_commission.domain.returns import Kind

HALF = 6
"""Months: what tells of days, and what others than leads are told, is by half-year (decision 254)."""
SETTLED_AFTER = 3
"""Months after the release by which it is known who is settled."""
_APRIL, _OCTOBER = 4, 10


class TrackerMeasure(StrEnum):
    """What a figure counts; the words are stored, as those of its categories are."""

    WANTED = "people wanted"
    OFFENCES = "offences while wanted"
    HOURS = "police hours"
    DAYS = "days wanted"
    """People who became wanted in a half-year: by reason, the category is what `days_category` says."""
    REJECTIONS = "breach rejections"
    DIVERSION = "diversion"
    RELEASES = "releases"
    CASELOAD = "people on probation"


class TrackerBreakdown(StrEnum):
    """What the category of a figure is one of."""

    REASON = "reason wanted"
    """Of offences and hours too."""
    REJECTION = "reason of rejection"
    STATUS = "status"
    RELEASE = "on release"
    SETTING = "setting"


class Stretch(StrEnum):
    """How it ended."""

    FOUND = "found after"
    WANTED = "still wanted after"
    """At the latest date of the file, and never by today's."""
    REVERSED = "dates reversed"
    """The end lies before the beginning: an error in the source, counted apart."""


@dataclass(frozen=True, slots=True)
class TrackerCount:
    """One count of a month: the heading of its column, and what it means to whoever fills it in.

    `category` is what is stored, empty for the plain count of a measure.
    """

    heading: str
    measure: TrackerMeasure
    breakdown: str
    category: str
    words: str
    unit: str = "people"


class RowColumn(StrEnum):
    """What a column of a list says of the one person or case of a row."""

    AREA = "area"
    FROM = "from"
    UNTIL = "until"
    WHY = "why"
    OFFENCES = "offences"
    HOURS = "hours"
    NO_ABODE = "no fixed abode"
    CAS3 = "CAS3"
    SETTLED = "settled"


@dataclass(frozen=True, slots=True)
class Tracker:
    """One tracker: its counts by area and month, and the headings of a list, empty where there is no list.

    `all_of`: the count whose parts the others are, empty where none is a part of another.
    """

    kind: Kind
    title: str
    question: str
    counts: tuple[TrackerCount, ...]
    rows: Mapping[RowColumn, str]
    all_of: str = ""

    def count(self, category: str, measure: TrackerMeasure | None = None) -> TrackerCount:
        """The count of that category. Raises `StopIteration` for none."""
        return next(one for one in self.counts if one.category == category and measure in {None, one.measure})

    @property
    def main(self) -> TrackerMeasure:
        """What is counted first of all."""
        return self.counts[0].measure


RECALL, FAILURE, PACE = "recall", "failure to appear", "PACE offence"
OTHER = "other reason"
NOT_COMPLETE, DOCUMENTS, INFORMATION, NOT_LEGAL = (
    *("request not completed properly", "documents not loaded"),
    *("not enough information", "proposal not legal"),
)
STARTED, COMPLIED, BREACHED, REOFFENDED = "started", "complied", "breached", "reoffended"
RELEASED, NO_ABODE, CAS3_USED, CAS3_REFUSED, SETTLED = (
    *("released", "no fixed abode", "CAS3 used", "CAS3 refused"),
    "settled after three months",
)
POLICE_HOURS = "Police hours"
COMMUNITY, CUSTODY = "in the community", "in custody"


def _wanted(category: str, words: str) -> TrackerCount:
    return TrackerCount(
        f"{category[:1].upper()}{category[1:]}",
        TrackerMeasure.WANTED,
        TrackerBreakdown.REASON,
        category,
        words,
    )


def _rejected(category: str) -> TrackerCount:
    words = f"Breach requests that were rejected in this month, reason: {category}."
    heading = f"{category[:1].upper()}{category[1:]}"
    return TrackerCount(
        heading, TrackerMeasure.REJECTIONS, TrackerBreakdown.REJECTION, category, words, "requests"
    )


def _diverted(category: str, words: str) -> TrackerCount:
    return TrackerCount(
        category.capitalize(), TrackerMeasure.DIVERSION, TrackerBreakdown.STATUS, category, words
    )


def _released(category: str, heading: str, words: str) -> TrackerCount:
    return TrackerCount(heading, TrackerMeasure.RELEASES, TrackerBreakdown.RELEASE, category, words)


_OF_THOSE = "Of those who started in this month, those who so far have"
TRACKERS: Mapping[Kind, Tracker] = {
    tracker.kind: tracker
    for tracker in (
        Tracker(
            Kind.WANTED,
            "Wanted persons",
            "How long are people wanted?",
            (
                _wanted(RECALL, "People who became wanted in this month, on recall to prison."),
                _wanted(FAILURE, "People who became wanted in this month for failing to appear."),
                _wanted(PACE, "People who became wanted in this month for an offence (PACE)."),
                _wanted(OTHER, "People who became wanted in this month for any other reason."),
                TrackerCount(
                    "Offences while wanted",
                    TrackerMeasure.OFFENCES,
                    "",
                    "",
                    "Further offences of those who became wanted in this month.",
                    "offences",
                ),
                TrackerCount(
                    POLICE_HOURS,
                    TrackerMeasure.HOURS,
                    "",
                    "",
                    "Hours of police time for those who became wanted in this month.",
                    "hours",
                ),
            ),
            {
                RowColumn.FROM: "Wanted from",
                RowColumn.UNTIL: "Wanted until",
                RowColumn.WHY: "Reason wanted",
                RowColumn.OFFENCES: "Offences while wanted",
                RowColumn.HOURS: POLICE_HOURS,
                RowColumn.AREA: "Area",
            },
        ),
        Tracker(
            Kind.BREACH,
            "Breach rejections",
            "Why are breaches rejected?",
            tuple(map(_rejected, (NOT_COMPLETE, DOCUMENTS, INFORMATION, NOT_LEGAL, OTHER))),
            {
                RowColumn.FROM: "Rejected on",
                RowColumn.WHY: "Reason for rejection",
                RowColumn.AREA: "Area",
            },
        ),
        Tracker(
            Kind.DIVERSION,
            "Diversion",
            "What becomes of diversion?",
            (
                _diverted(STARTED, "People whose diversion, such as Checkpoint, started in this month."),
                _diverted(COMPLIED, f"{_OF_THOSE} complied with their contract."),
                _diverted(BREACHED, f"{_OF_THOSE} breached it."),
                _diverted(REOFFENDED, f"{_OF_THOSE} reoffended."),
            ),
            {
                RowColumn.FROM: "Diversion started",
                RowColumn.WHY: "Diversion status",
                RowColumn.AREA: "Area",
            },
            STARTED,
        ),
        Tracker(
            Kind.RELEASE,
            "Release and homelessness",
            "How many are released to no address?",
            (
                _released(RELEASED, "Released", "People who were released from prison in this month."),
                _released(NO_ABODE, "No fixed abode", "Of those released, those to no fixed abode."),
                _released(CAS3_USED, "CAS3 used", "Of those released, those who went to CAS3."),
                _released(CAS3_REFUSED, "CAS3 refused", "Of those released, those whom CAS3 refused."),
                _released(
                    SETTLED,
                    "Settled after three months",
                    "Of those released to no fixed abode, those in settled accommodation three months "
                    "later. Leave it empty until all three months are over.",
                ),
            ),
            {
                RowColumn.FROM: "Released on",
                RowColumn.NO_ABODE: "No fixed abode",
                RowColumn.CAS3: "CAS3",
                RowColumn.SETTLED: "Settled after three months",
                RowColumn.AREA: "Area",
            },
            RELEASED,
        ),
        Tracker(
            Kind.CASELOAD,
            "Caseload",
            "How many people are on probation?",
            (
                TrackerCount(
                    "People on probation",
                    TrackerMeasure.CASELOAD,
                    "",
                    "",
                    "Everybody on probation on that date, in the community and in custody.",
                ),
                TrackerCount(
                    "In the community",
                    TrackerMeasure.CASELOAD,
                    TrackerBreakdown.SETTING,
                    COMMUNITY,
                    "Of them, those in the community. Leave it empty if it is not known.",
                ),
                TrackerCount(
                    "In custody",
                    TrackerMeasure.CASELOAD,
                    TrackerBreakdown.SETTING,
                    CUSTODY,
                    "Of them, those in custody. Leave it empty if it is not known.",
                ),
            ),
            {},
        ),
    )
}
"""In the order in which they stand on a screen."""
DATED = frozenset({Kind.CASELOAD})
"""Of a day, not of a month."""
KINDS = (*TRACKERS, Kind.WANTED_DAYS)
"""The kinds of return that trackers make: how long people are wanted is a return of its own, by half-year."""


def days_category(stretch: Stretch, days: int | None = None) -> str:
    """How it ended and after how many days, as a figure's category: `found after 12`, `dates reversed`."""
    return stretch.value if days is None else f"{stretch.value} {days}"


def of_days(category: str) -> tuple[Stretch, int | None]:
    """The same read back. Raises `ValueError` for what is none."""
    words, _, last = category.rpartition(" ")
    return (Stretch(words), int(last)) if last.isdecimal() else (Stretch(category), None)


def half_of(month: date) -> date:
    """The first month of its half-year: April to September, October to March."""
    if month.month < _APRIL:
        return date(month.year - 1, _OCTOBER, 1)
    return date(month.year, _APRIL if month.month < _OCTOBER else _OCTOBER, 1)


def later(month: date, months: int) -> date:
    """The first day of the month so many months later."""
    for _ in range(months):
        month = month_after(month)
    return month.replace(day=1)


def half_name(first: date) -> str:
    """`April to September 2026`, `October 2026 to March 2027`."""
    last = later(first, HALF - 1)
    return f"{first:%B}{'' if first.year == last.year else f' {first.year}'} to {last:%B %Y}"


def half_briefly(first: date) -> str:
    """`Apr–Sep 2026`, `Oct 2026–Mar 2027`."""
    last = later(first, HALF - 1)
    return f"{first:%b}{'' if first.year == last.year else f' {first.year}'}–{last:%b %Y}"


def is_settled_known(month: date, on: date) -> bool:
    """Whether three months are over on that day for everybody who was released in the month."""
    return on >= later(month, SETTLED_AFTER + 1)
