"""Scoring ideas: conflicts declared before an idea opens, scores with their reasons, moderation."""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime

from probation_commission.actions.acting import reading, writing
from probation_commission.actions.limits import require_reach
from probation_commission.actions.refusals import RefusedError, collected, free_text
from probation_commission.domain.access import OF_NOBODY, Permission, Person
from probation_commission.domain.audit import AuditSubject, RecordKind
from probation_commission.domain.funds import POINTS, Criterion
from probation_commission.domain.ideas import KeptIdea, Stage
from probation_commission.domain.scoring import (
    BEFORE_DECISION,
    LONGEST_CONFLICT,
    LONGEST_MODERATION,
    LONGEST_WHY,
    Assessment,
    CriterionScore,
    KeptScoring,
    ScoringSeen,
    is_left_out,
    seen_by,
    were_shown,
)
from probation_commission.store import audit, funds, ideas, links
from probation_commission.store import scoring as store
from probation_commission.store.database import Connection

OWN = "This idea is your own, or your organisation’s, so somebody else judges it. Nothing was changed."
BY_LINK = "This idea came by a link that you sent, so somebody else judges it. Nothing was changed."
BOUND = "You declared a conflict of interest in this idea, so somebody else judges it. Nothing was changed."
ASK_FIRST = "Say first whether anything binds you to whoever sent this idea in: open it, and answer."
_NOT_HERE = "This idea is not there any more. Load the page again."
_NOT_SCORED_NOW = "This idea is not being scored now. Nothing was changed."
SHOWN_BEFORE = "The scores of this idea were shown to all already, so they stay as they are."
_NOT_AN_ASSESSOR = "This fund names others to score its ideas. Nothing was changed."


def declare(person: Person, idea_id: int, conflict: str = "") -> None:
    """What binds the person to whoever sent an idea in, empty for nothing; it stands on the record.

    With a conflict their scores drop out and are kept. Raises `RefusedError` for whoever is left out anyway,
    and where a conflict stands: nobody lifts their own.
    """
    with writing(person, Permission.ASSESS_IDEAS) as (conn, actor):
        kept = _judged(conn, actor, idea_id)
        words = free_text(conflict, "conflict", LONGEST_CONFLICT)
        mine = _standing(conn, actor, kept.id)
        if any(one.conflict for one in mine):
            raise RefusedError(BOUND)
        if mine and not words:
            return
        now = datetime.now(UTC)
        store.replace(conn, [one.id for one in mine], now)
        store.add(conn, actor, kept.id, words, now)
        # Its words are for those who decide, and not for everybody who reads the audit trail.
        audit.record(conn, actor, "declare conflict" if words else "declare no conflict", _about(kept))


def keep(person: Person, idea_id: int, scores: Sequence[CriterionScore]) -> None:
    """The person's scores as far as they have come, theirs alone until they are put in."""
    with writing(person, Permission.ASSESS_IDEAS) as (conn, actor):
        kept, criteria = _to_score(conn, actor, idea_id)
        _write(conn, actor, kept, _readable(scores, criteria))


def put_in(person: Person, idea_id: int, scores: Sequence[CriterionScore]) -> None:
    """The person's scores for others to see, each with its reason; what they had put in before is kept.

    Raises `RefusedError` with every problem at once.
    """
    with writing(person, Permission.ASSESS_IDEAS) as (conn, actor):
        kept, criteria = _to_score(conn, actor, idea_id)
        readable = _readable(scores, criteria)
        if problems := list(_missing(readable, criteria)):
            raise RefusedError(*problems)
        before = [one.id for one in _standing(conn, actor, kept.id) if one.in_at]
        number, now = _write(conn, actor, kept, readable), datetime.now(UTC)
        store.replace(conn, before, now)
        store.put_in(conn, number, now)
        # No points: others whose scores are not in may read the audit trail.
        audit.record(conn, actor, "put in scores", _about(kept), before="in before" if before else "")


