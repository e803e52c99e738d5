"""What a heading or the name of a row means in a service's monthly return, in the spellings people use."""

import re
from functools import cache

from probation_commission.domain.layouts import AREA, COUNT, MEASURE, MONTH, OFFICE, SERVICE
from probation_commission.domain.places import bare
from probation_commission.domain.referrals import (
    COUNT_LABELS,
    DESIRED,
    EVERY_COUNT,
    FURTHER,
    Activity,
    EarlyReason,
    Level,
    Queue,
    ReferralStage,
    of_desired,
)
from probation_commission.intake.cells import Meaning, headings

_LONGEST = 60
_LONGEST_OF_OUTCOME = 120
HEADINGS = {
    SERVICE: "service",
    MONTH: "month",
    AREA: "area",
    ReferralStage.RECEIVED: "received",
    ReferralStage.STARTED: "started",
    ReferralStage.COMPLETED: "completed",
    ReferralStage.ENDED_EARLY: "ended early",
    Level.ACHIEVED: "outcomes achieved",
    Level.PARTLY: "outcomes partly achieved",
    Level.NOT_ACHIEVED: "outcomes not achieved",
}
"""The columns of our own template in their order, each with its heading; then come `FURTHER_HEADINGS`."""
FURTHER_HEADINGS = {OFFICE: "office or hub", **{name: COUNT_LABELS[name] for name in FURTHER}}
_HOW_MANY = re.compile(
    r"^(?:(?:total )?(?:number|no|nos|count) of |total )(?:the )?"
    r"(?:(?:people|clients|service users|participants|individuals|cases) (?:who |that )?(?:have |had )?)?"
)
_WHEN = re.compile(r" (?:(?:in|during|for|within) (?:the |this )?(?:reporting )?|this )(?:month|period)$")
_NEW = re.compile(
    r"(?:(?:total )?(?:number|no) of )?(?:new (?:clients?|cases|customers|service users|people|participants"
    r"|individuals|women|men|entrants|intakes?|entries|users|cohort|opened)|intakes?|enrol?lments|enrolled"
    r"|cases opened|new cases opened|clients|caseload opened|registrations|sign ups|joiners|joined)"
)
_ALSO = {
    SERVICE: "service name;name of service;name of the service;services;programme;intervention;project",
    MONTH: "reporting month;return month;month of return;period;reporting period;month end;date",
    AREA: "area served;local authority;authority;local authority area;borough;pdu",
    MEASURE: "measure;measures;what is counted;indicator;metric;stage;item;activity;row labels",
    COUNT: "count;number;no;value;figure;total;this month;number of referrals in month",
    ReferralStage.RECEIVED: "referrals received;referrals;new referrals;referral received;referrals in"
    ";referrals made;number of referrals;number of referrals received;no of referrals;total referrals"
    ";total referrals received;referred;number referred;clients referred;people referred",
    ReferralStage.STARTED: "starts;referrals started;start;commenced;commencements;number of starts"
    ";service starts;number started;new starts;started service;commenced service;engaged;engagements started",
    ReferralStage.COMPLETED: "completions;completion;referrals completed;complete;number of completions"
    ";number completed;successful completions;planned endings;completed service",
    ReferralStage.ENDED_EARLY: "early endings;early ending;early ends;early end;ended early referrals"
    ";end early;unplanned endings;unplanned exits;dropped out;drop outs;disengaged;did not complete"
    ";not completed"
    ";early exits;withdrawn early;number ended early",
    Level.ACHIEVED: "achieved;outcome achieved;outcomes fully achieved;fully achieved;outcomes met"
    ";outcome met",
    Level.PARTLY: "partly achieved;partially achieved;outcome partly achieved;outcomes partially achieved"
    ";outcomes partly;outcomes partially met;outcome partially achieved",
    Level.NOT_ACHIEVED: "not achieved;outcome not achieved;outcomes not;outcomes not met;outcome not met",
    OFFICE: "office;hub;referring office;office or hub;hub or office;referring hub;probation office"
    ";office of referral;referring team",
    Queue.ACCEPTED: "accepted;referrals accepted;accepted referrals;number accepted",
    Queue.DECLINED: "declined;referrals declined;declined referrals;rejected;referrals rejected"
    ";rejected referrals;not accepted;number declined;number rejected",
    Queue.WAITING: "waiting;waiting list;on the waiting list;waiting to start;waiting at month end"
    ";waiting at the month end;waiting at end of month;number waiting;on waiting list;people waiting"
    ";awaiting start;awaiting allocation",
    EarlyReason.REASON_PROBLEM: "problem with the referral;problem with referral;referral problem",
    EarlyReason.REASON_USER: "personal circumstances;the persons circumstances;service user reasons",
    EarlyReason.REASON_SENTENCE: "sentence reasons;the sentence changed;sentence changed",
    EarlyReason.REASON_EARLY: "finished early;intervention completed early",
    EarlyReason.REASON_OTHER: "any other reason;any other change;other reason;other reasons",
    EarlyReason.REASON_INELIGIBLE: "ineligible;ineligible referral;referrals ineligible;not eligible",
    EarlyReason.REASON_MISTAKEN: "mistaken or duplicate;mistaken or duplicate referral;mistaken referrals"
    ";duplicate referrals;mistaken referral",
    Activity.CASE_FORMULATIONS: "formulations;case formulation;number of formulations",
    Activity.CONSULTATIONS: "consultation;consultations held",
    Activity.PANELS_ATTENDED: "panels;panel attended;panel attendance;panels attended",
    Activity.SCREENED: "screened;screenings;screening;number screened",
    Activity.OPTED_IN: "opted in;opt ins;opt in;number opted in",
    Activity.TRAINED: "trained;staff trained;number trained;practitioners trained",
}
_EARLY = "ended early"
"""What may stand before a reason."""


