"""One cell: its verdict, every service with why it counts or not, evidence, places, map, what is unknown."""

from dataclasses import replace
from datetime import date

import pandas as pd
import streamlit as st

from probation_commission.analysis.gaps import NOTHING, Offer, Provision, at_places, of_service
from probation_commission.analysis.hubs import on_map
from probation_commission.domain.access import Person
from probation_commission.domain.days import today
from probation_commission.domain.gaps import GapCell, GapGroup, GapVerdict
from probation_commission.domain.words import listed
from probation_commission.geography import outlines
from probation_commission.geography.centres import WARD, centres, on_grid
from probation_commission.geography.fit import ward_at
from probation_commission.geography.gazetteer import gazetteer
from probation_commission.geography.outlines import AUTHORITIES
from probation_commission.geography.regions import region_of
from probation_commission.settings import settings
from probation_commission.store.database import Topic
from probation_commission.ui.data import kept, loaders
from probation_commission.ui.gaps import written
from probation_commission.ui.gaps.picture import GapsPicture
from probation_commission.ui.parts import click, maps, page, part
from probation_commission.views import gaps as views
from probation_commission.views.maps import legend_html, ward_map
from probation_commission.views.markdown import plain
from probation_commission.views.services import CoveredPlace, coverage

CELL = "cell"
_CELLS = 64
_FEW = 4
"""So many areas have a map of the wards of the one that is chosen; of more the map has each area."""


def draw(person: Person, shown: GapsPicture, cell: GapCell) -> None:
    """The verdict and the evidence beside the map, then every service, then what was written of it."""
    provision = shown.cells[cell]
    told, map_ = st.columns([1, 1], gap="large")
    with told, part("The evidence"):
        _draw_evidence(shown, provision)
    with map_, part("The map of this cell"):
        _draw_map(shown, provision)
    with part("The services of this cell"):
        _draw_services(provision)
    with part("What was written of it"):
        written.draw_cell(person, cell)


def _draw_evidence(shown: GapsPicture, provision: Provision) -> None:
    cell = provision.cell
    name = views.cell_name(cell, shown.names)
    verdict = views.verdict_sentence(provision.verdict, provision.words, provision.of)
    st.markdown(f"**{plain(name)}** — {plain(verdict)}.")
    evidence = shown.evidence.get(cell, NOTHING)
    page.table(pd.DataFrame(views.evidence_lines(evidence, GapGroup(cell.group)), columns=["Need", "Known"]))
    counting = tuple((one.slug, one.name, one.illustrative) for one in _to_be_had(provision))
    lines = _given_at(cell, counting, today())
    for line in lines:
        st.markdown(plain(line))
    if counting and not lines:
        st.markdown("Where its services are given, at which hours and who lives near: not known.")
    if outside := provision.outside:
        st.markdown(plain(views.outside(outside)))
    if provision.verdict.is_gap:
        st.caption(views.NOT_LISTED)


def _draw_services(provision: Provision) -> None:
    """Each service with why it counts or not; in a line those that nobody of the group could go to."""
    st.subheader("Services that are known", anchor=False)
    nothing = [one for one in provision.offers if one.verdict is GapVerdict.NONE_KNOWN]
    others = [one for one in provision.offers if one not in nothing]
    if others:
        page.table(views.offers_table(others))
    elif not nothing:
        st.markdown("No service of this pathway is known here, whomever it is for.")
    if nothing:
        st.caption(plain(views.in_line(nothing)))


_NOT_TO_BE_HAD = frozenset({GapVerdict.CUSTODY, GapVerdict.NOT_FOR, GapVerdict.CLOSED, GapVerdict.NONE_KNOWN})


def _to_be_had(provision: Provision) -> list[Offer]:
    """The services of a cell that its group has or may have in the community, made-up ones too."""
    return [one for one in provision.offers if one.verdict not in _NOT_TO_BE_HAD]


@kept(Topic.DIRECTORY, Topic.ORGANISATIONS, Topic.AREAS, entries=_CELLS)
def _given_at(cell: GapCell, services: tuple[tuple[str, str, bool], ...], day: date) -> list[str]:
    """Of each service of which it is known: at which places, how often, and who lives near."""
    found = at_places([slug for slug, _, _ in services], loaders.services_at_places(), loaders.hubs(), day)
    lines = []
    for slug, name, made_up in services:
        places = found[found.service == slug]
        if len(places):
            asked = GapGroup(cell.group), day
            at = of_service(places, on_grid(places), loaders.openings(), _wards(cell.area_code), asked)
            lines.append(views.given_at(name, at, GapGroup(cell.group), made_up=made_up))
    return lines


