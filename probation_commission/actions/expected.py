"""Who should send which return by when, and the mail that asks for one (decisions 258 and 259)."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from probation_commission.actions import mail
from probation_commission.actions.acting import reading, writing
from probation_commission.actions.limits import require_area
from probation_commission.actions.refusals import RefusedError, collected
from probation_commission.analysis import expected as analysis
from probation_commission.analysis.expected import ExpectedReturn, ReturnState
from probation_commission.domain import contacts as role_mailboxes
from probation_commission.domain import referrals
from probation_commission.domain.access import Permission, Person
from probation_commission.domain.audit import AuditSubject, RecordKind, in_words
from probation_commission.domain.contacts import ContactRole
from probation_commission.domain.days import LONDON, today
from probation_commission.domain.expected import LONGEST_SENDER, Expected, SenderKey, wrong_with
from probation_commission.domain.letters import Letter
from probation_commission.domain.returns import Kind
from probation_commission.geography.gazetteer import gazetteer
from probation_commission.store import audit, contacts, contracts, directory, outbox, returns
from probation_commission.store import expected as store
from probation_commission.store.database import Connection
from probation_commission.store.records import values

_ROLES = (ContactRole.RETURNS, ContactRole.CONTRACT, ContactRole.GENERAL)
"""Whose mailbox is asked for a return, the first that is written down."""
_PERSONS = "This mailbox looks like one person’s: write a shared one, which outlasts whoever reads it."


@dataclass(frozen=True, slots=True)
class DueMail:
    """What one mailbox is to be asked for: returns that are all late, or all to come."""

    mailbox: str
    returns: tuple[ExpectedReturn, ...]
    late: bool


def mailboxes(person: Person) -> dict[SenderKey, str]:
    """The mailbox of each sender that has one, as somebody said it or else its organisation's."""
    with reading(person, Permission.LOAD_RETURNS) as (conn, actor):
        return _mailboxes(conn, actor, _standing(conn))


def change(person: Person, written: Expected, seen: Expected | None = None) -> None:
    """What is said of one sender's returns. Raises `RefusedError` with every problem at once.

    `seen` is what stood there when this was written: what somebody else wrote since is not written over.
    """
    with writing(person, Permission.LOAD_RETURNS) as (conn, actor):
        problems = wrong_with(written)
        sender = collected(problems, written.sender, "name of the sender", LONGEST_SENDER)
        problems += _not_known(conn, written)
        mailbox = ""
        try:
            mailbox = role_mailboxes.mailbox(written.mailbox)
        except ValueError as wrong:
            problems.append(str(wrong))
        if role_mailboxes.looks_like_one_persons(mailbox):
            problems.append(_PERSONS)
        if problems:
            raise RefusedError(*problems)
        require_area(actor, written.area_code)
        kept = replace(written, sender=sender, mailbox=mailbox)
        before = store.everything(conn).get(kept.key, Expected(*kept.key))
        if seen is not None and before != seen:
            raise RefusedError("Somebody has changed this meanwhile: look at it, and save once more.")
        if before == kept:
            raise RefusedError("Nothing is written otherwise than before. Nothing was changed.")
        store.put(conn, kept)
        about = AuditSubject(RecordKind.EXPECTED, " ".join(filter(None, kept.key)))
        said = {"before": _said(before), "after": _said(kept)}
        audit.record(conn, actor, "change what is expected", about, **said)


def put_mail(person: Person, key: SenderKey, letter: Callable[[DueMail], Letter]) -> str:
    """The mailbox to which a lead's mail about one sender's return is on its way.

    Raises `RefusedError` where the return is in by now, no mailbox is written down, or it was sent today.
    """
    with writing(person, Permission.LOAD_RETURNS) as (conn, actor):
        rows = _standing(conn)
        one = next((one for one in rows if one.said.key == key), None)
        if one is None or one.state not in {ReturnState.LATE, ReturnState.AWAITED}:
            raise RefusedError("This return is in, or nobody expects it any more. Nothing was sent.")
        require_area(actor, one.said.area_code)
        mailbox = _mailboxes(conn, actor, [one]).get(key, "")
        if not mailbox:
            raise RefusedError(
                "No mailbox is written down for this sender: write one under “What is expected”."
            )
        due = DueMail(mailbox, (one,), one.state is ReturnState.LATE)
        if not _put(conn, actor, due, letter):
            raise RefusedError(f"A mail about this went to {mailbox} today. Nothing was sent.")
    return mailbox


