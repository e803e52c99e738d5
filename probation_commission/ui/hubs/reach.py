"""How far each ward is from a place that is open to somebody on a day."""

from collections.abc import Mapping

import pandas as pd
import streamlit as st

from probation_commission.analysis import reach
from probation_commission.analysis.hubs import Wanted, found, real
from probation_commission.disclosure.audiences import Audience
from probation_commission.disclosure.sight import Sight
from probation_commission.domain.access import Permission, Person
from probation_commission.domain.days import day, now
from probation_commission.domain.hubs import WEEKDAYS, OpenTo
from probation_commission.domain.iom import ALL
from probation_commission.domain.places import Authority
from probation_commission.domain.travel import TravelMatrix
from probation_commission.geography import outlines
from probation_commission.geography.centres import WARD, centres, on_grid
from probation_commission.geography.gazetteer import gazetteer
from probation_commission.settings import settings
from probation_commission.store.database import Topic
from probation_commission.ui.data import kept, loaders, released
from probation_commission.ui.hubs import travel
from probation_commission.ui.parts import filters, maps, page
from probation_commission.views.hubs import reach as views
from probation_commission.views.maps import LegendEntry, Shade, legend_html, ward_map, ward_shading
from probation_commission.views.markdown import plain

_MINUTES = {"20": "20 minutes", "30": "30 minutes", "40": "40 minutes", "60": "an hour", "90": "90 minutes"}
_MILES = {"2": "2 miles", "3": "3 miles", "5": "5 miles", "8": "8 miles", "12": "12 miles"}
_AREAS = 24
_SEEN_BY_ALL = Sight(Audience.PARTNERSHIP)
"""The share of the cohort is worked out of bands, for whoever looks: it is one figure for all."""


@kept(Topic.AREAS, entries=_AREAS)
def _wards(area_code: str) -> pd.DataFrame:
    """The middles of an area's wards with their residents; empty without outlines."""
    of_area = centres(area_code)
    area = gazetteer().authority(area_code)
    residents = {ward.code: ward.residents for ward in gazetteer().ward_sets(area)[0].wards} if area else {}
    wards = of_area[of_area.kind == WARD]
    return wards.assign(residents=wards.key.map(residents))


def draw(person: Person) -> None:
    """The choices, the finding, the map, and every ward's nearest place."""
    whom = {str(one): one.value for one in OpenTo} | {OpenTo.ALL: "anybody"}
    days = {"": "any day", **{str(number): f"{name}s" for number, name in enumerate(WEEKDAYS)}}
    with st.container(horizontal=True, vertical_alignment="bottom"):
        area = filters.area_choice()
        group = OpenTo(filters.choice("Open to", list(OpenTo), "reach_for", words=whom, width=160))
        weekday = filters.choice("On", list(days), "reach_on", words=days, width=150)
        matrix = travel.choice(area)
        if matrix:
            limit = filters.choice("Within", list(_MINUTES), "minutes", words=_MINUTES, width=140, usual="40")
        else:
            limit = filters.choice("Within", list(_MILES), "within", words=_MILES, width=120, usual="5")
        counted = {"all": "with made-up ones", "real": "real ones alone"}
        made_up = loaders.illustrative_loaded() and loaders.hubs().illustrative.any()
        which = (
            filters.choice("Places", list(counted), "which", words=counted, width=180) if made_up else "real"
        )
    filters.draw_instead()
    wards = _wards(area.code)
    if wards.empty:
        page.empty(f"There are no outlines of the wards of {area.name}, so no middle to measure from.")
        return
    wanted = Wanted(when=weekday, group=group)
    places = loaders.hubs() if which == "all" else real(loaders.hubs())
    found_ones = found(places, loaders.openings(), wanted, now())
    open_ones = on_grid(found_ones)
    if not wanted.of_hours and len(open_ones):
        st.caption(
            "Every place on the map counts, whatever is known of its hours, unless you choose for whom."
        )
    far = reach.nearest(wards, open_ones)
    if matrix:
        _draw_by_time(area, far, (found_ones, open_ones), (matrix, float(limit)))
    else:
        _draw_by_distance(person, area, far, float(limit))
    if person.may(Permission.EDIT_DIRECTORY) and not page.projected():
        travel.draw(area)


