"""The performance report of "Refer and monitor an intervention" (RaM): its columns, steps and clocks.

A row is a referral and so a person's conviction, under whatever key: rows are counted and none is kept
(decision 246). Codes, order and service levels: HMPPS, hmpps-interventions-service (2026).
"""

from array import array
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from probation_commission.domain.days import month_after

COLUMNS = (
    *("referral_ref", "referral_id", "contract_ref", "organisation_id", "caseworker_id", "service_user_crn"),
    *("date_referral_received", "date_saa_first_arranged", "date_saa_first_scheduled_for"),
    *("date_saa_first_not_attended", "date_saa_first_attended", "date_saa_first_completed"),
    *("saa_attended_on_time", "date_first_action_plan_submitted", "date_of_first_action_plan_approval"),
    *("date_of_first_attended_session", "outcomes_to_be_achieved_count", "outcomes_achieved"),
    *("count_of_sessions_expected", "count_of_sessions_attended", "end_requested_by_pp_at"),
    *("end_requested_by_pp_reason", "date_eosr_submitted", "concluded_at", "referral_end_state"),
    *("date_intervention_to_be_completed_by", "end_of_sentence_date"),
)
PERSONAL = ("service_user_crn", "caseworker_id")
"""Never looked at; `strip` takes them out of a file before it is sent."""
RECEIVED, CONCLUDED, ENDED = "date_referral_received", "concluded_at", "end_requested_by_pp_at"
HAPPENED = (
    *(RECEIVED, "date_saa_first_arranged", "date_saa_first_not_attended", "date_saa_first_attended"),
    *("date_saa_first_completed", "date_first_action_plan_submitted", "date_of_first_action_plan_approval"),
    *("date_of_first_attended_session", ENDED, "date_eosr_submitted", CONCLUDED),
)
"""The columns of what has happened; the others are planned for days that may be ahead."""


class ReferralStep(StrEnum):
    """What a referral comes to, in order; each is timed from the step before it that the clock names."""

    ASSESSMENT = "initial assessment"
    PLAN = "first action plan"
    APPROVAL = "approval of the plan"
    SESSION = "first session"
    REPORT = "end of service report"
    CONCLUSION = "conclusion"


@dataclass(frozen=True, slots=True)
class Clock:
    """From the day in one column to the day in another; `within`: whole working days, None: no level."""

    begins: str
    ends: str
    within: int | None = None


CLOCKS: Mapping[ReferralStep, Clock] = {
    ReferralStep.ASSESSMENT: Clock(RECEIVED, "date_saa_first_attended", 10),
    ReferralStep.PLAN: Clock("date_saa_first_attended", "date_first_action_plan_submitted", 5),
    ReferralStep.APPROVAL: Clock("date_first_action_plan_submitted", "date_of_first_action_plan_approval"),
    ReferralStep.SESSION: Clock("date_of_first_action_plan_approval", "date_of_first_attended_session"),
    # The report has no last session to be timed from: of a referral that ran its course nobody can say when
    # the five days began.
    ReferralStep.REPORT: Clock(ENDED, "date_eosr_submitted", 5),
    ReferralStep.CONCLUSION: Clock(RECEIVED, CONCLUDED),
}


class Reached(StrEnum):
    """How far a referral is with a step."""

    REACHED = "reached"
    WAITING = "waiting"
    """It had not come to it at the latest moment of the file, and was not over."""
    LEFT = "left"
    """It ended before it came to it."""
    REVERSED = "reversed"
    """The day of the step lies before the day it is timed from: an error in the source, kept and marked."""
    UNKNOWN = "not known"
    """It came to it, and nothing says from when it is timed."""


class End(StrEnum):
    """How a referral stands."""

    OPEN = "open"
    COMPLETED = "completed"
    """Concluded, and nobody asked for its end."""
    CANCELLED = "cancelled"
    """Its end was asked for, and there is no end of service report."""
    ENDED = "ended early"
    """Its end was asked for, and there is a report."""


class ReasonGroup(StrEnum):
    """Why the end of a referral was asked for."""

    PROBLEM = "problem with the referral"
    USER = "the person's circumstances"
    SENTENCE = "the sentence changed"
    EARLY = "finished early"
    OTHER = "any other change"
    UNKNOWN = "reason not known here"


REASONS: Mapping[str, tuple[ReasonGroup, str]] = {
    "INE": (ReasonGroup.PROBLEM, "ineligible referral"),
    "MIS": (ReasonGroup.PROBLEM, "mistaken or duplicate referral"),
    "NOT": (ReasonGroup.USER, "not engaged"),
    "NEE": (ReasonGroup.USER, "needs met through another route"),
    "MOV": (ReasonGroup.USER, "moved out of the area"),
    "WOR": (ReasonGroup.USER, "work, caring commitments or sickness"),
    "USE": (ReasonGroup.USER, "died"),
    "ACQ": (ReasonGroup.SENTENCE, "acquitted on appeal"),
    "RET": (ReasonGroup.SENTENCE, "returned to custody"),
    "SER": (ReasonGroup.SENTENCE, "sentence revoked"),
    "SEE": (ReasonGroup.SENTENCE, "sentence expired"),
    "EAR": (ReasonGroup.EARLY, "intervention completed early"),
    "ANO": (ReasonGroup.OTHER, "any other change"),
}
NO_REASON = "none given"
"""The end was asked for, and no reason stands with it."""
OTHER_REASON = "not known here"
"""A code that is none of the thirteen; it is not kept."""


