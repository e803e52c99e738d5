"""Hubs and offices as leads write them down: what is there, when it is open, and that it is still right."""

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from typing import Any

from probation_commission.actions.acting import reading, writing
from probation_commission.actions.limits import require_area
from probation_commission.actions.refusals import RefusedError, collected
from probation_commission.domain import contacts
from probation_commission.domain.access import Permission, Person
from probation_commission.domain.audit import AuditSubject, RecordKind, in_words
from probation_commission.domain.days import in_full, today
from probation_commission.domain.hubs import (
    CONFIDENTIAL_KINDS,
    FACILITIES,
    WEEKDAYS,
    Attendance,
    Closure,
    Every,
    HubDetails,
    Listing,
    ServiceHere,
    Session,
    tells_where,
)
from probation_commission.geography.gazetteer import gazetteer
from probation_commission.geography.points import lies_in
from probation_commission.geography.postcodes import as_written, at_postcode, authority_of, placed
from probation_commission.store import audit, contracts
from probation_commission.store import hubs as store
from probation_commission.store.database import Connection

LONGEST_NAME, LONGEST_LINE, LONGEST_REASON = 120, 200, 300
WHERE = ("address", "postcode", "transport", "latitude", "longitude", "placed_by")
"""What says where a place is: the audit trail says that it changed, and not to what (decision 222)."""
PUT_HERE = "put on the map here by a lead"
_OF_A_PERSON = "looks like one person’s: write a shared mailbox of the team"


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """Where a confidential place is, for a lead's own card."""

    address: str
    postcode: str
    transport: str


def where_it_is(person: Person, slug: str) -> Whereabouts:
    """Street, postcode and way to a confidential place. Raises `NotAllowedError`, `RefusedError`."""
    with reading(person, Permission.EDIT_DIRECTORY) as (conn, _):
        row = _there(conn, slug)
        return Whereabouts(row["address"], row["postcode"] or "", row["transport"])


def add(person: Person, details: HubDetails, reason: str) -> str:
    """The slug of a new hub, confirmed today. Raises `RefusedError` with every problem at once."""
    with writing(person, Permission.EDIT_DIRECTORY) as (conn, actor):
        require_area(actor, details.area_code)
        kept, why = _checked(details, reason)
        slug = f"here-{datetime.now(UTC):%Y%m%d%H%M%S%f}"
        own = {"open_state": "", "verified": "", "source": "written down here", "listed": Listing.HERE}
        row = _row(kept) | own | _confirmed(actor)
        store.put(conn, slug, row)
        _record(conn, actor, "add hub", slug, (None, row, why))
    return slug


def change(person: Person, slug: str, details: HubDetails, reason: str) -> list[str]:
    """What is changed of a hub, in words; it is confirmed today. Raises `RefusedError` as `add`."""
    with writing(person, Permission.EDIT_DIRECTORY) as (conn, actor):
        before = _there(conn, slug)
        require_area(actor, before["area_code"], details.area_code)
        kept, why = _checked(details, reason)
        row = _row(kept)
        if before["confidential"] == kept.confidential and (before["postcode"] or "") == kept.postcode:
            # Where it lies stays as it was: its source or a lead may have put it there without a postcode.
            row = {name: value for name, value in row.items() if name not in _POINT}
        after = row | _confirmed(actor)
        changed = [name for name in row if row[name] != before[name]]
        if not changed:
            raise RefusedError("Nothing is different. Say that it is still right instead.")
        store.put(conn, slug, after)
        _record(conn, actor, "change hub", slug, (before, {name: row[name] for name in changed}, why))
    return [name.replace("_", " ") for name in changed if name not in _POINT]


def confirm(person: Person, slug: str) -> None:
    """That all that is written down of a hub is still right today. Raises `RefusedError`."""
    with writing(person, Permission.EDIT_DIRECTORY) as (conn, actor):
        row = _there(conn, slug)
        require_area(actor, row["area_code"])
        store.put(conn, slug, _confirmed(actor))
        _record(conn, actor, "confirm hub", slug, (None, {"confirmed_on": today()}, ""))


