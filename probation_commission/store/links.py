"""Signed links: those that were sent, who has opened one, and tries that failed. Known by hashes alone."""

from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, RowMapping, delete, func, insert, select, update

from probation_commission.domain.access import Permission, Person, Role, Scope
from probation_commission.domain.doors import TRIES_KEPT
from probation_commission.domain.links import Link, LinkOpening, Purpose
from probation_commission.store import people, scopes
from probation_commission.store.database import Connection
from probation_commission.store.records import record
from probation_commission.store.tables import (
    account,
    idea,
    idea_move,
    link,
    link_opening,
    link_try,
    organisation,
)

_MOST_OF_A_NAME = 180
"""So that an account's name has room for the link's number."""
_FUND = "fund"
_openings = (
    select(func.count())
    .where(link_opening.c.link_id == link.c.id)
    .correlate(link)
    .scalar_subquery()
    .label("openings")
)
_LINK = select(link, _openings)


def add(conn: Connection, sender: Person, sent: Link, token_hash: str, *, fund: str = "") -> Link:
    """The link as it is kept from now on, under a number and an account of its own.

    `fund`: the slug of the one fund that it is for; empty where it is for all.
    """
    columns: dict[str, Any] = {
        "organisation_id": sent.organisation_id,
        "purpose": sent.purpose,
        "subject_kind": _FUND if fund else None,
        "subject_id": fund or None,
        "token_hash": token_hash,
        "sent_to": sent.sent_to,
        "created_by_id": people.account_id(conn, sender),
        "created_at": sent.created_at,
        "expires_at": sent.expires_at,
    }
    number = conn.execute(insert(link).values(columns).returning(link.c.id)).scalar_one()
    name = select(organisation.c.name).where(organisation.c.id == sent.organisation_id)
    # Of the body and never of a person in it, and with the number no two links are one account.
    words = f"{conn.execute(name).scalar_one()[:_MOST_OF_A_NAME]}, by link {number}"
    whose = people.account_id(conn, Person(words, Role.APPLICANT))
    conn.execute(update(link).where(link.c.id == number).values(account_id=whose))
    return _first(conn, link.c.id == number) or sent


def of_organisation(scope: Scope, conn: Connection, organisation_id: int) -> list[Link]:
    """The links that were sent to an organisation, the latest first."""
    query = _LINK.where(link.c.organisation_id == organisation_id, _given(scope)).order_by(link.c.id.desc())
    return [_link(row) for row in conn.execute(query).mappings()]


def last_sent(scope: Scope, conn: Connection, purpose: Purpose) -> dict[int, datetime]:
    """When a link for that purpose was last sent to each organisation, by its number; it may be over."""
    of_each = select(func.max(link.c.id)).where(link.c.purpose == purpose, _given(scope))
    latest = of_each.group_by(link.c.organisation_id)
    sent = select(link.c.organisation_id, link.c.created_at).where(link.c.id.in_(latest))
    return {row.organisation_id: row.created_at for row in conn.execute(sent)}


def find(scope: Scope, conn: Connection, number: int) -> Link | None:
    """The link of that number."""
    return _first(conn, link.c.id == number, _given(scope))


def _given(scope: Scope) -> ColumnElement[bool]:
    """All for whoever sends links, else those of one's own organisation."""
    return scopes.given(scope, Permission.SEND_LINKS, link.c.organisation_id)


def wrote(conn: Connection, sender: Person, idea_id: int) -> bool:
    """Whether an idea was begun, or taken a step, by a link that this person sent."""
    theirs = select(link.c.account_id).where(link.c.created_by_id == people.known_account_id(conn, sender))
    begun = select(idea.c.id).where(idea.c.id == idea_id, idea.c.owner_id.in_(theirs))
    moved = select(idea_move.c.id).where(idea_move.c.idea_id == idea_id, idea_move.c.account_id.in_(theirs))
    return any(conn.execute(query.limit(1)).first() for query in (begun, moved))


def only_fund(conn: Connection, number: int) -> str:
    """The slug of the one fund that a link is for; empty where it is for all."""
    where = (link.c.id == number, link.c.subject_kind == _FUND)
    return conn.execute(select(link.c.subject_id).where(*where)).scalar() or ""


def by_token(conn: Connection, token_hash: str) -> Link | None:
    """The link whose token has that hash."""
    return _first(conn, link.c.token_hash == token_hash)


def revoke(conn: Connection, number: int, at: datetime) -> None:
    """A link taken back: whoever has opened it does nothing by it any more."""
    conn.execute(update(link).where(link.c.id == number).values(revoked_at=at))


def renew(conn: Connection, number: int, token_hash: str) -> None:
    """Another token for a link, in the place of the one that it had; all else of it stays."""
    conn.execute(update(link).where(link.c.id == number).values(token_hash=token_hash))


def open_it(conn: Connection, number: int, secret_hash: str, at: datetime) -> None:
    """An opening of a link, by the hash of a browser's own secret."""
    conn.execute(insert(link_opening).values(link_id=number, secret_hash=secret_hash, opened_at=at))
    conn.execute(update(link).where(link.c.id == number).values(used_at=at))


def opening_of(conn: Connection, secret_hash: str) -> LinkOpening | None:
    """The opening of whoever has the secret of that hash."""
    return _opening(conn, link_opening.c.secret_hash == secret_hash)


def opening(conn: Connection, number: int) -> LinkOpening | None:
    """The opening of that number."""
    return _opening(conn, link_opening.c.id == number)


def leave(conn: Connection, opening_id: int, at: datetime) -> None:
    """The end of an opening; the link can be opened again."""
    conn.execute(update(link_opening).where(link_opening.c.id == opening_id).values(left_at=at))


def failed_tries(conn: Connection, address_hash: str, since: datetime) -> int:
    """How many tries from an address have failed since then."""
    query = select(func.count()).where(link_try.c.address_hash == address_hash, link_try.c.at > since)
    return int(conn.execute(query).scalar_one())


def note_failed_try(conn: Connection, address_hash: str, at: datetime) -> None:
    """A try that failed; those of an hour ago are forgotten."""
    conn.execute(delete(link_try).where(link_try.c.at <= at - TRIES_KEPT))
    conn.execute(insert(link_try).values(address_hash=address_hash, at=at))


def _first(conn: Connection, *where: ColumnElement[bool]) -> Link | None:
    row = conn.execute(_LINK.where(*where)).mappings().first()
    return _link(row) if row else None


def _link(row: RowMapping) -> Link:
    return record(Link, row, purpose=Purpose(row["purpose"]))


def _opening(conn: Connection, where: ColumnElement[bool]) -> LinkOpening | None:
    # A link follows its organisation into another (decision 205), so it is never one that was merged.
    query = (
        _LINK.add_columns(
            link_opening.c.id.label("opening_id"),
            link_opening.c.opened_at,
            link_opening.c.left_at,
            account.c.name,
            organisation.c.name.label("organisation"),
        )
        .join(link_opening, link_opening.c.link_id == link.c.id)
        .join(account, account.c.id == link.c.account_id)
        .join(organisation, organisation.c.id == link.c.organisation_id)
        .where(where)
    )
    row = conn.execute(query).mappings().first()
    return record(LinkOpening, row, id=row["opening_id"], link=_link(row)) if row else None
