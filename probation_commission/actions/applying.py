"""A fund that is open to anyone: whoever asks is sent a link, and is somebody once it is opened."""

import secrets
from collections.abc import Callable
from datetime import UTC, datetime

from probation_commission.actions import mail
from probation_commission.actions.refusals import RefusedError, collected
from probation_commission.actions.tokens import address_of, digest, keyed, network
from probation_commission.domain.access import Person, Role
from probation_commission.domain.applying import (
    ASKS_WITHIN,
    LINK_LASTS,
    LONGEST_NAME,
    MAILBOX_WITHIN,
    MOST_A_MAILBOX,
    MOST_A_NETWORK,
    MOST_IN_ALL,
    OpenAsk,
    same_mailbox,
)
from probation_commission.domain.days import today
from probation_commission.domain.funds import Fund
from probation_commission.domain.letters import Letter
from probation_commission.domain.links import Link, Purpose, expiry
from probation_commission.settings import settings
from probation_commission.store import applying as store
from probation_commission.store import database, funds, links, organisations

PATH = "/apply"
NOT_OPEN = "This fund takes no ideas from here just now."
_NO_NAME = "Write the name of your organisation."
# A link needs a sender, and this one nobody sent: the account gives nobody access (decision 82).
_NOBODY = Person("A fund that is open to anyone", Role.APPLICANT)


class TooManyAsksError(RefusedError):
    """So many links were asked for that another one waits."""


def open_funds() -> dict[str, Fund]:
    """The funds that anyone can send an idea to today, by slug; for strangers, so nobody is asked who."""
    with database.read() as conn:
        return {fund.slug: fund for fund in funds.funds(conn) if _is_open(fund)}


def address(fund: Fund) -> str:
    """The address of its page to give out."""
    return f"{settings().address}{PATH}/{fund.slug}"


def ask(
    wanted: OpenAsk, from_address: str, letter: Callable[[Fund, str], Letter], moment: datetime | None = None
) -> None:
    """A link on its way to a mailbox, whoever reads it; `letter` is given the fund and the link's address.

    Nobody is looked up: known and unknown, a mailbox is answered the same. One that has had its mails of the
    day gets no more, which is not told either. Raises `RefusedError` with what is wrong with the two fields,
    and `TooManyAsksError`.
    """
    now = moment or datetime.now(UTC)
    problems: list[str] = []
    name = collected(problems, wanted.organisation, "name", LONGEST_NAME) or ""
    problems += [] if name else [_NO_NAME]
    try:
        mailbox = mail.mailbox(wanted.mailbox)
    except RefusedError as refusal:
        raise RefusedError(*problems, *refusal.reasons) from None
    if problems:
        raise RefusedError(*problems)
    whence, whom, token = network(from_address), keyed(same_mailbox(mailbox)), secrets.token_urlsafe(32)
    # Asked before a writer's turn is taken, as when a link is opened.
    with database.read() as conn:
        _refuse_many(conn, whence, now)
    with database.write() as conn:
        _refuse_many(conn, whence, now)
        fund = funds.find_fund(conn, wanted.fund)
        if fund is None or not _is_open(fund):
            raise RefusedError(NOT_OPEN)
        had = store.asked(conn, now - MAILBOX_WITHIN, mailbox=whom)
        # Kept also where no mail goes, so that whoever floods one mailbox comes to their own limit.
        kept = OpenAsk(fund.slug, name, mailbox)
        store.put(conn, kept, token, (digest(token), whence, whom), now)
        if had < MOST_A_MAILBOX:
            mail.put(conn, to=mailbox, letter=letter(fund, address_of(token)), at=now)


def was_asked(conn: database.Connection, token: str, at: datetime) -> bool:
    """Whether that token is of somebody who asked, and has not been forgotten."""
    return store.taken(conn, token, digest(token), at) is not None


def confirmed(conn: database.Connection, token: str, at: datetime) -> Link | None:
    """The link of whoever asked for it and opens their mail now, to an organisation of its own.

    None where nobody asked by that token, too long ago, or for a fund that is closed since.
    """
    asked = store.taken(conn, token, digest(token), at)
    fund = funds.find_fund(conn, asked.fund) if asked else None
    if asked is None or fund is None or not _is_open(fund):
        return None
    # Whoever reads the mailbox is who was here before; a name alone makes nobody anybody (decision 321).
    before = organisations.came_by_mailbox(conn, asked.organisation, asked.mailbox)
    whose = before or organisations.add_unlooked(conn, asked.organisation)
    new = Link(0, whose, Purpose.IDEAS, asked.mailbox, at, expiry(at, LINK_LASTS), None, None, 0)
    return links.add(conn, _NOBODY, new, digest(token), fund=fund.slug)


def require_its_fund(conn: database.Connection, actor: Person, slug: str) -> None:
    """Raises `RefusedError` where somebody came by a link to one fund and begins an idea for another."""
    only = links.only_fund(conn, actor.link.id) if actor.link else ""
    if only and only != slug:
        raise RefusedError(
            "Your link is for another fund, which is open to anyone; this one asks who it wants. Ask whoever "
            "is named there."
        )


def _is_open(fund: Fund) -> bool:
    return fund.open_to_anyone and fund.is_open(today())


def _refuse_many(conn: database.Connection, whence: str, at: datetime) -> None:
    since = at - ASKS_WITHIN
    if store.asked(conn, since, network=whence) >= MOST_A_NETWORK:
        raise TooManyAsksError("Many links were asked for from your connection. Try again in an hour.")
    if store.asked(conn, since) >= MOST_IN_ALL:
        raise TooManyAsksError("Many people ask for a link just now. Try again in an hour.")
