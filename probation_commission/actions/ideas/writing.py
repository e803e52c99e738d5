"""An idea as it is written: by those whose it is, or by a lead in their name."""

from dataclasses import replace
from datetime import UTC, datetime

from probation_commission.actions import applying
from probation_commission.actions.acting import reading, writing
from probation_commission.actions.ideas.allowed import kept_as, known_fund, visible
from probation_commission.actions.limits import require_reach
from probation_commission.actions.organisations import there
from probation_commission.actions.refusals import RefusedError
from probation_commission.domain.access import Permission, Person
from probation_commission.domain.ideas import Idea, KeptIdea, Move, Stage
from probation_commission.store import database
from probation_commission.store import ideas as store

_WRITTEN = frozenset({Stage.DRAFT, Stage.MORE_NEEDED})
"""The stages in which an idea is its owner's to write."""
_CHANGED = "This idea was changed or sent in from another window. Reload to see it."


def save_draft(
    person: Person, idea: Idea, *, idea_id: int | None = None, last_change: datetime | None = None
) -> KeptIdea:
    """The idea as typed so far, as it is now kept. One open draft per organisation and fund.

    `idea_id`: one of which more is needed, written anew. `last_change` is when it last changed as far as
    the form knows, None where it knows of none; what changed since, in another window, is not written over.
    Raises `RefusedError`, also for anything that seems to identify a person.
    """
    # A draft is its owner's alone, and no frame that is kept has it (decision 172).
    with writing(person, Permission.SEND_IDEAS, shown=False) as (conn, actor):
        typed = kept_as(idea)
        before = _opened(conn, actor, idea_id) if idea_id else store.draft_of(actor.scope, conn, typed.fund)
        # What is an organisation's carries its name; whoever is of none says for whom it is.
        if before and before.keyed:
            typed = replace(typed, organisation=before.idea.organisation)
        elif actor.organisation_id is not None:
            typed = replace(typed, organisation=actor.organisation)
        # Typing a draft is no entry of the audit trail; sending it in is (decision 137).
        return _kept(conn, actor, typed, before, last_change)


def key_in(
    person: Person,
    idea: Idea,
    organisation_id: int,
    *,
    idea_id: int | None = None,
    last_change: datetime | None = None,
) -> KeptIdea:
    """An idea that came by mail or telephone, as a lead has typed it so far for whom it came from.

    Until it is sent in, by `actions.ideas.move`, it is the lead's alone; then it is the organisation's, and
    the lead decides nothing of it (decision 138). `idea_id`: the one that is gone on with. Raises as
    `save_draft`.
    """
    with writing(person, Permission.KEY_IDEAS, shown=False) as (conn, actor):
        organisation = there(conn, organisation_id)
        typed = replace(kept_as(idea), organisation=organisation.name)
        require_reach(conn, actor, typed)
        before = _opened(conn, actor, idea_id) if idea_id else None
        if before and not (before.keyed and before.organisation_id == organisation_id):
            raise RefusedError("This idea is not one that you keyed in for them. Nothing was changed.")
        return _kept(conn, actor, typed, before, last_change, keyed_for=organisation_id)


def _opened(conn: database.Connection, actor: Person, idea_id: int) -> KeptIdea:
    """An idea that this person can write in. Raises `RefusedError` for any other."""
    kept = visible(conn, actor, idea_id)
    if not kept.is_own(actor):
        raise RefusedError(f"There is no idea {idea_id} that you may see.")
    if kept.stage not in _WRITTEN:
        raise RefusedError(_CHANGED)
    return kept


def _kept(
    conn: database.Connection,
    actor: Person,
    typed: Idea,
    before: KeptIdea | None,
    last_change: datetime | None,
    *,
    keyed_for: int | None = None,
) -> KeptIdea:
    # A phone left open overnight holds older words than a desk has saved since, and its next touch would
    # write them back (decision 31). None meets None where nobody has saved anything yet.
    if (before and before.changed_at) != last_change:
        raise RefusedError(_CHANGED)
    if before and before.idea.fund != typed.fund:
        raise RefusedError("This idea is for another fund. Begin a new one for this. Nothing was changed.")
    fund, now = known_fund(conn, typed.fund), datetime.now(UTC)
    applying.require_its_fund(conn, actor, fund.slug)
    if before:
        store.rewrite(conn, before.id, typed, now)
        return visible(conn, actor, before.id)
    made_up = fund.illustrative
    return visible(conn, actor, store.add(conn, actor, typed, now, illustrative=made_up, keyed_for=keyed_for))


def own(person: Person) -> list[KeptIdea]:
    """The ideas of the person's organisation, or of a person of none, drafts too, the latest first.

    As they know them: nothing of a decision that they were not told (decision 292). Raises
    `NotAllowedError`.
    """
    with reading(person, Permission.SEND_IDEAS) as (conn, actor):
        return [kept.as_told() for kept in store.of_own(actor.scope, conn)]


def history(person: Person, idea_id: int) -> list[Move]:
    """How an idea came to where it stands; for whom it belongs to, what they were told of it.

    Raises `RefusedError` for one that the person may not see.
    """
    with reading(person) as (conn, actor):
        kept = visible(conn, actor, idea_id)
        moves = store.moves(actor.scope, conn, idea_id)
        # A panel member of its organisation is of those who are not told yet.
        return moves if actor.may(Permission.SEE_IDEAS) and not kept.is_of(actor) else _told(moves)


def _told(moves: list[Move]) -> list[Move]:
    told, before = [], Stage.DRAFT
    for step in moves:
        if step.told_at is not None:
            told.append(replace(step, from_stage=before, at=step.told_at, decided_with=()))
            before = step.to_stage
    return told