def put_point(person: Person, slug: str, latitude: float, longitude: float) -> None:
    """A hub put on the map by a lead, in degrees: approximate until it is confirmed (`confirm_point`).

    Raises `RefusedError` for a hidden one, and for a point that lies outside of its area (decision 238).
    """
    with writing(person, Permission.EDIT_DIRECTORY) as (conn, actor):
        row = _on_maps(conn, actor, slug)
        if lies_in(latitude, longitude, row["area_code"]) is False:
            area = gazetteer().authority(row["area_code"])
            raise RefusedError(
                f"This point lies outside of {area.name if area else row['area_code']}. Choose another one, "
                "or first the area in which the place is."
            )
        point = {"latitude": round(latitude, 5), "longitude": round(longitude, 5), "exact": False}
        store.put(conn, slug, point | {"placed_by": PUT_HERE})
        _record(conn, actor, "place hub", slug, (None, {"placed_by": ""}, ""))


def put_at_postcode(person: Person, slug: str) -> None:
    """A hub put where its postcode lies, exactly. Raises `RefusedError` for a hidden one, or without one."""
    with writing(person, Permission.EDIT_DIRECTORY) as (conn, actor):
        row = _on_maps(conn, actor, slug)
        point = at_postcode(row["postcode"] or "")
        if point is None:
            raise RefusedError("No postcode that a directory has is written down here. Mend it in the form.")
        store.put(conn, slug, point)
        _record(conn, actor, "place hub", slug, (None, {"placed_by": ""}, ""))


def confirm_point(person: Person, slug: str) -> None:
    """That a hub is exactly where a lead put it on the map. Raises `RefusedError` where nobody put it."""
    with writing(person, Permission.EDIT_DIRECTORY) as (conn, actor):
        row = _on_maps(conn, actor, slug)
        if row["placed_by"] != PUT_HERE:
            raise RefusedError("It was put elsewhere meanwhile. Look where it is now, and confirm that.")
        store.put(conn, slug, {"exact": True, "placed_by": f"{PUT_HERE}, and confirmed"})
        _record(conn, actor, "confirm where hub is", slug, (None, {"placed_by": ""}, ""))


def _on_maps(conn: Connection, actor: Person, slug: str) -> dict[str, Any]:
    """The row of a hub of one of the actor's areas that maps may show."""
    row = _there(conn, slug)
    require_area(actor, row["area_code"])
    if row["confidential"]:
        raise RefusedError("A confidential place is on no map.")
    return row


def put_session(person: Person, slug: str, session: Session) -> None:
    """A session of a hub, new or changed. Raises `RefusedError` with every problem at once."""
    with writing(person, Permission.EDIT_DIRECTORY) as (conn, actor):
        row = _there(conn, slug)
        require_area(actor, row["area_code"])
        before = _session(conn, slug, session.id) if session.id else None
        kept = _checked_session(session)
        store.put_session(conn, slug, kept, illustrative=bool(row["illustrative"]))
        store.put(conn, slug, _confirmed(actor))
        was = _said(before) if before else ""
        about = AuditSubject(RecordKind.HUB, slug)
        audit.record(conn, actor, "write session", about, before=was, after=_said(kept))


def take_out_session(person: Person, slug: str, number: int) -> None:
    """A session that was never held, deleted; one that ends has a last day. Raises `RefusedError`."""
    with writing(person, Permission.EDIT_DIRECTORY) as (conn, actor):
        require_area(actor, _there(conn, slug)["area_code"])
        before = _session(conn, slug, number)
        store.take_out_session(conn, number)
        about = AuditSubject(RecordKind.HUB, slug)
        audit.record(conn, actor, "take out session", about, before=_said(before))


def put_closure(person: Person, slug: str, closure: Closure) -> None:
    """Days on which a hub is closed, new or changed. Raises `RefusedError` with every problem at once."""
    with writing(person, Permission.EDIT_DIRECTORY) as (conn, actor):
        require_area(actor, _there(conn, slug)["area_code"])
        before = _closure(conn, slug, closure.id) if closure.id else None
        problems: list[str] = []
        why = collected(problems, closure.why, "reason for closing", LONGEST_LINE)
        problems += [] if closure.why.strip() else ["Say why it is closed."]
        if closure.until and closure.until < closure.since:
            problems.append("The last day that it is closed is before the first.")
        if problems:
            raise RefusedError(*problems)
        kept = replace(closure, why=why)
        store.put_closure(conn, slug, kept)
        was = _shut(before) if before else ""
        about = AuditSubject(RecordKind.HUB, slug)
        audit.record(conn, actor, "write closure", about, before=was, after=_shut(kept))


def take_out_closure(person: Person, slug: str, number: int) -> None:
    """A closure that never was, deleted; one that is over has a last day. Raises `RefusedError`."""
    with writing(person, Permission.EDIT_DIRECTORY) as (conn, actor):
        require_area(actor, _there(conn, slug)["area_code"])
        before = _closure(conn, slug, number)
        store.take_out_closure(conn, number)
        about = AuditSubject(RecordKind.HUB, slug)
        audit.record(conn, actor, "take out closure", about, before=_shut(before))


