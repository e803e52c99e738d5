"""What leads write down of services and their contracts; nothing is deleted, it ends (decision 228)."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any

import pandas as pd

from probation_commission.actions.acting import reading, writing
from probation_commission.actions.contracts.allowed import contract_of, reason_of, require_covered, there
from probation_commission.actions.limits import named, require_area
from probation_commission.actions.refusals import RefusedError, collected
from probation_commission.analysis.rows import known_day
from probation_commission.domain.access import NotAllowedError, Permission, Person
from probation_commission.domain.audit import AuditSubject, RecordKind, in_words
from probation_commission.domain.contracts import (
    LONGEST_NOTE,
    LONGEST_SAID,
    ContractChange,
    Room,
    ServiceChange,
    ServicePlace,
    wrong_with_contract,
    wrong_with_coverage,
    wrong_with_service,
)
from probation_commission.domain.days import in_full, today
from probation_commission.geography.gazetteer import gazetteer
from probation_commission.store import audit
from probation_commission.store import contracts as store
from probation_commission.store.database import Connection

_RESTRICTED = frozenset({"note_restricted", "value_pence"})
"""What an entry of the audit trail says was changed, and not from what to what (decision 229)."""
_COVER, _TAKE_OUT = "change coverage", "take out coverage"
_UNCHANGED = "Nothing is written otherwise than before. Nothing was changed."


@dataclass(frozen=True, slots=True)
class OwnNotes:
    """What leads of a service's areas alone are told of it."""

    note: str
    value_pence: int | None
    value_told: bool = True
    """False: the contract is of areas that are not theirs too, whose leads alone are told all of it."""


def notes(person: Person, slug: str) -> OwnNotes:
    """The note and the value of a service. Raises `NotAllowedError` for others than leads of its areas."""
    with reading(person, Permission.EDIT_DIRECTORY) as (conn, actor):
        row = there(conn, slug)
        require_covered(conn, actor, slug)
        contract = row["contract_slug"]
        if not contract:
            return OwnNotes(row["note_restricted"], None)
        try:
            # A contract is of all the areas of what is bought under it, as where it is changed.
            require_covered(conn, actor, *store.services_of(conn, contract))
        except NotAllowedError:
            return OwnNotes(row["note_restricted"], None, value_told=False)
        return OwnNotes(row["note_restricted"], store.value_pence(conn, contract))


def history(person: Person, slug: str) -> pd.DataFrame:
    """Who changed what of a service and its contract from what to what, oldest first.

    Reasons may say what is restricted: it is told to leads of all that is bought under the contract.
    """
    with reading(person, Permission.EDIT_DIRECTORY) as (conn, actor):
        row = there(conn, slug)
        about = [AuditSubject(RecordKind.SERVICE, slug)]
        same = [slug]
        if contract := row["contract_slug"]:
            about.append(AuditSubject(RecordKind.CONTRACT, contract))
            same += store.services_of(conn, contract)
        require_covered(conn, actor, *same)
        return audit.history(conn, *about)


def change_service(person: Person, slug: str, written: ServiceChange, reason: str) -> None:
    """A service as a lead has it from now on. Raises `RefusedError` with every problem at once."""
    with writing(person, Permission.EDIT_DIRECTORY) as (conn, actor):
        row = there(conn, slug)
        require_covered(conn, actor, slug)
        problems: list[str] = []
        limits = {
            "for_whom": ("line on whom it is for", 80),
            "ages": ("line on ages", 40),
            "route": ("route", LONGEST_SAID),
            "vetting": ("line on vetting", LONGEST_SAID),
            "capacity_said_by": ("line on who said it", LONGEST_SAID),
            "note_restricted": ("note", LONGEST_NOTE),
        }
        texts: dict[str, Any] = {
            field: collected(problems, getattr(written, field), what, longest, lines=what == "note")
            for field, (what, longest) in limits.items()
        }
        why = reason_of(reason, problems)
        written = replace(written, **texts)
        room = Room(row["capacity"], row["wait_weeks"], row["capacity_said_by"], row["capacity_until"])
        problems += wrong_with_service(written, today(), room)
        if problems:
            raise RefusedError(*problems)
        about = AuditSubject(RecordKind.SERVICE, slug)
        before, after = _changes(row, asdict(written))
        store.change_service(conn, slug, after)
        said = {"before": _said(before), "after": _said(after), "reason": why}
        audit.record(conn, actor, "change service", about, **said)


