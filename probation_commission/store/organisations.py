"""Organisations, what each is called, who belongs to it, and what is its own."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    RowMapping,
    Select,
    String,
    cast,
    delete,
    exists,
    func,
    insert,
    literal,
    or_,
    select,
    union_all,
    update,
)

from probation_commission.domain.access import Permission, Person, Scope
from probation_commission.domain.applying import marked
from probation_commission.domain.ideas import Stage
from probation_commission.domain.organisations import (
    BundledOrganisation,
    Organisation,
    OrganisationDetails,
    OrganisationKind,
    spelling,
)
from probation_commission.domain.returns import SubjectKind
from probation_commission.store import agreements, contacts, people, scopes
from probation_commission.store.database import Connection
from probation_commission.store.records import record
from probation_commission.store.tables import (
    agreement_party,
    asked_change,
    contract,
    contract_party,
    hub,
    hub_attendance,
    idea,
    link,
    membership,
    organisation,
    organisation_name,
    promise,
    return_,
    service,
)

TYPED, INVENTED = "typed here", "illustrative data"
OPENED = "came by an open fund, not looked at"
OWNED = {
    "ideas": idea.c.organisation_id,
    "agreed targets": promise.c.organisation_id,
    "services": service.c.provider_id,
    "contracts": contract_party.c.organisation_id,
    "contracts paid for": contract.c.funder_id,
    "hubs": hub.c.run_by_id,
    "sessions": hub_attendance.c.organisation_id,
    "asked changes": asked_change.c.organisation_id,
    "links": link.c.organisation_id,
    "agreements": agreement_party.c.organisation_id,
}
"""What belongs to an organisation, in words, and the key by which it does."""


def known_as(conn: Connection, name: str) -> int | None:
    """The number of the organisation that is called so, however it is spaced or capitalised."""
    query = select(organisation_name.c.organisation_id).where(organisation_name.c.spelling == spelling(name))
    return conn.execute(query).scalar()


def known_or_new(conn: Connection, name: str, *, illustrative: bool = False) -> int:
    """The number of the organisation that is called so; one to be merged or confirmed where none is.

    One that was made up is so no more once somebody real is said to be of it.
    """
    number = known_as(conn, name)
    if number is None:
        return _add(
            conn,
            name,
            OrganisationKind.NOT_KNOWN,
            INVENTED if illustrative else TYPED,
            illustrative=illustrative,
        )
    if not illustrative:
        real = update(organisation).where(organisation.c.id == number, organisation.c.illustrative)
        if conn.execute(real.values(illustrative=False, confirmed=False)).rowcount:
            # What was invented of it stands on nobody real.
            contacts.take_out(conn, [number])
    return number


def add_unlooked(conn: Connection, name: str) -> int:
    """The number of a new organisation that a stranger is of, called so with a mark; never one that is known.

    It waits to be merged or confirmed: no stranger is given what belongs to another of that name.
    """
    kept = {"name": name, "kind": OrganisationKind.NOT_KNOWN, "source": OPENED, "confirmed": False}
    number = int(conn.execute(insert(organisation).values(kept).returning(organisation.c.id)).scalar_one())
    called = marked(name, number)
    conn.execute(update(organisation).where(organisation.c.id == number).values(name=called))
    add_names(conn, number, [called])
    return number


def came_by_mailbox(conn: Connection, name: str, mailbox: str) -> int | None:
    """The number of the organisation that came by an open fund, by that name and that mailbox, and waits.

    None where there is none, a lead has merged or confirmed it, or has taken a link of its back.
    """
    waits = (organisation.c.source == OPENED, ~organisation.c.confirmed)
    query = select(link.c.organisation_id, organisation.c.name, link.c.revoked_at)
    rows = conn.execute(
        query.join(organisation).where(*waits, link.c.sent_to == mailbox, link.c.subject_kind.is_not(None))
    ).all()
    its = [row for row in rows if spelling(row.name) == spelling(marked(name, row.organisation_id))]
    back = {row.organisation_id for row in its if row.revoked_at}
    return next((row.organisation_id for row in its if row.organisation_id not in back), None)


def put_bundled(conn: Connection, bundled: Iterable[BundledOrganisation]) -> None:
    """Those that come with the app, each added or brought up to date, but for what somebody here changed."""
    for one in bundled:
        number = conn.execute(select(organisation.c.id).where(organisation.c.slug == one.slug)).scalar()
        # What somebody typed before a version that knows it is that one from now on.
        known = (known_as(conn, name) for name in (one.name, *one.spellings))
        number = number or next(filter(None, known), None) or _add(conn, one.name, one.kind, one.source)
        as_bundled = {"name": one.name, "kind": one.kind, "source": one.source}
        unedited = update(organisation).where(organisation.c.id == number, organisation.c.edited_at.is_(None))
        conn.execute(unedited.values(as_bundled))
        its = update(organisation).where(organisation.c.id == number)
        conn.execute(its.values(slug=one.slug, confirmed=True))
        add_names(conn, number, (one.name, *one.spellings))


def add_names(conn: Connection, number: int, names: Iterable[str]) -> None:
    """What an organisation is also called; a name that another one has stays that one's."""
    for name in names:
        if spelling(name) and known_as(conn, name) is None:
            row = {"spelling": spelling(name), "organisation_id": number, "name": name}
            conn.execute(insert(organisation_name).values(row))


