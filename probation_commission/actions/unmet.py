"""Unmet demand counted: a line of one's own organisation's quarter written down, corrected, or taken out."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from hashlib import sha256

from probation_commission.actions import areas
from probation_commission.actions.acting import reading, writing
from probation_commission.actions.limits import require_area
from probation_commission.actions.refusals import RefusedError
from probation_commission.domain.access import NotAllowedError, Permission, Person, Scope
from probation_commission.domain.audit import AuditSubject, RecordKind
from probation_commission.domain.days import in_full, today
from probation_commission.domain.keyed import FILE_NAME
from probation_commission.domain.places import Authority, Ward
from probation_commission.domain.returns import Kind, ReturnKey
from probation_commission.domain.unmet import (
    MERGED,
    UnmetLine,
    UnmetQuarter,
    last_day,
    problems,
    quarter_name,
    quarters_open,
    shuts_after,
)
from probation_commission.geography.gazetteer import gazetteer
from probation_commission.geography.partnership import partnership
from probation_commission.intake.unmet import unmet_return
from probation_commission.store import audit, database, organisations
from probation_commission.store import returns as returns_store
from probation_commission.store import unmet as store
from probation_commission.store.returns import NewReturn

OF_NOBODY = (
    "Nobody has said which organisation you belong to, so you count for none. An admin says so on the page "
    "People."
)
NOT_YOURS = "These are the counts of another organisation, so you change nothing of them."
NOT_HERE = "Unmet demand is counted by area of this partnership. Choose one of those offered."
NO_WARD = "This ward was none of {area} in {quarter}. Choose one of those offered."
NOT_OPEN = "{quarter} is not open: partners count in a quarter until one month after its end."
TO_COME = "{quarter} has not begun."
SHUT = "{quarter} was open to partners until {day}. Ask a lead of your organisation, if there is one."
CHANGED = (
    "Somebody of your organisation changed this line meanwhile: it is {now} now. Nothing was changed; look "
    "at it below, then save again."
)
BEFORE_MERGING = (
    "This version is from before two organisations were merged that both counted in this quarter, so it "
    "would lose what the other counted. Nothing was changed: whoever counts for the organisation corrects "
    "its lines under “Count unmet demand”."
)
SAME = "This line says {count} already, so nothing was changed."


@dataclass(frozen=True, slots=True)
class OpenQuarter:
    """What an organisation counted in an area and quarter, in the order in which it is read."""

    lines: Mapping[UnmetLine, int]
    illustrative: bool
    """Whether the organisation is invented, and with it whatever is counted for it."""


def opened(person: Person, quarter: UnmetQuarter) -> OpenQuarter:
    """The quarter that a form is of. Raises `NotAllowedError` for another organisation's."""
    with reading(person, Permission.LOG_UNMET) as (conn, actor):
        _require_own(actor, quarter)
        lines = store.counted_lines(actor.scope, conn, quarter)
        return OpenQuarter(lines, _is_invented(conn, quarter.organisation))


def count(
    person: Person, quarter: UnmetQuarter, line: UnmetLine, requests: int | None, *, seen: int | None
) -> int | None:
    """What the line said before, None where it is new; it says `requests` now, in force at once.

    `seen`: what it said when it was looked at. Raises `RefusedError` with every problem, and
    `NotAllowedError` for the quarter of another organisation.
    """
    with writing(person, Permission.LOG_UNMET) as (conn, actor):
        area = _area(actor, quarter)
        lines = store.counted_lines(actor.scope, conn, quarter)
        before = lines.get(line)
        reasons = [*_shut(actor, quarter, today()), *problems(line, requests), *_no_ward(line, quarter, area)]
        if before != seen:
            reasons.append(CHANGED.format(now=_said(before)))
        elif before == requests and before is not None:
            reasons.append(SAME.format(count=before))
        if reasons or requests is None:
            raise RefusedError(*reasons)
        _keep(conn, actor, quarter, {**lines, line: requests}, "count unmet demand")
    return before


def take_out(person: Person, quarter: UnmetQuarter, line: UnmetLine, *, seen: int) -> None:
    """A line out of the quarter; the versions before still have it.

    Raises `RefusedError` where it says something else by now than was `seen`, and `NotAllowedError` for the
    quarter of another organisation.
    """
    with writing(person, Permission.LOG_UNMET) as (conn, actor):
        _area(actor, quarter)
        lines = store.counted_lines(actor.scope, conn, quarter)
        reasons = _shut(actor, quarter, today())
        if lines.get(line) != seen:
            reasons.append(CHANGED.format(now=_said(lines.get(line))))
        if reasons:
            raise RefusedError(*reasons)
        rest = {one: requests for one, requests in lines.items() if one != line}
        _keep(conn, actor, quarter, rest, "take out unmet demand")


