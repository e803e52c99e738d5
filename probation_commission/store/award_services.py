"""The service that an award is from its agreement on, with a contract record of its own."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import insert, select, update

from probation_commission.domain.contracts import ContractPart
from probation_commission.domain.hubs import Listing
from probation_commission.domain.ideas import Stage
from probation_commission.store import organisations
from probation_commission.store.database import Connection
from probation_commission.store.tables import (
    contract,
    contract_party,
    coverage,
    hub,
    idea,
    service,
    service_at_place,
)


def slug_of(conn: Connection, idea_id: int) -> str | None:
    """The slug of the service of an award; None where it is none yet."""
    return conn.execute(select(service.c.slug).where(service.c.idea_id == idea_id)).scalar()


def names(conn: Connection) -> set[str]:
    """What all services are called: returns know each by its name."""
    return set(conn.execute(select(service.c.name)).scalars())


def add(
    conn: Connection,
    contract_row: Mapping[str, Any],
    service_row: Mapping[str, Any],
    places: Sequence[tuple[str, str]],
    hub_slug: str = "",
) -> None:
    """A service with its contract, and where it is to be had: pairs of an authority and a ward of it.

    Its provider stands in `service_row` by name and number.
    """
    slug, made_up = service_row["slug"], bool(service_row["illustrative"])
    listed = Listing.INVENTED if made_up else Listing.HERE
    funder = organisations.known_as(conn, contract_row["funder"])
    conn.execute(insert(contract).values(**contract_row, funder_id=funder, listed=listed))
    provider = {"name": service_row["provider"], "organisation_id": service_row["provider_id"]}
    conn.execute(insert(contract_party).values(contract=slug, part=ContractPart.PRIME, **provider))
    conn.execute(insert(service).values(**service_row, contract_slug=slug, listed=listed))
    for area_code, ward_code in places:
        conn.execute(insert(coverage).values(service=slug, area_code=area_code, ward_code=ward_code))
    # A made-up project is at no real place, and a real one at no made-up one (decision 237).
    here = select(hub.c.slug).where(hub.c.slug == hub_slug, hub.c.illustrative.is_(made_up))
    if conn.execute(here).scalar():
        since = {"since": contract_row["starts"]}
        conn.execute(insert(service_at_place).values(service=slug, hub=hub_slug, **since))


def end(conn: Connection, slug: str, last: date) -> None:
    """The last day of the service of an award; an earlier one that is known stays."""
    own = select(service.c.contract_slug).where(service.c.slug == slug).scalar_subquery()
    later = contract.c.ends.is_(None) | (contract.c.ends > last)
    conn.execute(update(contract).where(contract.c.slug == own, later).values(ends=last))
    # One that never began has no first day after its last.
    began_later = contract.c.slug == own, contract.c.starts > last
    conn.execute(update(contract).where(*began_later).values(starts=last))


def without(conn: Connection) -> list[int]:
    """The numbers of the ideas whose award is under way and is no service yet."""
    under_way = idea.c.stage.in_((Stage.AGREEMENT, Stage.DELIVERING))
    there = select(service.c.idea_id).where(service.c.idea_id.is_not(None))
    return list(conn.execute(select(idea.c.id).where(under_way, idea.c.id.not_in(there))).scalars())
