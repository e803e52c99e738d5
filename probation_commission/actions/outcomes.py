"""What a partner promises, written down, and what came, keyed in."""

from dataclasses import replace
from datetime import date

from probation_commission.actions.acting import writing
from probation_commission.actions.limits import require_reach
from probation_commission.actions.refusals import RefusedError, fitting
from probation_commission.domain import months
from probation_commission.domain.access import OF_NOBODY, Permission, Person
from probation_commission.domain.audit import AuditSubject, RecordKind
from probation_commission.domain.days import in_full
from probation_commission.domain.outcomes import (
    MOST_COUNTED,
    PERCENT,
    Project,
    Promise,
    PromiseSubject,
    Result,
    is_measured,
)
from probation_commission.domain.words import tidied
from probation_commission.intake.people import found_in
from probation_commission.store import audit, database, ideas, organisations
from probation_commission.store import outcomes as store

FREE_TEXT = 500
MOST_YEARS = 10
"""Of a promise's period."""
_ALL = 100
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
    with writing(person, Permission.DECIDE_IDEAS) as (conn, actor):
        item, reasons = _tidied(item)
        reasons += _problems(item)
        if reasons:
            raise RefusedError(*reasons)
        partner = organisations.known_or_new(conn, item.partner, illustrative=item.illustrative)
        promise_id = store.add_promise(conn, replace(item, organisation_id=partner))
        subject = AuditSubject(RecordKind.PROMISE, str(promise_id))
        audit.record(conn, actor, "write down promise", subject, after=_promised(item))
    return promise_id


def key_result(person: Person, item: Result, today: date) -> None:
    """A result of one's own project, kept; one for the same month is replaced.

    Raises `RefusedError` for somebody else's project, for a number that can't be, or a month that is to
    come or outside of the promise's period.
    """
    with writing(person, Permission.KEY_RESULTS) as (conn, actor):
        # What a service delivered is worked out from its returns and has no owner here; only what a partner’s
        # idea brought is keyed in, by that partner alone (decisions 21 and 138).
        project = store.project_of(actor.scope, conn, item.promise_id)
        if project is None or not actor.owns(project.owner, project.organisation_id):
            raise RefusedError("Only the partner whose project it is can key in its results.")
        _keep(conn, actor, item, project, today, correction=False)


def correct_result(person: Person, item: Result, today: date) -> None:
    """A lead's correction of a result, with its reason as the note: it counts, and what was keyed in stays.

    Raises `RefusedError` as `key_result`, for a month without a result, and for one's own project.
    """
    with writing(person, Permission.CORRECT_RESULTS) as (conn, actor):
        project = store.project_of(actor.scope, conn, item.promise_id)
        if project is None or (actor.key == project.owner or actor.is_member_of(project.organisation_id)):
            raise RefusedError("A result of your own project is corrected by somebody else.")
        if actor.is_of_nobody:
            raise RefusedError(OF_NOBODY)
        if kept := ideas.find(actor.scope, conn, project.idea_id):
            require_reach(conn, actor, kept.idea)
        if store.result_of(actor.scope, conn, item.promise_id, item.month, correction=False) is None:
            raise RefusedError(
                f"Nothing was keyed in for {item.month:%B %Y}, so there is nothing to correct."
            )
        if not tidied(item.note):
            raise RefusedError("Write the reason: the partner reads it.")
        _keep(conn, actor, item, project, today, correction=True)


def _keep(
    conn: database.Connection,
    person: Person,
    item: Result,
    project: Project,
    today: date,
    *,
    correction: bool,
) -> None:
    note, reasons = _as_kept("note", item.note, FREE_TEXT)
    item = replace(item, note=note)
    reasons += _impossible(item, project, today)
    if reasons:
        raise RefusedError(*reasons)
    before = store.result_of(person.scope, conn, item.promise_id, item.month, correction=correction)
    if correction and before is None:
        before = store.result_of(person.scope, conn, item.promise_id, item.month, correction=False)
    store.keep_result(conn, person, item, correction=correction)
    audit.record(
        conn,
        person,
        "correct result" if correction else "key in result",
        AuditSubject(RecordKind.PROMISE, str(item.promise_id)),
        before=_counted(before) if before else "",
        after=_counted(item),
        reason=item.note if correction else "",
    )


def _promised(item: Promise) -> str:
    """`Example Trust: settled accommodation, 60 percent from 1 January 2026 to 31 December 2026`."""
    span = f"from {in_full(item.starts)} to {in_full(item.ends)}"
    return f"{item.partner}: {item.desired_outcome}, {item.target:g} {item.unit} {span}"


def _counted(item: Result) -> str:
    """`12 in November 2026`, or `12 of 15 in November 2026`."""
    of_how_many = "" if item.out_of is None else f" of {item.out_of}"
    return f"{item.value:.0f}{of_how_many} in {item.month:%B %Y}"


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
    # NaN fails each comparison.
    if not 0 < item.target <= MOST_COUNTED:
        reasons.append(f"Give a target above zero, of at most {MOST_COUNTED:,}.")
    if item.baseline is not None and not 0 <= item.baseline <= MOST_COUNTED:
        reasons.append(f"Give a baseline from 0 to {MOST_COUNTED:,}, or none.")
    if item.unit == PERCENT and item.target > _ALL:
        reasons.append("Give a target of at most 100 percent.")
    # That of an idea is written down with its approval, by whom it does not belong to (decision 138).
    if item.about is not PromiseSubject.SERVICE:
        reasons.append("The promise of an idea comes with its approval. Write down what a service promises.")
    elif not is_measured(item.about, item.unit):
        reasons.append("Promise a percentage of known outcomes: a service’s returns tell nothing else.")
    if kind := found_in(" ".join(getattr(item, name) for name in TEXTS)):
        reasons.append(f"This seems to hold {kind}. Say it without anything that could name a person.")
    if item.ends < item.starts:
        reasons.append("Let the period end after it starts.")
    if item.starts < months.FIRST or item.ends.year - item.starts.year > MOST_YEARS:
        reasons.append(
            f"Let the period start in {months.FIRST.year} or later and last {MOST_YEARS} years at most."
        )
    return reasons


def _impossible(item: Result, project: Project, today: date) -> list[str]:
    reasons = [
        sentence
        for count, sentence in (
            (item.value, f"Give a whole number from 0 to {MOST_COUNTED:,}."),
            (item.out_of, f"Let it be out of a whole number from 0 to {MOST_COUNTED:,}."),
        )
        if count is not None and not _is_count(count)
    ]
    if not reasons and item.out_of is not None and item.out_of < item.value:
        reasons.append(f"{item.value:.0f} can't be more than the {item.out_of} they are of.")
    # Results are of whole months: a promise that starts on 15 May has May inside.
    if not project.starts.replace(day=1) <= item.month <= project.ends:
        span = f"{project.starts:%B %Y} to {project.ends:%B %Y}"
        reasons.append(f"Choose a month of the promise’s period, {span}.")
    if item.month > today:
        reasons.append("Choose a month that has begun.")
    elif wrong := months.month_fault(item.month, today):
        reasons.append(wrong.message)
    if kind := found_in(item.note):
        reasons.append(f"The note seems to hold {kind}. Say it without anything that could name a person.")
    return reasons


def _is_count(number: float) -> bool:
    """Whether it can be a count of people: whole, and neither NaN nor endless, which fail the comparison."""
    # The form gives a float: 12.0 is a whole number, 12.5 people are not.
    return 0 <= number <= MOST_COUNTED and number == int(number)
