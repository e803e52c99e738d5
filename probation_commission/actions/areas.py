"""Which authorities are covered here: those that were added to the partnership's own."""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime

from probation_commission.actions import directory, localities
from probation_commission.actions.acting import asked, writing
from probation_commission.actions.refusals import RefusedError
from probation_commission.domain.access import Permission, Person
from probation_commission.domain.areas import AddedArea, Area, AreaKind
from probation_commission.domain.audit import AuditSubject, RecordKind
from probation_commission.domain.places import Authority
from probation_commission.domain.words import listed
from probation_commission.geography import england_wales
from probation_commission.geography.gazetteer import cover, covered, gazetteer
from probation_commission.intake import residents as intake
from probation_commission.intake.people import file_names
from probation_commission.store import areas as store
from probation_commission.store import audit, database


def follow() -> tuple[AddedArea, ...]:
    """What was added so far, all of it covered by this process from now on."""
    with database.read() as conn:
        added, residents = store.added(conn), store.residents(conn)
    cover((area.code for area in added), residents)
    return tuple(added)


def add(person: Person, codes: Sequence[str]) -> tuple[Authority, ...]:
    """The authorities of these codes that are covered from now on and were not before.

    Raises `RefusedError` for a code that no authority has, and where all of them are covered already.
    """
    with writing(person, Permission.MANAGE_AREAS) as (conn, actor):
        wanted = dict.fromkeys(map(_authority, codes))
        here = {*covered(), *(area.code for area in store.added(conn))}
        fresh = tuple(authority for authority in wanted if authority.code not in here)
        if not fresh:
            names = listed([authority.name for authority in wanted])
            raise RefusedError(f"Covered already: {names}. Nothing was changed.")
        store.add(conn, actor, [authority.code for authority in fresh], datetime.now(UTC))
        for authority in fresh:
            audit.record(conn, actor, "add area", _about(authority), after=authority.name)
    follow()
    directory.load_bundled(person)
    localities.load_bundled(person)
    return fresh


def take_out(person: Person, code: str) -> Authority:
    """The authority that is covered no longer.

    Raises `RefusedError` for one of the partnership's own, and for one of which there is a return.
    """
    with writing(person, Permission.MANAGE_AREAS) as (conn, actor):
        authority = _authority(code)
        if authority.code not in {area.code for area in store.added(conn)}:
            raise RefusedError(f"{authority.name} was not added here, so it can't be taken out.")
        if authority.code in store.with_returns(conn):
            raise RefusedError(f"There are returns of {authority.name}. Nothing was changed.")
        store.take_out(conn, authority.code)
        audit.record(conn, actor, "take out area", _about(authority), before=authority.name)
    follow()
    directory.load_bundled(person)
    return authority


def load_residents(person: Person, content: bytes, file_name: str) -> int:
    """How many wards of the areas covered have the residents of this file from now on.

    Raises `RefusedError` with every problem of the file, and where no such ward is in it.
    """
    asked(person, Permission.MANAGE_AREAS)
    found = intake.read(content)
    if found.problems:
        raise RefusedError(*(problem.message for problem in found.problems))
    ours = {ward.code for ward_set in gazetteer().ward_sets() for ward in ward_set.wards}
    loaded = {code: count for code, count in found.residents.items() if code in ours}
    if not loaded:
        raise RefusedError("This file has residents of no ward of the areas covered here.")
    # The name of a sent file is kept only if nothing in it seems to be about a person (decision 71).
    name = file_names.kept(file_names.sent(file_name))
    with writing(person, Permission.MANAGE_AREAS) as (conn, actor):
        store.load_residents(conn, actor, loaded, name, datetime.now(UTC))
        about = AuditSubject(RecordKind.AREA, "")
        audit.record(conn, actor, "load residents", about, after=f"{len(loaded)} wards, {name}")
    follow()
    return len(loaded)


def in_areas(kind: AreaKind, names: Iterable[str]) -> tuple[str, ...]:
    """The codes of all authorities in the areas of these names or codes, also those that are in part.

    Raises `RefusedError` for a name that no area of the kind has, with those that there are.
    """
    every = england_wales.of_kind(kind)
    by_name = {word: area for area in every for word in _words(area)}
    wanted = {name: by_name.get(name.strip().casefold()) for name in names}
    if unknown := [name for name, area in wanted.items() if area is None]:
        there = ", ".join(area.name for area in every)
        raise RefusedError(*(f"There is no {kind.label} {name}. There are: {there}." for name in unknown))
    return tuple(dict.fromkeys(part.code for area in wanted.values() if area for part in area.parts))


def _words(area: Area) -> Iterable[str]:
    # "pdu:enfield-and-haringey" is also "enfield-and-haringey".
    return (area.name.casefold(), area.code.casefold(), area.code.rpartition(":")[2].casefold())


def _authority(text: str) -> Authority:
    """The authority of that code, today's or former, or of that name. Raises `RefusedError`."""
    code = text.strip().upper()
    every = england_wales.authorities()
    known = every.get(england_wales.former_codes().get(code, code)) or next(
        (one for one in every.values() if one.name.casefold() == text.strip().casefold()), None
    )
    if known is None:
        raise RefusedError(
            f"{text} is no local authority of England or Wales. Give a code such as "
            f"{gazetteer().authorities[0].code}, or the name as the Office for National Statistics has it."
        )
    return known


def _about(authority: Authority) -> AuditSubject:
    return AuditSubject(RecordKind.AREA, authority.code)
