"""The hubs, services and funds that come with the app: those of the areas covered here."""

import hashlib
from collections.abc import Collection, Mapping
from typing import Any

import pandas as pd

from probation_commission.actions.acting import reading, writing
from probation_commission.analysis.listed_besides import with_listed
from probation_commission.analysis.listed_contracts import ListedLand, at_places, rows_for
from probation_commission.analysis.services import BoughtServices
from probation_commission.disclosure import hubs as hub_disclosure
from probation_commission.domain.access import Permission, Person
from probation_commission.domain.areas import AreaKind
from probation_commission.domain.places import Authority
from probation_commission.geography import england_wales
from probation_commission.geography.gazetteer import gazetteer
from probation_commission.geography.partnership import partnership
from probation_commission.geography.postcodes import placed
from probation_commission.intake import bundled as facts
from probation_commission.store import contracts, database, directory, organisations
from probation_commission.store import funds as funds_store
from probation_commission.store import hubs as hub_store


def load_bundled(person: Person) -> None:
    """The bundled organisations, and hubs, services and funds of the areas covered, unless they are there."""
    files = {name: _mark(sha256) for name, sha256 in facts.bundled().items()}
    with reading(person, Permission.MANAGE_AREAS) as (conn, _):
        # By content and by what is covered: a mended file is loaded at the next start, and the hubs of an
        # area as soon as it is added.
        changed = [name for name, sha256 in files.items() if directory.bundled_as(conn, name) != sha256]
    if not changed:
        return
    codes, names = _covered()
    hubs, every = facts.hubs(), facts.services()
    here = placed([hub for hub in hubs if hub["area_code"] in codes and _is_own(hub)])
    own = codes - set(partnership().also)
    listed = rows_for(own, [service for service in every if _serves(service["area"], names)], listed_land())
    funds = [fund for fund in facts.funds() if fund.is_for(codes)]
    with writing(person, Permission.MANAGE_AREAS) as (conn, _):
        # With their marks in one transaction: half a load would never be made good.
        # Organisations first: hubs and services point to them.
        organisations.put_bundled(conn, facts.organisations())
        directory.put_bundled_hubs(conn, here, {hub["slug"] for hub in hubs})
        # Contracts before the services that are bought under them, and these before where they are.
        directory.put_bundled_contracts(conn, listed.contracts, listed.slugs)
        contracts.put_parties(conn, listed.slugs, listed.parties)
        elsewhere = {*(service["slug"] for service in every), *listed.slugs}
        directory.put_bundled_services(conn, listed.services, elsewhere)
        contracts.put_coverage(conn, listed.coverage)
        hub_store.put_bundled_services(conn, at_places(listed, here))
        funds_store.put_bundled(conn, funds)
        for name, sha256 in files.items():
            directory.mark_bundled(conn, name, sha256)


def listed_land() -> ListedLand:
    """The national list, and the areas of England and Wales that its words are held against."""
    return ListedLand(
        facts.contracts(),
        england_wales.of_kind(AreaKind.REGION),
        england_wales.of_kind(AreaKind.POLICE),
        [*england_wales.authorities().values()],
        facts.office_towns(),
        partnership().wholes,
    )


def shown_hubs(conn: database.Connection) -> pd.DataFrame:
    """Every hub and office of what is covered, as it may be shown: of a confidential one not where it is."""
    known = directory.hubs(conn)
    covered = {area.code for area in gazetteer().authorities}
    return hub_disclosure.shown(known[known.area_code.isin(covered)].reset_index(drop=True))


def bought(conn: database.Connection) -> BoughtServices:
    """Every service, with what it is bought under and where it is to be had, as its sources say."""
    return BoughtServices(
        directory.services(conn),
        contracts.contracts(conn),
        contracts.parties(conn),
        contracts.milestones(conn),
        contracts.covered(conn),
    )


def bought_in(known: BoughtServices, area: Authority, codes: Collection[str] = ()) -> BoughtServices:
    """What is to be had in an area: what is kept, and of one that is known besides what the list has too.

    The list is loaded for what the partnership covers for itself alone (decision 286). `codes`: the areas
    whose contracts are looked at, where these are not those of this area alone.
    """
    if area.code not in partnership().also:
        return known
    named = [row for row in facts.services() if _serves(row["area"], {*partnership().around(area)})]
    return with_listed(known, rows_for({area.code, *codes}, named, listed_land()))


def _is_own(hub: Mapping[str, Any]) -> bool:
    """Whether a hub is of what this partnership covers for itself: offices of others’ areas are not loaded.

    An area that is known besides, for its wards alone, has the hubs that the sources name and no office.
    """
    return not hub["slug"].startswith("office-") or hub["area_code"] not in partnership().also


def _covered() -> tuple[set[str], set[str]]:
    """The codes of the authorities covered here, and the names of all that contains one of them."""
    areas = gazetteer().authorities
    names = {name for area in areas for name in partnership().around(area)}
    return {area.code for area in areas}, names


def _serves(area: str, names: set[str]) -> bool:
    """Whether a service serves anybody here; "London (boroughs not named)" is for London (decision 195)."""
    return area.partition(" (")[0] in names


def _mark(sha256: str) -> str:
    """What a bundled file is known by: its content and the areas of which it was loaded."""
    codes, names = _covered()
    return hashlib.sha256(" ".join([sha256, *sorted(codes | names)]).encode()).hexdigest()
