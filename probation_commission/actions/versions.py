"""The versions of a return: withdrawn, put in force again, and refused where somebody else came first."""

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from types import MappingProxyType

from probation_commission.actions import unmet
from probation_commission.actions.acting import writing
from probation_commission.actions.limits import require_area
from probation_commission.actions.refusals import RefusedError, free_text
from probation_commission.domain import referrals
from probation_commission.domain.access import Permission, Person, Scope
from probation_commission.domain.audit import AuditSubject, RecordKind
from probation_commission.domain.days import day
from probation_commission.domain.needs import NeedsSource
from probation_commission.domain.returns import Kind, ReturnKey, Standing
from probation_commission.geography.gazetteer import gazetteer
from probation_commission.store import audit, database, directory, organisations
from probation_commission.store import versions as store
from probation_commission.store.versions import StandingChange, Version

MOST_REASON = 500
# Their file, answers and words stay on the screen, and a second click supersedes knowingly (decision 58).
OVERTAKEN = "Nothing of yours is lost. Look at it in the history, then decide again."


class OvertakenError(RefusedError):
    """What is in force was changed by somebody else since it was looked at; `in_force` is how it is now."""

    def __init__(self, *reasons: str, in_force: Mapping[ReturnKey, Version] = MappingProxyType({})) -> None:
        super().__init__(*reasons)
        self.in_force = in_force


def withdraw(person: Person, return_id: int, reason: str) -> None:
    """A return out of force: it counts nowhere, and no earlier version comes in its stead.

    Raises `RefusedError` without a reason, for a reason that seems to identify somebody, and for a
    return that is not in force.
    """
    with writing(person, Permission.LOAD_RETURNS) as (conn, actor):
        reason = _reason(reason, needed=True)
        version = _version(conn, actor, return_id)
        if version.standing != Standing.CURRENT:
            raise OvertakenError(f"This version is {standing(version)}. Only one in force can be withdrawn.")
        # Nothing comes in its stead by itself: a lead restores a version, any version (decision 59).
        change = StandingChange(Standing.WITHDRAWN, reason, actor.name, datetime.now(UTC))
        store.withdraw(conn, actor, version, change)
        _record(conn, actor, "withdraw return", version, change)


def restore(person: Person, return_id: int, *, over: int | None, reason: str = "") -> None:
    """A version in force again; `over` is the one that was in force when it was decided, None where none was.

    Raises `OvertakenError` where another is in force by now, `RefusedError` for one in force already, and for
    one of unmet demand from before two organisations were merged.
    """
    with writing(person, Permission.LOAD_RETURNS) as (conn, actor):
        reason = _reason(reason, needed=False)
        version = _version(conn, actor, return_id)
        in_force = store.in_force(conn, [version.key])
        if version.standing == Standing.CURRENT:
            raise OvertakenError("This version is in force already. Nothing was changed.")
        if problem := unmet.lost_by_restoring(conn, version.key, version.id):
            raise RefusedError(problem)
        before = in_force.get(version.key)
        # Decided while another was in force: it would replace what nobody has looked at (decision 58).
        if (before and before.id) != over:
            raise OvertakenError(f"{_overtaken(conn, version.key, before, over)}.", OVERTAKEN)
        change = StandingChange(Standing.CURRENT, reason, actor.name, datetime.now(UTC))
        store.restore(conn, actor, version, change)
        _record(conn, actor, "restore return", version, change, instead_of=before)


def refuse_overtaken(
    conn: database.Connection, keys: Iterable[ReturnKey], versions_seen: Mapping[ReturnKey, Version]
) -> None:
    """`OvertakenError` where another version is in force than was seen, all of them named."""
    keys = list(keys)
    now = store.in_force(conn, keys)
    ids = {
        key: (versions_seen[key].id if key in versions_seen else None, now[key].id if key in now else None)
        for key in keys
    }
    sentences = [
        f"{_overtaken(conn, key, now.get(key), id_seen)}, after you opened this file."
        for key, (id_seen, id_now) in ids.items()
        if id_seen != id_now
    ]
    if sentences:
        raise OvertakenError(*sentences, OVERTAKEN, in_force=now)


def standing(version: Version) -> str:
    """`withdrawn on 3 May 2026 by Jo Lead: wrong month`, or what it is else."""
    if version.standing == Standing.WITHDRAWN and version.change:
        return f"withdrawn on {day(version.change.at)} by {version.change.who}: {version.change.reason}"
    return version.standing


def _overtaken(conn: database.Connection, key: ReturnKey, now: Version | None, id_seen: int | None) -> str:
    """Who put another version in force, or took the one that was known out."""
    what = named(conn, key)
    if now is None:
        gone = store.find(conn, id_seen) if id_seen is not None else None
        return f"The return for {what} was {standing(gone) if gone else 'removed'}"
    if now.change and now.change.standing == Standing.CURRENT:
        return f"An earlier return for {what} was restored by {now.change.who} a moment ago"
    return f"A return for {what} ({now.file_name}) was accepted by {now.accepted_by} a moment ago"


def named(conn: database.Connection, key: ReturnKey) -> str:
    """`Haringey, May 2023`, or with the name of the service or organisation before it."""
    kind, subject, area_code, month = key
    service = _subject(conn, kind, subject)
    area = referrals.area(area_code, gazetteer())
    where = f"{area.name if area else area_code}, {month:%B %Y}"
    return f"{service}: {where}" if service else where


def _subject(conn: database.Connection, kind: Kind, subject: str) -> str:
    """What a return is about, by the name that people know; empty where that is the area."""
    if kind is Kind.UNMET:
        found = organisations.find(Scope.everything(), conn, int(subject))
        return found.name if found else subject
    if kind is Kind.NEEDS:
        return NeedsSource(subject).label if subject else ""
    # A return knows its service by slug. Only a service’s return has a subject.
    slugs = directory.service_slugs(conn) if subject else {}
    return next((name for name, slug in slugs.items() if slug == subject), subject)


def _version(conn: database.Connection, person: Person, return_id: int) -> Version:
    """The version that they change the standing of."""
    version = store.find(conn, return_id)
    if version is None:
        raise RefusedError("This return is not here any more. Load the page again.")
    _, _, area_code, _ = version.key
    require_area(person, area_code)
    return version


def _record(
    conn: database.Connection,
    person: Person,
    action: str,
    version: Version,
    change: StandingChange,
    *,
    instead_of: Version | None = None,
) -> None:
    subject = AuditSubject(RecordKind.RETURN, str(version.id))
    after = f"{change.standing}, instead of return {instead_of.id}" if instead_of else change.standing
    standings = {"before": version.standing, "after": after}
    audit.record(conn, person, action, subject, **standings, reason=change.reason)


def _reason(written: str, *, needed: bool) -> str:
    reason = free_text(written, "reason", MOST_REASON)
    if needed and not reason:
        raise RefusedError("Write the reason: whoever looks for the figures reads it.")
    return reason