def put_together(conn: database.Connection, actor: Person, number: int, into: int) -> None:
    """What an organisation counted, given to the one that it is, in the transaction that merges them.

    Where both counted, the sum is a version of its own: they wrote down different requests. No version of
    before is put in force again, which would lose what the other counted (`lost_by_restoring`).
    """
    everything = Scope.everything()
    both = store.both_counted(conn, number, into)
    for area_code, first in both:
        quarter = UnmetQuarter(into, area_code, first)
        lines = dict(store.counted_lines(everything, conn, quarter))
        theirs = store.counted_lines(everything, conn, UnmetQuarter(number, area_code, first))
        for line, requests in theirs.items():
            lines[line] = lines.get(line, 0) + requests
        _write(conn, actor, quarter, lines, MERGED)
    store.supersede(conn, number, both)
    store.give(conn, number, into)


def lost_by_restoring(conn: database.Connection, key: ReturnKey, number: int) -> str:
    """Why a version can't be in force again, in a sentence; empty where it can (decision 291)."""
    kind, subject, area_code, first = key
    if kind is not Kind.UNMET:
        return ""
    quarter = UnmetQuarter(int(subject), area_code, first)
    return BEFORE_MERGING if store.added_up_since(conn, quarter, number, MERGED) else ""


def _require_own(actor: Person, quarter: UnmetQuarter) -> None:
    if actor.organisation_id is None:
        raise NotAllowedError(OF_NOBODY)
    # A form may have been drawn before its reader went over to another organisation.
    if not actor.is_member_of(quarter.organisation):
        raise NotAllowedError(NOT_YOURS)


def _area(actor: Person, quarter: UnmetQuarter) -> Authority:
    """The area of a quarter that is theirs to count in."""
    _require_own(actor, quarter)
    area = gazetteer().authority(quarter.area_code)
    if area is None or area.code not in partnership().home:
        raise RefusedError(NOT_HERE)
    require_area(actor, area.code)
    return area


def _shut(actor: Person, quarter: UnmetQuarter, on: date) -> list[str]:
    """Why nothing is counted in a quarter on that day (decision 269)."""
    long = actor.may(Permission.LOAD_RETURNS)
    if quarter.first in quarters_open(on, long=long):
        return []
    named = quarter_name(quarter.first)
    if quarter.first > on:
        return [TO_COME.format(quarter=named)]
    if quarter.first in quarters_open(on, long=True):
        return [SHUT.format(quarter=named, day=in_full(shuts_after(quarter.first)))]
    return [NOT_OPEN.format(quarter=named)]


def _no_ward(line: UnmetLine, quarter: UnmetQuarter, area: Authority) -> list[str]:
    if not line.ward or line.ward in {ward.code for ward in wards(area, quarter.first, today())}:
        return []
    return [NO_WARD.format(area=area.name, quarter=quarter_name(quarter.first))]


def wards(area: Authority, first: date, on: date) -> tuple[Ward, ...]:
    """The wards that a line of a quarter can be of: those at its end, or on that day while it lasts."""
    ward_set = gazetteer().ward_set(area, min(last_day(first), on))
    return ward_set.wards if ward_set else ()


def _said(requests: int | None) -> str:
    return "not there" if requests is None else str(requests)


def _keep(
    conn: database.Connection,
    actor: Person,
    quarter: UnmetQuarter,
    lines: Mapping[UnmetLine, int],
    action: str,
) -> None:
    """The quarter with these lines, in force and written down as one entry."""
    area = gazetteer().authority(quarter.area_code)
    before = returns_store.current(conn, Kind.UNMET, quarter.area_code, quarter.first, quarter.subject)
    areas.refuse_uncovered(conn, [area] if area else [])
    upload_id, number, sha256_of_it = _write(conn, actor, quarter, lines)
    audit.record(
        conn,
        actor,
        action,
        AuditSubject(RecordKind.UPLOAD, str(upload_id)),
        before=f"return {before}" if before else "",
        after=f"{FILE_NAME} ({sha256_of_it[:12]}): return {number}",
    )


def _write(
    conn: database.Connection,
    actor: Person,
    quarter: UnmetQuarter,
    lines: Mapping[UnmetLine, int],
    file_name: str = FILE_NAME,
) -> tuple[int, int, str]:
    """The numbers of the upload and of the return that a new version is, and its hash."""
    now, on = datetime.now(UTC), today()
    area = gazetteer().authority(quarter.area_code) or Authority(quarter.area_code, quarter.area_code, "")
    invented = _is_invented(conn, quarter.organisation)
    upload = returns_store.Upload(file_name, _hash(quarter, lines, now), actor.name, now, invented, {})
    upload_id = returns_store.add_upload(conn, actor, upload)
    ret = unmet_return(quarter, area, lines, on, gazetteer())
    (number,) = returns_store.add(conn, upload_id, [NewReturn(ret, (), on)])
    return upload_id, number, upload.sha256


def _is_invented(conn: database.Connection, number: int) -> bool:
    found = organisations.find(Scope.everything(), conn, number)
    return bool(found and found.illustrative)


def _hash(quarter: UnmetQuarter, lines: Mapping[UnmetLine, int], at: datetime) -> str:
    """What stands for the hash of a file: of all that was keyed in, and of the moment."""
    said = [quarter.subject, quarter.area_code, f"{quarter.first:%Y-%m}", at.isoformat()]
    said += [f"{line.category}/{line.reason}/{line.ward}={requests}" for line, requests in lines.items()]
    return sha256("\n".join(said).encode()).hexdigest()
