"""A step of an idea along the workflow of `domain.ideas.MOVES`."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from probation_commission.actions import awards
from probation_commission.actions.acting import writing
from probation_commission.actions.ideas import telling
from probation_commission.actions.ideas.allowed import (
    decided_with as checked_names,
)
from probation_commission.actions.ideas.allowed import (
    known_fund,
    personal,
    refuse,
    visible,
)
from probation_commission.actions.of_others import require_others, require_told
from probation_commission.actions.refusals import RefusedError, free_text
from probation_commission.domain.access import Person
from probation_commission.domain.audit import AuditSubject, RecordKind
from probation_commission.domain.days import day_of
from probation_commission.domain.ideas import (
    DECISIONS,
    MOVES,
    NEEDS_REASON,
    OF_ITS_OWNER,
    KeptIdea,
    Move,
    Stage,
    may_move,
    permission_to,
)
from probation_commission.domain.money import pounds
from probation_commission.domain.submission import MOST_PEOPLE, missing
from probation_commission.store import audit, database, idea_steps, organisations, outcomes
from probation_commission.store import ideas as store
from probation_commission.views import idea_letters

MOST_REASON = 2000
MOST_CONDITION = 1000
_NOT_YOURS = "This idea is not yours to send in or to withdraw. Nothing was changed."
_TOLD_AT_ONCE = frozenset(
    {
        *(Stage.SUBMITTED, Stage.MORE_NEEDED, Stage.AGREEMENT),
        *(Stage.DELIVERING, Stage.CLOSED, Stage.WITHDRAWN),
    }
)
"""The stages of which the partner has a letter as they come; of a decision once a lead sends it."""


@dataclass(frozen=True, slots=True)
class _Terms:
    """On what an idea is approved."""

    award_pence: int | None = None
    condition: str = ""
    expects_a_year: int | None = None


def move(
    person: Person,
    idea_id: int,
    stage: Stage,
    *,
    reason: str = "",
    award_pence: int | None = None,
    condition: str = "",
    expects_a_year: int | None = None,
    decided_with: Iterable[str] = (),
    moment: datetime | None = None,
) -> KeptIdea:
    """The idea as it is at its next stage.

    A decision needs a written reason, and waits until `tell` sends it; an approval an award that is no more
    than was asked for and than is left in the pot. Every other step is told to the partner as it is made.
    Raises `NotAllowedError`, and `RefusedError` for whatever is not in `MOVES` or does not hold.
    """
    now = moment or datetime.now(UTC)
    with writing(person, permission_to(stage)) as (conn, actor):
        # Read inside the writing transaction: writers take turns (decision 4), so between here and the write
        # no other panel member can decide the same idea or spend the same pounds (decision 20).
        before = visible(conn, actor, idea_id)
        _require_step(conn, actor, before, stage)
        why = _reason(stage, reason)
        terms = _terms(stage, _Terms(award_pence, condition, expects_a_year))
        _CHECKS.get(stage, _nothing)(conn, before, terms, now)
        names = checked_names(conn, actor, before, decided_with) if stage in DECISIONS else ()
        before = _given_to(conn, before, stage)
        step = Move(
            now,
            actor.name,
            before.stage,
            stage,
            why,
            told_at=None if stage in DECISIONS else now,
            decided_with=names,
            sent=before.idea if stage is Stage.SUBMITTED else None,
        )
        _put_terms(conn, before, stage, terms)
        after = written_down(conn, actor, before, step)
        awards.follow(conn, actor, before, after, now)
        if stage is Stage.WITHDRAWN:
            # Nothing comes of what it promised: results for later months would be asked for in vain.
            outcomes.end_promises(conn, idea_id, day_of(now))
        if stage in _TOLD_AT_ONCE:
            letter = idea_letters.letter(known_fund(conn, after.idea.fund), after, stage, reason=why)
            telling.put(conn, after, letter, now)
        noted(
            conn, actor, after, f"idea {stage}", before=before.stage, after=_outcome(terms, after), reason=why
        )
        return after


def _require_step(conn: database.Connection, actor: Person, before: KeptIdea, stage: Stage) -> None:
    """The step is one of the table, and this person's to make. Raises `RefusedError`."""
    stands = before.leads_from(stage)
    if (stands, stage) not in MOVES:
        raise RefusedError(f"This idea is {_standing(stands)}, so it can’t be {_standing(stage)}.")
    if stage in OF_ITS_OWNER:
        if not may_move(actor, before, stage):
            raise RefusedError(_NOT_YOURS)
        return
    require_others(conn, actor, before)
    require_told(before)


def written_down(conn: database.Connection, actor: Person, before: KeptIdea, step: Move) -> KeptIdea:
    """The idea after a step that is written down."""
    store.move(conn, actor, before.id, step)
    after = store.find(actor.scope, conn, before.id)
    return after or replace(before, stage=step.to_stage, changed_at=step.at)


