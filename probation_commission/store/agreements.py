"""Information-sharing agreements, between whom they are, and of which areas."""

from collections import defaultdict
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Table, delete, exists, insert, select, update

from probation_commission.domain.access import Permission, Scope
from probation_commission.domain.agreements import Agreement, AgreementTerms
from probation_commission.domain.returns import Kind
from probation_commission.store import scopes
from probation_commission.store.database import Connection
from probation_commission.store.records import record
from probation_commission.store.tables import agreement, agreement_area, agreement_party, organisation

_LISTS = {agreement_party: agreement_party.c.organisation_id, agreement_area: agreement_area.c.area_code}


def everyone(scope: Scope, conn: Connection) -> list[Agreement]:
    """Every agreement for whoever sees them, else those of one's own organisation; the latest first."""
    given = scopes.given(scope, Permission.SEE_AGREEMENTS, agreement_party.c.organisation_id)
    return _found(conn, exists().where(agreement_party.c.agreement_id == agreement.c.id, given))


def find(scope: Scope, conn: Connection, number: int) -> Agreement | None:
    """The agreement of that number."""
    return next((one for one in everyone(scope, conn) if one.id == number), None)


def parties(scope: Scope, conn: Connection) -> dict[int, str]:
    """The name of each organisation that is a party of one of these agreements, by its number."""
    numbers = {number for one in everyone(scope, conn) for number in one.terms.parties}
    query = select(organisation.c.id, organisation.c.name).where(organisation.c.id.in_(numbers))
    return {row.id: row.name for row in conn.execute(query.order_by(organisation.c.name))}


def of_one_alone(scope: Scope, conn: Connection, number: int, other: int) -> bool:
    """Whether of two organisations one alone is a party of an agreement that was not ended."""
    lasting = (one.terms.parties for one in everyone(scope, conn) if not one.ended_at)
    return any((number in parties) != (other in parties) for parties in lasting)


def add(conn: Connection, terms: AgreementTerms, *, illustrative: bool, switched_on: bool) -> int:
    """The number of a new agreement."""
    row = _columns(terms) | {"illustrative": illustrative, "switched_on": switched_on}
    number = int(conn.execute(insert(agreement).values(row).returning(agreement.c.id)).scalar_one())
    _put_lists(conn, number, terms)
    return number


def change(conn: Connection, number: int, terms: AgreementTerms, *, illustrative: bool) -> None:
    """An agreement as it is written down now."""
    row = _columns(terms) | {"illustrative": illustrative}
    conn.execute(update(agreement).where(agreement.c.id == number).values(row))
    _put_lists(conn, number, terms)


def end(conn: Connection, number: int, at: datetime) -> None:
    """The end of an agreement before its day; it can't be begun again."""
    conn.execute(update(agreement).where(agreement.c.id == number).values(ended_at=at))


def switch(conn: Connection, number: int, *, on: bool) -> None:
    """An agreement switched on, or off."""
    conn.execute(update(agreement).where(agreement.c.id == number).values(switched_on=on))


def merge(conn: Connection, number: int, into: int) -> None:
    """An organisation's part in each agreement given to another, which may have one already."""
    party = agreement_party.c
    theirs = select(party.agreement_id).where(party.organisation_id == into)
    conn.execute(
        delete(agreement_party).where(party.organisation_id == number, party.agreement_id.in_(theirs))
    )
    conn.execute(update(agreement_party).where(party.organisation_id == number).values(organisation_id=into))


def take_out(conn: Connection, numbers: tuple[int, ...]) -> None:
    """Delete these agreements."""
    for table in _LISTS:
        conn.execute(delete(table).where(table.c.agreement_id.in_(numbers)))
    conn.execute(delete(agreement).where(agreement.c.id.in_(numbers)))


def _found(conn: Connection, *where: ColumnElement[bool]) -> list[Agreement]:
    lists = {table: _of_each(conn, table) for table in _LISTS}
    query = select(agreement).where(*where).order_by(agreement.c.id.desc())
    return [
        record(
            Agreement,
            row,
            terms=record(
                AgreementTerms,
                row,
                kinds=tuple(map(Kind, row["kinds"].split())),
                parties=tuple(lists[agreement_party][row["id"]]),
                areas=tuple(lists[agreement_area][row["id"]]),
            ),
        )
        for row in conn.execute(query).mappings()
    ]


def _of_each(conn: Connection, table: Table) -> dict[int, list[Any]]:
    listed: dict[int, list[Any]] = defaultdict(list)
    for row in conn.execute(select(table).order_by(_LISTS[table])):
        listed[row[0]].append(row[1])
    return listed


def _columns(terms: AgreementTerms) -> dict[str, object]:
    return {
        "name": terms.name,
        "kinds": " ".join(terms.kinds),
        "since": terms.since,
        "until": terms.until,
        "review_on": terms.review_on,
        "signed_for_by": terms.signed_for_by,
    }


def _put_lists(conn: Connection, number: int, terms: AgreementTerms) -> None:
    lists: tuple[tuple[Any, ...], ...] = (terms.parties, terms.areas)
    for (table, key), listed in zip(_LISTS.items(), lists, strict=True):
        conn.execute(delete(table).where(table.c.agreement_id == number))
        for one in sorted(set(listed)):
            conn.execute(insert(table).values({"agreement_id": number, key.name: one}))
