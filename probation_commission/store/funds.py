"""Funds: what is known of each, its criteria, questions and assessors; what of it was scored and answered."""

from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, RowMapping, Table, delete, func, insert, select, update

from probation_commission.domain.access import GRANTS, Permission
from probation_commission.domain.funds import Criterion, Fund, FundAssessor, FundQuestion, FundSetup
from probation_commission.store import ledger
from probation_commission.store.database import Connection
from probation_commission.store.records import record, values
from probation_commission.store.tables import account, assessor, criterion, fund, fund_question, idea, score

_MAY_ASSESS = account.c.role.in_(
    sorted(role for role, granted in GRANTS.items() if Permission.ASSESS_IDEAS in granted)
)
_OF_FUND = (assessor, criterion, fund_question)


def put_funds(conn: Connection, funds: Iterable[Fund]) -> None:
    """The funds, each added or brought up to date; none is taken away, for ideas refer to them."""
    for pot in funds:
        changed = conn.execute(update(fund).where(fund.c.slug == pot.slug).values(_columns(pot))).rowcount
        if not changed:
            conn.execute(insert(fund).values(_columns(pot)))


def put_bundled(conn: Connection, bundled: Iterable[Fund]) -> None:
    """The funds that come with the app, brought up to date but for those that somebody here has changed."""
    query = select(fund.c.slug).where(fund.c.edited_at.is_not(None))
    changed_here = set(conn.execute(query).scalars())
    put_funds(conn, [_no_less_than_held(conn, pot) for pot in bundled if pot.slug not in changed_here])


def _no_less_than_held(conn: Connection, pot: Fund) -> Fund:
    """A fund as a newer list has it; with the amount that it had where awards hold more than it says now."""
    held, before = ledger.balance(conn, pot.slug).held, find_fund(conn, pot.slug)
    short = before is not None and held > (pot.amount_pence or 0)
    return replace(pot, amount_pence=before.amount_pence) if before and short else pot


def put(conn: Connection, pot: Fund, at: datetime) -> None:
    """A fund as somebody here has written it: from now on no newer list is written over it (decision 295)."""
    put_funds(conn, [pot])
    conn.execute(update(fund).where(fund.c.slug == pot.slug).values(edited_at=at))


def funds(conn: Connection) -> list[Fund]:
    """All funds, by name."""
    rows = conn.execute(select(fund).order_by(fund.c.name, fund.c.slug)).mappings()
    return [_fund(row) for row in rows]


def find_fund(conn: Connection, slug: str) -> Fund | None:
    """The fund of that slug."""
    return next((pot for pot in funds(conn) if pot.slug == slug), None)


def _columns(pot: Fund) -> dict[str, Any]:
    # JSON columns hold no dates.
    return values(pot) | {"monitoring": [on.isoformat() for on in pot.monitoring], "gaps": list(pot.gaps)}


def _fund(row: RowMapping) -> Fund:
    return record(
        Fund, row, monitoring=tuple(map(date.fromisoformat, row["monitoring"])), gaps=tuple(row["gaps"])
    )


def setup(conn: Connection, slug: str) -> FundSetup:
    """What the ideas of a fund are scored by and asked, and who scores them."""
    return FundSetup(tuple(criteria(conn, slug)), tuple(questions(conn, slug)), tuple(assessors(conn, slug)))


def criteria(conn: Connection, slug: str) -> list[Criterion]:
    """What the ideas of a fund are scored by, in their order; without those that were taken out."""
    query = select(criterion).where(criterion.c.fund == slug, ~criterion.c.taken_out)
    rows = conn.execute(query.order_by(criterion.c.position, criterion.c.id)).mappings()
    return [record(Criterion, row, words=tuple(row["words"])) for row in rows]


def questions(conn: Connection, slug: str) -> list[FundQuestion]:
    """A fund's own questions, in their order; without those that were taken out."""
    query = select(fund_question).where(fund_question.c.fund == slug, ~fund_question.c.taken_out)
    rows = conn.execute(query.order_by(fund_question.c.position, fund_question.c.id)).mappings()
    return [record(FundQuestion, row) for row in rows]


