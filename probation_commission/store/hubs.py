"""What is known of each hub and office, when it is open, and what people here change of it."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import asdict
from typing import Any

import pandas as pd
from sqlalchemy import delete, insert, or_, select, update

from probation_commission.domain.hubs import (
    Attendance,
    Closure,
    Every,
    Listing,
    Openings,
    OpenTo,
    ServiceHere,
    Session,
)
from probation_commission.store import organisations
from probation_commission.store.database import Connection
from probation_commission.store.tables import (
    hub,
    hub_attendance,
    hub_closure,
    hub_session,
    organisation,
    service,
    service_at_place,
    travel,
)

_TOGETHER = (
    {"run_by", "run_by_id"},
    {"address", "postcode", "latitude", "longitude", "exact", "placed_by", "confidential"},
)
"""Columns of which a newer list writes over all or none: where a place is, and who runs it (decision 221)."""


def find(conn: Connection, slug: str) -> dict[str, Any] | None:
    """The row of a hub, with the street and postcode of a confidential one."""
    row = conn.execute(select(hub).where(hub.c.slug == slug)).mappings().first()
    return dict(row) if row else None


def put(conn: Connection, slug: str, values: Mapping[str, Any]) -> None:
    """The columns of a hub that people here have written, from now on as they say (decision 221)."""
    (row,) = organisations.point_to(conn, [values], "run_by", "run_by_id") if "run_by" in values else [values]
    there = find(conn, slug)
    if there is None:
        conn.execute(insert(hub).values({**row, "slug": slug}))
        return
    changed = set(there["changed_here"].split()) | {name for name in row if row[name] != there[name]}
    for together in _TOGETHER:
        changed |= together if changed & together else set()
    conn.execute(update(hub).where(hub.c.slug == slug).values(**row, changed_here=" ".join(sorted(changed))))


def openings(conn: Connection) -> dict[str, Openings]:
    """When each hub is open, by its slug; a hub of which nobody has said it is not among them."""
    attends: defaultdict[int, list[Attendance]] = defaultdict(list)
    by_name = select(hub_attendance, organisation.c.name).join(organisation).order_by(organisation.c.name)
    for row in conn.execute(by_name):
        attends[row.session_id].append(Attendance(row.name, row.said_on, row.seen_on))
    sessions: defaultdict[str, list[Session]] = defaultdict(list)
    ordered = select(hub_session).order_by(hub_session.c.weekday, hub_session.c.opens, hub_session.c.id)
    for row in conn.execute(ordered):
        sessions[row.hub].append(
            Session(
                row.weekday,
                row.opens,
                row.closes,
                Every(row.every),
                OpenTo(row.for_whom),
                row.since,
                row.until,
                row.on_bank_holidays,
                tuple(attends[row.id]),
                row.nobody_attends,
                row.id,
            )
        )
    closures: defaultdict[str, list[Closure]] = defaultdict(list)
    for row in conn.execute(select(hub_closure).order_by(hub_closure.c.since, hub_closure.c.id)):
        closures[row.hub].append(Closure(row.since, row.until, row.why, row.id))
    lasting = select(hub.c.slug, hub.c.opened, hub.c.closed).where(hub.c.slug.in_({*sessions, *closures}))
    return {
        slug: Openings(tuple(sessions[slug]), tuple(closures[slug]), opened, closed)
        for slug, opened, closed in conn.execute(lasting)
    }


def put_session(conn: Connection, slug: str, session: Session, *, illustrative: bool = False) -> None:
    """A session of a hub, new or in the place of the one with its number, with who attends it."""
    columns = asdict(session)
    number, attends = columns.pop("id"), columns.pop("attends")
    if number is None:
        columns |= {"hub": slug}
        number = conn.execute(insert(hub_session).values(columns).returning(hub_session.c.id)).scalar_one()
    else:
        own = hub_session.c.id == number, hub_session.c.hub == slug
        conn.execute(update(hub_session).where(*own).values(columns))
    conn.execute(delete(hub_attendance).where(hub_attendance.c.session_id == number))
    for one in attends:
        whose = organisations.known_or_new(conn, one.pop("organisation"), illustrative=illustrative)
        conn.execute(insert(hub_attendance).values(session_id=number, organisation_id=whose, **one))


def take_out_session(conn: Connection, number: int) -> None:
    """A session that was written down by mistake, deleted with who attends it."""
    conn.execute(delete(hub_attendance).where(hub_attendance.c.session_id == number))
    conn.execute(delete(hub_session).where(hub_session.c.id == number))


def put_closure(conn: Connection, slug: str, closure: Closure) -> None:
    """Days on which a hub is closed, new or in the place of those with that number."""
    columns = asdict(closure)
    number = columns.pop("id")
    if number is None:
        conn.execute(insert(hub_closure).values(hub=slug, **columns))
    else:
        own = hub_closure.c.id == number, hub_closure.c.hub == slug
        conn.execute(update(hub_closure).where(*own).values(columns))


def take_out_closure(conn: Connection, number: int) -> None:
    """A closure that was written down by mistake, deleted."""
    conn.execute(delete(hub_closure).where(hub_closure.c.id == number))


def put_openings(conn: Connection, known: Iterable[tuple[str, Openings]], *, illustrative: bool) -> None:
    """The sessions and closures of several hubs that have none yet."""
    for slug, of_one in known:
        for session in of_one.sessions:
            put_session(conn, slug, session, illustrative=illustrative)
        for closure in of_one.closures:
            put_closure(conn, slug, closure)


def services_at(conn: Connection) -> pd.DataFrame:
    """Which services are at which places: service, hub, since and until, by the service's name."""
    rows = select(service_at_place).join(service).where(service.c.listed != Listing.ELSEWHERE)
    return pd.read_sql(rows.order_by(service.c.name, service_at_place.c.id), conn)


