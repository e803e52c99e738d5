"""How far each ward is from a place that is open to somebody on a day."""

import pandas as pd
import streamlit as st

from probation_commission.analysis import reach
from probation_commission.analysis.hubs import Wanted, found, real
from probation_commission.disclosure.audiences import Audience
from probation_commission.disclosure.sight import Sight
from probation_commission.domain.access import Permission, Person
from probation_commission.domain.hubs import WEEKDAYS, OpenTo
from probation_commission.domain.iom import ALL
from probation_commission.domain.places import Authority
from probation_commission.geography import outlines
from probation_commission.geography.centres import WARD, centres, on_grid
from probation_commission.geography.gazetteer import gazetteer
from probation_commission.settings import settings
from probation_commission.store.database import Topic
from probation_commission.ui.data import kept, loaders, released
from probation_commission.ui.hubs.picture import now
from probation_commission.ui.parts import filters, maps, page
from probation_commission.views.hubs import reach as views
from probation_commission.views.maps import legend_html, ward_map, ward_shading
from probation_commission.views.markdown import plain

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
        day = filters.choice("On", list(days), "reach_on", words=days, width=150)
        distance = filters.choice("Within", list(_MILES), "within", words=_MILES, width=120, usual="5")
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
    wanted = Wanted(when=day, group=group)
    places = loaders.hubs() if which == "all" else real(loaders.hubs())
    open_ones = on_grid(found(places, loaders.openings(), wanted, now()))
    far = reach.nearest(wards, open_ones)
    within = [bool(miles <= float(distance)) for miles in far.miles]
    st.markdown(plain(_finding(person, area, far, within, float(distance))))
    if open_ones.empty:
        return
    if not wanted.of_hours:
        st.caption(
            "Every place on the map counts, whatever is known of its hours, unless you choose for whom."
        )
    _draw_map(area, far, float(distance))
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


def _draw_map(area: Authority, far: pd.DataFrame, distance: float) -> None:
    outline_set = outlines.current(gazetteer().ward_sets(area)[0].key)
    if outline_set is None:
        return
    maps.ward_picker(
        ward_map(outline_set, title=f"Map: how far it is in {area.name}", tiles_url=settings().tiles_url),
        ward_shading(views.shades(far, distance), views.PALETTE),
        loaders.polygons(outline_set),
        key=f"reach-map-{area.code}",
        on_pick=lambda _code: None,
    )
    st.html(legend_html("To the nearest place", views.legend(distance), source=outline_set.source))
