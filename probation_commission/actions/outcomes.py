"""What a partner promises, written down, and what came, keyed in."""

from dataclasses import replace
from datetime import date

from probation_commission.actions.refusals import RefusedError, fitting
from probation_commission.domain import months
from probation_commission.domain.access import Permission, Person, require
from probation_commission.domain.outcomes import PERCENT, Promise, PromiseSubject, Result, is_measured
from probation_commission.domain.words import tidied
from probation_commission.intake.people import found_in
from probation_commission.store import audit, database
from probation_commission.store import outcomes as store

FREE_TEXT = 500
MOST_YEARS = 10
"""Of a promise's period."""
_ALL = 100
_NOT_MEASURED = {
    PromiseSubject.SERVICE: "Promise a percentage of known outcomes: a service’s returns tell nothing else.",
    PromiseSubject.IDEA: "Promise a number, no percentage: a number is what a partner keys in.",
}
TEXTS = {
    "partner": "partner",
    "subject": "service",
    "desired_outcome": "desired outcome",
    "indicator": "indicator",
    "unit": "unit",
    "source": "source",
}
"""The texts of a promise, as sentences call them."""
LONGEST = {
    "partner": 200,
    "subject": 80,
    "desired_outcome": 200,
    "indicator": FREE_TEXT,
    "unit": 40,
    "source": FREE_TEXT,
}
"""How many characters each may have."""


def promise(person: Person, item: Promise) -> int:
    """The id of a promise about a service, written down. Raises `RefusedError` with every problem."""
    require(person, Permission.DECIDE_IDEAS)
    item, reasons = _tidied(item)
    reasons += _problems(item)
    if reasons:
        raise RefusedError(*reasons)
    with database.write() as conn:
        promise_id = store.add_promise(conn, item)
        audit.record(conn, person, "write down promise", f"{item.partner}: {item.desired_outcome}")
    return promise_id


def key_result(person: Person, item: Result, today: date) -> None:
    """A result of one's own project, kept; one for the same month is replaced.

    Raises `RefusedError` for somebody else's project, for a number that can't be, or a month to come.
    """
    require(person, Permission.KEY_RESULTS)
    with database.write() as conn:
        # What a service delivered is worked out from its returns and has no owner here; only what a partner’s
        # idea brought is keyed in, by that partner or for them (decision 21).
        owner = store.owner_of(conn, item.promise_id)
        if owner is None or (owner != person.key and not person.may(Permission.DECIDE_IDEAS)):
            raise RefusedError("Only the partner whose project it is can key in its results.")
        note, reasons = _as_kept("note", item.note, FREE_TEXT)
        item = replace(item, note=note)
        reasons += _impossible(item, today)
        if reasons:
            raise RefusedError(*reasons)
        store.keep_result(conn, person, item)
        audit.record(conn, person, "key in result", f"promise {item.promise_id}, {item.month:%B %Y}")


def _tidied(item: Promise) -> tuple[Promise, list[str]]:
    """The promise with its texts as they are kept, and a sentence for each that is too long."""
    kept = {name: _as_kept(what, getattr(item, name), LONGEST[name]) for name, what in TEXTS.items()}
    texts = {name: text for name, (text, _) in kept.items()}
    return replace(item, **texts), [reason for _, reasons in kept.values() for reason in reasons]  # type: ignore[arg-type]


def _as_kept(what: str, text: str, longest: int) -> tuple[str, list[str]]:
    """The text as it is kept, and what is to be done where it is too long."""
    # Collected, not raised: a form is told everything that is wrong with it at once.
    try:
        return fitting(text, what, longest), []
    except RefusedError as refusal:
        return tidied(text, lines=True), list(refusal.reasons)


def _problems(item: Promise) -> list[str]:
    wanted = ("partner", "desired_outcome", "indicator")
    reasons = [f"Say the {TEXTS[name]}." for name in wanted if not getattr(item, name)]
    if item.target <= 0:
        reasons.append("Give a target above zero.")
    if item.unit == PERCENT and item.target > _ALL:
        reasons.append("Give a target of at most 100 percent.")
    if not is_measured(item.about, item.unit):
        reasons.append(_NOT_MEASURED[item.about])
    if kind := found_in(f"{item.indicator} {item.source}"):
        reasons.append(f"This seems to hold {kind}. Say it without anything that could name a person.")
    if item.ends < item.starts:
        reasons.append("Let the period end after it starts.")
    if item.starts < months.FIRST or item.ends.year - item.starts.year > MOST_YEARS:
        reasons.append(
            f"Let the period start in {months.FIRST.year} or later and last {MOST_YEARS} years at most."
        )
    return reasons


def _impossible(item: Result, today: date) -> list[str]:
    reasons = []
    # The form gives a float: 12.0 is a whole number, 12.5 people are not.
    if item.value < 0 or item.value != int(item.value):
        reasons.append("Give a whole number, zero or more.")
    if item.out_of is not None and item.out_of < item.value:
        reasons.append(f"{item.value:.0f} can't be more than the {item.out_of} they are of.")
    if item.month > today:
        reasons.append("Choose a month that has begun.")
    elif wrong := months.month_fault(item.month, today):
        reasons.append(wrong.message)
    if kind := found_in(item.note):
        reasons.append(f"The note seems to hold {kind}. Say it without anything that could name a person.")
    return reasons
