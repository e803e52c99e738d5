"""Who may sign in, and as what."""

from collections.abc import Collection
from dataclasses import replace
from datetime import UTC, datetime

import pandas as pd

from probation_commission.actions.acting import reading, writing
from probation_commission.actions.limits import named
from probation_commission.actions.refusals import RefusedError, free_text
from probation_commission.domain.access import WITH_ORGANISATION, Permission, Person, Role
from probation_commission.domain.audit import END_ACCESS, AuditSubject, RecordKind
from probation_commission.domain.people import sign_in_address
from probation_commission.geography.gazetteer import gazetteer
from probation_commission.store import audit, database, organisations
from probation_commission.store import people as store
from probation_commission.store.people import Account

LONGEST_NAME = 60
LONGEST_ORGANISATION = 200


def everyone(person: Person) -> list[Account]:
    """All who have or had access, active ones first. Raises `NotAllowedError`."""
    with reading(person, Permission.MANAGE_PEOPLE) as (conn, actor):
        return store.everyone(actor.scope, conn)


def known_organisations(person: Person) -> list[str]:
    """The names of the organisations that somebody may be of, none made up. Raises `NotAllowedError`."""
    with reading(person, Permission.MANAGE_PEOPLE) as (conn, actor):
        known = organisations.everyone(actor.scope, conn)
        return [one.name for one in known if not one.illustrative]


def add(
    person: Person,
    email: str,
    role: Role,
    name: str = "",
    organisation: str = "",
    *,
    areas: Collection[str] | None = None,
) -> Account:
    """The account of somebody who has access now, also again after it ended.

    `areas`: the codes of the authorities that a lead changes something of (decision 218): empty is every
    one, None as it was.

    `organisation` is whom they belong to: of its ideas they decide nothing (decision 138), and its own are
    the services that a partner is shown exactly (decision 139). Raises `RefusedError` if they have access
    already, and where nobody says whom they belong to.
    """
    with writing(person, Permission.MANAGE_PEOPLE) as (conn, actor):
        address = _address(email)
        before = store.find(conn, address)
        if before and before.active:
            raise RefusedError(f"{address} has access already, as {before.role.label}. Nothing was changed.")
        account = Account(
            email=address,
            # Access that comes back has its old name, unless another is given.
            name=_name(name) or (before.name if before else address[:LONGEST_NAME]),
            role=role,
            added_by=actor.name,
            added_at=datetime.now(UTC),
            active=True,
            organisation=_organisation(organisation, role, before),
            areas=_areas(areas, role, before),
        )
        # The account is the same as before: what they wrote then is theirs again (decision 82).
        store.give_access(conn, actor, account)
        account = _join(conn, account)
        _record(conn, actor, "give access", before, account)
    return account


def change_role(
    person: Person,
    email: str,
    role: Role,
    organisation: str = "",
    *,
    areas: Collection[str] | None = None,
) -> Account:
    """The account of somebody with access, in another role now, of another organisation or other areas.

    Raises `RefusedError` for the last admin, and where nobody says whom they belong to.
    """
    with writing(person, Permission.MANAGE_PEOPLE) as (conn, actor):
        before = _with_access(conn, email)
        # Or an admin would leave an organisation, decide on its ideas, and come back. Who is of none yet may
        # say of which (decision 158).
        if before.email == actor.email and before.organisation_id is not None:
            raise RefusedError("Another admin changes your own role and organisation. Nothing was changed.")
        if before.role is not role:
            _refuse_last_admin(conn, before)
        organisation = _organisation(organisation, role, before)
        account = replace(before, role=role, organisation=organisation, areas=_areas(areas, role, before))
        store.change(conn, account)
        account = _join(conn, account)
        # Only now is it known which organisation was meant; what was written goes with the refusal.
        if _known(account) == _known(before):
            raise RefusedError(f"{before.email} is {role.label} already. Nothing was changed.")
        _record(conn, actor, "change role", before, account)
    return account


def deactivate(person: Person, email: str) -> Account:
    """The account of somebody whose access has ended, from their next click on.

    Raises `RefusedError` for the last admin.
    """
    with writing(person, Permission.MANAGE_PEOPLE) as (conn, actor):
        before = _with_access(conn, email)
        _refuse_last_admin(conn, before)
        account = replace(before, active=False)
        store.change(conn, account)
        _record(conn, actor, END_ACCESS, before, account)
    return account