def put_service(person: Person, slug: str, here: ServiceHere, reason: str) -> None:
    """A service that is, was or is to be at a hub, from and until when. Raises `RefusedError`."""
    with writing(person, Permission.EDIT_DIRECTORY) as (conn, actor):
        row = _there(conn, slug)
        require_area(actor, row["area_code"])
        service = contracts.service_row(conn, here.service)
        problems: list[str] = []
        why = collected(problems, reason, "reason", LONGEST_REASON)
        before = store.service_here(conn, slug, here.service)
        checks = {
            "Choose a service that is known here.": service is None,
            # No made-up service stands at a real place, nor a real one at a made-up place.
            "One of the two is made up. Choose a service of the same kind of data as the place.": (
                service is not None and bool(service["illustrative"]) != bool(row["illustrative"])
            ),
            "Its last day there is before its first.": bool(
                here.since and here.until and here.until < here.since
            ),
            "Nothing is different. Nothing was changed.": before == here,
            "Say in a few words why you change it, or who told you.": not why,
        }
        problems += [words for words, wrong in checks.items() if wrong]
        if problems:
            raise RefusedError(*problems)
        store.put_service(conn, slug, here)
        said = {"before": _provided(slug, before) if before else "", "after": _provided(slug, here)}
        # In the history of both: whoever looks at the service asks where it went.
        for about in (AuditSubject(RecordKind.HUB, slug), AuditSubject(RecordKind.SERVICE, here.service)):
            audit.record(conn, actor, "write service at place", about, **said, reason=why)


_POINT = ("latitude", "longitude", "exact", "placed_by")


def _there(conn: Connection, slug: str) -> dict[str, Any]:
    row = store.find(conn, slug)
    if row is None or row["listed"] == Listing.ELSEWHERE:
        raise RefusedError("This place is not in the directory any more. Nothing was changed.")
    return row


def _session(conn: Connection, slug: str, number: int) -> Session:
    known = store.openings(conn).get(slug)
    found = [one for one in known.sessions if one.id == number] if known else []
    if not found:
        raise RefusedError("This session was taken out meanwhile. Nothing was changed.")
    return found[0]


def _closure(conn: Connection, slug: str, number: int) -> Closure:
    known = store.openings(conn).get(slug)
    found = [one for one in known.closures if one.id == number] if known else []
    if not found:
        raise RefusedError("This closure was taken out meanwhile. Nothing was changed.")
    return found[0]


def _confirmed(actor: Person) -> dict[str, Any]:
    return {"confirmed_on": today(), "confirmed_by": f"a {actor.role.label}"}


def _row(details: HubDetails) -> dict[str, Any]:
    """The columns of what was written down, with where it lies."""
    columns = asdict(details)
    facilities = columns.pop("facilities")
    (row,) = placed([{**columns, "near": ""}])
    if row["latitude"] is None and not details.confidential:
        row["placed_by"] = "not on the map: no postcode was written down"
    return row | {name: facilities.get(name) for name in FACILITIES}


def _checked(written: HubDetails, reason: str) -> tuple[HubDetails, str]:
    """What was written down as it is kept, and why. Raises `RefusedError` with every problem at once."""
    problems: list[str] = []

    def contact(check: Callable[[str], str], text: str) -> str:
        try:
            return check(text)
        except ValueError as wrong:
            problems.append(str(wrong))
            return text

    postcode = as_written(written.postcode)
    mailbox = contact(contacts.mailbox, written.mailbox)
    details = replace(
        written,
        name=collected(problems, written.name, "name", LONGEST_NAME),
        run_by=collected(problems, written.run_by, "line on who runs it", LONGEST_LINE),
        # A street and a number are what an address is; nobody lives in it.
        address=collected(problems, written.address, "address", LONGEST_LINE, address=True),
        postcode=postcode,
        phone=contact(contacts.phone, written.phone),
        mailbox=mailbox,
        met_by=collected(problems, written.met_by, "line on who meets people", LONGEST_LINE),
        stand_in=collected(problems, written.stand_in, "line on who stands in", LONGEST_LINE),
        transport=collected(problems, written.transport, "line on transport", LONGEST_LINE),
    )
    why = collected(problems, reason, "reason", LONGEST_REASON)
    area = gazetteer().authority(written.area_code)
    # A confidential place is put on no map: its postcode is told to leads, and looked up by nobody.
    placed_by_it = bool(postcode) and not written.confidential
    lies_in = authority_of(postcode) if placed_by_it else written.area_code
    checks = {
        "Give it a name.": not details.name,
        "Say who runs it.": not details.run_by,
        "Choose an area that is covered here.": area is None,
        f"The postcode {postcode} is in no directory. Mend it, or leave it empty.": not lies_in,
        f"The postcode {postcode} lies in another area. Choose that area, or mend the postcode.": bool(
            lies_in and area and lies_in != written.area_code
        ),
        f"A place of the kind {details.kind} is confidential: tick that, or choose another kind.": (
            details.kind in CONFIDENTIAL_KINDS and not details.confidential
        ),
        "Its name tells where it is. Call a confidential place by something else.": details.confidential
        and tells_where(details.name, details.address, postcode),
        f"“{mailbox}” {_OF_A_PERSON}.": contacts.looks_like_one_persons(mailbox),
        "The day it closed is before the day it opened.": bool(
            written.opened and written.closed and written.closed < written.opened
        ),
        "Say in a few words why you change it, or who told you.": not why,
    }
    problems += [words for words, wrong in checks.items() if wrong]
    if problems:
        raise RefusedError(*problems)
    return details, why