def due_today(person: Person) -> tuple[list[DueMail], list[ExpectedReturn]]:
    """The mails that are due today, one a mailbox and kind, and the returns whose sender has no mailbox."""
    with reading(person, Permission.LOAD_RETURNS) as (conn, actor):
        return _due_today(conn, actor)


def remind(person: Person, letter: Callable[[DueMail], Letter]) -> list[DueMail]:
    """Those of the mails that are due today which are put into the outbox now: none of them twice a day."""
    with writing(person, Permission.LOAD_RETURNS) as (conn, actor):
        due, _ = _due_today(conn, actor)
        require_area(actor, *sorted({one.said.area_code for mail in due for one in mail.returns}))
        return [one for one in due if _put(conn, actor, one, letter)]


def _due_today(conn: Connection, actor: Person) -> tuple[list[DueMail], list[ExpectedReturn]]:
    # Nobody is asked for what is made up.
    rows = [one for one in _standing(conn) if not one.illustrative]
    asked = {False: analysis.to_remind(rows, today()), True: analysis.to_chase(rows, today())}
    known = _mailboxes(conn, actor, [*asked[False], *asked[True]])
    due = [
        DueMail(mailbox, tuple(one for one in those if known.get(one.said.key) == mailbox), late)
        for late, those in asked.items()
        for mailbox in dict.fromkeys(known[one.said.key] for one in those if one.said.key in known)
    ]
    return due, [one for those in asked.values() for one in those if one.said.key not in known]


def _put(conn: Connection, actor: Person, due: DueMail, letter: Callable[[DueMail], Letter]) -> bool:
    """Whether the mail is on its way now; the same went out today already otherwise."""
    words = letter(due)
    begins = datetime.combine(today(), datetime.min.time(), LONDON).astimezone(UTC)
    if outbox.was_put(conn, due.mailbox, words.subject, begins):
        return False
    mail.put(conn, to=due.mailbox, letter=words)
    # By what it is about: an address is in no entry of a mail (decision 82).
    for one in due.returns:
        about = AuditSubject(RecordKind.EXPECTED, " ".join(filter(None, one.said.key)))
        audit.record(conn, actor, "ask for a return", about, after=f"{one.month:%B %Y}")
    return True


def _standing(conn: Connection) -> list[ExpectedReturn]:
    return analysis.expected(returns.history(conn), store.everything(conn), today())


def _mailboxes(conn: Connection, actor: Person, rows: Iterable[ExpectedReturn]) -> dict[SenderKey, str]:
    services = directory.services(conn)
    known = services[services.provider_id.notna()]
    provider = dict(zip(known.slug, known.provider_id.astype(int), strict=True))
    every: Sequence[ExpectedReturn] = [*rows]
    numbers = {provider[one.said.subject] for one in every if one.said.subject in provider}
    reach = contacts.of_each(actor.scope, conn, *numbers) if numbers else {}
    found = {}
    for one in every:
        theirs = reach.get(provider.get(one.said.subject, 0), contacts.Reach()).contacts
        of_roles = (theirs[role].mailbox for role in _ROLES if role in theirs)
        if mailbox := one.said.mailbox or next(filter(None, of_roles), ""):
            found[one.said.key] = mailbox
    return found


def _not_known(conn: Connection, written: Expected) -> list[str]:
    service = written.subject and contracts.service_row(conn, written.subject) is None
    # A comparison is of whichever force sent it; all else is of an area that is covered.
    area = written.kind is not Kind.COMPARISON and referrals.area(written.area_code, gazetteer()) is None
    return [
        *(["No such service is known here any more: choose another."] * bool(service)),
        *(["No such area is covered here any more: choose another."] * bool(area and written.area_code)),
    ]


def _said(written: Expected) -> str:
    return in_words(
        values(written, "kind", "subject", "area_code"), {"mailbox": "written"} if written.mailbox else {}
    )