class RamMeasure(StrEnum):
    """What a figure of a report counts, of the referrals to a contract that were received in one month.

    `REFERRALS`: all of them; by `RamBreakdown.END` those of each `End`, by `REASON` those of each code of
    `REASONS`, `NO_REASON` or `OTHER_REASON`. `STEPS`: the breakdown is a `ReferralStep`, the category what
    `step_category` says. `SESSIONS`, `OUTCOMES`: by a `RamSession` or an `AsSupplied`.
    """

    REFERRALS = "ram_referrals"
    STEPS = "ram_steps"
    SESSIONS = "ram_sessions"
    OUTCOMES = "ram_outcomes"


class RamBreakdown(StrEnum):
    """What the category of a figure is one of, besides a step."""

    END = "end"
    REASON = "reason"
    SESSION = "session"
    OUTCOME = "outcome"


class RamSession(StrEnum):
    """Sessions of all referrals together."""

    EXPECTED = "expected"
    ATTENDED = "attended"


class AsSupplied(StrEnum):
    """Outcomes of all referrals together, as the report has them."""

    AIMED_AT = "aimed at"
    # Understated in the source where the whole equals its half points: never exact.
    ACHIEVED = "achieved, as supplied"


def step_category(reached: Reached, days: int | None) -> str:
    """How far and after how many whole working days, as a figure's category: `reached 12`, `not known`."""
    return reached.value if days is None else f"{reached.value} {days}"


def of_step(category: str) -> tuple[Reached, int | None]:
    """The same read back. Raises `ValueError` for what is none."""
    words, _, last = category.rpartition(" ")
    return (Reached(words), int(last)) if last.isdecimal() else (Reached(category), None)


@dataclass(frozen=True, slots=True)
class BoughtUnder:
    """What is bought under a contract: the service on which a report's figures stand, and for which area."""

    subject: str
    """Its slug."""
    also: tuple[str, ...] = ()
    """The slugs of others under the same contract, which the report does not tell apart (decision 247)."""
    area: str = ""
    """The service's area, as the directory names it."""
    codes: frozenset[str] = frozenset()
    """The authorities in which it is to be had, where that is known."""


@dataclass(frozen=True, slots=True)
class Exported:
    """From which day received to which a report was exported, both days among them."""

    first: date
    last: date


def is_whole(month: date, exported: Exported, latest: date) -> bool:
    """Whether a report holds all referrals received in a month, given by its first day (decision 248).

    It does where it was exported from the month's first day to its last, and the month was over at `latest`,
    the day of the last thing that happened by the file.
    """
    after = month_after(month)
    return exported.first <= month and latest >= after and (after - exported.last).days <= 1


@dataclass(frozen=True, slots=True)
class LateReferral:
    """A referral past its clock, by the row of the sender's own file: told once, and never kept."""

    row: int
    """As a spreadsheet numbers it, from 1."""
    step: ReferralStep
    days: int
    """Whole working days, so far if it waits."""
    waiting: bool


STEPS = tuple(ReferralStep)


@dataclass(frozen=True, slots=True)
class LateReferrals:
    """All of them by row, as bare numbers: of a million rows many are late."""

    rows: "array[int]" = field(default_factory=lambda: array("I"), repr=False)
    steps: "array[int]" = field(default_factory=lambda: array("B"), repr=False)
    """Places in `STEPS`."""
    days: "array[int]" = field(default_factory=lambda: array("I"), repr=False)
    waiting: "array[int]" = field(default_factory=lambda: array("B"), repr=False)

    def __len__(self) -> int:
        """How many there are."""
        return len(self.rows)

    def __iter__(self) -> Iterator[LateReferral]:
        """Each of them."""
        for row, step, days, waiting in zip(self.rows, self.steps, self.days, self.waiting, strict=True):
            yield LateReferral(row, STEPS[step], days, bool(waiting))


@dataclass(frozen=True, slots=True)
class RowFault:
    """What is wrong in rows, in words without what any cell holds; which rows, up to fifty, of how many."""

    words: str
    rows: tuple[int, ...]
    count: int


@dataclass(frozen=True, slots=True)
class ReportRead:
    """What was understood of a report besides its returns; none of it is kept."""

    first_received: date
    latest: date
    """The last day on which anything happened by the file, until which is waited: never today."""
    rows: int
    """Those that stand for a referral, each referral once."""
    repeated: int
    """Rows of referrals that have another row, which knows of something later or of more, and counts."""
    not_counted: int
    """Rows without a contract or a day received that can be read."""
    contracts: tuple[str, ...]
    """The references that stand in it and are known here."""
    faults: tuple[RowFault, ...]
    exported: Exported
    """As somebody said it; before that from the first day received to the latest."""
    in_part: frozenset[tuple[str, date]] = frozenset()
    """Service and month of those that may lack a row, in part however they were exported (decision 265)."""
    is_month_first: bool = False
    """Its days are written as 12/31/2026, and were read so."""
    late: LateReferrals = field(default_factory=LateReferrals, repr=False)
    """Gone with the file."""
