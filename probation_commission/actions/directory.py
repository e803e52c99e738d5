"""The hubs, services and funds that come with the app: those of the areas covered here."""

import hashlib

from probation_commission.actions.acting import reading, writing
from probation_commission.domain.access import Permission, Person
from probation_commission.geography.gazetteer import gazetteer
from probation_commission.geography.partnership import partnership
from probation_commission.geography.postcodes import placed
from probation_commission.intake import bundled as facts
from probation_commission.store import directory, ideas, organisations


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
    hubs = placed([hub for hub in facts.hubs() if hub["area_code"] in codes])
    services = [service for service in facts.services() if _serves(service["area"], names)]
    funds = [fund for fund in facts.funds() if fund.area_code in codes]
    with writing(person, Permission.MANAGE_AREAS) as (conn, _):
        # With their marks in one transaction: half a load would never be made good.
        # Organisations first: hubs and services point to them.
        organisations.put_bundled(conn, facts.organisations())
        directory.replace_hubs(conn, hubs)
        directory.replace_services(conn, services)
        ideas.put_funds(conn, funds)
        for name, sha256 in files.items():
            directory.mark_bundled(conn, name, sha256)


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
