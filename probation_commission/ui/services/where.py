"""The map of where services are to be had, month by month, and the same as a table."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

import geopandas as gpd
import pandas as pd
import streamlit as st

from probation_commission.analysis.rows import rows_of
from probation_commission.domain.access import Permission
from probation_commission.domain.contracts import ServicePlace
from probation_commission.domain.days import in_full, month_after, today
from probation_commission.domain.regions import ProbationRegion
from probation_commission.domain.words import plural
from probation_commission.geography import outlines
from probation_commission.geography.gazetteer import gazetteer
from probation_commission.geography.outlines import AUTHORITIES, OutlineSet
from probation_commission.geography.partnership import partnership
from probation_commission.geography.regions import region_of
from probation_commission.settings import settings
from probation_commission.store.database import Topic
from probation_commission.ui.data import kept, loaders
from probation_commission.ui.parts import click, filters, maps, page
from probation_commission.ui.services.listing import ServicePicture, one_chosen
from probation_commission.views import services as views
from probation_commission.views.maps import legend_html, ward_map
from probation_commission.views.markdown import plain
from probation_commission.views.services import CoveredPlace

_MONTH, _PLACE = "covered_month", "covered_place"
_MOST_MONTHS = 48
_MOST_UNNAMED = 3
_PICTURES = 64


@dataclass(frozen=True, eq=False)
class _Land:
    """What the map is of: the wards of an authority, or the authorities of a region."""

    name: str
    outlines: OutlineSet | None
    names: Mapping[str, str]
    """Of each place that is asked about, by its code."""
    wards: Mapping[str, Sequence[str]] | None

    @property
    def nouns(self) -> tuple[str, str]:
        """What one of its places is called, and several."""
        return ("authority", "authorities") if self.wards is None else ("ward", "wards")


def draw(picture: ServicePicture) -> None:
    """Where they are to be had: the map of a month, its legend, and the table."""
    services = picture.services
    places = loaders.bought().places
    one, month = st.columns([2, 3], gap="large")
    with one:
        slug = one_chosen(list(services.slug))
    services = services[services.slug == slug] if slug else services
    with month:
        day = _day_choice([place for each in services.slug for place in places.get(each, ())])
    land = _land(picture.choice.area)
    then = loaders.services_on(day)
    covered = views.coverage.on(then[then.slug.isin(services.slug)], places, day, today())
    found = views.coverage.states(covered, land.wards)
    found = {code: those for code, those in found.items() if code in land.names}
    unnamed = [row for row in rows_of(services) if row["slug"] not in places]
    if covered or not unnamed:
        st.markdown(views.coverage.finding(found, len(land.names), land.nouns, day))
    _draw_unnamed(unnamed, alone=not covered)
    if len(services.pathway.unique()) > 1:
        st.caption("Any service counts. Choose a pathway or a service to see where that one is missing.")
    if not covered and not unnamed:
        page.empty("No service matches. Set a choice back to “Any”.")
    _draw_map(land, found, day)
    _draw_roll_out(services)
    _draw_one(land, found)
    _draw_table(covered, land, found)


def _draw_unnamed(rows: Sequence[Mapping[str, Any]], *, alone: bool) -> None:
    """What sources say of those of which no area is known: the answer where there is no other."""
    if alone:
        for row in rows[:_MOST_UNNAMED]:
            st.markdown(views.roll_out.not_by_area(row))
            if len(rows) == 1 and row["note"]:
                st.caption(plain(row["note"]))
        rows = rows[_MOST_UNNAMED:]
    if rows:
        also = "more " if alone else ""
        st.caption(f"Of {plural(len(rows), f'{also}service')} no source says in which authorities.")


def _draw_roll_out(services: pd.DataFrame) -> None:
    """The roll-out of one service, month by month: small panels, and the same by area as a table."""
    found = _roll_out(str(services.slug.iloc[0]), today()) if len(services) == 1 else None
    if found is None:
        return
    st.header(f"The roll-out by {found.by}")
    st.markdown(views.roll_out.finding(found, today()))
    st.html(views.roll_out.panels(found))
    st.dataframe(
        views.roll_out.table(found),
        lazy=False,
        hide_index=True,
        alt=f"The roll-out: a row for each area or group of wards, a column for each {found.by}",
    )


@kept(Topic.DIRECTORY, entries=_PICTURES)
def _roll_out(slug: str, day: date) -> views.roll_out.RollOut | None:
    services = loaders.services_on(day)
    (row,) = rows_of(services[services.slug == slug])
    names = {area.code: area.name for area in gazetteer().authorities}
    for area in gazetteer().authorities:
        if ward_set := gazetteer().ward_set(area, day):
            names |= {ward.code: ward.name for ward in ward_set.wards}
    return views.roll_out.roll_out(row, loaders.bought(), names, day)


def _day_choice(places: Sequence[ServicePlace]) -> date:
    """Today, or the last day of another month in which something begins or ends."""
    days = [day for place in places for day in (place.planned, place.actual, place.ended) if day]
    now = today().replace(day=1)
    months = _months(min([now, *days]), max([now, *days]))
    options = [f"{month:%Y-%m}" for month in months]
    words = {option: f"{month:%B %Y}" for option, month in zip(options, months, strict=True)}
    if len(options) == 1:
        st.caption("No day on which one of these services began or begins is known.")
        return today()
    asked = st.query_params.get("month", "")
    if st.session_state.get(_MONTH) not in options:
        st.session_state[_MONTH] = asked if asked in options else f"{now:%Y-%m}"
    chosen = st.select_slider("Month", options, key=_MONTH, format_func=words.__getitem__)
    if chosen != f"{now:%Y-%m}" or asked:
        st.query_params["month"] = chosen
    month = months[options.index(chosen)]
    return today() if month == now else month_after(month) - timedelta(days=1)


def _months(first: date, last: date) -> list[date]:
    now, months = today().replace(day=1), [first.replace(day=1)]
    while months[-1] < last.replace(day=1):
        months.append(month_after(months[-1]))
    # Of a service that has run for years the months around today tell what changes.
    at = months.index(now)
    return months[max(0, at - _MOST_MONTHS // 2) : at + _MOST_MONTHS // 2]


def _land(chosen: str) -> _Land:
    area = gazetteer().authority(chosen)
    ward_set = gazetteer().ward_set(area, today()) if area else None
    if area and ward_set:
        names = {ward.code: ward.name for ward in ward_set.wards}
        return _Land(area.name, outlines.current(ward_set.key), names, {area.code: list(names)})
    parts = sorted(gazetteer().parts(chosen))
    region = region_of(parts[0]) or region_of(partnership().home[0])
    if region is None:
        raise LookupError("The home area lies in no probation region.")
    names = {authority.code: authority.name for authority in region.authorities}
    return _Land(region.in_words, _region_outlines(region), names, None)


def _region_outlines(region: ProbationRegion) -> OutlineSet | None:
    whole = outlines.current(AUTHORITIES)
    if whole is None:
        return None
    here = loaders.polygons(whole).loc[[authority.code for authority in region.authorities]]
    west, south, east, north = (float(edge) for edge in here.total_bounds)
    return replace(whole, bounds=((south, west), (north, east)))


def _draw_map(land: _Land, found: Mapping[str, Sequence[CoveredPlace]], day: date) -> None:
    if land.outlines is None:
        page.empty("There are no outlines of these places. The table has them all.")
        return
    shapes = _shapes(land.outlines)
    maps.ward_picker(
        # Nothing that somebody chooses: another title would mount the map anew (decision 25).
        ward_map(
            land.outlines,
            title=f"Map: where services are to be had in {land.name}",
            tiles_url=settings().tiles_url,
        ),
        views.coverage.shading(
            found,
            elsewhere=sorted(set(shapes.index) - set(land.names)),
            selected=st.session_state.get(_PLACE) or None,
        ),
        shapes,
        key=f"services-map-{land.outlines.key}-{land.name}",
        on_pick=_choose,
    )
    source = land.outlines.source
    st.html(legend_html(in_full(day), views.coverage.legend(found), source=source))
    if land.wards is None:
        st.caption("By ward: choose one authority under “Area served”.")


def _shapes(outline_set: OutlineSet) -> gpd.GeoDataFrame:
    # The set with its own bounds, so that its shapes are kept once for all regions.
    return loaders.polygons(outlines.current(outline_set.key) or outline_set)


@click("Choosing this place")
def _choose(code: str | None) -> None:
    st.session_state[_PLACE] = code or ""


def _draw_one(land: _Land, found: Mapping[str, Sequence[CoveredPlace]]) -> None:
    """All that is to be had in one place, which a click on the map chooses too."""
    noun = land.nouns[0]
    codes = ["", *sorted(land.names, key=land.names.__getitem__)]
    if st.session_state.get(_PLACE) not in codes:
        st.session_state[_PLACE] = ""
    words = {"": "Choose one, or click the map", **land.names}
    code = st.selectbox(filters.first_upper(noun), codes, key=_PLACE, format_func=words.__getitem__)
    if not code:
        return
    those = found.get(code, ())
    if not those:
        st.markdown(f"In {land.names[code]} none of these services is known.")
        return
    page.table(views.coverage.of_place(those))


def _draw_table(
    covered: Sequence[CoveredPlace], land: _Land, found: Mapping[str, Sequence[CoveredPlace]]
) -> None:
    st.header("The same as a table")
    here = [one for those in found.values() for one in those]
    own = [one for one in dict.fromkeys(here) if one in set(covered)]
    if not own:
        page.empty("None of these services is known here.")
        return
    names = {area.code: area.name for area in gazetteer().authorities} | dict(land.names)
    rows = views.coverage.table(own, names)
    st.dataframe(rows, lazy=False, hide_index=True, alt="Services by place: planned, live since, ended")
    page.source(
        "Where no day is known, a place stands as the service does in its source, and in other months as not "
        "confirmed. Contracts on the national list cover what their scope says."
    )
    page.download(
        rows,
        {"What": f"Where services are to be had in {land.name}"},
        name="coverage",
        needs=Permission.SEE_PICTURE,
        illustrative=any(one.illustrative for one in own),
    )