def moderate(person: Person, idea_id: int, text: str) -> None:
    """A note of what those who scored agreed on; those of before stand beside it."""
    with writing(person, Permission.DECIDE_IDEAS) as (conn, actor):
        kept = _judged(conn, actor, idea_id)
        require_no_conflict(conn, actor, idea_id)
        require_reach(conn, actor, kept.idea)
        note = free_text(text, "note", LONGEST_MODERATION)
        if not note:
            raise RefusedError("Write the note.")
        # Whoever has not put in their scores would give away by it what they have not seen, or have.
        if not _seen(conn, actor, [kept])[0].shown:
            raise RefusedError("The scores are not shown to you yet, so there is nothing to moderate.")
        store.moderate(conn, actor, idea_id, note, datetime.now(UTC))
        audit.record(conn, actor, "moderate scores", _about(kept))


def of_idea(person: Person, idea_id: int) -> ScoringSeen:
    """What the person may know of how an idea is scored. Raises `RefusedError` where it is not there."""
    with reading(person, Permission.ASSESS_IDEAS) as (conn, actor):
        return _seen(conn, actor, [_sent_in(conn, actor, idea_id)])[0]


def of_fund(person: Person, slug: str) -> list[ScoringSeen]:
    """The same of every idea of a fund."""
    with reading(person, Permission.ASSESS_IDEAS) as (conn, actor):
        return _seen(conn, actor, [one for one in ideas.sent_in(actor.scope, conn) if one.idea.fund == slug])


def deciders(person: Person, idea_id: int | None = None) -> list[str]:
    """The names of those who can decide with the person; of an idea, without those who are left out of it."""
    with reading(person, Permission.DECIDE_IDEAS) as (conn, actor):
        kept = None if idea_id is None else _sent_in(conn, actor, idea_id)
        return _free(conn, actor, kept)


def require_free(conn: Connection, actor: Person, idea_id: int, names: Iterable[str]) -> None:
    """The check that nobody of these names, with whom it was decided, is left out of an idea."""
    if bound := sorted(set(names) - set(_free(conn, actor, _sent_in(conn, actor, idea_id)))):
        raise RefusedError(f"{', '.join(bound)}: not among those who may decide on this idea.")


def require_no_conflict(conn: Connection, actor: Person, idea_id: int) -> None:
    """The check before something of an idea is scored or decided: raises `RefusedError` for a conflict.

    Whoever has declared one is recused; until it is decided, whoever does anything has declared that they
    have none (decision 308).
    """
    mine = _standing(conn, actor, idea_id)
    if any(one.conflict for one in mine):
        raise RefusedError(BOUND)
    kept = _sent_in(conn, actor, idea_id)
    if not mine and kept.stage in BEFORE_DECISION:
        raise RefusedError(ASK_FIRST)


def _sent_in(conn: Connection, actor: Person, idea_id: int) -> KeptIdea:
    kept = ideas.find(actor.scope, conn, idea_id)
    if kept is None or kept.stage is Stage.DRAFT:
        raise RefusedError(_NOT_HERE)
    return kept


def _judged(conn: Connection, actor: Person, idea_id: int) -> KeptIdea:
    """An idea that the person may judge, but for a conflict that only they know of."""
    kept = _sent_in(conn, actor, idea_id)
    if is_left_out(actor, kept):
        raise RefusedError(OWN if kept.is_of(actor) else OF_NOBODY)
    if links.wrote(conn, actor, idea_id):
        raise RefusedError(BY_LINK)
    return kept


def _to_score(conn: Connection, actor: Person, idea_id: int) -> tuple[KeptIdea, list[Criterion]]:
    """An idea that the person may score now, and by what."""
    kept = _judged(conn, actor, idea_id)
    require_no_conflict(conn, actor, idea_id)
    require_reach(conn, actor, kept.idea)
    criteria = funds.criteria(conn, kept.idea.fund)
    if kept.stage is not Stage.SCORING or not criteria:
        raise RefusedError(_NOT_SCORED_NOW)
    every = store.assessments(actor.scope, conn, [idea_id])[idea_id]
    if were_shown(every, criteria, store.shown_until(conn, [idea_id]).get(idea_id)):
        raise RefusedError(SHOWN_BEFORE)
    named = store.assessors(conn, kept.idea.fund)
    if named and actor.key not in {key for key, _ in named}:
        raise RefusedError(_NOT_AN_ASSESSOR)
    return kept, criteria


