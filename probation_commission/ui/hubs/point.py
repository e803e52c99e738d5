"""Putting a place on the map: by a click, on the national grid, or where its postcode lies."""

from collections.abc import Callable
from dataclasses import dataclass

import pandas as pd
import streamlit as st

from probation_commission.actions import hubs as actions
from probation_commission.analysis.reach import METRES_A_MILE
from probation_commission.domain.access import Person
from probation_commission.geography import outlines
from probation_commission.geography.fit import ward_at
from probation_commission.geography.gazetteer import gazetteer
from probation_commission.geography.points import from_grid, to_grid
from probation_commission.geography.postcodes import at_postcode
from probation_commission.settings import settings
from probation_commission.ui.data import loaders
from probation_commission.ui.hubs.card import OUTCOME
from probation_commission.ui.parts import click, kept_text, maps, replies
from probation_commission.views import hubs as views
from probation_commission.views.maps import hub_map, place_markers
from probation_commission.views.markdown import plain

_CLICK, _GRID, _POSTCODE = "Click the map", "Easting and northing", "Where its postcode is"
_POINT = "hub@point"
_NOT_SAVED = "Not saved yet: kept on this device until you put the place there."
_FARTHEST = 1_300_000
"""Metres: no point of the national grid has more."""


@dataclass(frozen=True, slots=True)
class _NewPoint:
    """Where a place is to be, in degrees, before anybody has confirmed it."""

    latitude: float
    longitude: float
    exact: bool = False


def draw(person: Person, place: pd.Series) -> None:
    """Where the place is now, the choice of another point, what that changes, and the button that does it."""
    if place.confidential:
        st.caption("A confidential place is on no map, so it can’t be put on one.")
        return
    slug = str(place.slug)
    st.markdown(plain(views.now_on_map(place, _ward_of(place.area_code, place.latitude, place.longitude))))
    if place.placed_by == actions.PUT_HERE and st.button("It is exactly there", icon=":material/check:"):
        with replies.reasons_shown():
            actions.confirm_point(person, slug)
            replies.keep(OUTCOME, "Confirmed: the place is exactly there.")
            st.rerun()
    ways = [_CLICK, _GRID, *([_POSTCODE] if isinstance(place.postcode, str) and place.postcode else [])]
    way = st.segmented_control("By", ways, default=_CLICK, required=True, key=f"hub_point_by_{slug}")
    new = {_GRID: _on_grid, _POSTCODE: _at_postcode}.get(way or _CLICK, _clicked)(place)
    _draw_map(place, new)
    if new is None:
        if way == _CLICK:
            st.caption("Click where it is. Nothing is changed before you confirm it.")
        return
    st.markdown(plain(_what_changes(place, new)))
    if st.button("Put it there", icon=":material/add_location:", key=f"hub_put_{slug}"):
        with replies.reasons_shown():
            if way == _POSTCODE:
                actions.put_at_postcode(person, slug)
            else:
                actions.put_point(person, slug, new.latitude, new.longitude)
            kept_text.clear(*_grid_keys(slug))
            st.session_state.pop(_POINT, None)
            replies.keep(OUTCOME, f"{plain(str(place['name']))} is there on the map from now on.")
            st.rerun()


def _clicked(place: pd.Series) -> _NewPoint | None:
    slug, latitude, longitude = st.session_state.get(_POINT, ("", 0.0, 0.0))
    return _NewPoint(latitude, longitude) if slug == place.slug else None


def _on_grid(place: pd.Series) -> _NewPoint | None:
    keys = _grid_keys(str(place.slug))
    with st.container(horizontal=True):
        for key, label in zip(keys, ("Easting in metres", "Northing in metres"), strict=True):
            st.session_state.setdefault(key, None)
            words = kept_text.Words(label, line=_NOT_SAVED, number=True)
            kept_text.number(key, words, kept_text.NumberBounds(most=_FARTHEST), stored=None)
    easting, northing = map(kept_text.number_typed, keys)
    if easting is None or northing is None:
        return None
    return _NewPoint(*from_grid(float(easting), float(northing)))


def _grid_keys(slug: str) -> tuple[str, str]:
    return f"hub_easting_{slug}", f"hub_northing_{slug}"


def _at_postcode(place: pd.Series) -> _NewPoint | None:
    point = at_postcode(str(place.postcode))
    if point is None:
        st.caption("Its postcode is in no directory. Mend it above first.")
        return None
    return _NewPoint(point["latitude"], point["longitude"], exact=True)


def _what_changes(place: pd.Series, new: _NewPoint) -> str:
    """From where to where, how far apart, and how sure it is then."""
    ward = _ward_of(place.area_code, new.latitude, new.longitude)
    miles = None
    if pd.notna(place.latitude):
        (east, north), (was_east, was_north) = (
            to_grid(new.latitude, new.longitude),
            to_grid(float(place.latitude), float(place.longitude)),
        )
        miles = ((east - was_east) ** 2 + (north - was_north) ** 2) ** 0.5 / METRES_A_MILE
    return views.then_on_map(ward, miles, exact=new.exact)


def _ward_of(area_code: str, latitude: float, longitude: float) -> str:
    """The ward that a point lies in, by its name; empty where that is not known."""
    area = gazetteer().authority(area_code)
    sets = gazetteer().ward_sets(area) if area else ()
    outline_set = outlines.current(sets[0].key) if sets else None
    if outline_set is None or pd.isna(latitude):
        return ""
    code = ward_at(loaders.polygons(outline_set), float(latitude), float(longitude))
    ward = gazetteer().ward(code) if code else None
    return ward.name if ward else ""


def _draw_map(place: pd.Series, new: _NewPoint | None) -> None:
    """The place where it is, and where it would be."""
    area = gazetteer().authority(place.area_code)
    sets = gazetteer().ward_sets(area) if area else ()
    outline_set = outlines.current(sets[0].key) if sets else None
    rows = [_marker(place, place.latitude, place.longitude, exact=bool(place.exact), label="where it is now")]
    if new:
        rows.append(_marker(place, new.latitude, new.longitude, exact=new.exact, label="where it would be"))
    markers = place_markers(pd.DataFrame(rows), chosen="where it would be")
    maps.place_map(
        hub_map(
            *([outline_set] if outline_set else []),
            title=f"Map: where a place of {area.name if area else 'an area'} is put",
            tiles_url=settings().tiles_url,
        ),
        markers,
        key=f"hub-point-map-{place.slug}",
        on_click=_note(str(place.slug)),
        beside=_BESIDE,
    )


_BESIDE = 24
"""Rem that stand with the map on a screen: what is said over it, and the button under it."""


def _marker(
    place: pd.Series, latitude: float, longitude: float, *, exact: bool, label: str
) -> dict[str, object]:
    point = {"lat": latitude, "lon": longitude, "exact": exact, "label": label, "slug": label}
    return {"name": place["name"], "kind": place.kind} | point


def _note(slug: str) -> Callable[[float, float], None]:
    @click("Choosing this point")
    def noted(latitude: float, longitude: float) -> None:
        st.session_state[_POINT] = (slug, latitude, longitude)

    return noted
