"""The parts of the region's page."""

from dataclasses import dataclass, replace
from datetime import date

import pandas as pd
import streamlit as st

from probation_commission.disclosure.audiences import Audience, needed
from probation_commission.disclosure.breakdowns import BoroughFigure
from probation_commission.disclosure.sight import Sight
from probation_commission.domain.access import Permission
from probation_commission.domain.agreements import Agreement
from probation_commission.domain.days import day
from probation_commission.domain.iom import COUNTS
from probation_commission.domain.places import Whole, bare
from probation_commission.domain.regions import ProbationRegion
from probation_commission.domain.returns import Kind
from probation_commission.domain.words import listed
from probation_commission.geography import outlines
from probation_commission.geography.gazetteer import gazetteer
from probation_commission.geography.outlines import AUTHORITIES, OutlineSet
from probation_commission.geography.regions import probation_regions, region_of
from probation_commission.settings import settings
from probation_commission.ui.data import kept, loaders, released
from probation_commission.ui.menu import IOM
from probation_commission.ui.parts import filters, maps, page, provenance
from probation_commission.views import region as views
from probation_commission.views.maps import HEXAGONS_MEAN, legend_html, ward_map
from probation_commission.views.markdown import plain
from probation_commission.views.region import AreaTotals, RegionArea, RegionDrawing, RegionMeasure
from probation_commission.views.wards import sources_of_residents

AUTHORITY, UNIT = "authorities", "units"
ONE = "one"
_GO = "region@go"
_REGIONS, _PICTURES = 24, 96
"""As many regions by level and audience, and months of them by measure, as are looked at together."""
_YEAR = 12
_MOST_NAMED = 4


@dataclass(frozen=True, eq=False)
class RegionPicture:
    """A region in a month, by one measure, as one audience may see it."""

    region: ProbationRegion
    level: str
    shape: str
    measure: RegionMeasure
    month: date
    months: tuple[date, ...]
    """Every month that has a return, oldest first."""
    sight: Sight
    areas: list[RegionArea]
    drawing: RegionDrawing

    @property
    def lifting(self) -> tuple[Agreement, ...]:
        """The agreements by which any return of the region is shown exactly."""
        return lifting(self.region.code, self.sight)

    @property
    def finding(self) -> str:
        """What to know in one sentence."""
        return views.finding(self.areas, self.month, self.region.in_words, *self._kinds)

    @property
    def _kinds(self) -> tuple[str, str]:
        return ("PDU", "PDUs") if self.level == UNIT else ("authority", "authorities")

    @property
    def made_up(self) -> list[str]:
        """What is made up here, in words."""
        names = [area.name for area in self.areas if area.of(self.month).made_up]
        whose = (
            listed(names)
            if len(names) <= _MOST_NAMED
            else f"all {len(names)} {self._kinds[1]}"
            if len(names) == len(self.areas)
            else f"{len(names)} of {len(self.areas)} {self._kinds[1]}"
        )
        return [f"the figures of {whose}, {self.month:%B %Y}"] if names else []

    @property
    def outline_set(self) -> OutlineSet | None:
        """The true outlines, seen where the region lies, or its hexagons."""
        if self.shape == maps.HEXAGONS:
            return outlines.current_hexagons(f"{AUTHORITIES}-{self.region.code}")
        whole = outlines.current(AUTHORITIES)
        if whole is None:
            return None
        here = loaders.polygons(whole).loc[[authority.code for authority in self.region.authorities]]
        west, south, east, north = (float(edge) for edge in here.total_bounds)
        return replace(whole, bounds=((south, west), (north, east)))


def region_choice() -> ProbationRegion:
    """The region of the page: that of the home areas, unless others are covered and one is chosen."""
    regions = {
        region.code: region for area in filters.areas() if (region := region_of(area.code)) is not None
    }
    words = {code: region.name for code, region in regions.items()}
    return regions[filters.choice("Region", list(regions), "region", words=words, width=168)]


