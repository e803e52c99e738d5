"""What is an operator's in the directory: confirmed by it, and what it asks to have changed."""

from datetime import UTC, date, datetime

from sqlalchemy import func, insert, or_, select, update

from probation_commission.domain.access import Permission, Person, Scope
from probation_commission.domain.entries import AskedChange, HeldEntry
from probation_commission.domain.hubs import Listing
from probation_commission.store import people, scopes
from probation_commission.store.database import Connection
from probation_commission.store.records import record
from probation_commission.store.tables import asked_change, contract_party, hub, organisation, service


def confirm(conn: Connection, number: int, by: str, on: date) -> tuple[list[str], list[str]]:
    """The slugs of an organisation's hubs and services, each confirmed by it on that day."""
    confirmed = {"confirmed_on": on, "confirmed_by": by}
    places = list(conn.execute(select(hub.c.slug).where(hub.c.run_by_id == number)).scalars())
    conn.execute(update(hub).where(hub.c.slug.in_(places)).values(confirmed))
    # Whoever is in the supply chain speaks for what the contract buys as little as for the contract.
    prime = select(contract_party.c.contract).where(
        contract_party.c.organisation_id == number,
        contract_party.c.part == "prime",
        contract_party.c.ended.is_(None),
    )
    theirs = or_(service.c.provider_id == number, service.c.contract_slug.in_(prime))
    services = list(conn.execute(select(service.c.slug).where(theirs)).scalars())
    conn.execute(update(service).where(service.c.slug.in_(services)).values(confirmed))
    return places, services


def held(scope: Scope, conn: Connection) -> list[HeldEntry]:
    """The places and services that organisations of this scope answer for, none of them made up.

    Services of which one is the prime provider, or the one provider; as in `confirm` no supply chain.
    """
    given = scopes.given(scope, Permission.SEND_LINKS, organisation.c.id)
    shown = (Listing.ELSEWHERE, Listing.DROPPED)
    places = (
        select(
            organisation.c.id, organisation.c.name, hub.c.slug, hub.c.confirmed_on, hub.c.opened, hub.c.closed
        )
        .join(hub, hub.c.run_by_id == organisation.c.id)
        .where(given, ~organisation.c.illustrative, ~hub.c.illustrative, hub.c.listed.not_in(shown))
    )
    prime = select(contract_party.c.contract, contract_party.c.organisation_id).where(
        contract_party.c.part == "prime"
    )
    of_contract = prime.subquery()
    theirs = or_(
        service.c.provider_id == organisation.c.id, of_contract.c.organisation_id == organisation.c.id
    )
    services = (
        select(organisation.c.id, organisation.c.name, service.c.slug, service.c.confirmed_on)
        .select_from(service)
        .outerjoin(of_contract, of_contract.c.contract == service.c.contract_slug)
        .join(organisation, theirs)
        .where(given, ~organisation.c.illustrative, ~service.c.illustrative, service.c.listed.not_in(shown))
        .distinct()
    )
    return [
        *(
            HeldEntry(row.id, row.name, row.slug, row.confirmed_on, row.opened, row.closed)
            for row in conn.execute(places)
        ),
        *(
            HeldEntry(row.id, row.name, row.slug, row.confirmed_on, is_service=True)
            for row in conn.execute(services)
        ),
    ]


def ask(conn: Connection, actor: Person, number: int, text: str) -> int:
    """A change that an organisation asks for, written down; its number."""
    row = {"organisation_id": number, "text": text, "account_id": people.account_id(conn, actor)}
    new = insert(asked_change).values(row | {"at": datetime.now(UTC)}).returning(asked_change.c.id)
    return int(conn.execute(new).scalar_one())


def asked(scope: Scope, conn: Connection) -> list[AskedChange]:
    """What was asked for and is this scope's to see, what waits first, then the newest."""
    given = scopes.given(scope, Permission.EDIT_DIRECTORY, asked_change.c.organisation_id)
    query = (
        select(asked_change, organisation.c.name.label("organisation"))
        .join(organisation, organisation.c.id == asked_change.c.organisation_id)
        .where(given)
        .order_by(asked_change.c.settled_at.is_not(None), asked_change.c.id.desc())
    )
    return [record(AskedChange, row) for row in conn.execute(query).mappings()]


def last_asked(scope: Scope, conn: Connection) -> dict[int, datetime]:
    """When each organisation last asked for a change, by its number."""
    given = scopes.given(scope, Permission.EDIT_DIRECTORY, asked_change.c.organisation_id)
    latest = select(func.max(asked_change.c.id)).where(given).group_by(asked_change.c.organisation_id)
    query = select(asked_change.c.organisation_id, asked_change.c.at).where(asked_change.c.id.in_(latest))
    return {row.organisation_id: row.at for row in conn.execute(query)}


def settle(conn: Connection, number: int, *, taken_up: bool, reply: str) -> bool:
    """Whether a change that waited is settled now; one that was settled before stays as it is."""
    waits = update(asked_change).where(asked_change.c.id == number, asked_change.c.settled_at.is_(None))
    done = {"settled_at": datetime.now(UTC), "taken_up": taken_up, "reply": reply}
    return bool(conn.execute(waits.values(done)).rowcount)