@cache
def _exact() -> dict[str, str]:
    words = {bare(word): field for field, spellings in _ALSO.items() for word in spellings.split(";")}
    reasons = {f"{_EARLY} {word}": field for word, field in words.items() if field in set(EarlyReason)}
    own = {bare(heading): field for field, heading in (FURTHER_HEADINGS | HEADINGS).items()}
    return words | reasons | _of_outcomes() | own


def _of_outcomes() -> dict[str, str]:
    """The level and the desired outcome in either order: "increases employability: not achieved"."""
    found: dict[str, str] = {}
    for name in DESIRED:
        level, outcome = of_desired(name)
        for words in (level.label, *_ALSO[level].split(";")):
            found |= dict.fromkeys((bare(f"{words} {outcome}"), bare(f"{outcome} {words}")), name)
    return found


def meaning(text: str) -> Meaning:
    """The field that a heading names; none where it names a share, a change or anything else."""
    if headings.is_share(text):
        return headings.NONE
    words = bare(text[:_LONGEST])
    field = _exact().get(words) or _exact().get(bare(text[:_LONGEST_OF_OUTCOME]))
    # "Any other change" is a reason.
    if headings.is_change(text) and field not in FURTHER:
        return headings.NONE
    # "Number of new starts in the month": said at length, it is a count or nothing.
    at_length = field or _exact().get(_WHEN.sub("", _HOW_MANY.sub("", words)))
    named = field or (at_length if at_length in EVERY_COUNT else None)
    return Meaning(named, sure=True) if named else headings.NONE


def may_be_received(text: str) -> bool:
    """Whether a heading counts who is new, which may be referrals received or started: "New clients"."""
    return _NEW.fullmatch(_WHEN.sub("", bare(text[:_LONGEST]))) is not None


def category(text: str) -> str | None:
    """What the name of a row counts ("Referrals received"), one of `EVERY_COUNT`; None for anything else."""
    field = meaning(text).field
    return field if field in EVERY_COUNT else None