def change_contract(person: Person, service_slug: str, written: ContractChange, reason: str) -> None:
    """The contract of a service as a lead has it from now on. Raises `RefusedError` as `change_service`."""
    with writing(person, Permission.EDIT_DIRECTORY) as (conn, actor):
        row = contract_of(conn, actor, service_slug)
        slug = row["slug"]
        problems: list[str] = []
        why = reason_of(reason, problems)
        problems += wrong_with_contract(slug, written, store.slugs(conn) | {row["successor"]})
        if problems:
            raise RefusedError(*problems)
        fields = asdict(written.dates)
        fields |= {"successor": written.successor, "value_pence": written.value_pence}
        before, after = _changes(row, fields)
        store.change_contract(conn, slug, after)
        said = {"before": _said(before), "after": _said(after), "reason": why}
        audit.record(conn, actor, "change contract", AuditSubject(RecordKind.CONTRACT, slug), **said)


def cover(person: Person, slug: str, written: ServicePlace, reason: str) -> None:
    """An area, or a ward of one, in which a service is, is to be, or is no more. Raises `RefusedError`."""
    with writing(person, Permission.EDIT_DIRECTORY) as (conn, actor):
        there(conn, slug)
        require_covered(conn, actor, slug)
        require_area(actor, written.area_code)
        problems: list[str] = []
        why = reason_of(reason, problems)
        late = "line on why it is late, or ended"
        written = replace(written, reason=collected(problems, written.reason, late, LONGEST_SAID))
        area = gazetteer().authority(written.area_code)
        ward = gazetteer().ward(written.ward_code) if written.ward_code else None
        if area is None:
            problems.append("Choose an authority that is covered here.")
        elif written.ward_code and (ward is None or ward.authority != area):
            problems.append(f"Choose a ward of {area.name}.")
        problems += wrong_with_coverage(written, today())
        before = _there_before(conn, slug, written)
        if before == [written] and not problems:
            problems.append(_UNCHANGED)
        if problems:
            raise RefusedError(*problems)
        store.cover(conn, slug, written)
        about = AuditSubject(RecordKind.SERVICE, slug)
        said = {"before": "; ".join(map(_place, before)), "after": _place(written), "reason": why}
        audit.record(conn, actor, _COVER, about, **said)


def take_out_place(person: Person, slug: str, area_code: str, ward_code: str, reason: str) -> None:
    """What was written here by mistake, of a place in which a service never was to be; with a reason.

    Such a place would count for whose the service is for ever, which one that ended does rightly. The audit
    trail keeps what was taken out. Raises `RefusedError` for a place that was not first written here.
    """
    with writing(person, Permission.EDIT_DIRECTORY) as (conn, actor):
        there(conn, slug)
        require_covered(conn, actor, slug)
        problems: list[str] = []
        why = reason_of(reason, problems)
        one = ServicePlace(area_code, ward_code)
        about = AuditSubject(RecordKind.SERVICE, slug)
        before = _there_before(conn, slug, one)
        if not before:
            problems.append("It is not written down for that place any more. Nothing was changed.")
        elif not _first_written_here(conn, about, one):
            problems.append("That place is as the source has it. Give it its last day.")
        if problems:
            raise RefusedError(*problems)
        store.take_out_place(conn, slug, one)
        said = {"before": "; ".join(map(_place, before)), "after": "", "reason": why}
        audit.record(conn, actor, _TAKE_OUT, about, **said)


def _there_before(conn: Connection, slug: str, one: ServicePlace) -> list[ServicePlace]:
    """What is known of a service in that area or ward."""
    same = (one.area_code, one.ward_code)
    return [row for row in store.coverage_of(conn, [slug]) if (row.area_code, row.ward_code) == same]


def _first_written_here(conn: Connection, about: AuditSubject, one: ServicePlace) -> bool:
    """Whether the trail has that somebody here put the service there, where nothing had it before.

    The rows can't tell: once one place of a service was changed, a newer list leaves them all.
    """
    where = _where(one)
    entries = audit.history(conn, about)
    written = entries[(entries.action == _COVER) & (entries.before == "")].after
    return any(after == where or after.startswith(f"{where}, ") for after in written)


def _changes(row: Mapping[str, Any], fields: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """What is written otherwise than before, as it was and as it is. Raises `RefusedError` for nothing."""
    after = {name: value for name, value in fields.items() if _plain(row[name]) != _plain(value)}
    if not after:
        raise RefusedError(_UNCHANGED)
    return {name: row[name] for name in after}, after


def _plain(value: object) -> object:
    return known_day(value) or (None if value is None or value == "" else value)


def _said(fields: Mapping[str, Any]) -> str:
    """The columns in words; of what is restricted only that it was changed."""
    return in_words(fields, dict.fromkeys(_RESTRICTED, "(restricted)"))


def _place(one: ServicePlace) -> str:
    days = {"planned": one.planned, "live since": one.actual, "ended": one.ended}
    said = [f"{what} {in_full(day)}" for what, day in days.items() if day]
    return ", ".join([_where(one), *said, *([f"because: {one.reason}"] if one.reason else [])])


def _where(one: ServicePlace) -> str:
    return named([one.area_code]) if not one.ward_code else f"ward {one.ward_code}"