@kept(*released.OF_COHORTS, entries=_REGIONS)
def _shown(region_code: str, sight: Sight) -> dict[str, dict[date, AreaTotals]]:
    """What an audience is shown of each authority of a region, and of each whole of some of them."""
    region = probation_regions()[region_code]
    files = loaders.iom_months()
    codes = {authority.code for authority in region.authorities}
    wholes = {whole.code: whole for whole in gazetteer().wholes if whole.parts <= codes}
    there = [code for code in dict.fromkeys(files.area_code) if code in codes or code in wholes]
    shown = {code: _of_area(code, files[files.area_code == code], sight) for code in there}
    for whole in wholes.values():
        _put_in_parts(shown, whole)
    for code in there:
        for month, rows in released.comparisons(code, sight.audience).items():
            _compare(shown, month, rows)
    return shown


def _put_in_parts(shown: dict[str, dict[date, AreaTotals]], whole: Whole) -> None:
    """That there is one return for all of them, where a part has none of its own."""
    parts = len(whole.parts)
    for month, totals in shown.get(whole.code, {}).items():
        shown[whole.code][month] = replace(totals, together=whole.name, received=parts, expected=parts)
        for code in whole.parts:
            shown.setdefault(code, {}).setdefault(month, AreaTotals(together=whole.name))


def _of_area(code: str, files: pd.DataFrame, sight: Sight) -> dict[date, AreaTotals]:
    made_up = dict(zip(files.month, files.illustrative.astype(bool), strict=True))
    return {
        month: AreaTotals(
            {column: release.total(column) for column in COUNTS},
            *_residents(code, month),
            received=1,
            made_up=made_up.get(month, False),
        )
        for month, release in released.iom(code, sight).items()
    }


def _residents(code: str, month: date) -> tuple[int | None, tuple[str, ...]]:
    """The residents of an area's wards, None where they are not all known, and where they are from."""
    area = gazetteer().authority(code)
    ward_set = gazetteer().ward_set(area, month) if area else None
    wards = ward_set.wards if ward_set else ()
    known = [ward.residents for ward in wards if ward.residents is not None]
    # A rate over some of the wards would be too high.
    if not known or len(known) < len(wards):
        return None, ()
    return sum(known), sources_of_residents(wards)


def _compare(shown: dict[str, dict[date, AreaTotals]], month: date, rows: list[BoroughFigure]) -> None:
    """What a return says of boroughs, put to each of them that lies in England or Wales."""
    names = {
        bare(authority.name): authority.code
        for region in probation_regions().values()
        for authority in region.authorities
    }
    for row in rows:
        code = names.get(bare(row.comparator))
        if code and not row.changed:
            months = shown.setdefault(code, {})
            totals = months.get(month, AreaTotals())
            key = views.compared_measure(row.measure, row.stage, row.period).key
            told = views.either(totals.compared.get(key), row.told)
            months[month] = replace(totals, compared={**totals.compared, key: told})


@kept(*released.OF_COHORTS, entries=_REGIONS)
def lifting(region_code: str, sight: Sight) -> tuple[Agreement, ...]:
    """The agreements by which any return of an authority of the region is shown exactly."""
    codes = {authority.code for authority in probation_regions()[region_code].authorities}
    files = loaders.iom_months()
    here = files[[gazetteer().parts(code) <= codes for code in files.area_code]]
    return sight.lifting(Kind.IOM, zip(here.area_code, here.illustrative.astype(bool), strict=True))


def months(region_code: str, sight: Sight) -> list[date]:
    """Every month for which an authority of the region sent a return."""
    shown = _shown(region_code, sight)
    return sorted({month for of in shown.values() for month, totals in of.items() if totals.counts})


@kept(*released.OF_COHORTS, entries=_REGIONS)
def _areas(region_code: str, level: str, sight: Sight) -> list[RegionArea]:
    region, shown = probation_regions()[region_code], _shown(region_code, sight)
    if level == UNIT:
        return views.unit_areas(region, shown, gazetteer().wholes)
    return views.authority_areas(region, shown)


@kept(*released.OF_COHORTS, entries=_REGIONS)
def _compared(region_code: str, month: date, sight: Sight) -> list[BoroughFigure]:
    region, files = probation_regions()[region_code], loaders.iom_months()
    codes = {authority.code for authority in region.authorities}
    there = [code for code in dict.fromkeys(files.area_code) if code in codes]
    return [row for code in there for row in released.comparisons(code, sight.audience).get(month, ())]


@kept(*released.OF_COHORTS, entries=_PICTURES)
def _drawing(
    region_code: str, level: str, measure: str, month: date, sight: Sight
) -> tuple[RegionMeasure, RegionDrawing]:
    chosen = _measures(region_code, month, sight)[measure]
    # Where nothing was received yet, this month is drawn as such.
    every = months(region_code, sight) or [month]
    return chosen, views.drawn(_areas(region_code, level, sight), chosen, every, month)


