"""Travel times from wards to places: loaded from a file by a lead, and taken back (decisions 239, 245)."""

from collections.abc import Collection, Iterable
from datetime import UTC, datetime

from probation_commission.actions.acting import asked, reading, writing
from probation_commission.actions.limits import require_area
from probation_commission.actions.refusals import RefusedError
from probation_commission.domain.access import Permission, Person
from probation_commission.domain.audit import AuditSubject, RecordKind
from probation_commission.domain.days import today
from probation_commission.domain.travel import TravelMatrix, in_force
from probation_commission.domain.words import plural
from probation_commission.geography.gazetteer import gazetteer, wards_now
from probation_commission.intake import travel as intake
from probation_commission.intake.people import file_names
from probation_commission.store import audit, directory
from probation_commission.store import travel as store

_MOST_TOLD = 50
_LONGEST_NAME = 200


def load(person: Person, name: str, content: bytes) -> str:
    """The times of a file, in force from now on for the areas whose wards it has.

    There they take the place of those of the same mode, day and time; elsewhere those stay. What was done,
    in words. Raises `RefusedError` with every problem of the file, and `NotAllowedError` where one of its
    wards is not in the areas of a lead who is limited to some.
    """
    asked(person, Permission.EDIT_DIRECTORY)
    with reading(person, Permission.EDIT_DIRECTORY) as (conn, _):
        hubs = directory.hubs(conn)
    places = intake.known(
        (ward for wards in wards_now().values() for ward in wards),
        zip(hubs.slug, hubs.name, strict=True),
        frozenset(hubs.slug[hubs.confidential.astype(bool)]),
    )
    read = intake.read(content, places, today())
    if read.problems:
        more = len(read.problems) - _MOST_TOLD
        rest = [f"There are {more:,} more of such problems."] if more > 0 else []
        raise RefusedError(*(problem.message for problem in read.problems[:_MOST_TOLD]), *rest)
    kept_name = file_names.kept(file_names.sent(name))[:_LONGEST_NAME]
    with writing(person, Permission.EDIT_DIRECTORY) as (conn, actor):
        wards = {one.ward_code for times in read.times.values() for one in times}
        require_area(actor, *_areas_of(wards))
        hidden = directory.hubs(conn).set_index("slug").confidential.astype(bool)
        said = []
        for kind, times in read.times.items():
            if gone := [one for one in times if hidden.get(one.hub, True)]:
                raise RefusedError(
                    f"{plural(len(gone), 'place')} of this file changed meanwhile. Load it again."
                )
            matrix = TravelMatrix(0, kind, read.as_of[kind], kept_name, "", datetime.now(UTC), len(times))
            number = store.load(conn, actor, matrix, times)
            about = AuditSubject(RecordKind.HUB, "")
            where = _named(_areas_of(one.ward_code for one in times))
            after = f"matrix {number}: {matrix.words}, {where}, {plural(len(times), 'time')}, {kept_name}"
            audit.record(conn, actor, "load travel times", about, after=after)
            said.append(f"{matrix.words}, for {where}: {plural(len(times), 'time')}")
    return f"In force from now on: {'; '.join(said)}."


def take_back(person: Person, number: int) -> str:
    """A matrix taken back: of its kind the one before it is in force again, area by area. What is, in words.

    Raises `RefusedError` where it was taken back before, or is not there.
    """
    with writing(person, Permission.EDIT_DIRECTORY) as (conn, actor):
        before = {one.id: one for one in store.everything(conn)}.get(number)
        areas = _areas_of(before.wards if before else ())
        require_area(actor, *areas)
        if before is None or not store.take_back(conn, number, datetime.now(UTC)):
            raise RefusedError("These times were taken back meanwhile. Nothing was changed.")
        about = AuditSubject(RecordKind.HUB, "")
        audit.record(conn, actor, "take back travel times", about, before=f"matrix {number}: {before.words}")
        every = store.everything(conn)
    return " ".join([f"Taken back: {before.words}.", *_now(before, every, areas)])


def _now(before: TravelMatrix, every: Collection[TravelMatrix], areas: Iterable[str]) -> list[str]:
    """What is in force in the areas of a matrix that was taken back, a sentence for each that is."""
    codes = {area.code: {ward.code for ward in wards} for area, wards in wards_now().items()}
    standing: dict[str, list[str]] = {}
    for area in areas:
        found = (one.words for one in in_force(every, codes.get(area, ())) if one.kind == before.kind)
        standing.setdefault(next(found, ""), []).append(area)
    return [
        f"In force for {_named(where)}: {words}."
        if words
        else f"For {_named(where)} there are no other times of this kind, so distances stand again."
        for words, where in standing.items()
    ]


def _areas_of(wards: Iterable[str]) -> list[str]:
    """The codes of the authorities that wards are in: what a lead must have, and where times are in force."""
    return sorted({ward.authority.code for code in wards if (ward := gazetteer().ward(code))})


def _named(areas: Iterable[str]) -> str:
    return ", ".join(area.name for code in areas if (area := gazetteer().authority(code)))


def everything(person: Person) -> list[TravelMatrix]:
    """Every matrix that was loaded, the latest first. Raises `NotAllowedError`."""
    with reading(person, Permission.EDIT_DIRECTORY) as (conn, _):
        return store.everything(conn)
