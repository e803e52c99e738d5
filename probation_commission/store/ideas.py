"""Funds, the ideas sent in to them, and each idea's history."""

from collections.abc import Iterable
from dataclasses import asdict
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, RowMapping, func, insert, select, update

from probation_commission.domain.access import Permission, Person, Scope
from probation_commission.domain.ideas import (
    HOLDS_MONEY,
    CostLine,
    Fund,
    Idea,
    IdeaReach,
    KeptIdea,
    Move,
    Running,
    Stage,
)
from probation_commission.store import people, scopes
from probation_commission.store.database import Connection
from probation_commission.store.records import record, values
from probation_commission.store.tables import account, fund, idea, idea_move, organisation


def put_funds(conn: Connection, funds: Iterable[Fund]) -> None:
    """The funds, each added or brought up to date; none is taken away, for ideas refer to them."""
    for pot in funds:
        changed = conn.execute(update(fund).where(fund.c.slug == pot.slug).values(values(pot))).rowcount
        if not changed:
            conn.execute(insert(fund).values(values(pot)))


def funds(conn: Connection) -> list[Fund]:
    """All funds, by name."""
    rows = conn.execute(select(fund).order_by(fund.c.name, fund.c.slug)).mappings()
    return [record(Fund, row) for row in rows]


def find_fund(conn: Connection, slug: str) -> Fund | None:
    """The fund of that slug."""
    return next((pot for pot in funds(conn) if pot.slug == slug), None)


def committed(conn: Connection, slug: str) -> int:
    """The pence of a fund that its awards hold."""
    # Asked inside the writing transaction of an approval: as writers take turns, two awards can't both take
    # what is left (decision 20).
    query = select(func.sum(idea.c.award_pence)).where(idea.c.fund == slug, idea.c.stage.in_(HOLDS_MONEY))
    return int(conn.execute(query).scalar() or 0)


def find(scope: Scope, conn: Connection, idea_id: int) -> KeptIdea | None:
    """The idea of that number, if they may be given it: their own, or anybody's that was sent in."""
    return _first(conn, _own(scope) | _sent_in(scope), idea.c.id == idea_id)


def draft_of(scope: Scope, conn: Connection, slug: str) -> KeptIdea | None:
    """The one draft that somebody's organisation, or somebody of none, has open for a fund."""
    # Saving looks for it under the writers' lock, so there is never a second (decision 4).
    return _first(conn, _own(scope), idea.c.fund == slug, idea.c.stage == Stage.DRAFT)


def _own(scope: Scope) -> ColumnElement[bool]:
    """What is an organisation's is its members', whoever wrote it (decision 206)."""
    return scopes.own(scope, idea.c.organisation_id, people.key)


def _sent_in(scope: Scope) -> ColumnElement[bool]:
    # A draft is its organisation's alone, whatever the role: nobody judges what was not sent in.
    shared = scopes.given(scope, Permission.SEE_IDEAS, idea.c.organisation_id, people.key)
    return (idea.c.stage != Stage.DRAFT) & shared


# By the name that it has now: an organisation may have been merged into another since it was typed.
_NAME = func.coalesce(organisation.c.name, idea.c.organisation).label("organisation")
_KEPT = (
    select(*(column for column in idea.c if column.name != "organisation"), _NAME, people.key.label("owner"))
    .join(account)
    .outerjoin(organisation)
)


def _first(conn: Connection, *where: ColumnElement[bool]) -> KeptIdea | None:
    row = conn.execute(_KEPT.where(*where)).mappings().first()
    return _kept(row) if row else None


def _kept(row: RowMapping) -> KeptIdea:
    typed = record(
        Idea,
        row,
        where=IdeaReach(row["where"]),
        running=Running(row["running"]),
        ward_codes=tuple(row["ward_codes"]),
        costs=tuple(CostLine(line["what"], line["pence"]) for line in row["costs"]),
    )
    return record(KeptIdea, row, stage=Stage(row["stage"]), idea=typed)


def add(conn: Connection, owner: Person, draft: Idea, at: datetime, *, illustrative: bool) -> int:
    """The number of a new draft, which is written down."""
    columns = _written(draft, at) | {
        "owner_id": people.account_id(conn, owner),
        "organisation_id": owner.organisation_id,
        "stage": Stage.DRAFT,
        "illustrative": illustrative,
    }
    return int(conn.execute(insert(idea).values(columns).returning(idea.c.id)).scalar_one())


def rewrite(conn: Connection, idea_id: int, draft: Idea, at: datetime) -> None:
    """A draft as it is typed now, written over what it was."""
    conn.execute(update(idea).where(idea.c.id == idea_id).values(_written(draft, at)))


def _written(draft: Idea, at: datetime) -> dict[str, Any]:
    # JSON columns: a tuple comes back as a list, a record as a dictionary, so `_kept` makes them anew.
    lists = {"ward_codes": list(draft.ward_codes), "costs": [asdict(line) for line in draft.costs]}
    return values(draft) | lists | {"changed_at": at}


def move(conn: Connection, person: Person, idea_id: int, step: Move, award_pence: int | None = None) -> None:
    """The step of an idea to its next stage, written with its award where there is one and in its history."""
    columns: dict[str, Any] = {"stage": step.to_stage, "changed_at": step.at}
    if award_pence is not None:
        columns["award_pence"] = award_pence
    conn.execute(update(idea).where(idea.c.id == idea_id).values(columns))
    who = {"account_id": people.account_id(conn, person)}
    conn.execute(insert(idea_move).values(idea_id=idea_id, **values(step, "who"), **who))


def moves(scope: Scope, conn: Connection, idea_id: int) -> list[Move]:
    """The history of an idea, oldest first; empty where they may not be given the idea."""
    seen = select(idea.c.id).join(account).where(_own(scope) | _sent_in(scope))
    query = (
        select(idea_move, account.c.name.label("who"))
        .join(account)
        .where(idea_move.c.idea_id == idea_id, idea_move.c.idea_id.in_(seen))
        .order_by(idea_move.c.id)
    )
    return [
        record(Move, row, from_stage=Stage(row["from_stage"]), to_stage=Stage(row["to_stage"]))
        for row in conn.execute(query).mappings()
    ]


def sent_in(scope: Scope, conn: Connection) -> list[KeptIdea]:
    """All ideas but drafts, the latest first: drafts are nobody's but their owner's."""
    return _many(conn, _sent_in(scope))


def of_own(scope: Scope, conn: Connection) -> list[KeptIdea]:
    """The ideas of somebody's organisation, or of somebody of none, drafts too, the latest first."""
    return _many(conn, _own(scope))


def give_to(conn: Connection, idea_id: int, organisation_id: int) -> None:
    """The organisation whose an idea is from now on."""
    conn.execute(update(idea).where(idea.c.id == idea_id).values(organisation_id=organisation_id))


def _many(conn: Connection, *where: ColumnElement[bool]) -> list[KeptIdea]:
    query = _KEPT.where(*where).order_by(idea.c.changed_at.desc(), idea.c.id.desc())
    return [_kept(row) for row in conn.execute(query).mappings()]


def illustrative(conn: Connection) -> set[tuple[str, str]]:
    """The owner and title of each illustrative idea."""
    query = select(people.key, idea.c.title).join_from(idea, account).where(idea.c.illustrative)
    return {(owner, title) for owner, title in conn.execute(query)}
