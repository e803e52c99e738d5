"""A month of a service keyed in: what is there already, what does not add up, and then kept."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from hashlib import sha256

from probation_commission.actions import areas, versions
from probation_commission.actions.acting import reading, writing
from probation_commission.actions.limits import require_area
from probation_commission.actions.refusals import RefusedError
from probation_commission.actions.versions import OvertakenError
from probation_commission.analysis import reconciliation
from probation_commission.analysis.reconciliation import (
    ACROSS,
    MonthsInForce,
    across,
    distinct,
    service_checks,
    with_returns,
)
from probation_commission.domain.access import NotAllowedError, Permission, Person
from probation_commission.domain.audit import AuditSubject, RecordKind
from probation_commission.domain.days import day, today
from probation_commission.domain.keyed import FILE_NAME, KeyableService, KeyedMonth, problems
from probation_commission.domain.places import Authority
from probation_commission.domain.receipts import came_early
from probation_commission.domain.referrals import ServiceBreakdown
from probation_commission.domain.returns import Check, Figure, Kind, Return
from probation_commission.geography.gazetteer import gazetteer
from probation_commission.intake.service import keyed_counts, keyed_return
from probation_commission.store import audit, database, directory
from probation_commission.store import returns as store
from probation_commission.store import versions as versions_store
from probation_commission.store.returns import NewReturn
from probation_commission.store.versions import Version

NOT_YOURS = "This service is none of your organisation’s, so you key in nothing of it."
NOT_OVER = (
    "{month:%B %Y} is not over yet. Say that these counts are of the month so far, or wait for its end."
)
CHANGED = (
    "What is in force for {what} was changed by {who} on {when}, after you opened this form. "
    "Nothing of yours is lost: look at what is there now, then save again."
)
SAME = "Nothing in it is different from what is in force, so nothing was changed."
GONE = "The return for {what} is in force no more. Nothing of yours is lost: look again, then save again."


@dataclass(frozen=True, slots=True)
class PlannedMonth:
    """A month as it would be kept: the return, what of it adds up, and what it would supersede."""

    ret: Return
    lines: tuple[Check, ...]
    before: Version | None
    kept: tuple[Figure, ...]
    """What is kept of the return in force because a form can't hold it."""
    dropped: tuple[Figure, ...]
    """Its counts by office that are not kept, as their whole is another."""


@dataclass(frozen=True, slots=True)
class OpenMonth:
    """A month of a service as it is in force, and what of the service's other months it is held against."""

    subject: KeyedMonth
    area: Authority
    before: Version | None
    figures: tuple[Figure, ...]
    """What is in force."""
    months: MonthsInForce
    illustrative: bool

    @property
    def there(self) -> dict[str, int]:
        """The counts that are in force, as a form holds them."""
        return keyed_counts(self.figures)

    def planned(self, counts: Mapping[str, int]) -> PlannedMonth:
        """The month as it would be kept with these counts."""
        ret = keyed_return(replace(self.subject, counts=counts), self.area, self.figures)
        months = with_returns(self.months, [ret], illustrative=self.illustrative)
        lines = distinct((*service_checks(ret), *across(months, ret.key)))
        # What a form made has a plain number, and of no office.
        kept = tuple(
            one for one in ret.figures if one.value is None or one.breakdown == ServiceBreakdown.OFFICE
        )
        categories = {one.category for one in kept}
        dropped = tuple(
            one
            for one in self.figures
            if one.breakdown == ServiceBreakdown.OFFICE and one.category not in categories
        )
        return PlannedMonth(ret, lines, self.before, kept, dropped)


def opened(person: Person, keyed: KeyedMonth) -> OpenMonth:
    """The month that a form is of. Raises `NotAllowedError` for another organisation's service."""
    with reading(person, Permission.KEY_RETURNS) as (conn, actor):
        service, area = _subject(conn, actor, keyed)
        return _opened(conn, keyed, area, illustrative=service.illustrative)


