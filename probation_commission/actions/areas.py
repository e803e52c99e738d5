"""Which authorities are covered here: those that were added to the partnership's own."""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime

from probation_commission.actions import directory, localities
from probation_commission.actions.acting import asked, writing
from probation_commission.actions.refusals import RefusedError
from probation_commission.domain.access import Permission, Person
from probation_commission.domain.areas import AddedArea, Area, AreaKind
from probation_commission.domain.audit import AuditSubject, RecordKind
from probation_commission.domain.places import Authority, Whole
from probation_commission.domain.words import listed, plural
from probation_commission.geography import england_wales
from probation_commission.geography.gazetteer import cover, gazetteer
from probation_commission.geography.partnership import partnership
from probation_commission.intake import residents as intake
from probation_commission.intake.people import file_names
from probation_commission.store import areas as store
from probation_commission.store import audit, database

_MOST_TOLD = 30
"""Problems of a file; the others are counted."""
_LONGEST_NAME = 70
"""Of a file, as its source is told by it."""


def follow() -> tuple[AddedArea, ...]:
    """What was added so far, all of it covered by this process from now on."""
    with database.read() as conn:
        added, residents, deprivation = store.added(conn), store.residents(conn), store.deprivation(conn)
    cover((area.code for area in added), residents, deprivation)
    return tuple(added)


def add(person: Person, codes: Sequence[str]) -> tuple[Authority, ...]:
    """The authorities of these codes that are covered from now on and were not before.

    Raises `RefusedError` for a code that no authority has, and where all of them are covered already.
    """
    with writing(person, Permission.MANAGE_AREAS) as (conn, actor):
        wanted = dict.fromkeys(map(_authority, codes))
        here = _covered_now(conn)
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


def refuse_uncovered(conn: database.Connection, areas: Iterable[Authority | Whole]) -> None:
    """The check that returns of all of these are still taken, in the transaction that would store them."""
    here = _covered_now(conn)
    if gone := sorted({area.name for area in areas if area.code not in here}):
        raise RefusedError(
            f"Not covered here any more: {listed(gone)}. Nothing was changed. "
            "An admin adds an authority on the page Areas, or with `areas add`."
        )


def _covered_now(conn: database.Connection) -> set[str]:
    # What this process was told may be of before: another may have taken one out since (decision 185).
    here = partnership()
    wholes = (whole.code for whole in here.wholes)
    return {*here.home, *here.also, *wholes, *(area.code for area in store.added(conn))}


def load_residents(person: Person, *files: tuple[str, bytes]) -> str:
    """The residents or deprivation that these files have of wards covered here; what was done, in words.

    `files`: names and contents of a file by ward, or of one by LSOA and its lookup, in any order. Raises
    `RefusedError` with every problem of them, and where no ward covered here is in them.
    """
    asked(person, Permission.MANAGE_AREAS)
    found = intake.read(*(content for _, content in files))
    if found.problems:
        more = len(found.problems) - _MOST_TOLD
        rest = [f"There are {more:,} more of such problems."] if more > 0 else []
        raise RefusedError(*(problem.message for problem in found.problems[:_MOST_TOLD]), *rest)
    ours = {ward.code for ward_set in gazetteer().ward_sets() for ward in ward_set.wards}
    residents = {code: count for code, count in found.residents.items() if code in ours}
    deprivation = {code: each for code, each in found.deprivation.items() if code in ours}
    loaded, what = len(residents or deprivation), "deprivation" if found.deprivation else "residents"
    if not loaded:
        raise RefusedError(f"This file has {what} of no ward of the areas covered here.")
    name = _source(found, files)
    with writing(person, Permission.MANAGE_AREAS) as (conn, actor):
        if residents:
            store.load_residents(conn, actor, residents, name, datetime.now(UTC))
        if deprivation:
            store.load_deprivation(conn, actor, deprivation, name, datetime.now(UTC))
        about = AuditSubject(RecordKind.AREA, "")
        audit.record(conn, actor, f"load {what}", about, after=f"{plural(loaded, 'ward')}, {name}")
    follow()
    return f"{plural(loaded, 'ward has', 'wards have')} the {what} of this file from now on.{_without(found)}"


def _source(found: intake.WardFigures, files: Sequence[tuple[str, bytes]]) -> str:
    """The names of the files, and how what is in them was put to wards."""
    # The name of a sent file is kept only if nothing in it seems to be about a person (decision 71).
    names = listed([file_names.kept(file_names.sent(name))[:_LONGEST_NAME] for name, _ in files])
    fit = f", LSOAs by best fit to wards of {found.wards_of}" if found.wards_of else ""
    return f"{names}{f' ({found.about})' if found.about else ''}{fit}"


def _without(found: intake.WardFigures) -> str:
    """Which areas covered here have wards of today that are newer than the lookup, in a sentence."""
    there = {*found.residents, *found.deprivation}
    newest = (gazetteer().ward_sets(area)[0] for area in gazetteer().authorities)
    newer = [
        each.authority.name
        for each in newest
        if any(ward.code in there for other in gazetteer().ward_sets(each.authority) for ward in other.wards)
        and not any(ward.code in there for ward in each.wards)
    ]
    if not newer:
        return ""
    return f" Today’s wards of {listed(newer)} are not in it: only those of before are, of other years."


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
