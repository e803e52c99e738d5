"""What a heading or the name of a row means in a service's monthly return, in the spellings people use."""

import re
from functools import cache

from probation_commission.domain.layouts import AREA, COUNT, MEASURE, MONTH, SERVICE
from probation_commission.domain.places import bare
from probation_commission.domain.referrals import CATEGORIES, Level, ReferralStage
from probation_commission.intake.cells import Meaning, headings

_LONGEST = 60
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
"""The columns of our own template in their order, each with its heading."""
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
}


@cache
def _exact() -> dict[str, str]:
    words = {bare(word): field for field, spellings in _ALSO.items() for word in spellings.split(";")}
    return words | {bare(heading): field for field, heading in HEADINGS.items()}


def meaning(text: str) -> Meaning:
    """The field that a heading names; none where it names a share, a change or anything else."""
    if headings.is_share(text) or headings.is_change(text):
        return headings.NONE
    words = bare(text[:_LONGEST])
    field = _exact().get(words)
    # "Number of new starts in the month": said at length, it is a count or nothing.
    at_length = field or _exact().get(_WHEN.sub("", _HOW_MANY.sub("", words)))
    named = field or next((category for category in CATEGORIES if category == at_length), None)
    return Meaning(named, sure=True) if named else headings.NONE


def may_be_received(text: str) -> bool:
    """Whether a heading counts who is new, which may be referrals received or started: "New clients"."""
    return _NEW.fullmatch(_WHEN.sub("", bare(text[:_LONGEST]))) is not None


def category(text: str) -> ReferralStage | Level | None:
    """What the name of a row counts ("Referrals received"); None for anything else."""
    field = meaning(text).field
    return next((category for category in CATEGORIES if category == field), None)