def _checked_session(written: Session) -> Session:
    problems: list[str] = []
    attends = tuple(
        replace(one, organisation=collected(problems, one.organisation, "name of who attends", LONGEST_LINE))
        for one in written.attends
        if one.organisation.strip()
    )
    checks = {
        "It closes before it opens.": written.closes <= written.opens,
        "Say from which day it is every second week: that is the week to count from.": (
            written.every is Every.FORTNIGHT and written.since is None
        ),
        "Its last day is before its first.": bool(
            written.since and written.until and written.until < written.since
        ),
        "Its first day is no such weekday: every second week is counted from it.": (
            written.every is Every.FORTNIGHT
            and written.since is not None
            and written.since.weekday() != written.weekday
        ),
        "Say who attends, or that nobody does: not both.": bool(attends) and written.nobody_attends,
        "Nobody is seen on a day that is still ahead.": any(
            day and day > today() for one in attends for day in (one.said_on, one.seen_on)
        ),
    }
    problems += [words for words, wrong in checks.items() if wrong]
    if problems:
        raise RefusedError(*problems)
    return replace(written, attends=attends)


def _record(
    conn: Connection,
    actor: Person,
    action: str,
    slug: str,
    entry: tuple[Mapping[str, Any] | None, Mapping[str, Any], str],
) -> None:
    """What changed from what to what, and why; of where it is that it changed, and no more."""
    before, after, why = entry
    told = {name: value for name, value in after.items() if name not in _POINT}
    # The name of a place that becomes confidential, or was, may tell where it is.
    hidden = bool(after.get("confidential") or (before or {}).get("confidential"))
    untold = dict.fromkeys([*WHERE, *(["name"] if hidden else [])], "not written down in this trail")
    was = in_words({name: before[name] for name in told}, untold) if before else ""
    said = {name: value for name, value in told.items() if before or value not in {None, ""}}
    now = in_words(said, untold)
    about = AuditSubject(RecordKind.HUB, slug)
    audit.record(conn, actor, action, about, before=was, after=now, reason=why)


def _shut(one: Closure) -> str:
    until = f"until {in_full(one.until)}" if one.until else "no last day known"
    return f"closed from {in_full(one.since)}, {until}: {one.why}"


def _provided(slug: str, here: ServiceHere) -> str:
    since = f"from {in_full(here.since)}" if here.since else "since when is not known"
    return f"{here.service} at {slug}, {since}" + (f", until {in_full(here.until)}" if here.until else "")


def _said(session: Session) -> str:
    """A session in a line of the audit trail."""
    hours = f"{session.opens:%H:%M} to {session.closes:%H:%M}"
    days = "; ".join(
        [
            *([f"from {in_full(session.since)}"] if session.since else []),
            *([f"until {in_full(session.until)}"] if session.until else []),
            *(
                [f"attends: {', '.join(_attendance(one) for one in session.attends)}"]
                if session.attends
                else []
            ),
        ]
    )
    return f"{WEEKDAYS[session.weekday]} {hours}, {session.every}, {session.for_whom}; {days}".rstrip("; ")


def _attendance(one: Attendance) -> str:
    return f"{one.organisation} (seen {in_full(one.seen_on)})" if one.seen_on else one.organisation
