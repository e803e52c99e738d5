"""A fund added, changed, or copied for another year."""

import re
from dataclasses import replace
from datetime import UTC, date, datetime

import pandas as pd

from probation_commission.actions.acting import reading, writing
from probation_commission.actions.funds.trail import UNCHANGED, called, filled, own, record, said
from probation_commission.actions.limits import fund_areas, require_area
from probation_commission.actions.refusals import RefusedError, collected, fitting
from probation_commission.domain import contacts
from probation_commission.domain import fund_terms as terms
from probation_commission.domain.access import Permission, Person
from probation_commission.domain.audit import AuditSubject, RecordKind
from probation_commission.domain.follow_ups import is_role
from probation_commission.domain.funds import Fund
from probation_commission.domain.gaps import GapCell
from probation_commission.geography.gazetteer import gazetteer
from probation_commission.store import audit, ideas
from probation_commission.store import funds as store
from probation_commission.store.database import Connection
from probation_commission.store.records import values

_WRITTEN_HERE = "written down here"
_LONGEST_SLUG = 60
_MAILBOX = re.compile(r"[^\s,;:<>()]+@[^\s,;:<>()]+")
_PHONE = re.compile(r"\+?\(?\d[\d\s()\u2013-]{6,}\d")
_NO_ROLE = (
    "Whom to ask is a role, never a person: write what it is (lead, manager, team, office), its shared "
    "mailbox or its telephone."
)


def add(person: Person, written: Fund, reason: str = "") -> str:
    """The slug of a new fund. Raises `RefusedError` with every problem at once."""
    with writing(person, Permission.MANAGE_FUNDS) as (conn, actor):
        require_area(actor, *fund_areas(written))
        fund, why = _checked(conn, written, reason, new=True)
        # A real fund: nobody marks what they write as made up.
        fund = replace(fund, slug=_slug(conn, fund.name), source=_WRITTEN_HERE, illustrative=False)
        store.put(conn, fund, datetime.now(UTC))
        record(conn, actor, "add fund", fund.slug, after=said(filled(fund)), reason=why)
    return fund.slug


def change(person: Person, written: Fund, reason: str = "") -> list[str]:
    """What is changed of a fund, in words. Raises `RefusedError` with every problem at once."""
    with writing(person, Permission.MANAGE_FUNDS) as (conn, actor):
        before = own(conn, actor, written.slug)
        require_area(actor, *fund_areas(written))
        fund, why = _checked(conn, written, reason)
        fund = replace(fund, source=before.source, illustrative=before.illustrative)
        was, now = values(before), values(fund)
        changed = [name for name in now if now[name] != was[name]]
        if not changed:
            raise RefusedError(UNCHANGED)
        store.put(conn, fund, datetime.now(UTC))
        told = said({name: was[name] for name in changed}), said({name: now[name] for name in changed})
        record(conn, actor, "change fund", fund.slug, before=told[0], after=told[1], reason=why)
    return [called(name) for name in changed]


def copy(person: Person, slug: str, name: str, opens: date | None, closes: date | None) -> str:
    """The slug of a new fund with all of another but its ideas and days, open on the days given.

    Who scores it still does, if they can. Raises `RefusedError` with every problem at once (decision 296).
    """
    with writing(person, Permission.MANAGE_FUNDS) as (conn, actor):
        before = own(conn, actor, slug)
        no_days = replace(before, decision_on=None, spend_by=None, monitoring=())
        fund, _ = _checked(
            conn, replace(no_days, slug="", name=name, opens=opens, closes=closes), "", new=True
        )
        fund = replace(fund, slug=_slug(conn, fund.name))
        store.put(conn, fund, datetime.now(UTC))
        setup = store.setup(conn, slug)
        for criterion in setup.criteria:
            store.add_criterion(conn, fund.slug, criterion)
        for question in setup.questions:
            store.add_question(conn, fund.slug, question)
        store.put_assessors(conn, fund.slug, [one.id for one in setup.assessors if one.can_assess])
        record(conn, actor, "copy fund", fund.slug, before=f"copied from {slug}", after=said(filled(fund)))
    return fund.slug


def history(person: Person, slug: str) -> pd.DataFrame:
    """Who changed what of a fund, from what to what, oldest first. Raises `NotAllowedError`."""
    with reading(person, Permission.MANAGE_FUNDS) as (conn, _):
        return audit.history(conn, AuditSubject(RecordKind.FUND, slug))


def _slug(conn: Connection, name: str) -> str:
    """What a new fund is known by: its name in small letters, with a number where that is taken."""
    words = re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")[:_LONGEST_SLUG] or "fund"
    taken = {fund.slug for fund in store.funds(conn)}
    numbered = (f"{words}-{number}" for number in range(2, len(taken) + 3))
    return next(slug for slug in (words, *numbered) if slug not in taken)


def _checked(conn: Connection, written: Fund, reason: str, *, new: bool = False) -> tuple[Fund, str]:
    """The fund as it is kept, and why. Raises `RefusedError` with every problem at once."""
    problems: list[str] = []
    fund = replace(
        written,
        name=collected(problems, written.name, "name", terms.LONGEST_NAME),
        funder=collected(problems, written.funder, "line on who pays", terms.LONGEST_LINE),
        for_whom=collected(problems, written.for_whom, "purpose", terms.LONGEST_TEXT, lines=True),
        rules=collected(problems, written.rules, "rules", terms.LONGEST_TEXT, lines=True),
        ask=_ask(problems, written.ask),
        monitoring=tuple(sorted(set(written.monitoring))),
        gaps=tuple(key for key in dict.fromkeys(written.gaps) if GapCell.of_key(key)),
    )
    why = collected(problems, reason, "reason", terms.LONGEST_REASON)
    if fund.area_code and gazetteer().authority(fund.area_code) is None:
        problems.append("Choose an area that is covered here, or all of them.")
    # Without days it would be open as soon as it is saved (decision 296).
    if new and fund.opens is None:
        problems.append("Choose the first day on which ideas can be sent in.")
    problems += terms.wrong_with(fund, 0 if new else ideas.committed(conn, fund.slug))
    if problems:
        raise RefusedError(*dict.fromkeys(problems))
    return fund, why


def _ask(problems: list[str], written: str) -> str:
    """The line on whom to ask: a role, with mailboxes that are no one person's, and telephones."""
    what = "line on whom to ask"
    rest = collected(problems, _MAILBOX.sub(" ", _PHONE.sub(" ", written)), what, terms.LONGEST_LINE)
    # What is no number, stop or bracket says who it is.
    if re.search(r"[^\W\d_]", rest) and not is_role(rest):
        problems.append(_NO_ROLE)
    mailboxes = [one.rstrip(".") for one in _MAILBOX.findall(written)]
    checks = [(contacts.mailbox, one) for one in mailboxes]
    for check, text in [*checks, *((contacts.phone, one) for one in _PHONE.findall(written))]:
        try:
            check(text)
        except ValueError as wrong:
            problems.append(str(wrong))
    problems += [
        f"“{one}” looks like one person’s: write a shared mailbox of the team."
        for one in mailboxes
        if contacts.looks_like_one_persons(one)
    ]
    try:
        return fitting(written, what, terms.LONGEST_LINE, lines=False)
    except RefusedError as refusal:
        problems.extend(refusal.reasons)
        return written