def _wards(area_code: str) -> pd.DataFrame:
    """The middles of an area's wards with their residents; empty without outlines."""
    every = centres(area_code)
    area = gazetteer().authority(area_code)
    sets = gazetteer().ward_sets(area) if area else ()
    residents = {ward.code: ward.residents for ward in sets[0].wards} if sets else {}
    wards = every[every.kind == WARD]
    return wards.assign(residents=wards.key.map(residents))


def _draw_map(shown: GapsPicture, provision: Provision) -> None:
    """The wards of its area, or of many areas each with its verdict."""
    cell = provision.cell
    area = gazetteer().authority(cell.area_code)
    ward_set = gazetteer().ward_set(area, today()) if area else None
    outline_set = outlines.current(ward_set.key) if ward_set else None
    if len(shown.areas) > _FEW or outline_set is None or ward_set is None:
        _draw_areas(shown, cell)
        return
    shapes = loaders.polygons(outline_set)
    wards = [ward.code for ward in ward_set.wards]
    offers = _to_be_had(provision)
    found, given = _where(cell.area_code, tuple(wards), tuple(one.slug for one in offers), today())
    in_wards: dict[str, list[str]] = {}
    for name, latitude, longitude in given:
        if code := ward_at(shapes, latitude, longitude):
            in_wards.setdefault(code, []).append(name)
    name = shown.names[cell.area_code]
    maps.ward_picker(
        ward_map(outline_set, title=f"Map: where it is to be had in {name}", tiles_url=settings().tiles_url),
        views.cell_map.by_ward(found, in_wards),
        shapes,
        key=f"gaps-map-{outline_set.key}",
        on_pick=_nothing,
    )
    legend = views.cell_map.ward_legend(found, in_wards)
    st.html(legend_html("Where it is to be had", legend, source=outline_set.source))
    # What is named for an area as a whole, without any coverage, is on no map.
    unnamed = [one.name for one in offers if one.slug not in loaders.bought_in(cell.area_code).places]
    if unnamed:
        st.caption(plain(f"Of {listed(unnamed)} no source says in which wards."))


def _nothing(_code: str | None) -> None:
    """A ward is no cell."""


@kept(Topic.DIRECTORY, Topic.AREAS, entries=_CELLS)
def _where(
    area_code: str, wards: tuple[str, ...], slugs: tuple[str, ...], day: date
) -> tuple[dict[str, list[CoveredPlace]], list[tuple[str, float, float]]]:
    """What is in each ward of these services, and the places on the map at which they are given."""
    bought = loaders.bought_in(area_code)
    services = bought.as_of(day)
    covered = coverage.on(services[services.slug.isin(slugs)], bought.places, day, day)
    here = [one for one in covered if one.place.area_code == area_code]
    found = coverage.states(here, {area_code: wards})
    placed = at_places(slugs, loaders.services_at_places(), on_map(loaders.hubs()), day)
    placed = placed.drop_duplicates("hub")
    given = list(zip(placed.name, placed.latitude, placed.longitude, strict=True))
    return {code: those for code, those in found.items() if code in wards}, given


def _draw_areas(shown: GapsPicture, cell: GapCell) -> None:
    """The authorities of the region, each of those looked at with its verdict; a click chooses one."""
    whole, region = outlines.current(AUTHORITIES), region_of(cell.area_code)
    if whole is None or region is None:
        page.empty("There are no outlines of these places. The reasons have it in words.")
        return
    shapes = loaders.polygons(whole)
    codes = [authority.code for authority in region.authorities]
    west, south, east, north = (float(edge) for edge in shapes.loc[codes].total_bounds)
    cells = {
        code: shown.cells[GapCell(cell.pathway, code, cell.group)] for code in shown.names if code in codes
    }
    here = replace(whole, bounds=((south, west), (north, east)))

    @click("Choosing this area")
    def choose(code: str | None) -> None:
        if code in cells:
            st.session_state[CELL] = cells[code].cell.key

    maps.ward_picker(
        ward_map(here, title=f"Map: what is missing in {region.in_words}", tiles_url=settings().tiles_url),
        views.cell_map.by_area(cells, sorted(set(shapes.index) - set(cells)), cell.area_code),
        shapes,
        key=f"gaps-map-{whole.key}-{region.code}",
        on_pick=choose,
    )
    title = f"{cell.pathway} for {views.GROUP_WORDS[GapGroup(cell.group)]}"
    st.html(legend_html(title, views.cell_map.area_legend(cells), source=whole.source))