def _readable(scores: Sequence[CriterionScore], criteria: Sequence[Criterion]) -> list[CriterionScore]:
    """The scores as they are kept. Raises `RefusedError` with all that is wrong with their words."""
    problems: list[str] = []
    given = {one.criterion_id: one for one in scores}
    kept = []
    for criterion in criteria:
        one = given.get(criterion.id, CriterionScore(criterion.id, None))
        if one.points not in {None, *POINTS}:
            problems.append(f"“{criterion.text}”: choose one of the five.")
        why = collected(problems, one.why, f"reason for “{criterion.text}”", LONGEST_WHY, lines=True)
        kept.append(CriterionScore(criterion.id, one.points, why))
    if problems:
        raise RefusedError(*problems)
    return kept


def _missing(scores: Sequence[CriterionScore], criteria: Sequence[Criterion]) -> Iterable[str]:
    for one, criterion in zip(scores, criteria, strict=True):
        if one.points is None:
            yield f"“{criterion.text}”: choose what describes it."
        if not one.why:
            yield f"“{criterion.text}”: write why."


def _write(conn: Connection, actor: Person, kept: KeptIdea, scores: Sequence[CriterionScore]) -> int:
    """The number of the assessment that is not in, with the scores written into it."""
    mine = _standing(conn, actor, kept.id)
    # `require_no_conflict` has found one. After they were put in, a new one is begun beside them, which
    # takes their place when it is in (decision 309).
    number = next((one.id for one in mine if one.in_at is None), None)
    if number is None:
        number = store.add(conn, actor, kept.id, "", mine[0].declared_at)
    store.write_scores(conn, number, scores)
    return number


def _standing(conn: Connection, actor: Person, idea_id: int) -> list[Assessment]:
    every = store.assessments(actor.scope, conn, [idea_id])[idea_id]
    return [one for one in every if one.key == actor.key and one.replaced_at is None]


def _seen(conn: Connection, actor: Person, kept: Sequence[KeptIdea]) -> list[ScoringSeen]:
    numbers, slugs = [one.id for one in kept], {one.idea.fund for one in kept}
    every = store.assessments(actor.scope, conn, numbers)
    shown_until = store.shown_until(conn, numbers)
    noted = store.notes(actor.scope, conn, numbers)
    criteria = {slug: funds.criteria(conn, slug) for slug in slugs}
    named = {slug: store.assessors(conn, slug) for slug in slugs}
    judges = store.judges(conn, actor)

    def all_of(one: KeptIdea) -> KeptScoring:
        fund, out = one.idea.fund, {one.owner, *_of_its_own(one, judges)}
        return KeptScoring(
            criteria[fund], named[fund], every[one.id], out, noted[one.id], shown_until.get(one.id)
        )

    return [seen_by(actor, one, all_of(one)) for one in kept]


def _of_its_own(kept: KeptIdea, judges: Iterable[tuple[str, str, int | None]]) -> set[str]:
    whose = kept.organisation_id
    return {key for key, _, of in judges if whose is not None and of == whose}


def _free(conn: Connection, actor: Person, kept: KeptIdea | None) -> list[str]:
    every = store.judges(conn, actor)
    bound: set[str] = set()
    if kept:
        given = store.assessments(actor.scope, conn, [kept.id])[kept.id]
        bound = {one.key for one in given if one.conflict and one.replaced_at is None} | {kept.owner}
        bound |= _of_its_own(kept, every)
    free = {name for key, name, _ in every if key not in bound and key != actor.key}
    # A name says not which of two people it is, so it is nobody's where it is also that of somebody bound.
    return sorted(free - {name for key, name, _ in every if key in bound})


def _about(kept: KeptIdea) -> AuditSubject:
    return AuditSubject(RecordKind.IDEA, str(kept.id))
