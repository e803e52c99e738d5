"""A decision that was made: sent to its partner, taken back until then, or left to another fund."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime

from probation_commission.actions import awards
from probation_commission.actions.acting import writing
from probation_commission.actions.ideas import telling
from probation_commission.actions.ideas.allowed import known_fund, visible
from probation_commission.actions.ideas.promising import promise_of
from probation_commission.actions.ideas.steps import (
    kept_reason,
    noted,
    written_down,
)
from probation_commission.actions.limits import require_reach
from probation_commission.actions.of_others import require_others, require_told
from probation_commission.actions.refusals import RefusedError
from probation_commission.domain.access import Permission, Person
from probation_commission.domain.days import day_of
from probation_commission.domain.ideas import SENT_ON, KeptIdea, Move, Stage
from probation_commission.store import database, idea_steps, outcomes
from probation_commission.store import ideas as store
from probation_commission.views import idea_letters

_NOTHING_WAITS = "No decision on this idea waits to be sent: its partner knows how it stands."


def take_back(person: Person, idea_id: int, *, reason: str) -> KeptIdea:
    """The idea as it was before a decision that its partner was not told; the reason is kept.

    Its award is released. Raises `RefusedError` where it was told, and `NotAllowedError`.
    """
    now = datetime.now(UTC)
    with writing(person, Permission.DECIDE_IDEAS) as (conn, actor):
        before = visible(conn, actor, idea_id)
        require_others(conn, actor, before)
        _require_waiting(before)
        why = kept_reason(reason, "Write why it is taken back: it stays in the history.")
        decision = store.moves(actor.scope, conn, idea_id)[-1]
        idea_steps.put_award(conn, idea_id, None, "", None)
        step = Move(now, actor.name, before.stage, decision.from_stage, why)
        after = written_down(conn, actor, before, step)
        awards.follow(conn, actor, before, after, now)
        noted(conn, actor, after, "take back decision", before=before.stage, reason=why)
        return after


def tell(person: Person, idea_ids: Sequence[int]) -> list[KeptIdea]:
    """These ideas, each with its decision sent to its partner: all of them, or none.

    With an approval its promise is written down. Raises `RefusedError` where one does not wait for it.
    """
    now = datetime.now(UTC)
    with writing(person, Permission.DECIDE_IDEAS) as (conn, actor):
        return [_tell(conn, actor, number, now) for number in dict.fromkeys(idea_ids)]


def _tell(conn: database.Connection, actor: Person, idea_id: int, now: datetime) -> KeptIdea:
    before = visible(conn, actor, idea_id)
    require_others(conn, actor, before)
    _require_waiting(before)
    decision = store.moves(actor.scope, conn, idea_id)[-1]
    idea_steps.tell(conn, idea_id, now)
    # Once told it is promised, in the same transaction: nobody reads of it before (decision 300).
    if before.stage is Stage.APPROVED:
        outcomes.add_promise(conn, promise_of(before, day_of(decision.at)))
    letter = idea_letters.letter(
        known_fund(conn, before.idea.fund),
        before,
        before.stage,
        reason=decision.reason,
        award_pence=before.award_pence,
        condition=before.condition,
    )
    telling.put(conn, before, letter, now)
    noted(conn, actor, before, "send decision", before=before.told)
    return visible(conn, actor, idea_id)


def send_to_fund(person: Person, idea_id: int, slug: str, *, reason: str) -> KeptIdea:
    """The idea as it stands in the other fund: sent in, with its reference and its history (decision 293).

    Raises `RefusedError` where it is decided, a decision waits, or the fund is none that it could go to.
    """
    now = datetime.now(UTC)
    with writing(person, Permission.DECIDE_IDEAS) as (conn, actor):
        before = visible(conn, actor, idea_id)
        require_others(conn, actor, before)
        require_told(before)
        if before.stage not in SENT_ON:
            raise RefusedError(f"This idea is {before.stage.label}, so it goes to no other fund.")
        fund, to = known_fund(conn, before.idea.fund), known_fund(conn, slug)
        if to.slug == fund.slug or to.illustrative != fund.illustrative:
            raise RefusedError("Choose another fund. What is illustrative goes to an illustrative one.")
        # Whoever sends it on puts it into a fund of theirs, and does not lose sight of it.
        require_reach(conn, actor, replace(before.idea, fund=to.slug))
        why = kept_reason(reason, "Write the reason: the partner reads it.")
        idea_steps.leave_fund(conn, idea_id, fund.slug)
        step = Move(now, actor.name, before.stage, Stage.SUBMITTED, why, told_at=now, fund=to.slug)
        after = written_down(conn, actor, before, step)
        awards.follow(conn, actor, before, after, now)
        telling.put(conn, after, idea_letters.moved(fund, before, to, reason=why), now)
        noted(conn, actor, after, "send idea to another fund", before=fund.slug, reason=why, after=to.slug)
        return after


def _require_waiting(kept: KeptIdea) -> None:
    if not kept.waits_to_be_told:
        raise RefusedError(_NOTHING_WAITS)
