"""What leads write of a gap: a note for leads alone, and a service that the partnership does not buy."""

from dataclasses import replace

from probation_commission.actions.acting import reading, writing
from probation_commission.actions.limits import require_area
from probation_commission.actions.refusals import RefusedError, collected
from probation_commission.domain import referrals
from probation_commission.domain.access import Permission, Person
from probation_commission.domain.audit import AuditSubject, RecordKind, in_words
from probation_commission.domain.days import today
from probation_commission.domain.gaps import (
    LONGEST_NOTE,
    LONGEST_OUTSIDE,
    LONGEST_REASON,
    LONGEST_SOURCE,
    GapCell,
    GapNote,
    OutsideService,
    wrong_with_outside,
)
from probation_commission.geography.gazetteer import gazetteer
from probation_commission.store import audit
from probation_commission.store import gaps as store
from probation_commission.store.records import values

_UNKNOWN = "No such area is covered here any more. Load the page again."
MADE_ROOM = "a real service was written down in its place"
_GONE = "This is not here any more. Load the page again."
_RESTRICTED = "not told here: notes are for leads"


def notes(person: Person, cell: GapCell) -> list[GapNote]:
    """The notes of a cell, the latest first. Raises `NotAllowedError` for others than leads."""
    with reading(person, Permission.CHANGE_ACTIONS) as (conn, _):
        return store.notes(conn, cell)


def add_note(person: Person, cell: GapCell, text: str) -> int:
    """The number of a note that is written down; the audit trail has none of its words.

    Raises `RefusedError` with every problem at once.
    """
    with writing(person, Permission.CHANGE_ACTIONS) as (conn, actor):
        problems: list[str] = []
        kept = collected(problems, text, "note", LONGEST_NOTE, lines=True)
        if not kept:
            problems.append("Write the note.")
        problems += _unknown(cell)
        if problems:
            raise RefusedError(*problems)
        require_area(actor, cell.area_code)
        number = store.add_note(conn, actor, cell, kept)
        audit.record(conn, actor, "write note", _about(cell), after=_RESTRICTED)
    return number


def delete_note(person: Person, number: int) -> None:
    """A note that goes for good, since it may hold what should not be kept. Raises `RefusedError`."""
    with writing(person, Permission.CHANGE_ACTIONS) as (conn, actor):
        found = store.note(conn, number)
        if found is None:
            raise RefusedError(_GONE)
        require_area(actor, found.cell.area_code)
        store.delete_note(conn, number)
        audit.record(conn, actor, "delete note", _about(found.cell), before=_RESTRICTED)


def add_outside(person: Person, new: OutsideService) -> int:
    """The number of a service outside that is written down, for everybody who sees the gaps.

    Raises `RefusedError` with every problem at once: no name or source, a day to come, a text that is too
    long or names somebody, an area that is not covered, or a real one that stands there already; one that is
    made up makes room (decision 291).
    """
    with writing(person, Permission.CHANGE_ACTIONS) as (conn, actor):
        problems: list[str] = []
        kept = replace(
            new,
            name=collected(problems, new.name, "name", LONGEST_OUTSIDE),
            source=collected(problems, new.source, "source", LONGEST_SOURCE),
            illustrative=False,
        )
        problems += [*wrong_with_outside(kept, today()), *_unknown(new.cell)]
        standing = [one for one in store.outside(conn) if one.stands and one.outside.cell == new.cell]
        real = [one for one in standing if not one.outside.illustrative]
        problems += [f"{one.outside.name} stands here already: take it back first." for one in real]
        if problems:
            raise RefusedError(*problems)
        require_area(actor, new.cell.area_code)
        for one in standing:
            store.take_back_outside(conn, actor, one.id, MADE_ROOM)
        number = store.add_outside(conn, actor, kept)
        said = {"before": "; ".join(_said(one.outside) for one in standing), "after": _said(kept)}
        audit.record(conn, actor, "write down service outside", _about(new.cell), **said)
    return number


def take_back_outside(person: Person, number: int, reason: str) -> None:
    """A service outside that stands no longer. Raises `RefusedError` without a reason, or where gone."""
    with writing(person, Permission.CHANGE_ACTIONS) as (conn, actor):
        found = next((one for one in store.outside(conn, number) if one.stands), None)
        if found is None:
            raise RefusedError(_GONE)
        problems: list[str] = []
        why = collected(problems, reason, "reason", LONGEST_REASON)
        if not why:
            problems.append("Write why it is taken back.")
        if problems:
            raise RefusedError(*problems)
        cell = found.outside.cell
        require_area(actor, cell.area_code)
        store.take_back_outside(conn, actor, number, why)
        before = _said(found.outside)
        audit.record(conn, actor, "take back service outside", _about(cell), before=before, reason=why)


def _unknown(cell: GapCell) -> list[str]:
    return [] if referrals.area(cell.area_code, gazetteer()) else [_UNKNOWN]


def _about(cell: GapCell) -> AuditSubject:
    return AuditSubject(RecordKind.GAP, cell.key)


def _said(outside: OutsideService) -> str:
    return in_words(values(outside, "cell", "illustrative"))
