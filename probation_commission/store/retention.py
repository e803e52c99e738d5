"""What has been kept long enough, and how it goes."""

from collections.abc import Callable, Sequence
from datetime import datetime

from sqlalchemy import String, cast, delete, func, select, update

from probation_commission.domain.audit import END_ACCESS, RecordKind
from probation_commission.domain.ideas import Stage
from probation_commission.domain.retention import Perishable
from probation_commission.store.database import Connection
from probation_commission.store.tables import (
    account,
    audit,
    idea,
    kept_file,
    link,
    link_opening,
    membership,
    outbox,
    upload,
)


def past(conn: Connection, kind: Perishable, before: datetime) -> list[int]:
    """The numbers of what is older than that."""
    return _PAST[kind](conn, before)


def forget(conn: Connection, kind: Perishable, numbers: Sequence[int], at: datetime) -> None:
    """Those of a kind, gone."""
    _FORGET[kind](conn, numbers, at)


def _files(conn: Connection, before: datetime) -> list[int]:
    query = select(kept_file.c.upload_id).join(upload).where(upload.c.accepted_at < before)
    return list(conn.execute(query).scalars())


def _drafts(conn: Connection, before: datetime) -> list[int]:
    query = select(idea.c.id).where(idea.c.stage == Stage.DRAFT, idea.c.changed_at < before)
    return list(conn.execute(query).scalars())


def _former_users(conn: Connection, before: datetime) -> list[int]:
    # The account has no day on which its access ended; the audit trail has.
    about = (audit.c.subject_kind == RecordKind.ACCOUNT) & (audit.c.subject_id == cast(account.c.id, String))
    ended = (
        select(func.max(audit.c.at)).where(about, audit.c.action == END_ACCESS).correlate(account)
    ).scalar_subquery()
    query = select(account.c.id).where(
        ~account.c.active, account.c.email.is_not(None), func.coalesce(ended, account.c.added_at) < before
    )
    return list(conn.execute(query).scalars())


def _links(conn: Connection, before: datetime) -> list[int]:
    over = (link.c.expires_at < before) | (link.c.revoked_at < before)
    return list(conn.execute(select(link.c.id).where(over)).scalars())


def _mail(conn: Connection, before: datetime) -> list[int]:
    # By then its text is gone, whatever became of it (decision 210).
    query = select(outbox.c.id).where(outbox.c.queued_at < before, outbox.c.sealed.is_(None))
    return list(conn.execute(query).scalars())


def _forget_files(conn: Connection, numbers: Sequence[int], _at: datetime) -> None:
    conn.execute(delete(kept_file).where(kept_file.c.upload_id.in_(numbers)))


def _forget_drafts(conn: Connection, numbers: Sequence[int], _at: datetime) -> None:
    conn.execute(delete(idea).where(idea.c.id.in_(numbers)))


def _forget_users(conn: Connection, numbers: Sequence[int], at: datetime) -> None:
    # The row stays, for the audit trail points to it; no entry there has a name or an address (decision 82).
    name = "Former user " + cast(account.c.id, String)
    theirs = update(account).where(account.c.id.in_(numbers))
    conn.execute(theirs.values(name=name, email=None, added_at=None, added_by_id=None))
    now = membership.c.account_id.in_(numbers), membership.c.until.is_(None)
    conn.execute(update(membership).where(*now).values(until=at))


def _forget_links(conn: Connection, numbers: Sequence[int], _at: datetime) -> None:
    conn.execute(delete(link_opening).where(link_opening.c.link_id.in_(numbers)))
    conn.execute(delete(link).where(link.c.id.in_(numbers)))


def _forget_mail(conn: Connection, numbers: Sequence[int], _at: datetime) -> None:
    conn.execute(delete(outbox).where(outbox.c.id.in_(numbers)))


_PAST: dict[Perishable, Callable[[Connection, datetime], list[int]]] = {
    Perishable.KEPT_FILES: _files,
    Perishable.DRAFTS: _drafts,
    Perishable.FORMER_USERS: _former_users,
    Perishable.LINKS: _links,
    Perishable.MAIL: _mail,
}
_FORGET: dict[Perishable, Callable[[Connection, Sequence[int], datetime], None]] = {
    Perishable.KEPT_FILES: _forget_files,
    Perishable.DRAFTS: _forget_drafts,
    Perishable.FORMER_USERS: _forget_users,
    Perishable.LINKS: _forget_links,
    Perishable.MAIL: _forget_mail,
}
