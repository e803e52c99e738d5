"""How ideas are scored: declarations, scores with their history, moderation, and a fund's assessors."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import datetime

from sqlalchemy import ColumnElement, delete, false, func, insert, select, true, update

from probation_commission.domain.access import GRANTS, Permission, Person, Scope
from probation_commission.domain.ideas import Stage
from probation_commission.domain.scoring import SCORES_TO_COME, Assessment, CriterionScore, ModerationNote
from probation_commission.store import people
from probation_commission.store.database import Connection
from probation_commission.store.records import record, values
from probation_commission.store.tables import (
    account,
    assessment,
    assessor,
    idea_move,
    membership,
    moderation,
    score,
)

_JUDGES = [role for role, granted in GRANTS.items() if Permission.ASSESS_IDEAS in granted]


def assessments(scope: Scope, conn: Connection, ideas: Collection[int]) -> dict[int, list[Assessment]]:
    """All that was declared and given, by idea, oldest first; nothing for whoever does not assess ideas.

    Scores that are not in are among them: `domain.scoring.seen_by` says who is shown what.
    """
    query = (
        select(assessment, account.c.name.label("who"), people.key.label("key"))
        .join(account, account.c.id == assessment.c.account_id)
        .where(assessment.c.idea_id.in_(ideas), _given(scope))
        .order_by(assessment.c.id)
    )
    given = _scores(conn, ideas)
    found: dict[int, list[Assessment]] = defaultdict(list)
    for row in conn.execute(query).mappings():
        found[row["idea_id"]].append(record(Assessment, row, scores=tuple(given[row["id"]])))
    return found


def notes(scope: Scope, conn: Connection, ideas: Collection[int]) -> dict[int, list[ModerationNote]]:
    """The moderation notes, by idea, the latest first."""
    query = (
        select(moderation, account.c.name.label("who"))
        .join(account, account.c.id == moderation.c.account_id)
        .where(moderation.c.idea_id.in_(ideas), _given(scope))
        .order_by(moderation.c.id.desc())
    )
    found: dict[int, list[ModerationNote]] = defaultdict(list)
    for row in conn.execute(query).mappings():
        found[row["idea_id"]].append(record(ModerationNote, row))
    return found


def shown_until(conn: Connection, ideas: Collection[int]) -> dict[int, datetime]:
    """When each of these ideas last left a stage at which its scores are shown to all, where one has."""
    hidden = (Stage.DRAFT, *SCORES_TO_COME)
    left = idea_move.c.idea_id.in_(ideas), idea_move.c.from_stage.not_in(hidden)
    query = select(idea_move.c.idea_id, func.max(idea_move.c.at).label("until")).where(*left)
    return {row.idea_id: row.until for row in conn.execute(query.group_by(idea_move.c.idea_id))}


def assessors(conn: Connection, slug: str) -> list[tuple[str, str]]:
    """Key and name of those whom a fund names to score its ideas, and who have access."""
    query = select(people.key, account.c.name).join(assessor, assessor.c.account_id == account.c.id)
    # Of whose access has ended no scores are waited for. Who does not sign in has none that could end.
    here = assessor.c.fund == slug, account.c.active | account.c.email.is_(None)
    return [(key, name) for key, name in conn.execute(query.where(*here).order_by(account.c.name))]


def judges(conn: Connection, person: Person) -> list[tuple[str, str, int | None]]:
    """Key, name and organisation of everybody who may assess ideas and has access.

    Where nobody signs in: who has acted here under a name.
    """
    access = account.c.active if person.email else account.c.email.is_(None)
    now = (membership.c.account_id == account.c.id) & membership.c.until.is_(None)
    query = select(people.key, account.c.name, membership.c.organisation_id).outerjoin(membership, now)
    query = query.where(account.c.role.in_(_JUDGES), access).order_by(account.c.name)
    return [(key, name, whose) for key, name, whose in conn.execute(query)]


def add(conn: Connection, person: Person, idea_id: int, conflict: str, at: datetime) -> int:
    """The number of a new declaration, which has no scores."""
    columns = {"idea_id": idea_id, "account_id": people.account_id(conn, person)}
    row = columns | {"conflict": conflict, "declared_at": at}
    return int(conn.execute(insert(assessment).values(row).returning(assessment.c.id)).scalar_one())


def write_scores(conn: Connection, number: int, scores: Iterable[CriterionScore]) -> None:
    """The scores of an assessment that is not in, written over what they were."""
    conn.execute(delete(score).where(score.c.assessment_id == number))
    rows = [{"assessment_id": number, **values(one)} for one in scores]
    if rows:
        conn.execute(insert(score), rows)


def put_in(conn: Connection, number: int, at: datetime) -> None:
    """An assessment whose scores are in from now on."""
    conn.execute(update(assessment).where(assessment.c.id == number).values(in_at=at))


def replace(conn: Connection, numbers: Collection[int], at: datetime) -> None:
    """Assessments in whose place something else stands; they are kept."""
    conn.execute(update(assessment).where(assessment.c.id.in_(numbers)).values(replaced_at=at))


def moderate(conn: Connection, person: Person, idea_id: int, text: str, at: datetime) -> None:
    """A moderation note, written down."""
    row = {"idea_id": idea_id, "account_id": people.account_id(conn, person), "at": at, "text": text}
    conn.execute(insert(moderation).values(row))


def _given(scope: Scope) -> ColumnElement[bool]:
    # An idea's own partner is given nothing of how it was scored.
    return true() if Permission.ASSESS_IDEAS in scope.grants else false()


def _scores(conn: Connection, ideas: Collection[int]) -> dict[int, list[CriterionScore]]:
    query = select(score).join(assessment).where(assessment.c.idea_id.in_(ideas))
    found: dict[int, list[CriterionScore]] = defaultdict(list)
    for row in conn.execute(query.order_by(score.c.criterion_id)).mappings():
        found[row["assessment_id"]].append(record(CriterionScore, row))
    return found
