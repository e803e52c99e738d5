"""What leads write down of services and their contracts; nothing is deleted, it ends (decision 228)."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any

import pandas as pd

from probation_commission.actions.acting import reading, writing
from probation_commission.actions.limits import named, require_area
from probation_commission.actions.refusals import RefusedError, collected
from probation_commission.analysis.rows import known_day
from probation_commission.domain.access import NotAllowedError, Permission, Person
from probation_commission.domain.audit import AuditSubject, RecordKind
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
from probation_commission.store import audit, database
from probation_commission.store import contracts as store

_NO_SUCH = "No such service is known here any more. Nothing was changed."
_NO_CONTRACT = "No contract of this service is known here. Nothing was changed."
_RESTRICTED = frozenset({"note_restricted", "value_pence"})
"""What an entry of the audit trail says was changed, and not from what to what (decision 229)."""
LONGEST_REASON = 500


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
        row = _there(conn, slug)
        _require_covered(conn, actor, slug)
        contract = row["contract_slug"]
        if not contract:
            return OwnNotes(row["note_restricted"], None)
        try:
            # A contract is of all the areas of what is bought under it, as where it is changed.
            _require_covered(conn, actor, *store.services_of(conn, contract))
        except NotAllowedError:
            return OwnNotes(row["note_restricted"], None, value_told=False)
        return OwnNotes(row["note_restricted"], store.value_pence(conn, contract))


def history(person: Person, slug: str) -> pd.DataFrame:
    """Who changed what of a service and its contract from what to what, oldest first."""
    with reading(person, Permission.EDIT_DIRECTORY) as (conn, _):
        row = _there(conn, slug)
        about = [AuditSubject(RecordKind.SERVICE, slug)]
        if row["contract_slug"]:
            about.append(AuditSubject(RecordKind.CONTRACT, row["contract_slug"]))
        return audit.history(conn, *about)


def change_service(person: Person, slug: str, written: ServiceChange, reason: str) -> None:
    """A service as a lead has it from now on. Raises `RefusedError` with every problem at once."""
    with writing(person, Permission.EDIT_DIRECTORY) as (conn, actor):
        row = _there(conn, slug)
        _require_covered(conn, actor, slug)
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
        why = _reason(reason, problems)
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
        slug = _there(conn, service_slug)["contract_slug"]
        row = store.contract_row(conn, slug) if slug else None
        if row is None:
            raise RefusedError(_NO_CONTRACT)
        # A contract is of all the areas of what is bought under it.
        _require_covered(conn, actor, *store.services_of(conn, slug))
        problems: list[str] = []
        why = _reason(reason, problems)
        problems += wrong_with_contract(slug, written, store.slugs(conn) | {row["successor"]})
        if problems:
            raise RefusedError(*problems)
        fields = asdict(written.dates)
        fields |= {"successor": written.successor, "value_pence": written.value_pence}
        before, after = _changes(row, fields)
        store.change_contract(conn, slug, after)
        said = {"before": _said(before), "after": _said(after), "reason": why}
        audit.record(conn, actor, "change contract", AuditSubject(RecordKind.CONTRACT, slug), **said)


def cover(person: Person, slug: str, written: ServicePlace) -> None:
    """An area, or a ward of one, in which a service is, is to be, or is no more. Raises `RefusedError`."""
    with writing(person, Permission.EDIT_DIRECTORY) as (conn, actor):
        _there(conn, slug)
        _require_covered(conn, actor, slug)
        require_area(actor, written.area_code)
        problems: list[str] = []
        written = replace(written, reason=collected(problems, written.reason, "reason", LONGEST_SAID))
        area = gazetteer().authority(written.area_code)
        ward = gazetteer().ward(written.ward_code) if written.ward_code else None
        if area is None:
            problems.append("Choose an authority that is covered here.")
        elif written.ward_code and (ward is None or ward.authority != area):
            problems.append(f"Choose a ward of {area.name}.")
        problems += wrong_with_coverage(written)
        if problems:
            raise RefusedError(*problems)
        same = (written.area_code, written.ward_code)
        before = [one for one in store.coverage_of(conn, [slug]) if (one.area_code, one.ward_code) == same]
        store.cover(conn, slug, written)
        about = AuditSubject(RecordKind.SERVICE, slug)
        said = {"before": "; ".join(map(_place, before)), "after": _place(written), "reason": written.reason}
        audit.record(conn, actor, "change coverage", about, **said)


def _there(conn: database.Connection, slug: str) -> dict[str, Any]:
    row = store.service_row(conn, slug)
    if row is None:
        raise RefusedError(_NO_SUCH)
    return row


def _require_covered(conn: database.Connection, actor: Person, *slugs: str) -> None:
    """The check before something of services is changed, or told to leads of their areas alone."""
    codes = {one.area_code for one in store.coverage_of(conn, slugs)}
    if not codes and actor.scope.areas:
        # Where it is nobody knows: whoever is for some areas alone can't say that it is theirs.
        raise NotAllowedError(f"As lead for {named(actor.areas)} you change nothing whose area is not known.")
    require_area(actor, *sorted(codes))


def _reason(text: str, problems: list[str]) -> str:
    kept = collected(problems, text, "reason", LONGEST_REASON)
    if not kept:
        problems.append("Write the reason: who said so, or which document.")
    return kept


def _changes(row: Mapping[str, Any], fields: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """What is written otherwise than before, as it was and as it is. Raises `RefusedError` for nothing."""
    after = {name: value for name, value in fields.items() if _plain(row[name]) != _plain(value)}
    if not after:
        raise RefusedError("Nothing is written otherwise than before. Nothing was changed.")
    return {name: row[name] for name in after}, after


def _plain(value: object) -> object:
    return known_day(value) or (None if value is None or value == "" else value)


def _said(fields: Mapping[str, Any]) -> str:
    """`ends 3 June 2027; capacity open`; of what is restricted only that it was changed."""
    return "; ".join(
        f"{name.replace('_', ' ')}: {'(restricted)' if name in _RESTRICTED else _word(value)}"
        for name, value in fields.items()
    )


def _word(value: object) -> str:
    day = known_day(value)
    if day:
        return in_full(day)
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "not known" if value in (None, "") else str(value)


def _place(one: ServicePlace) -> str:
    where = named([one.area_code]) if not one.ward_code else f"ward {one.ward_code}"
    days = {"planned": one.planned, "live since": one.actual, "ended": one.ended}
    return ", ".join([where, *(f"{what} {in_full(day)}" for what, day in days.items() if day)])