def _add(
    conn: Connection, name: str, kind: OrganisationKind, source: str, *, illustrative: bool = False
) -> int:
    # Nobody is asked of an invented one which it is.
    marks = {"illustrative": illustrative, "confirmed": illustrative}
    row = {"name": name, "kind": kind, "source": source, **marks}
    made = conn.execute(insert(organisation).values(row).returning(organisation.c.id)).scalar_one()
    add_names(conn, made, [name])
    return int(made)


def _given(scope: Scope) -> ColumnElement[bool]:
    """Those that are not merged into another: all for whoever says what is known of them, else one's own."""
    given = scopes.given(scope, Permission.MANAGE_ORGANISATIONS, organisation.c.id)
    return organisation.c.merged_into_id.is_(None) & given


def everyone(scope: Scope, conn: Connection) -> list[Organisation]:
    """Every organisation that is not merged into another, by name."""
    query = select(organisation).where(_given(scope)).order_by(organisation.c.name)
    names = _names(conn)
    return [_organisation(row, names) for row in conn.execute(query).mappings()]


def find(scope: Scope, conn: Connection, number: int) -> Organisation | None:
    """The organisation of that number, unless it was merged into another."""
    query = select(organisation).where(organisation.c.id == number, _given(scope))
    row = conn.execute(query).mappings().first()
    return _organisation(row, _names(conn)) if row else None


def _names(conn: Connection) -> Mapping[int, list[str]]:
    names: dict[int, list[str]] = {}
    for row in conn.execute(select(organisation_name).order_by(organisation_name.c.name)):
        names.setdefault(row.organisation_id, []).append(row.name)
    return names


def _organisation(row: RowMapping, names: Mapping[int, list[str]]) -> Organisation:
    numbers = (row["charity_no"], row["company_no"])
    details = OrganisationDetails(OrganisationKind(row["kind"]), *numbers, row["website"])
    others = tuple(name for name in names.get(row["id"], ()) if name != row["name"])
    return record(Organisation, row, details=details, spellings=others)


def is_bundled(conn: Connection, number: int) -> bool:
    """Whether it comes with the app."""
    query = select(organisation.c.slug).where(organisation.c.id == number)
    return conn.execute(query).scalar() is not None


def change(conn: Connection, number: int, name: str, details: OrganisationDetails) -> None:
    """The name and the details of an organisation, written as they are now: it is known to be one."""
    now = {"name": name, "confirmed": True, "edited_at": datetime.now(UTC)}
    conn.execute(update(organisation).where(organisation.c.id == number).values(asdict(details) | now))
    add_names(conn, number, [name])