def sign_out_everywhere(person: Person) -> None:
    """The end of every sign-in of a person, in whatever browser and whoever holds its cookie.

    Raises `NotAllowedError`, and `RefusedError` for whoever does not sign in.
    """
    with writing(person) as (conn, actor):
        account = store.find(conn, actor.email) if actor.email else None
        if account is None:
            raise RefusedError("Nobody signs in here, so there is nothing to sign out of.")
        store.end_sessions(conn, account.email)
        audit.record(conn, actor, "sign out everywhere", _subject(conn, account))


def of_account(email: str) -> Person:
    """The person of an account that has access, on whose behalf a command is given.

    Nobody has signed in there: what is done is written down with whoever gave the command (decision 149).
    """
    with database.read() as conn:
        account = _with_access(conn, email)
    return Person(
        account.name,
        account.role,
        account.email,
        organisation=account.organisation,
        organisation_id=account.organisation_id,
        areas=account.areas,
    )


def history(person: Person, email: str) -> pd.DataFrame:
    """What was done with somebody's access, oldest first, as `store.audit.history`."""
    with reading(person, Permission.MANAGE_PEOPLE) as (conn, _):
        account = store.find(conn, _address(email))
        if account is None:
            raise RefusedError(f"{email.strip()} has no access. Nothing was changed.")
        return audit.history(conn, _subject(conn, account))


def _join(conn: database.Connection, account: Account) -> Account:
    """The account as a member of the organisation that is called so: one to be confirmed where none is."""
    whose = organisations.known_or_new(conn, account.organisation) if account.organisation else None
    organisations.join(conn, Person(account.name, account.role, account.email), whose, datetime.now(UTC))
    return store.find(conn, account.email) or account


def _record(
    conn: database.Connection, actor: Person, action: str, before: Account | None, account: Account
) -> None:
    standings = {"before": _standing(before), "after": _standing(account)}
    audit.record(conn, actor, action, _subject(conn, account), **standings)


def _subject(conn: database.Connection, account: Account) -> AuditSubject:
    # By its number: an address is in no entry (decision 82).
    number = store.account_id(conn, Person(account.name, account.role, account.email))
    return AuditSubject(RecordKind.ACCOUNT, str(number))


def _standing(account: Account | None) -> str:
    """`lead of Example Trust, for Durham`, or `lead, access ended`; empty where nobody had access."""
    if account is None:
        return ""
    of_whom = f" of {account.organisation}" if account.organisation else ""
    for_what = f", for {named(account.areas)}" if account.areas else ""
    return f"{account.role.label}{of_whom}{for_what}{'' if account.active else ', access ended'}"


def _address(email: str) -> str:
    try:
        return sign_in_address(email)
    except ValueError as wrong:
        raise RefusedError(str(wrong)) from wrong


def _name(written: str) -> str:
    return free_text(written, "name", LONGEST_NAME, lines=False)


def _organisation(written: str, role: Role, before: Account | None) -> str:
    """What was written, or else as it was. The first admin, whom nobody asks, may be of none."""
    organisation = free_text(written, "organisation", LONGEST_ORGANISATION, lines=False)
    organisation = organisation or (before.organisation if before else "")
    if role in WITH_ORGANISATION and not organisation:
        raise RefusedError(f"Say which organisation they belong to: a role as {role.label} is given with it.")
    return organisation


def _areas(codes: Collection[str] | None, role: Role, before: Account | None) -> frozenset[str]:
    """The areas of a lead; nobody else is limited to any."""
    as_before = before.areas if before else frozenset[str]()
    areas = as_before if codes is None else frozenset(codes)
    # One that is covered no more stays: without it a lead of that alone would be one of everything.
    if wrong := [code for code in sorted(areas - as_before) if gazetteer().authority(code) is None]:
        raise RefusedError(*(f"{code} is no authority covered here." for code in wrong))
    return areas if role is Role.LEAD else frozenset()


def _known(account: Account) -> tuple[Role, int | None, frozenset[str]]:
    """What decides what somebody sees and changes."""
    return account.role, account.organisation_id, account.areas


def _with_access(conn: database.Connection, email: str) -> Account:
    account = store.find(conn, _address(email))
    if account is None or not account.active:
        raise RefusedError(f"{email.strip()} has no access. Nothing was changed.")
    return account


def _refuse_last_admin(conn: database.Connection, account: Account) -> None:
    # Without an admin nobody could give anybody access again, short of the command line.
    if account.role is Role.ADMIN and not store.other_admin(conn, account.email):
        raise RefusedError(f"{account.email} is the last admin. Make somebody else an admin first.")
