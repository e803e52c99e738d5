"""Signed links: sent and taken back by leads, opened and left by whoever has one (decision 207)."""

import secrets
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

from probation_commission import log
from probation_commission.actions import applying, mail
from probation_commission.actions.acting import LinkOverError, as_of_link, reading, writing
from probation_commission.actions.organisations import there
from probation_commission.actions.refusals import RefusedError
from probation_commission.actions.tokens import address_of, digest, network
from probation_commission.domain.access import Permission, Person, by_link
from probation_commission.domain.audit import AuditSubject, RecordKind
from probation_commission.domain.days import day
from probation_commission.domain.doors import MOST_FAILED_TRIES, TRIES_WITHIN
from probation_commission.domain.letters import Letter
from probation_commission.domain.links import A_TOKEN, LASTS, Link, LinkRefusal, Purpose, expiry
from probation_commission.store import audit, database
from probation_commission.store import links as store


@dataclass(frozen=True, slots=True)
class SentLink:
    """A link that was just sent, with the address that is shown once and kept nowhere."""

    link: Link
    organisation: str
    address: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Admission:
    """What one browser is given for a link: its secret, and what it is for."""

    secret: str = field(repr=False)
    purpose: Purpose


def of_organisation(person: Person, organisation_id: int) -> list[Link]:
    """The links of an organisation, the latest first. Raises `NotAllowedError`."""
    with reading(person, Permission.SEND_LINKS) as (conn, actor):
        return store.of_organisation(actor.scope, conn, organisation_id)


def send(
    person: Person,
    organisation_id: int,
    purpose: Purpose,
    *,
    days: int,
    mailbox: str,
    letter: Callable[[SentLink], Letter],
) -> SentLink:
    """A new link, with a letter that has it on its way to the mailbox; `letter` writes it.

    Raises `RefusedError` for an organisation that is not there, or what is no address.
    """
    token = secrets.token_urlsafe(32)
    with writing(person, Permission.SEND_LINKS) as (conn, actor):
        organisation = there(conn, organisation_id)
        now = datetime.now(UTC)
        new = Link(
            0, organisation_id, purpose, mail.mailbox(mailbox), now, expiry(now, _days(days)), None, None, 0
        )
        kept = store.add(conn, actor, new, digest(token))
        sent = SentLink(kept, organisation.name, address_of(token))
        mail.put(conn, to=kept.sent_to, letter=letter(sent))
        # The mailbox may have somebody's name in it, so the trail has the number alone.
        after = f"{organisation.name}, to {purpose.label}, until {day(kept.expires_at)}"
        audit.record(conn, actor, "send link", _subject(kept.id), after=after)
    return sent


def send_again(person: Person, *, letter: Callable[[SentLink], Letter]) -> None:
    """The link by which somebody came, on its way to its mailbox once more, under a token of its own.

    It is the same link: it ends when it would have, is taken back as it would have been, and its earlier
    token opens nothing any more (decision 298). Raises `RefusedError` for whoever came by none.
    """
    token = secrets.token_urlsafe(32)
    with writing(person, Permission.SEND_IDEAS) as (conn, actor):
        now = datetime.now(UTC)
        link = store.find(actor.scope, conn, actor.link_id) if actor.link_id else None
        if link is None or link.ended(now):
            raise RefusedError("You did not come by a link, so there is none to be sent.")
        store.renew(conn, link.id, digest(token))
        sent = SentLink(link, actor.organisation, address_of(token))
        mail.put(conn, to=link.sent_to, letter=letter(sent))
        audit.record(conn, actor, "send link again", _subject(link.id))


def revoke(person: Person, link_id: int) -> Link:
    """A link taken back, as it is now. Raises `RefusedError` where there is none that is in force."""
    with writing(person, Permission.SEND_LINKS) as (conn, actor):
        now = datetime.now(UTC)
        link = store.find(actor.scope, conn, link_id)
        if link is None or link.ended(now):
            raise RefusedError("This link opens nothing any more. Nothing was changed.")
        store.revoke(conn, link_id, now)
        audit.record(conn, actor, "take back link", _subject(link_id))
    return replace(link, revoked_at=now)


def admit(token: str, address: str, moment: datetime | None = None) -> Admission:
    """What the browser at that network address is given for the token of a link.

    Raises `LinkOverError` with the one sentence for a token of no link, or of one that can't be opened.
    """
    # What is no token guesses nothing: a page elsewhere could send it in a whole network's name.
    if not A_TOKEN.fullmatch(token):
        raise _told(LinkRefusal.UNKNOWN)
    now, whose = moment or datetime.now(UTC), network(address)
    # Asked before a writer's turn is taken, or a stranger would keep everybody's waiting.
    with database.read() as conn:
        _refuse_many(conn, whose, now)
        makes_one = applying.was_asked(conn, token, now)
    secret = secrets.token_urlsafe(32)
    # A new organisation stands on pages; that a link was opened does not.
    with database.write(shown=makes_one) as conn:
        _refuse_many(conn, whose, now)
        known = store.by_token(conn, digest(token))
        # Whose mailbox it is nobody knew until now (decision 320).
        link = known or applying.confirmed(conn, token, now)
        why = link.refusal(now) if link else LinkRefusal.UNKNOWN
        if link and not why:
            store.open_it(conn, link.id, digest(secret), now)
            opening = store.opening_of(conn, digest(secret))
            actor, what = as_of_link(opening, now), "open link" if known else "confirm mailbox"
            audit.record(conn, actor, what, _subject(link.id))
            return Admission(secret, link.purpose)
        store.note_failed_try(conn, whose, now)
    raise _told(why or LinkRefusal.UNKNOWN)


def came_by(secret: str, moment: datetime | None = None) -> Person | None:
    """The person whose browser has that secret; None where it is nobody's, or they have left.

    Raises `LinkOverError` where their link is over, or was opened too long ago.
    """
    if not A_TOKEN.fullmatch(secret):
        return None
    with database.read() as conn:
        opening = store.opening_of(conn, digest(secret))
    return None if opening is None or opening.left_at else as_of_link(opening, moment or datetime.now(UTC))


def leave(secret: str) -> None:
    """The end of what the browser with that secret was given; nothing where it was nobody's, or has ended."""
    with database.write(shown=False) as conn:
        opening = store.opening_of(conn, digest(secret))
        if opening and not opening.left_at:
            store.leave(conn, opening.id, datetime.now(UTC))
            audit.record(conn, by_link(opening), "leave link", _subject(opening.link.id))


def key(secret: str) -> str:
    """What one opened link is known by, in all tabs of its browser."""
    return digest(secret)


def _refuse_many(conn: database.Connection, whose: str, at: datetime) -> None:
    if store.failed_tries(conn, whose, at - TRIES_WITHIN) >= MOST_FAILED_TRIES:
        raise _told(LinkRefusal.TOO_MANY_TRIES)


def _told(why: LinkRefusal) -> LinkOverError:
    log.link_refused(why)
    return LinkOverError(why)


def _days(days: int) -> int:
    if days not in LASTS:
        raise RefusedError(f"A link lasts {', '.join(map(str, LASTS[:-1]))} or {LASTS[-1]} days.")
    return days


def _subject(number: int) -> AuditSubject:
    return AuditSubject(RecordKind.LINK, str(number))
