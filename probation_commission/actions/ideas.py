"""An idea: written, sent in, and taken along the workflow of `domain.ideas.MOVES`."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from probation_commission.actions.acting import reading, writing
from probation_commission.actions.limits import require_reach
from probation_commission.actions.refusals import RefusedError, free_text
from probation_commission.domain.access import OF_NOBODY, Permission, Person
from probation_commission.domain.audit import AuditSubject, RecordKind
from probation_commission.domain.ideas import (
    MOVES,
    NEEDS_REASON,
    Fund,
    Idea,
    KeptIdea,
    Move,
    Stage,
    may_move,
    permission_to,
)
from probation_commission.domain.money import pounds
from probation_commission.domain.outcomes import Promise, PromiseSubject
from probation_commission.domain.submission import (
    FIELDS,
    LONGEST,
    LONGEST_CHOICE,
    FieldProblem,
    aim,
    missing,
    texts,
    too_large,
)
from probation_commission.domain.words import storable
from probation_commission.intake.people import found_in
from probation_commission.store import audit, database, links, organisations, outcomes
from probation_commission.store import ideas as store

MOST_REASON = 2000
_OWN = "This idea is your own, or your organisation’s, so somebody else decides on it. Nothing was changed."

_BY_LINK = "This idea came by a link that you sent, so somebody else decides on it. Nothing was changed."


def save_draft(person: Person, idea: Idea, *, last_change: datetime | None = None) -> KeptIdea:
    """The idea as typed so far, as it is now kept. One open draft per organisation and fund.

    `last_change` is when the draft last changed as far as the form knows, None where it knows of none; a
    draft that changed since, in another window, is not written over. Raises `RefusedError`, also for
    anything that seems to identify a person.
    """
    # A draft is its owner's alone, and no frame that is kept has it (decision 172).
    with writing(person, Permission.SEND_IDEAS, shown=False) as (conn, actor):
        idea = _storable(idea)
        # All of it or nothing: while any text seems to identify a person, nothing is saved (decision 31).
        _refuse(too_large(idea) + personal(idea))
        # What is an organisation's carries its name; whoever is of none says for whom it is.
        if actor.organisation_id is not None:
            idea = replace(idea, organisation=actor.organisation)
        now = datetime.now(UTC)
        fund = _fund(conn, idea.fund)
        before = store.draft_of(actor.scope, conn, idea.fund)
        # A phone left open overnight holds older words than a desk has saved since, and its next touch would
        # write them back (decision 31). None meets None where nobody has saved anything yet.
        if (before and before.changed_at) != last_change:
            raise RefusedError("This idea was changed or sent in from another window. Reload to see it.")
        if before:
            store.rewrite(conn, before.id, idea, now)
        number = before.id if before else _add(conn, actor, idea, now, fund)
        # Typing a draft is no entry of the audit trail; sending it in is (decision 137).
        return _visible(conn, actor, number)


def own(person: Person) -> list[KeptIdea]:
    """The ideas of the person's organisation, or of a person of none, drafts too, the latest first.

    Raises `NotAllowedError`.
    """
    with reading(person, Permission.SEND_IDEAS) as (conn, actor):
        return store.of_own(actor.scope, conn)


def history(person: Person, idea_id: int) -> list[Move]:
    """How an idea came to where it stands. Raises `RefusedError` for one that the person may not see."""
    with reading(person) as (conn, actor):
        _visible(conn, actor, idea_id)
        return store.moves(actor.scope, conn, idea_id)


def move(
    person: Person,
    idea_id: int,
    stage: Stage,
    *,
    reason: str = "",
    award_pence: int | None = None,
    moment: datetime | None = None,
) -> KeptIdea:
    """The idea as it is at its next stage.

    A decision needs a written reason; an approval an award that is no more than was asked for and than
    is left in the pot. With an approval the idea's promise is written down too. Raises
    `NotAllowedError`, and `RefusedError` for whatever is not in `MOVES` or does not hold.
    """
    now = moment or datetime.now(UTC)
    with writing(person, permission_to(stage)) as (conn, actor):
        # Read inside the writing transaction: writers take turns (decision 4), so between here and the write
        # no other panel member can decide the same idea or spend the same pounds (decision 20).
        before = _visible(conn, actor, idea_id)
        if (before.stage, stage) not in MOVES:
            raise RefusedError(f"This idea is {_standing(before.stage)}, so it can’t be {_standing(stage)}.")
        if not may_move(actor, before, stage):
            raise RefusedError(_OWN if before.is_of(actor) else OF_NOBODY)
        # Whoever sent a link could have written by it what they now decide on (decision 138).
        if stage is not Stage.SUBMITTED and links.wrote(conn, actor, idea_id):
            raise RefusedError(_BY_LINK)
        if stage is not Stage.SUBMITTED:
            require_reach(conn, actor, before.idea)
        reason = _reason(stage, reason)
        _CHECKS.get(stage, _nothing)(conn, before, award_pence)
        award = award_pence if stage is Stage.APPROVED else None
        if stage is Stage.SUBMITTED and before.organisation_id is None:
            # Written by somebody of none, for an organisation whose it is once it is sent in.
            whose = organisations.known_or_new(
                conn, before.idea.organisation, illustrative=before.illustrative
            )
            store.give_to(conn, idea_id, whose)
            before = replace(before, organisation_id=whose)
        step = Move(now, actor.name, before.stage, stage, reason)
        store.move(conn, actor, idea_id, step, award)
        # In the transaction of the approval, or an idea could be paid for without a promise (decision 21).
        if stage is Stage.APPROVED:
            outcomes.add_promise(conn, promise_of(before, now.date()))
        audit.record(
            conn,
            actor,
            f"idea {stage}",
            AuditSubject(RecordKind.IDEA, str(idea_id)),
            before=before.stage,
            after=f"{stage}{_awarded(award)}",
            reason=reason,
        )
        # Only an approval sets the award; every later stage keeps it.
        return replace(before, stage=stage, award_pence=award or before.award_pence, changed_at=now)


def promise_of(kept: KeptIdea, decided: date) -> Promise:
    """What an approved idea promises, from the month of the decision for twelve months."""
    # Decided on 14 May 2026: 1 May 2026 to 30 April 2027. Results are keyed in by whole months.
    starts = decided.replace(day=1)
    return Promise(
        partner=kept.idea.organisation,
        organisation_id=kept.organisation_id,
        about=PromiseSubject.IDEA,
        subject=str(kept.id),
        desired_outcome=kept.idea.desired_outcome,
        indicator=kept.idea.indicator,
        unit="people",
        baseline=kept.idea.baseline,
        target=aim(kept.idea) or 0,
        starts=starts,
        ends=starts.replace(year=starts.year + 1) - timedelta(days=1),
        source=f"Idea {kept.id}: {kept.idea.title}",
        illustrative=kept.illustrative,
    )


def personal(idea: Idea) -> list[FieldProblem]:
    """Where an idea seems to identify somebody; only the kind of thing is named."""
    signs = ((name, found_in(text)) for name, text in texts(idea))
    return [
        (name, f"This seems to hold {kind}. Take it out: nothing that identifies a person is kept.")
        for name, kind in signs
        if kind
    ]


def _add(conn: database.Connection, person: Person, idea: Idea, moment: datetime, fund: Fund) -> int:
    return store.add(conn, person, idea, moment, illustrative=fund.illustrative)


def _storable(idea: Idea) -> Idea:
    """The idea as typed, without what no database keeps."""
    typed = {name: storable(getattr(idea, name)) for name in (*LONGEST, *LONGEST_CHOICE, "fund")}
    return replace(
        idea,
        **typed,  # type: ignore[arg-type]
        costs=tuple(replace(line, what=storable(line.what)) for line in idea.costs),
        ward_codes=tuple(map(storable, idea.ward_codes)),
    )


def _visible(conn: database.Connection, person: Person, idea_id: int) -> KeptIdea:
    """The idea, if the person may see it: their own, or anybody's that was sent in."""
    kept = store.find(person.scope, conn, idea_id)
    if kept is None:
        raise RefusedError(f"There is no idea {idea_id} that you may see.")
    return kept


