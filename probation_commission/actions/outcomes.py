"""Write down what a partner promises, and key in what came."""

from datetime import date

from probation_commission.actions.refusals import RefusedError
from probation_commission.domain.access import Permission, Person, require
from probation_commission.domain.outcomes import Promise, Result
from probation_commission.intake.people import found_in
from probation_commission.store import audit, database
from probation_commission.store import outcomes as store

FREE_TEXT = 500


def promise(person: Person, item: Promise) -> int:
    """Write down a promise about a service and return its id. Raises `RefusedError` with every problem."""
    require(person, Permission.DECIDE_IDEAS)
    reasons = _problems(item)
    if reasons:
        raise RefusedError(*reasons)
    with database.write() as conn:
        promise_id = store.add_promise(conn, item)
        audit.record(conn, person, "write down promise", f"{item.partner}: {item.desired_outcome}")
    return promise_id


def key_result(person: Person, item: Result, today: date) -> None:
    """Keep a result of one's own project; one for the same month is replaced.

    Raises `RefusedError` for somebody else's project, for a number that can't be, or a month to come.
    """
    require(person, Permission.KEY_RESULTS)
    with database.write() as conn:
        owner = store.owner_of(conn, item.promise_id)
        if owner is None or (owner != person.key and not person.may(Permission.DECIDE_IDEAS)):
            raise RefusedError("Only the partner whose project it is can key in its results.")
        reasons = _impossible(item, today)
        if reasons:
            raise RefusedError(*reasons)
        store.keep_result(conn, item, person.key)
        audit.record(conn, person, "key in result", f"promise {item.promise_id}, {item.month:%B %Y}")


def _problems(item: Promise) -> list[str]:
    wanted = {"partner": item.partner, "desired outcome": item.desired_outcome, "indicator": item.indicator}
    reasons = [f"Say the {name}." for name, value in wanted.items() if not value.strip()]
    if item.target <= 0:
        reasons.append("Give a target above zero.")
    if kind := found_in(f"{item.indicator} {item.source}"):
        reasons.append(f"This seems to hold {kind}. Say it without anything that could name a person.")
    if item.ends < item.starts:
        reasons.append("Let the period end after it starts.")
    return reasons


def _impossible(item: Result, today: date) -> list[str]:
    reasons = []
    if item.value < 0 or item.value != int(item.value):
        reasons.append("Give a whole number, zero or more.")
    if item.out_of is not None and item.out_of < item.value:
        reasons.append(f"{item.value:.0f} can't be more than the {item.out_of} they are of.")
    if item.month > today:
        reasons.append("Choose a month that has begun.")
    if len(item.note) > FREE_TEXT:
        reasons.append(f"Keep the note under {FREE_TEXT} characters.")
    if kind := found_in(item.note):
        reasons.append(f"The note seems to hold {kind}. Say it without anything that could name a person.")
    return reasons
