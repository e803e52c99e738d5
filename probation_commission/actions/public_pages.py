"""Pages that a lead opens to whoever has their address, and takes back; what they show (decision 233)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from probation_commission.actions import areas, directory
from probation_commission.actions.acting import writing
from probation_commission.actions.limits import require_area
from probation_commission.actions.refusals import RefusedError
from probation_commission.domain.access import Permission, Person
from probation_commission.domain.audit import AuditSubject, RecordKind
from probation_commission.domain.days import day
from probation_commission.geography.gazetteer import gazetteer
from probation_commission.store import audit, database
from probation_commission.store import hubs as hub_store
from probation_commission.store import localities as localities_store
from probation_commission.store import public_pages as store

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd

    from probation_commission.analysis.services import BoughtServices
    from probation_commission.domain.hubs import Openings
    from probation_commission.domain.localities import GroupingsInForce
    from probation_commission.domain.public_pages import PublicPage, PublishedPage


def publish(person: Person, page: PublicPage) -> None:
    """A page that anybody with its address can read from now on, until somebody takes it back.

    It is of every area, so a lead who is limited to some opens none. Raises `NotAllowedError`, and
    `RefusedError` where it stands open already.
    """
    with writing(person, Permission.EDIT_DIRECTORY) as (conn, actor):
        _require_all_areas(actor)
        if before := store.published(conn).get(page):
            raise RefusedError(
                f"“{page.label}” was published on {day(before.at)} by {before.published_by} already. "
                "Nothing was changed."
            )
        store.put(conn, actor, page)
        audit.record(conn, actor, "publish page", AuditSubject(RecordKind.PUBLIC_PAGE, page))


def unpublish(person: Person, page: PublicPage) -> None:
    """A page that is no more there for whoever does not sign in. Raises as `publish`."""
    with writing(person, Permission.EDIT_DIRECTORY) as (conn, actor):
        _require_all_areas(actor)
        if not store.take_back(conn, page):
            raise RefusedError(f"“{page.label}” is not published. Nothing was changed.")
        audit.record(conn, actor, "take page back", AuditSubject(RecordKind.PUBLIC_PAGE, page))


def _require_all_areas(actor: Person) -> None:
    require_area(actor, *(area.code for area in gazetteer().authorities))


@dataclass(frozen=True, eq=False)
class Directory:
    """The directory as everybody may see it, and which of its pages stand open."""

    published: Mapping[PublicPage, PublishedPage]
    places: pd.DataFrame
    """Of confidential ones not where they are."""
    openings: Mapping[str, Openings]
    bought: BoughtServices
    """Without values of contracts and what leads note."""
    groupings: GroupingsInForce
    """The localities of each ward set."""


def for_strangers() -> Directory:
    """What a page that needs no sign-in is made of: the same as the app's own pages are made of."""
    areas.follow()
    with database.read() as conn:
        return Directory(
            store.published(conn),
            directory.shown_hubs(conn),
            hub_store.openings(conn),
            directory.bought(conn),
            localities_store.in_force(conn),
        )