def _fund(conn: database.Connection, slug: str) -> Fund:
    fund = store.find_fund(conn, slug)
    if fund is None:
        raise RefusedError("Choose a fund first.")
    return fund


def _check_submission(conn: database.Connection, kept: KeptIdea, _award: int | None) -> None:
    _refuse(missing(kept.idea, _fund(conn, kept.idea.fund)) + personal(kept.idea))


def _check_award(conn: database.Connection, kept: KeptIdea, award: int | None) -> None:
    if award is None or award <= 0:
        raise RefusedError("Give an award above £0.")
    # Whoever wants to give more asks for a new idea, so that its costs add up to its award (decision 30).
    if award > kept.idea.total_pence:
        asked = pounds(kept.idea.total_pence)
        raise RefusedError(f"They asked for {asked}; the award can’t be more. It would be {pounds(award)}.")
    fund = _fund(conn, kept.idea.fund)
    # Counted here, not taken from the form: others may have been approved since it was drawn (decision 20).
    left = fund.amount_pence - store.committed(conn, fund.slug)
    if award > left:
        pot = f"{pounds(left)} of {pounds(fund.amount_pence)}"
        raise RefusedError(f"Only {pot} is left, so {pounds(award)} can’t be awarded.")


def _nothing(*_: object) -> None:
    pass


# What a stage needs besides a permission and a row of MOVES; most need nothing.
_CHECKS: dict[Stage, Callable[[database.Connection, KeptIdea, int | None], None]] = {
    Stage.SUBMITTED: _check_submission,
    Stage.APPROVED: _check_award,
}


def _refuse(problems: list[FieldProblem]) -> None:
    if problems:
        raise RefusedError(*(f"“{FIELDS[name]}”: {sentence}" for name, sentence in dict.fromkeys(problems)))


def _reason(stage: Stage, written: str) -> str:
    reason = free_text(written, "reason", MOST_REASON)
    if stage in NEEDS_REASON and not reason:
        raise RefusedError("Write the reason: the partner reads it.")
    return reason


def _standing(stage: Stage) -> str:
    return "a draft" if stage is Stage.DRAFT else stage.value


def _awarded(award: int | None) -> str:
    return f", {pounds(award)}" if award else ""
