"""The ideas sent in to the funds, and each idea's history."""

from dataclasses import asdict, replace
from datetime import date, datetime
from typing import Any, cast

from sqlalchemy import ColumnElement, RowMapping, Select, false, func, insert, null, select, update

from probation_commission.domain.access import Permission, Person, Scope
from probation_commission.domain.ideas import (
    DECISIONS,
    CostLine,
    Idea,
    IdeaReach,
    KeptIdea,
    Move,
    Running,
    Stage,
)
from probation_commission.store import ledger, people, scopes
from probation_commission.store.database import Connection
from probation_commission.store.records import record, values
from probation_commission.store.tables import account, idea, idea_move, organisation


def committed(conn: Connection, slug: str) -> int:
    """The pence of a fund that its awards hold, by its books."""
    # Asked inside the writing transaction of an approval: as writers take turns, two awards can't both take
    # what is left (decision 20).
    return ledger.balance(conn, slug).held


def find(scope: Scope, conn: Connection, idea_id: int) -> KeptIdea | None:
    """The idea of that number, if they may be given it: their own, or anybody's that was sent in."""
    return _first(conn, _own(scope) | _sent_in(scope), idea.c.id == idea_id)


def draft_of(scope: Scope, conn: Connection, slug: str) -> KeptIdea | None:
    """The one draft that somebody's organisation, or somebody of none, has open for a fund."""
    # Saving looks for it under the writers' lock, so there is never a second (decision 4).
    return _first(conn, _own(scope), idea.c.fund == slug, idea.c.stage == Stage.DRAFT, ~idea.c.keyed)


def _own(scope: Scope) -> ColumnElement[bool]:
    """What is an organisation's is its members', whoever wrote it (decision 206)."""
    own = scopes.own(scope, idea.c.organisation_id, people.key)
    if scope.organisations is None:
        return own
    # While a lead keys one in for an organisation, it is the lead's alone.
    keying = idea.c.keyed & (idea.c.stage == Stage.DRAFT)
    keyed = idea.c.keyed & (people.key == scope.key) if Permission.KEY_IDEAS in scope.grants else false()
    return (own & ~keying) | keyed


def _sent_in(scope: Scope) -> ColumnElement[bool]:
    # A draft is its organisation's alone, whatever the role: nobody judges what was not sent in.
    shared = scopes.given(scope, Permission.SEE_IDEAS, idea.c.organisation_id, people.key)
    return (idea.c.stage != Stage.DRAFT) & shared


# By the name that it has now: an organisation may have been merged into another since it was typed.
_NAME = func.coalesce(organisation.c.name, idea.c.organisation).label("organisation")
_KEPT = (
    select(
        *(column for column in idea.c if column.name != "organisation"),
        _NAME,
        people.key.label("owner"),
        ledger.HELD.label("held_pence"),
    )
    .join(account)
    .outerjoin(organisation)
)
_LAST_SENT = (
    select(idea_move.c.sent)
    .where(idea_move.c.idea_id == idea.c.id, idea_move.c.to_stage == Stage.SUBMITTED)
    .order_by(idea_move.c.id.desc())
    .limit(1)
    .correlate(idea)
    .scalar_subquery()
    .label("sent")
)


def _first(conn: Connection, *where: ColumnElement[bool]) -> KeptIdea | None:
    row = conn.execute(_KEPT.where(*where)).mappings().first()
    return _kept(row) if row else None


def _kept(row: RowMapping) -> KeptIdea:
    stage = Stage(row["stage"])
    # What is being written anew is, as a draft, nobody's to read but its owner's; others have what was sent.
    sent = row.get("sent") if stage is Stage.MORE_NEEDED else None
    typed = replace(_read(sent), organisation=row["organisation"]) if sent else _read(row)
    return record(KeptIdea, row, stage=stage, told=Stage(row["told"]), idea=typed)


def _read(row: RowMapping | dict[str, Any]) -> Idea:
    """An idea from its columns, or from JSON."""
    return record(
        Idea,
        cast("RowMapping", row),
        where=IdeaReach(row["where"]),
        running=Running(row["running"]),
        ward_codes=tuple(row["ward_codes"]),
        costs=tuple(CostLine(line["what"], line["pence"]) for line in row["costs"]),
        answers=tuple((number, text) for number, text in row["answers"]),
        starts=_day(row["starts"]),
        ends=_day(row["ends"]),
    )


def _day(written: date | str | None) -> date | None:
    return date.fromisoformat(written) if isinstance(written, str) else written


def add(
    conn: Connection,
    owner: Person,
    draft: Idea,
    at: datetime,
    *,
    illustrative: bool,
    keyed_for: int | None = None,
) -> int:
    """The number of a new draft, which is written down; `keyed_for`: the organisation that it came from."""
    columns = _written(draft, at) | {
        "owner_id": people.account_id(conn, owner),
        "organisation_id": owner.organisation_id if keyed_for is None else keyed_for,
        "stage": Stage.DRAFT,
        "illustrative": illustrative,
        "keyed": keyed_for is not None,
    }
    return int(conn.execute(insert(idea).values(columns).returning(idea.c.id)).scalar_one())