def key_in(person: Person, keyed: KeyedMonth, *, over: int | None, so_far: bool = False) -> PlannedMonth:
    """The month kept, in force at once; what it superseded stays in the history.

    `over`: the version that the form was filled in from, None where there was none. `so_far`: somebody says
    that it is of a month that is not over. Raises `RefusedError` with every problem, `OvertakenError` where
    another version is in force by now, and `NotAllowedError` for another organisation's service.
    """
    with writing(person, Permission.KEY_RETURNS) as (conn, actor):
        service, area = _subject(conn, actor, keyed)
        require_area(actor, keyed.area)
        on = today()
        reasons = [*problems(keyed, on)]
        month = _opened(conn, keyed, area, illustrative=service.illustrative)
        plan = month.planned(keyed.counts)
        # A month to come is a problem already.
        if keyed.month <= on and came_early([plan.ret], on) and not so_far:
            reasons.append(NOT_OVER.format(month=keyed.month))
        if plan.before and plan.before.id == over and month.there == dict(keyed.counts):
            reasons.append(SAME)
        if reasons:
            raise RefusedError(*reasons)
        areas.refuse_uncovered(conn, [area])
        _refuse_overtaken(conn, plan, over)
        now = datetime.now(UTC)
        upload = store.Upload(FILE_NAME, _hash(keyed, now), actor.name, now, service.illustrative, {})
        upload_id = store.add_upload(conn, actor, upload)
        own = [line for line in plan.lines if line.code not in ACROSS]
        (number,) = store.add(conn, upload_id, [NewReturn(plan.ret, own, on)])
        audit.record(
            conn,
            actor,
            "key in return",
            AuditSubject(RecordKind.UPLOAD, str(upload_id)),
            before=f"return {plan.before.id}" if plan.before else "",
            after=f"{FILE_NAME} ({upload.sha256[:12]}): return {number}",
        )
    return plan


def _subject(conn: database.Connection, actor: Person, keyed: KeyedMonth) -> tuple[KeyableService, Authority]:
    """The service and area of a month, as far as they are theirs to key in."""
    services = directory.keyable(actor.scope, conn)
    service = next((one for one in services if one.slug == keyed.service), None)
    if service is None:
        raise NotAllowedError(NOT_YOURS)
    area = next((one for one in service.areas(gazetteer()) if one.code == keyed.area), None)
    if area is None:
        raise RefusedError(f"{service.name} is not to be had in that area. Choose one of those offered.")
    return service, area


def _opened(
    conn: database.Connection, keyed: KeyedMonth, area: Authority, *, illustrative: bool
) -> OpenMonth:
    key = (Kind.SERVICE, keyed.service, area.code, keyed.month)
    figures_of_all = store.counted_across(conn, Kind.SERVICE, [area.code], keyed.service)
    every = reconciliation.in_force(figures_of_all)
    mine = every.get(key[:3], {})
    before = versions_store.in_force(conn, [key]).get(key)
    figures = mine[keyed.month].figures if before and keyed.month in mine else ()
    return OpenMonth(keyed, area, before, figures, {key[:3]: mine}, illustrative)


def _refuse_overtaken(conn: database.Connection, plan: PlannedMonth, over: int | None) -> None:
    """The check that nobody put another version in force since the form was opened (decision 58)."""
    now = plan.before
    if (now and now.id) == over:
        return
    what = versions.named(conn, plan.ret.key)
    if now is None:
        raise OvertakenError(GONE.format(what=what))
    # No name of a file: a partner is told of none (decision 61).
    raise OvertakenError(CHANGED.format(what=what, who=now.accepted_by, when=day(now.accepted_at)))


def _hash(keyed: KeyedMonth, at: datetime) -> str:
    """What stands for the hash of a file: of all that was keyed in, and of the moment."""
    lines = [keyed.service, keyed.area, f"{keyed.month:%Y-%m}", at.isoformat()]
    lines += [f"{category}={count}" for category, count in sorted(keyed.counts.items())]
    return sha256("\n".join(lines).encode()).hexdigest()