def noted(
    conn: database.Connection,
    actor: Person,
    kept: KeptIdea,
    action: str,
    *,
    before: str,
    after: str = "",
    reason: str = "",
) -> None:
    """The entry of a step in the audit trail."""
    subject = AuditSubject(RecordKind.IDEA, str(kept.id))
    audit.record(conn, actor, action, subject, before=before, after=after or kept.stage, reason=reason)


def kept_reason(written: str, otherwise: str) -> str:
    """A reason as it is kept. Raises `RefusedError` with `otherwise` where none is written."""
    reason = free_text(written, "reason", MOST_REASON)
    if not reason:
        raise RefusedError(otherwise)
    return reason


def _given_to(conn: database.Connection, before: KeptIdea, stage: Stage) -> KeptIdea:
    """What is sent in is an organisation's, also where whoever wrote it is of none."""
    if stage is not Stage.SUBMITTED or before.organisation_id is not None:
        return before
    whose = organisations.known_or_new(conn, before.idea.organisation, illustrative=before.illustrative)
    store.give_to(conn, before.id, whose)
    return replace(before, organisation_id=whose)


def _put_terms(conn: database.Connection, before: KeptIdea, stage: Stage, terms: _Terms) -> None:
    if stage is Stage.SUBMITTED and not before.reference:
        idea_steps.name(conn, before.id, datetime.now(UTC))
    if stage is Stage.APPROVED:
        idea_steps.put_award(conn, before.id, terms.award_pence, terms.condition, terms.expects_a_year)
    # Withdrawn before its partner knew: nothing was awarded, and nothing tells that it would have been.
    if stage is Stage.WITHDRAWN and before.waits_to_be_told:
        idea_steps.put_award(conn, before.id, None, "", None)


def _terms(stage: Stage, asked: _Terms) -> _Terms:
    """On what an idea is approved, as it is kept; of any other step nothing."""
    if stage is not Stage.APPROVED:
        return _Terms()
    if asked.expects_a_year is not None and not 0 < asked.expects_a_year <= MOST_PEOPLE:
        raise RefusedError(f"Give a number of people a year from 1 to {MOST_PEOPLE:,}, or none.")
    return replace(asked, condition=free_text(asked.condition, "condition", MOST_CONDITION))


def _check_submission(conn: database.Connection, kept: KeptIdea, _terms: _Terms, now: datetime) -> None:
    fund = known_fund(conn, kept.idea.fund)
    # What a lead keys in may have come in time; what was asked for again is answered when it is.
    if kept.stage is Stage.DRAFT and not kept.keyed and not fund.is_open(day_of(now)):
        raise RefusedError(f"“{fund.name}” is not open today. What you wrote is kept.")
    refuse(missing(kept.idea, fund) + personal(kept.idea))


def _check_award(conn: database.Connection, kept: KeptIdea, terms: _Terms, _now: datetime) -> None:
    award = terms.award_pence
    if award is None or award <= 0:
        raise RefusedError("Give an award above £0.")
    # Whoever wants to give more asks for a new idea, so that its costs add up to its award (decision 30).
    if award > kept.idea.total_pence:
        asked = pounds(kept.idea.total_pence)
        raise RefusedError(f"They asked for {asked}; the award can’t be more. It would be {pounds(award)}.")
    fund = known_fund(conn, kept.idea.fund)
    # Counted here, not taken from the form: others may have been approved since it was drawn (decision 20).
    if fund.amount_pence is None:
        raise RefusedError(f"It is not written down what “{fund.name}” holds. A lead says so first.")
    left = fund.amount_pence - store.committed(conn, fund.slug)
    if award > left:
        pot = f"{pounds(left)} of {pounds(fund.amount_pence)}"
        raise RefusedError(f"Only {pot} is left, so {pounds(award)} can’t be awarded.")


def _nothing(*_: object) -> None:
    pass


# What a stage needs besides a permission and a row of MOVES; most need nothing.
_CHECKS: dict[Stage, Callable[[database.Connection, KeptIdea, _Terms, datetime], None]] = {
    Stage.SUBMITTED: _check_submission,
    Stage.APPROVED: _check_award,
}


def _reason(stage: Stage, written: str) -> str:
    if stage in NEEDS_REASON:
        return kept_reason(written, "Write the reason: the partner reads it.")
    return free_text(written, "reason", MOST_REASON)


def _standing(stage: Stage) -> str:
    return "a draft" if stage is Stage.DRAFT else stage.label


def _outcome(terms: _Terms, after: KeptIdea) -> str:
    return f"{after.stage}, {pounds(terms.award_pence)}" if terms.award_pence else str(after.stage)