def _draw_by_time(
    area: Authority,
    far: pd.DataFrame,
    open_ones: tuple[pd.DataFrame, pd.DataFrame],
    by: tuple[TravelMatrix, float],
) -> None:
    """How long it takes, where that is known; of the other wards how far it is, apart from these.

    `open_ones`: the places that are open, and those of them that are on the map.
    """
    matrix, limit = by
    far = reach.by_time(far, loaders.travel_times(matrix.id), *open_ones)
    residents = far.residents.sum() if far.residents.notna().all() else 0
    share = float(far.residents[far.minutes <= limit].sum()) / residents if residents else None
    st.markdown(plain(views.finding_by_time(far, limit, matrix, share)))
    untimed = not views.surely_timed(far, limit).all()
    _draw_map(
        area,
        views.shades_by_time(far, limit, matrix.kind),
        ("By travel time to the nearest place", views.legend_by_time(limit, untimed=untimed)),
    )
    st.dataframe(
        views.table_by_time(far),
        lazy=False,
        hide_index=True,
        alt="Every ward with its soonest place and the minutes, or without a time its nearest place",
    )
    page.source(
        f"Minutes {matrix.words}, loaded on {day(matrix.loaded_at)}. Wards without a time "
        "keep the straight line from the middle of their postcodes, and stand in no order with the others; "
        "a ward that takes longer is not said to be beyond while a nearer place has no time. "
        "Residents: estimates. Confidential places are on no map and not counted here."
    )


def _draw_by_distance(person: Person, area: Authority, far: pd.DataFrame, distance: float) -> None:
    within = [bool(miles <= distance) for miles in far.miles]
    st.markdown(plain(_finding(person, area, far, within, distance)))
    if not far.place.astype(bool).any():
        return
    _draw_map(area, views.shades(far, distance), ("To the nearest place", views.legend(distance)))
    st.dataframe(
        views.table(far),
        lazy=False,
        hide_index=True,
        alt="Every ward with its nearest place and the distance",
    )
    page.source(
        "Straight lines on the national grid from the middle of the postcodes in each ward’s outline; by "
        "road it is farther. Residents: estimates. Confidential places are on no map and not counted here."
    )


def _finding(person: Person, area: Authority, far: pd.DataFrame, within: list[bool], distance: float) -> str:
    everybody = far.residents.sum() if far.residents.notna().all() else 0
    residents = float(far.residents[within].sum()) / everybody if everybody else None
    return views.finding(far, distance, residents, _cohort(person, area, far, within))


def _cohort(
    person: Person, area: Authority, far: pd.DataFrame, within: list[bool]
) -> tuple[float, float] | None:
    """The smallest and largest share of the area's cohort on wards that is in reach, from what is shown."""
    months = released.iom(area.code, _SEEN_BY_ALL) if person.may(Permission.SEE_IOM) else {}
    ward_set = gazetteer().ward_sets(area)[0]
    if not months or gazetteer().ward_set(area, max(months)) != ward_set:
        return None
    counts = months[max(months)].wards(ward_set).set_index("ward_code")[ALL]
    told = [counts[code] for code in far.key]
    if not all(one.known and one.high is not None for one in told):
        return None
    return reach.share_within(within, [(one.low, one.high) for one in told])


def _draw_map(area: Authority, shades: Mapping[str, Shade], legend: tuple[str, list[LegendEntry]]) -> None:
    outline_set = outlines.current(gazetteer().ward_sets(area)[0].key)
    if outline_set is None:
        return
    maps.ward_picker(
        ward_map(outline_set, title=f"Map: how far it is in {area.name}", tiles_url=settings().tiles_url),
        ward_shading(shades, views.PALETTE),
        loaders.polygons(outline_set),
        key=f"reach-map-{area.code}",
        on_pick=lambda _code: None,
    )
    st.html(legend_html(*legend, source=outline_set.source))