def assessors(conn: Connection, slug: str) -> list[FundAssessor]:
    """Who scores a fund's ideas, by name; those too who no longer can, until somebody takes them off."""
    can = {one.id for one in may_assess(conn)}
    query = select(account.c.id, account.c.name).join(assessor).where(assessor.c.fund == slug)
    rows = conn.execute(query.order_by(account.c.name, account.c.id))
    return [FundAssessor(number, name, number in can) for number, name in rows]


def may_assess(conn: Connection) -> list[FundAssessor]:
    """Everybody with access who assesses ideas, by name.

    Where nobody was given access nobody signs in: then those who have acted here in such a role.
    """
    given = account.c.active & account.c.email.is_not(None)
    return _who(conn, given) or _who(conn, account.c.email.is_(None))


def _who(conn: Connection, where: ColumnElement[bool]) -> list[FundAssessor]:
    query = select(account.c.id, account.c.name).where(where, _MAY_ASSESS)
    return [FundAssessor(*row) for row in conn.execute(query.order_by(account.c.name, account.c.id))]


def put_assessors(conn: Connection, slug: str, numbers: Collection[int]) -> None:
    """The accounts that score a fund's ideas from now on."""
    conn.execute(delete(assessor).where(assessor.c.fund == slug))
    if numbers:
        rows = [{"fund": slug, "account_id": number} for number in sorted(set(numbers))]
        conn.execute(insert(assessor), rows)


def add_criterion(conn: Connection, slug: str, one: Criterion, position: int | None = None) -> int:
    """The number of a new criterion, which stands last unless a position is given."""
    columns = values(one, "id") | {"words": list(one.words)}
    return _add(conn, criterion, slug, columns, position)


def add_question(conn: Connection, slug: str, one: FundQuestion, position: int | None = None) -> int:
    """The number of a new question, which stands last unless a position is given."""
    return _add(conn, fund_question, slug, values(one, "id"), position)


def _add(conn: Connection, table: Table, slug: str, columns: dict[str, Any], position: int | None) -> int:
    if position is None:
        last = conn.execute(select(func.max(table.c.position)).where(table.c.fund == slug)).scalar()
        position = 0 if last is None else int(last) + 1
    row = {**columns, "fund": slug, "position": position, "taken_out": False}
    return int(conn.execute(insert(table).values(row).returning(table.c.id)).scalar_one())


def rewrite_criterion(conn: Connection, one: Criterion) -> None:
    """A criterion by whose words nobody was scored, as it is now."""
    columns = values(one, "id") | {"words": list(one.words)}
    conn.execute(update(criterion).where(criterion.c.id == one.id).values(columns))


def rewrite_question(conn: Connection, one: FundQuestion) -> None:
    """A question that nobody has answered, as it is now."""
    conn.execute(update(fund_question).where(fund_question.c.id == one.id).values(text=one.text))


def take_out_criterion(conn: Connection, number: int) -> int:
    """A criterion that ideas are scored by no more, kept for what was; the position that it had."""
    return _take_out(conn, criterion, number)


def take_out_question(conn: Connection, number: int) -> int:
    """A question that is asked no more, kept for what was answered; the position that it had."""
    return _take_out(conn, fund_question, number)


def _take_out(conn: Connection, table: Table, number: int) -> int:
    taken = update(table).where(table.c.id == number).values(taken_out=True).returning(table.c.position)
    return int(conn.execute(taken).scalar_one())


def is_scored(conn: Connection, number: int) -> bool:
    """Whether somebody has scored an idea by that criterion, or begun to."""
    begun = score.c.points.is_not(None) | (score.c.why != "")
    query = select(score.c.criterion_id).where(score.c.criterion_id == number, begun)
    return conn.execute(query.limit(1)).first() is not None


def is_answered(conn: Connection, number: int) -> bool:
    """Whether an idea, a draft too, has an answer to that question."""
    # An idea that was sent to another fund keeps what it answered in this one.
    every = conn.execute(select(idea.c.answers)).scalars()
    return any(asked == number and text for answers in every for asked, text in answers)


def take_out(conn: Connection, slugs: Collection[str]) -> None:
    """Funds deleted with all that is of them, once no idea points to one of them."""
    for table in _OF_FUND:
        conn.execute(delete(table).where(table.c.fund.in_(slugs)))
    conn.execute(delete(fund).where(fund.c.slug.in_(slugs)))
