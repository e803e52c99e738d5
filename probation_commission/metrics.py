"""What the app counts of its own work, for whoever runs it: never of people (decision 166).

In a registry of our own, so that nothing else of the process gets into it. Each label has a closed list of
values, or is a name in our code; none is what somebody typed.
"""

import re

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram

from probation_commission.domain.letters import MailFault, MailStanding
from probation_commission.domain.links import LinkRefusal
from probation_commission.settings import ROOT
from probation_commission.workers import WorkFailure

PAGES = frozenset(path.stem for path in (ROOT / "pages").glob("*.py"))
"""The pages, each by its file's name: a test holds the menu to them."""
OUTCOMES = ("done", "refused", "not allowed", "failed")
"""What can become of an action; a fault of the app makes it fail."""
FAULTS = ("app", "locked", "unreachable", "full", "read-only", "damaged", "newer")
"""The kinds of fault: one in our code, and the words for what is wrong with the database."""
SIGN_IN_REFUSALS = ("no account", "access ended", "sign-in ended", "address not verified", "no address")
LINK_REFUSALS = tuple(why.value for why in LinkRefusal)
WORKER_FAILURES = tuple(kind.value for kind in WorkFailure)
MAIL_OUTCOMES = (*(str(kind) for kind in (MailStanding.SENT, MailStanding.IN_FOLDER)), *map(str, MailFault))
"""What can become of a try to send a mail."""
A_FUNCTION = re.compile(r"[a-z]\w{0,60}\.[a-z]\w{0,60}", re.ASCII)
"""A function of ours, `returns.accept`, as an action is known by it."""

_OTHER = "other"
_SECONDS = (0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)

REGISTRY = CollectorRegistry()

_reruns = Histogram(
    "pc_rerun_seconds", "How long the runs of a page took.", ["page"], registry=REGISTRY, buckets=_SECONDS
)
_processor = Counter(
    "pc_rerun_processor_seconds", "Processor time of the runs of a page.", ["page"], registry=REGISTRY
)
_selects = Counter(
    "pc_rerun_selects", "What the runs of a page asked of the database.", ["page"], registry=REGISTRY
)
_actions = Counter(
    "pc_actions", "What was done, and what became of it.", ["action", "outcome"], registry=REGISTRY
)
_faults = Counter("pc_faults", "Faults that were told on a page.", ["kind"], registry=REGISTRY)
_sign_ins_refused = Counter(
    "pc_sign_ins_refused", "Pages that said why somebody has no access.", ["kind"], registry=REGISTRY
)
_links_refused = Counter("pc_links_refused", "Signed links that opened nothing.", ["kind"], registry=REGISTRY)
_workers_failed = Counter(
    "pc_workers_failed", "Work outside of a page that did not end well.", ["kind"], registry=REGISTRY
)
_mail = Counter("pc_mail", "Tries to send a mail, and what became of each.", ["outcome"], registry=REGISTRY)

SESSIONS_OPEN = Gauge("pc_sessions_open", "Open tabs of browsers.", registry=REGISTRY)
UPLOADS_CHOSEN = Gauge("pc_uploads_chosen", "Files in fields of open tabs.", registry=REGISTRY)
UPLOADS_KEPT = Gauge("pc_uploads_kept", "Files kept for a tab that is loaded anew.", registry=REGISTRY)


def rerun(page: str, seconds: float, processor_seconds: float, selects: int) -> None:
    """One run of a page."""
    page = page if page in PAGES else _OTHER
    _reruns.labels(page).observe(seconds)
    _processor.labels(page).inc(processor_seconds)
    _selects.labels(page).inc(selects)


def action(what: str, outcome: str) -> None:
    """One action, by the function that it is, and what became of it."""
    known = what if A_FUNCTION.fullmatch(what) else _OTHER
    _actions.labels(known, outcome if outcome in OUTCOMES else _OTHER).inc()


def fault(kind: str) -> None:
    """One fault."""
    _faults.labels(kind if kind in FAULTS else _OTHER).inc()


def sign_in_refused(kind: str) -> None:
    """One page for somebody who has signed in and has no access."""
    _sign_ins_refused.labels(kind if kind in SIGN_IN_REFUSALS else _OTHER).inc()


def link_refused(kind: str) -> None:
    """One answer that a signed link opens nothing."""
    _links_refused.labels(kind if kind in LINK_REFUSALS else _OTHER).inc()


def worker_failed(kind: str) -> None:
    """One worker that failed."""
    _workers_failed.labels(kind if kind in WORKER_FAILURES else _OTHER).inc()


def mail(outcome: str) -> None:
    """One try to send a mail."""
    _mail.labels(outcome if outcome in MAIL_OUTCOMES else _OTHER).inc()