def service_here(conn: Connection, slug: str, service_slug: str) -> ServiceHere | None:
    """What is known of a service at a hub; None where nobody says that it is there."""
    columns = service_at_place.c
    row = conn.execute(
        select(columns.service, columns.since, columns.until).where(
            columns.hub == slug, columns.service == service_slug
        )
    ).first()
    return ServiceHere(*row) if row else None


def put_service(conn: Connection, slug: str, here: ServiceHere) -> None:
    """A service at a hub as people here have it, in the place of what was; a newer list leaves it."""
    columns = service_at_place.c
    conn.execute(delete(service_at_place).where(columns.hub == slug, columns.service == here.service))
    conn.execute(insert(service_at_place).values(hub=slug, **asdict(here)))


def put_bundled_services(
    conn: Connection, rows: Iterable[Mapping[str, Any]], *, invented: bool = False
) -> None:
    """What the list says of services at places, but where somebody here said it (decision 237).

    Each row has the slugs of a `service` and a `hub`. Of a service that the list names no more what it said
    last stays, and those of invented ones and of listed ones leave each other alone.
    """
    columns = service_at_place.c
    kept = select(service.c.slug).where(
        or_(service.c.listed == Listing.DROPPED, service.c.illustrative != invented)
    )
    conn.execute(delete(service_at_place).where(columns.bundled, columns.service.not_in(kept)))
    there = {(row.service, row.hub) for row in conn.execute(select(columns.service, columns.hub))}
    if new := [{**row, "bundled": True} for row in rows if (row["service"], row["hub"]) not in there]:
        conn.execute(insert(service_at_place), new)


def take_out(conn: Connection, slugs: Collection[str]) -> None:
    """Delete hubs with all that is known of them: invented ones alone ever go (decision 101)."""
    for points_to in (service_at_place.c.hub, travel.c.hub):
        conn.execute(delete(points_to.table).where(points_to.in_(slugs)))
    sessions = select(hub_session.c.id).where(hub_session.c.hub.in_(slugs))
    conn.execute(delete(hub_attendance).where(hub_attendance.c.session_id.in_(sessions)))
    for table in (hub_session, hub_closure):
        conn.execute(delete(table).where(table.c.hub.in_(slugs)))
    conn.execute(delete(hub).where(hub.c.slug.in_(slugs)))
