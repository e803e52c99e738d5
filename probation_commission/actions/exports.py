"""The figures that leave as a file, for one audience: the same release as on every screen."""

from dataclasses import dataclass
from datetime import date

import pandas as pd

from probation_commission.actions import reconciliation
from probation_commission.actions.acting import asked, reading, writing
from probation_commission.actions.refusals import RefusedError
from probation_commission.disclosure.audiences import Audience, needed
from probation_commission.disclosure.release import Release, ground, releases
from probation_commission.disclosure.rules import rules_of
from probation_commission.domain.access import Permission, Person
from probation_commission.domain.audit import AuditSubject, RecordKind
from probation_commission.domain.days import day
from probation_commission.domain.places import Authority, WardSet
from probation_commission.domain.returns import Kind
from probation_commission.geography.gazetteer import gazetteer
from probation_commission.settings import settings
from probation_commission.store import audit, database
from probation_commission.store import localities as localities_store
from probation_commission.store import returns as store
from probation_commission.store import rules as rules_store


@dataclass(frozen=True, slots=True)
class Export:
    """A month of an area as one audience may see it, with what a file says of it."""

    release: Release
    ward_set: WardSet
    source: str
    who: str
    illustrative: bool
    lines: pd.DataFrame
    """What adds up in the month's return and what does not, with explanations; none but for exact counts."""


def iom(person: Person, area: str, month: date, audience: Audience, *, reason: str = "") -> Export:
    """The IOM cohort of an area (code or name) in a month. Exact counts leave an entry in the audit trail.

    `reason` is what the entry says besides, such as who gave the command.

    Raises `NotAllowedError`, and `RefusedError` where there is no such area or return.
    """
    asked(person, needed(audience, Permission.SEE_IOM))
    if not audience.sees_iom:
        raise RefusedError(f"Nothing of the IOM cohort is shown to {audience.who}.")
    authority = gazetteer().authority(area)
    wards = gazetteer().ward_set(authority, month) if authority else None
    if authority is None or wards is None:
        raise RefusedError(f"There is no area {area} with wards in {month:%B %Y}. Give its code or name.")
    # Bands are the same for all who may see them; exact counts that leave the app are written down.
    if not audience.exact:
        with reading(person, Permission.SEE_IOM) as (conn, _):
            return _export(conn, authority, wards, month, audience)
    with writing(person, Permission.SEE_EXACT_COUNTS) as (conn, actor):
        export = _export(conn, authority, wards, month, audience)
        subject = AuditSubject(RecordKind.EXACT_COUNTS, f"iom {authority.code} {month:%Y-%m}")
        audit.record(conn, actor, "export exact counts", subject, reason=reason)
    return export


def _export(
    conn: database.Connection, area: Authority, wards: WardSet, month: date, audience: Audience
) -> Export:
    figures = store.figures(conn, Kind.IOM, area.code)
    groupings = localities_store.in_force(conn)
    rules = rules_of(rules_store.rows(conn))
    lines = reconciliation.in_force(conn, Kind.IOM, [area.code])
    of_month = figures[figures.month == month]
    if of_month.empty:
        raise RefusedError(f"No IOM return of {area.name} for {month:%B %Y} has been received.")
    first = of_month.iloc[0]
    # A sender may name a file as they like, so its name is for leads alone (decision 71).
    named = f", {first.file_name}" if audience is Audience.RESTRICTED else ""
    source = f"IOM return{named}, loaded by {first.accepted_by} on {day(first.accepted_at)}."
    # The release of the screens and nothing else (decision 64): a file that were worked out in another
    # way could be subtracted from what a page shows.
    release = releases(of_month, audience, rules, ground(area.code, groupings, of_month), settings().secret)[
        month
    ]
    made_up = bool(of_month.illustrative.any())
    of_return = lines[(lines.month == month) & (audience is Audience.RESTRICTED)]
    return Export(release, wards, source, rules.sentence(audience), made_up, of_return)