def _measures(region_code: str, month: date, sight: Sight) -> dict[str, RegionMeasure]:
    stages = dict.fromkeys(
        (row.measure, row.stage, row.period)
        for row in _compared(region_code, month, sight)
        if not row.changed
    )
    compared = (views.compared_measure(*stage) for stage in stages)
    return {measure.key: measure for measure in (*views.MEASURES, *compared)}


def picture_choice(region: ProbationRegion, month: date, sight: Sight) -> RegionPicture:
    """What is shown of the region, by the measure, the level and the shape that somebody chooses."""
    measures = _measures(region.code, month, sight)
    labels = {key: measure.label for key, measure in measures.items()}
    # What a return compares is long in words, and its end says which stage it is.
    width = 270 if len(measures) == len(views.MEASURES) else 430
    measure = filters.choice("Shaded by", list(measures), "measure", words=labels, width=width)
    levels = {AUTHORITY: "Authorities", UNIT: "PDUs"}
    with maps.choices() as in_words:
        level = filters.choice("By", list(levels), "by", words=levels, buttons=True)
        shape = maps.shape_choice()
        in_words.extend([f"by {'PDU' if level == UNIT else 'authority'}", *maps.shape_words(shape)])
    chosen, drawing = _drawing(region.code, level, measure, month, sight)
    every = tuple(months(region.code, sight))
    areas = _areas(region.code, level, sight)
    return RegionPicture(region, level, shape, chosen, month, every, sight, areas, drawing)


def go_to_the_clicked() -> None:
    """To the IOM page of the authority that somebody clicked on the map, where it has one."""
    code = st.session_state.pop(_GO, None)
    if code and code in {area.code for area in filters.areas()}:
        st.switch_page(IOM.file, query_params={filters.AREA: code})


def _clicked(code: str | None) -> None:
    st.session_state[_GO] = code


def draw_map(picture: RegionPicture) -> None:
    """The map with its legend; a click leads to the authority's own page."""
    if sentence := views.compared(picture.areas, picture.measure, picture.month):
        st.markdown(plain(sentence))
    outline_set = picture.outline_set
    if outline_set is None:
        page.empty("There are no outlines of authorities. The table has every figure.")
        return
    here = {authority.code for authority in picture.region.authorities}
    shapes = loaders.polygons(_as_kept(outline_set))
    # Of the run before: the list that holds the choice is drawn beside the map, after it.
    chosen = st.session_state.get(ONE, st.query_params.get(ONE))
    selected = next((area.codes[0] for area in picture.areas if area.key == chosen), None)
    maps.ward_picker(
        ward_map(
            outline_set,
            # Nothing that somebody chooses: another title would mount the map anew (decision 25).
            title=f"Map: the authorities of {picture.region.in_words}",
            tiles_url=None if picture.shape == maps.HEXAGONS else settings().tiles_url,
        ),
        views.region_shading(
            picture.areas,
            picture.drawing,
            picture.month,
            elsewhere=sorted(set(shapes.index) - here),
            selected=selected,
            joined=picture.level == UNIT,
        ),
        shapes,
        key=f"region-map-{picture.region.code}-{picture.shape}",
        on_pick=_clicked,
    )
    title = f"{picture.measure.label}, {picture.month:%B %Y}"
    note = f"{picture.drawing.note} {HEXAGONS_MEAN if picture.shape == maps.HEXAGONS else ''}"
    st.html(legend_html(title, picture.drawing.legend, note=note, source=outline_set.source))
    if picture.months:
        st.caption("A click opens the authority’s own page; by keyboard, choose it under “One area”.")


def _as_kept(outline_set: OutlineSet) -> OutlineSet:
    """The set with its own bounds, so that its shapes are kept once for all regions."""
    return outlines.current(outline_set.key) or outline_set


