"""Templates on the returns page: of a service with its columns, a cohort with its wards, a tracker, needs."""

from datetime import date

import pandas as pd
import streamlit as st

from probation_commission.analysis.rows import rows_of
from probation_commission.domain import referrals
from probation_commission.domain.access import Permission
from probation_commission.domain.days import today
from probation_commission.domain.pathways import PATHWAYS
from probation_commission.domain.referrals import (
    CATEGORIES,
    Activity,
    EarlyReason,
    Level,
    Queue,
    desired_category,
)
from probation_commission.domain.returns import Kind
from probation_commission.domain.trackers import TRACKERS
from probation_commission.geography.gazetteer import gazetteer
from probation_commission.intake.kinds import cohort, needs
from probation_commission.publish.templates import (
    cohort_return,
    columns_of,
    needs_return,
    service_return,
    tracker_return,
)
from probation_commission.ui.data import loaders, released
from probation_commission.ui.parts import filters
from probation_commission.ui.parts.page import given_to
from probation_commission.ui.who import visitor
from probation_commission.views.terms import said_of_files

_MONTHS_BACK = 24
_LIVE, _ENDED = "live", "ended"
_ALL = "all"
SEVEN, BOTH, ACTIVITIES = "Referrals and outcomes", "Both", "Activities alone"
_COUNTED: dict[str, tuple[str, ...]] = {
    SEVEN: (*CATEGORIES, *Queue, *EarlyReason),
    BOTH: (*CATEGORIES, *Queue, *EarlyReason, *Activity),
    ACTIVITIES: tuple(Activity),
}
"""What a service's template counts, but for its outcomes by what is desired."""
_MIME = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def offer_service() -> None:
    """The workbook for a service's monthly return, with the latest months in its lists.

    For all services with the seven counts, or for one with what it counts.
    """
    st.caption(
        "No template is needed: any layout is read. These are for those who have no layout of their own."
    )
    services = _offered()
    names = dict(zip(services.slug, services.name, strict=True))
    words = {_ALL: "All services, the seven counts", **names}
    slug = st.selectbox("Service of the service template", list(words), format_func=words.__getitem__)
    counted = SEVEN
    if slug != _ALL:
        usual, key = _usual(slug), f"template-{slug}"
        counted = st.segmented_control(
            "What it counts", list(_COUNTED), default=usual, required=True, key=key
        )
    st.download_button(
        "Service return template (xlsx)",
        data=given_to(visitor(), Permission.LOAD_RETURNS, lambda: _of_service(slug, counted)),
        file_name=f"service_monthly_return{'' if slug == _ALL else f'_{slug}'}.xlsx",
        mime=_MIME,
        icon=":material/download:",
        on_click="ignore",
    )


def _offered() -> pd.DataFrame:
    """The real services that have not ended, the live ones first."""
    services = loaders.services()
    running = services[(services.status != _ENDED) & ~services.illustrative.astype(bool)]
    return pd.concat([running[running.status == _LIVE], running[running.status != _LIVE]])


def _usual(slug: str) -> str:
    """What a service's returns so far counted; of one without any, referrals and outcomes."""
    given = released.service_categories().get(slug, frozenset())
    activities, others = given & set(Activity), given - set(Activity)
    return (BOTH if others else ACTIVITIES) if activities else SEVEN


def _of_service(slug: str, counted: str) -> bytes:
    services = _offered()
    areas = [area.name for area in referrals.areas(gazetteer())]
    if slug == _ALL:
        return service_return(list(services.name), areas, _months())
    (one,) = rows_of(services[services.slug == slug])
    outcomes = PATHWAYS.get(str(one["pathway"]), ()) if counted != ACTIVITIES else ()
    desired = [desired_category(level, outcome) for outcome in outcomes for level in Level]
    columns = columns_of([*_COUNTED[counted], *desired], office=counted != ACTIVITIES)
    return service_return([str(one["name"])], areas, _months(), columns)


def _months() -> list[date]:
    this_month = pd.Period(today(), freq="M")
    return [(this_month - back).start_time.date() for back in range(_MONTHS_BACK)]


def offer_cohort() -> None:
    """The workbook for an area's cohort, with the wards of today's set and the latest months in its lists."""
    areas = {area.code: area for area in gazetteer().authorities}
    code = st.selectbox("Area of the IOM template", list(areas), format_func=filters.area_name)
    st.download_button(
        "IOM cohort template (xlsx)",
        data=given_to(visitor(), Permission.LOAD_RETURNS, lambda: _template(code)),
        file_name=f"{areas[code].name.lower().replace(' ', '_')}_{cohort.TEMPLATE}",
        mime=_MIME,
        icon=":material/download:",
        on_click="ignore",
    )


def offer_trackers() -> None:
    """The workbook of a tracker’s counts by month, with areas and the latest months in its lists."""
    kind = st.selectbox(
        "Tracker of the template", list(TRACKERS), format_func=lambda kind: TRACKERS[kind].title
    )
    st.download_button(
        "Tracker template (xlsx)",
        data=given_to(visitor(), Permission.LOAD_RETURNS, lambda: _of_tracker(kind)),
        file_name=f"{kind}_by_month.xlsx",
        mime=_MIME,
        icon=":material/download:",
        on_click="ignore",
    )


def _of_tracker(kind: Kind) -> bytes:
    areas = [area.name for area in referrals.areas(gazetteer())]
    return tracker_return(TRACKERS[kind], areas, _months())


def offer_needs() -> None:
    """The workbook for how many of a sample have each need, with areas, sources and groups in its lists."""
    st.download_button(
        "Needs template (xlsx)",
        data=given_to(visitor(), Permission.LOAD_RETURNS, _of_needs),
        file_name=needs.TEMPLATE,
        mime=_MIME,
        icon=":material/download:",
        on_click="ignore",
    )


def _of_needs() -> bytes:
    return needs_return([area.name for area in referrals.areas(gazetteer())])


def _template(code: str) -> bytes:
    area = next(area for area in gazetteer().authorities if area.code == code)
    months = _months()
    wards = gazetteer().ward_set(area, months[0])
    names = [ward.name for ward in wards.wards] if wards else []
    # What stands in quotes is a heading or an entry of a list.
    return cohort_return(area.name, names, months, said=said_of_files)
