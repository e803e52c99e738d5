"""The ward map of a month with its legend: each ward by itself, or each locality as one."""

from collections.abc import Callable, Mapping
from functools import partial

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from probation_commission.disclosure.released import NO_FIGURE
from probation_commission.geography import outlines
from probation_commission.geography.outlines import OutlineSet
from probation_commission.settings import settings
from probation_commission.ui.data import kept, loaders, released
from probation_commission.ui.iom.picture import PICTURES, by_locality
from probation_commission.ui.parts import filters, maps, page
from probation_commission.views import areas
from probation_commission.views.iom import (
    CohortPicture,
    Drawing,
    LocalityPicture,
    change_map,
    of_wards,
)
from probation_commission.views.maps import (
    HEXAGONS_MEAN,
    LegendEntry,
    Shade,
    legend_html,
    ward_map,
    ward_shading,
)
from probation_commission.views.wards import estimate, sources_of_residents

WARD, LOCALITY = "ward", "locality"
"""What is chosen, in the session and in the address."""


COUNT, CHANGE = "count", "change"
"""What the map shows."""


def shows_choice() -> str:
    """Whether the map shows how many there are, or how that has changed since last month."""
    return filters.choice("Map", [COUNT, CHANGE], "map", buttons=True)


def chosen_words(shown: CohortPicture | LocalityPicture, *, shows: str, shape: str) -> list[str]:
    """What the map shows, by which places and how: `["count", "by ward"]`."""
    picture, unit = (shown.picture, shown.unit) if isinstance(shown, LocalityPicture) else (shown, WARD)
    what = "per 1,000" if picture.per_residents and shows == COUNT else shows
    return [what, f"by {unit}", *maps.shape_words(shape)]


def draw_wards(
    picture: CohortPicture,
    *,
    shows: str = COUNT,
    shape: str = maps.MAP,
    legend_in: DeltaGenerator | None = None,
) -> None:
    """The ward map with its legend, which may have a place of its own; a click chooses the ward."""
    outline_set = _outlines(picture, shape)
    if outline_set is None:
        return
    drawing, title, missing = _drawn(picture, shows)
    _head(title, shows)
    # Of the run before: the list that holds the choice is drawn beside the map, after it.
    chosen = st.session_state.get(WARD, st.query_params.get(WARD)) or None
    _draw(
        picture,
        outline_set,
        drawing.shades,
        drawing.palette,
        chosen=chosen,
        on_pick=_choose_ward,
        missing=missing,
        titled=shows == CHANGE,
    )
    source = "" if legend_in else outline_set.source
    legend = _legend(picture, title, drawing.legend, source=source, shows=shows, shape=shape)
    (legend_in or st).html(legend)


@kept(*released.OF_COHORTS, entries=PICTURES)
def _drawn(picture: CohortPicture, shows: str) -> tuple[Drawing, str, str]:
    """The drawing, its title, and what a ward without a shade is called."""
    if shows == COUNT:
        return *of_wards(picture), NO_FIGURE
    change = change_map.of_wards(picture, picture.held.last_month)
    return change.drawing, change.title, change.missing


@kept(*released.OF_COHORTS, entries=PICTURES)
def _drawn_by_locality(picture: CohortPicture, shows: str) -> tuple[Drawing, str, str]:
    localities = by_locality(picture)
    if shows == COUNT:
        return *localities.drawn, NO_FIGURE
    change = change_map.of_each_locality(localities, picture.held.last_month)
    return change.drawing, change.title, change.missing


def draw_localities(localities: LocalityPicture, *, shows: str = COUNT, shape: str = maps.MAP) -> None:
    """The ward map, each locality drawn as one; a click chooses it."""
    picture = localities.picture
    outline_set = _outlines(picture, shape)
    if outline_set is None:
        return
    drawing, title, missing = _drawn_by_locality(picture, shows)
    _head(title, shows)
    _draw(
        picture,
        outline_set,
        localities.shades(drawing),
        drawing.palette,
        chosen=_any_ward_chosen(localities),
        on_pick=partial(_choose_locality, localities),
        joined=localities.wards_of,
        missing=missing,
        titled=shows == CHANGE,
    )
    legend = localities.legend(drawing)
    st.html(_legend(picture, title, legend, source=outline_set.source, shows=shows, shape=shape))


def _outlines(picture: CohortPicture, shape: str) -> OutlineSet | None:
    """The outlines of the wards, or their hexagons where they are drawn so and there are any."""
    outline_set = outlines.current(picture.ward_set.key)
    if outline_set and shape == maps.HEXAGONS:
        outline_set = outlines.current_hexagons(picture.ward_set.key) or outline_set
    if outline_set is None:
        page.empty(areas.no_outlines(picture.ward_set))
    return outline_set


def _draw(
    picture: CohortPicture,
    outline_set: OutlineSet,
    shades: dict[str, Shade],
    palette: list[str],
    *,
    chosen: str | None,
    on_pick: Callable[[str | None], None],
    missing: str,
    titled: bool,
    joined: Mapping[str, list[str]] | None = None,
) -> None:
    # One key for a ward set: another would mount the map anew, and zoom and place would be lost. The wards of
    # another time are another map anyhow.
    maps.ward_picker(
        ward_map(
            outline_set,
            title=f"Map: where the IOM cohort of {picture.area.name} lives",
            tiles_url=None if outline_set.of_hexagons else settings().tiles_url,
        ),
        ward_shading(
            shades,
            palette,
            selected=chosen,
            missing=missing,
            joined=(joined or {}).values(),
            names=joined or (),
            made_up=picture.illustrative,
        ),
        loaders.polygons(outline_set),
        key=f"iom-map-{outline_set.key}",
        on_pick=on_pick,
        titled=titled,
    )


def _head(title: str, shows: str) -> None:
    """What a map of changes says, over it; the title of counts says no more than the legend."""
    if shows == CHANGE:
        page.title_of_chart(title)


def _legend(
    picture: CohortPicture, title: str, legend: list[LegendEntry], *, source: str, shows: str, shape: str
) -> str:
    note = " ".join(
        [
            *(
                [estimate(sources_of_residents(picture.ward_set.wards))]
                if picture.per_residents and shows == COUNT
                else []
            ),
            *([HEXAGONS_MEAN] if shape == maps.HEXAGONS else []),
        ]
    )
    if shows == CHANGE:
        title = f"U up, D down, since {picture.held.last_month.named}"
    return legend_html(title, legend, note=note, source=source)


def _choose_ward(code: str | None) -> None:
    st.session_state[WARD] = code or ""


def _choose_locality(localities: LocalityPicture, code: str | None) -> None:
    st.session_state[LOCALITY] = localities.grouping.get(code or "", "")


def _any_ward_chosen(localities: LocalityPicture) -> str | None:
    """A ward of the locality chosen; on the first run the choice still stands in the address alone."""
    name = st.session_state.get(LOCALITY, st.query_params.get(LOCALITY, ""))
    return next(iter(localities.wards_of.get(name, ())), None)