def rewrite(conn: Connection, idea_id: int, draft: Idea, at: datetime) -> None:
    """A draft as it is typed now, written over what it was."""
    conn.execute(update(idea).where(idea.c.id == idea_id).values(_written(draft, at)))


def settle(conn: Connection, idea_id: int, settled: Idea) -> None:
    """What is settled of an idea before its agreement, in the place of what it said of that."""
    terms = {name: getattr(settled, name) for name in ("starts", "ends", "who_sends", "vetting")}
    conn.execute(update(idea).where(idea.c.id == idea_id).values(terms))


def _written(draft: Idea, at: datetime) -> dict[str, Any]:
    return _columns(draft) | {"changed_at": at}


def _columns(draft: Idea) -> dict[str, Any]:
    # JSON columns: a tuple comes back as a list, a record as a dictionary, so `_read` makes them anew.
    lists = {
        "ward_codes": list(draft.ward_codes),
        "costs": [asdict(line) for line in draft.costs],
        "answers": [list(pair) for pair in draft.answers],
    }
    return values(draft) | lists


def move(conn: Connection, person: Person, idea_id: int, step: Move, award_pence: int | None = None) -> None:
    """The step of an idea to its next stage, written with its award where there is one and in its history."""
    columns: dict[str, Any] = {"stage": step.to_stage, "changed_at": step.at}
    # A decision waits until a lead sends it (decision 292).
    if step.to_stage not in DECISIONS or step.told_at is not None:
        columns["told"] = step.to_stage
    if award_pence is not None:
        columns["award_pence"] = award_pence
    if step.fund:
        columns["fund"] = step.fund
    conn.execute(update(idea).where(idea.c.id == idea_id).values(columns))
    in_fund = select(idea.c.fund).where(idea.c.id == idea_id).scalar_subquery()
    row = values(step, "who", "fund", "sent") | {
        "idea_id": idea_id,
        "account_id": people.account_id(conn, person),
        "decided_with": list(step.decided_with),
        "fund": in_fund,
        "sent": _as_json(step.sent) if step.sent else null(),
    }
    conn.execute(insert(idea_move).values(row))


def _as_json(sent: Idea) -> dict[str, Any]:
    days = {name: day and day.isoformat() for name, day in (("starts", sent.starts), ("ends", sent.ends))}
    return _columns(sent) | days


def moves(scope: Scope, conn: Connection, idea_id: int) -> list[Move]:
    """The history of an idea, oldest first; empty where they may not be given the idea."""
    seen = select(idea.c.id).join(account).where(_own(scope) | _sent_in(scope))
    query = (
        select(idea_move, account.c.name.label("who"))
        .join(account)
        .where(idea_move.c.idea_id == idea_id, idea_move.c.idea_id.in_(seen))
        .order_by(idea_move.c.id)
    )
    return [_move(row) for row in conn.execute(query).mappings()]


def _move(row: RowMapping) -> Move:
    return record(
        Move,
        row,
        from_stage=Stage(row["from_stage"]),
        to_stage=Stage(row["to_stage"]),
        decided_with=tuple(row["decided_with"]),
        fund=row["fund"] or "",
        sent=_read(row["sent"]) if row["sent"] else None,
    )


def sent_in(scope: Scope, conn: Connection) -> list[KeptIdea]:
    """All ideas but drafts, the latest first: drafts are nobody's but their owner's.

    Of one that is being written anew, what was sent in.
    """
    query = _KEPT.add_columns(_LAST_SENT).where(_sent_in(scope))
    return _listed(conn, query.order_by(idea.c.changed_at.desc(), idea.c.id.desc()))


def of_own(scope: Scope, conn: Connection) -> list[KeptIdea]:
    """The ideas of somebody's organisation, or of somebody of none, drafts too, the latest first."""
    # By number: a decision that they were not told would show in when it last changed (decision 292).
    return _listed(conn, _KEPT.where(_own(scope)).order_by(idea.c.id.desc()))


def moved_on(scope: Scope, conn: Connection, slug: str) -> list[KeptIdea]:
    """The ideas that were sent from a fund to another, as they stand there (decision 293)."""
    was_here = select(idea_move.c.idea_id).where(idea_move.c.fund == slug)
    return _many(conn, _sent_in(scope), idea.c.fund != slug, idea.c.id.in_(was_here))


def give_to(conn: Connection, idea_id: int, organisation_id: int) -> None:
    """The organisation whose an idea is from now on."""
    conn.execute(update(idea).where(idea.c.id == idea_id).values(organisation_id=organisation_id))


def _many(conn: Connection, *where: ColumnElement[bool]) -> list[KeptIdea]:
    return _listed(conn, _KEPT.where(*where).order_by(idea.c.changed_at.desc(), idea.c.id.desc()))


def _listed(conn: Connection, query: Select[Any]) -> list[KeptIdea]:
    return [_kept(row) for row in conn.execute(query).mappings()]


def illustrative(conn: Connection) -> set[tuple[str, str]]:
    """The owner and title of each illustrative idea."""
    query = select(people.key, idea.c.title).join_from(idea, account).where(idea.c.illustrative)
    return {(owner, title) for owner, title in conn.execute(query)}
