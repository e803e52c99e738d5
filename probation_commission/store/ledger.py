"""The books of the funds: entries that are added and never changed, and what they come to."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import BigInteger, ColumnElement, ScalarSelect, Select, case, cast, func, insert, select

from probation_commission.domain.access import Permission, Person, Scope
from probation_commission.domain.ledger import Balance, EntryKind, LedgerEntry, stands_at, together
from probation_commission.store import people, scopes
from probation_commission.store.database import Connection
from probation_commission.store.records import record, values
from probation_commission.store.tables import account, fund, idea, ledger

_SIGNED: ColumnElement[int] = case((ledger.c.reverses_id.is_(None), ledger.c.pence), else_=-ledger.c.pence)
_HELD: ColumnElement[int] = case(
    (ledger.c.kind == EntryKind.COMMITTED, _SIGNED),
    (ledger.c.kind.in_((EntryKind.RELEASED, EntryKind.RETURNED)), -_SIGNED),
    else_=0,
)


@dataclass(frozen=True, slots=True)
class NewLedgerEntry:
    """An entry that is written down."""

    fund: str
    idea_id: int
    kind: EntryKind
    pence: int
    on: date
    at: datetime
    note: str = ""
    reverses_id: int | None = None


# A sum of large numbers is no whole number in PostgreSQL until it is made one.
HELD: ScalarSelect[int] = (
    select(cast(func.coalesce(func.sum(_HELD), 0), BigInteger))
    .where(ledger.c.idea_id == idea.c.id)
    .correlate(idea)
    .scalar_subquery()
)
"""The pence of its pot that the idea of a row holds, as a part of a query on ideas."""


def pot_of(conn: Connection, slug: str) -> int | None:
    """The pence of a fund; None where they are not stated."""
    return conn.execute(select(fund.c.amount_pence).where(fund.c.slug == slug)).scalar()


def balance(conn: Connection, slug: str) -> Balance:
    """What a fund stands at; a pot that is not stated counts as 0."""
    return together(pot_of(conn, slug) or 0, awards(conn, slug).values())


def awards(conn: Connection, slug: str) -> dict[int, Balance]:
    """What each award of a fund stands at, by the number of its idea; those let go of altogether, too."""
    query = select(ledger.c.idea_id, ledger.c.kind, func.sum(_SIGNED).label("pence"))
    query = query.where(ledger.c.fund == slug).group_by(ledger.c.idea_id, ledger.c.kind)
    sums: defaultdict[int, dict[EntryKind, int]] = defaultdict(dict)
    for row in conn.execute(query):
        sums[row.idea_id][EntryKind(row.kind)] = int(row.pence)
    return {number: stands_at(of_kind) for number, of_kind in sums.items()}


def sums(conn: Connection, slug: str, idea_id: int) -> dict[EntryKind, int]:
    """The pence of each kind that are written down against an award, less what was taken back."""
    query = select(ledger.c.kind, func.sum(_SIGNED).label("pence")).group_by(ledger.c.kind)
    rows = conn.execute(query.where(ledger.c.fund == slug, ledger.c.idea_id == idea_id))
    return {EntryKind(row.kind): int(row.pence) for row in rows}


def of_award(conn: Connection, slug: str, idea_id: int) -> list[int]:
    """The numbers of all entries of an award, in the order they were written."""
    own = ledger.c.fund == slug, ledger.c.idea_id == idea_id
    return list(conn.execute(select(ledger.c.id).where(*own).order_by(ledger.c.id)).scalars())


def first_day(conn: Connection, slug: str, idea_id: int) -> date | None:
    """The day on which what an award holds now was awarded; None where it holds nothing."""
    standing_ones = standing(conn, slug, idea_id, EntryKind.COMMITTED)
    return conn.execute(select(func.min(ledger.c.on)).where(ledger.c.id.in_(standing_ones))).scalar()


def award(conn: Connection, slug: str, idea_id: int) -> Balance:
    """What the award of an idea stands at in a fund; all 0 where it has none."""
    return stands_at(sums(conn, slug, idea_id))


def entries(scope: Scope, conn: Connection, slug: str) -> list[LedgerEntry]:
    """The entries of a fund against awards that they may be given, in the order they were written."""
    seen = scopes.given(scope, Permission.SEE_IDEAS, idea.c.organisation_id, people.key)
    # Whose idea it is has an account of its own beside that of whoever wrote the entry.
    given = select(idea.c.id).join(account).where(seen)
    rows = conn.execute(_written().where(ledger.c.fund == slug, ledger.c.idea_id.in_(given)))
    return [record(LedgerEntry, row, kind=EntryKind(row["kind"])) for row in rows.mappings()]


def find_entry(conn: Connection, number: int) -> LedgerEntry | None:
    """The entry of that number; for an action, which asks whether they may."""
    row = conn.execute(_written().where(ledger.c.id == number)).mappings().first()
    return record(LedgerEntry, row, kind=EntryKind(row["kind"])) if row else None


def _written() -> Select[tuple[object, ...]]:
    return select(ledger, account.c.name.label("who")).join(account).order_by(ledger.c.id)


def reversed_by(conn: Connection, number: int) -> int | None:
    """The number of the entry that takes that one back; None where it stands."""
    return conn.execute(select(ledger.c.id).where(ledger.c.reverses_id == number)).scalar()


def standing(conn: Connection, slug: str, idea_id: int, kind: EntryKind) -> list[int]:
    """The numbers of an award's entries of a kind that are not taken back and take nothing back."""
    taken_back = select(ledger.c.reverses_id).where(ledger.c.reverses_id.is_not(None))
    own = ledger.c.fund == slug, ledger.c.idea_id == idea_id, ledger.c.kind == kind
    still = ledger.c.reverses_id.is_(None), ledger.c.id.not_in(taken_back)
    return list(conn.execute(select(ledger.c.id).where(*own, *still).order_by(ledger.c.id)).scalars())


def put(conn: Connection, person: Person, entry: NewLedgerEntry) -> int:
    """The number of an entry, which is written down."""
    row = values(entry) | {"account_id": people.account_id(conn, person)}
    return int(conn.execute(insert(ledger).values(row).returning(ledger.c.id)).scalar_one())