def merge(conn: Connection, number: int, into: int) -> None:
    """All that is an organisation's given to another: names, members, contacts, and what belongs to it."""
    contacts.merge(conn, number, into)
    agreements.merge(conn, number, into)
    # What comes with the app is brought up to date under the other from the next version on.
    slug = conn.execute(select(organisation.c.slug).where(organisation.c.id == number)).scalar()
    for key in (organisation_name.c.organisation_id, membership.c.organisation_id, *OWNED.values()):
        conn.execute(update(key.table).where(key == number).values({key: into}))
    conn.execute(delete(hub_attendance).where(hub_attendance.c.id.in_(_twice())))
    # What was merged into it before goes along, or its number would lead to one that is no more.
    former = or_(organisation.c.id == number, organisation.c.merged_into_id == number)
    conn.execute(update(organisation).where(former).values(merged_into_id=into))
    if slug:
        conn.execute(update(organisation).where(organisation.c.id == number).values(slug=None))
        conn.execute(update(organisation).where(organisation.c.id == into).values(slug=slug, confirmed=True))


def _twice() -> Select[Any]:
    """Attendances of one organisation at one session, but for the first of each."""
    first = select(func.min(hub_attendance.c.id)).group_by(
        hub_attendance.c.session_id, hub_attendance.c.organisation_id
    )
    return select(hub_attendance.c.id).where(hub_attendance.c.id.not_in(first))


def what_it_has(conn: Connection) -> dict[int, dict[str, int]]:
    """How much of each kind belongs to each organisation, members among it; only what there is."""
    members = select(literal("members"), membership.c.organisation_id).where(membership.c.until.is_(None))
    of_each = (select(literal(words), key).where(key.is_not(None)) for words, key in OWNED.items())
    every = union_all(members, *of_each).subquery("every")
    words, number = every.c
    counted: dict[int, dict[str, int]] = {}
    for noun, whose, count in conn.execute(select(words, number, func.count()).group_by(words, number)):
        counted.setdefault(whose, {})[noun] = count
    # In the order of the nouns, whatever the database gives first.
    order = ("members", *OWNED)
    return {whose: {noun: has[noun] for noun in order if noun in has} for whose, has in counted.items()}


def join(conn: Connection, person: Person, organisation_id: int | None, at: datetime) -> None:
    """The membership that an account has from now on, in the place of another; None: of no organisation."""
    number = people.account_id(conn, person)
    theirs = membership.c.account_id == number, membership.c.until.is_(None)
    same = select(membership.c.id).where(*theirs, membership.c.organisation_id == organisation_id)
    if organisation_id is not None and conn.execute(same).first():
        return
    conn.execute(update(membership).where(*theirs).values(until=at))
    if organisation_id is not None:
        row = {"account_id": number, "organisation_id": organisation_id, "since": at}
        conn.execute(insert(membership).values(row))


def drafts_of(conn: Connection, number: int) -> set[str]:
    """The funds for which an organisation has a draft open."""
    theirs = (idea.c.organisation_id == number, idea.c.stage == Stage.DRAFT, ~idea.c.keyed)
    query = select(idea.c.fund).where(*theirs)
    return set(conn.execute(query).scalars())


def remove_illustrative(conn: Connection) -> None:
    """Delete the invented organisations to which nothing belongs any more."""
    keys = (membership.c.organisation_id, *OWNED.values(), _merged.c.merged_into_id)
    in_use = [exists().where(key == organisation.c.id) for key in keys]
    counts = return_.c.subject_id == cast(organisation.c.id, String)
    in_use.append(exists().where(return_.c.subject_kind == SubjectKind.ORGANISATION, counts))
    going = select(organisation.c.id).where(organisation.c.illustrative, ~or_(*in_use))
    numbers = list(conn.execute(going).scalars())
    conn.execute(delete(organisation_name).where(organisation_name.c.organisation_id.in_(numbers)))
    contacts.take_out(conn, numbers)
    conn.execute(delete(organisation).where(organisation.c.id.in_(numbers)))


_merged: Any = organisation.alias("merged")


def point_to(
    conn: Connection, rows: Iterable[Mapping[str, Any]], text: str, key: str
) -> list[dict[str, Any]]:
    """Rows with the number of whom a text of theirs names: of those that are known, of invented ones anew."""
    return [
        {
            **row,
            key: known_or_new(conn, row[text], illustrative=True)
            if row.get("illustrative") and row[text]
            else known_as(conn, row[text]),
        }
        for row in rows
    ]