def draw_one(picture: RegionPicture) -> None:
    """One area: its figure, and the way to the pages of its authorities."""
    st.header("One area")
    names = {"": "Choose one", **{area.key: area.name for area in picture.areas}}
    label = "PDU (probation delivery unit)" if picture.level == UNIT else "Authority"
    key = filters.choice(label, list(names), ONE, words=names)
    area = next((area for area in picture.areas if area.key == key), None)
    if area is None:
        return
    st.markdown(views.one(area, picture.measure, picture.month))
    with_pages = {each.code: each.name for each in filters.areas()}
    for code in area.codes:
        if code in with_pages:
            query = {filters.AREA: code}
            st.page_link(IOM.file, label=f"{with_pages[code]} by ward", icon=IOM.icon, query_params=query)
    if not set(area.codes) & set(with_pages):
        st.caption("It has no page of its own yet: no return of it was received.")


def draw_comparison(picture: RegionPicture) -> None:
    """The boroughs that a return of the month compares."""
    compared = _compared(picture.region.code, picture.month, picture.sight)
    if not compared:
        return
    st.header("Boroughs compared")
    every = list(dict.fromkeys(row.comparator for row in compared))
    chosen = st.multiselect("Areas compared", every, default=every, key="compared")
    table = views.comparison_table([row for row in compared if row.comparator in chosen])
    if len(table):
        st.dataframe(
            table, lazy=False, hide_index=True, alt="The boroughs compared, before, during and after"
        )
    st.caption("“Shaded by” puts each of these figures on the map.")


def draw_year(picture: RegionPicture) -> None:
    """The twelve months up to the chosen one, on one scale."""
    year = [month for month in _the_year(picture.month) if month in picture.months]
    hexagons = outlines.current_hexagons(f"{AUTHORITIES}-{picture.region.code}")
    # One month alone would be the map again.
    if hexagons is None or len(year) < 2:  # noqa: PLR2004
        return
    st.header(f"{picture.measure.label} in the twelve months to {picture.month:%B %Y}")
    st.html(views.year_html(picture.areas, picture.drawing, year, loaders.polygons(hexagons)))
    st.caption("Each hexagon is an authority; the colours are those of the map's legend in every month.")


def _the_year(month: date) -> list[date]:
    last = month.year * 12 + month.month - 1
    return [date(number // 12, number % 12 + 1, 1) for number in range(last - _YEAR + 1, last + 1)]


def draw_table(picture: RegionPicture) -> None:
    """Every area with every figure, where they come from, and the download."""
    st.header(f"Every {'PDU' if picture.level == UNIT else 'authority'} of {picture.region.in_words}")
    table = views.table(picture.areas, picture.month)
    where = f"{picture.region.name}, {picture.month:%B %Y}"
    wide = {"Area": st.column_config.TextColumn(width="medium")}
    st.dataframe(table, lazy=False, hide_index=True, alt=f"IOM cohorts of {where}", column_config=wide)
    source = _source(picture)
    who = released.who(picture.sight.audience, picture.lifting)
    page.source(source, *views.notes(picture.areas, picture.month), viewers=who)
    _draw_behind(picture)
    page.download(
        table,
        views.about(picture.areas, picture.month, picture.region.name, source=source, who=who),
        name=f"region_{picture.region.code}_{picture.month:%Y-%m}_{picture.level}_{_seen_as(picture)}",
        needs=needed(picture.sight.audience, Permission.SEE_IOM),
        illustrative=bool(picture.made_up),
        under=picture.lifting,
    )


def _seen_as(picture: RegionPicture) -> Audience:
    return Audience.MEMBERS if picture.lifting else picture.sight.audience


def _of_month(picture: RegionPicture) -> pd.DataFrame:
    files = loaders.iom_months()
    codes = {authority.code for authority in picture.region.authorities}
    return files[files.area_code.isin(codes) & (files.month == picture.month)]


def _source(picture: RegionPicture) -> str:
    files = _of_month(picture)
    names = [
        f"{filters.area_name(row['area_code'])} (loaded by {row['accepted_by']} on {day(row['accepted_at'])})"
        for row in files.to_dict("records")
    ]
    if len(names) > _MOST_NAMED:
        return f"Source: the IOM returns of {len(names)} authorities for {picture.month:%B %Y}."
    return f"Source: IOM returns for {picture.month:%B %Y}: {'; '.join(names)}."


def _draw_behind(picture: RegionPicture) -> None:
    behind = [
        released.behind_cohort(code, picture.month, picture.sight.audience)
        for code in _of_month(picture).area_code
    ]
    if behind:
        provenance.draw(
            pd.concat(behind, ignore_index=True), picture.sight.audience, key="region", under=picture.lifting
        )
