"""The ward map of a month with its legend: each ward by itself, or each locality as one."""

from collections.abc import Callable, Iterable
from functools import partial

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from probation_commission.disclosure.released import NO_FIGURE
from probation_commission.geography import outlines
from probation_commission.geography.outlines import OutlineSet
from probation_commission.settings import settings
from probation_commission.ui.data import kept, loaders, released
from probation_commission.ui.iom.picture import PICTURES
from probation_commission.ui.parts import maps, page
from probation_commission.views import areas
from probation_commission.views.iom import ESTIMATE, CohortPicture, Drawing, LocalityPicture, of_wards
from probation_commission.views.maps import LegendEntry, Shade, legend_html, ward_map, ward_shading

WARD, LOCALITY = "ward", "locality"
"""What is chosen, in the session and in the address."""


def draw_wards(picture: CohortPicture, *, legend_in: DeltaGenerator | None = None) -> None:
    """The ward map with its legend, which may have a place of its own; a click chooses the ward."""
    outline_set = _outlines(picture)
    if outline_set is None:
        return
    drawing, title = _drawn(picture)
    # Of the run before: the list that holds the choice is drawn beside the map, after it.
    chosen = st.session_state.get(WARD, st.query_params.get(WARD)) or None
    _draw(picture, outline_set, drawing.shades, drawing.palette, chosen=chosen, on_pick=_choose_ward)
    legend = _legend(picture, title, drawing.legend, source="" if legend_in else outline_set.source)
    (legend_in or st).html(legend)


@kept(*released.OF_COHORTS, entries=PICTURES)
def _drawn(picture: CohortPicture) -> tuple[Drawing, str]:
    return of_wards(picture)


def draw_localities(localities: LocalityPicture) -> None:
    """The ward map, each locality drawn as one; a click chooses it."""
    picture = localities.picture
    outline_set = _outlines(picture)
    if outline_set is None:
        return
    drawing, title = localities.drawn
    _draw(
        picture,
        outline_set,
        localities.shades(drawing),
        drawing.palette,
        chosen=_any_ward_chosen(localities),
        on_pick=partial(_choose_locality, localities),
        joined=localities.wards_of.values(),
    )
    st.html(_legend(picture, title, localities.legend(drawing), source=outline_set.source))


def _outlines(picture: CohortPicture) -> OutlineSet | None:
    outline_set = outlines.current_sets().get(picture.ward_set.key)
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
    joined: Iterable[list[str]] = (),
) -> None:
    # One key for a ward set: another would mount the map anew, and zoom and place would be lost. The wards of
    # another time are another map anyhow.
    maps.ward_picker(
        ward_map(
            outline_set,
            title=f"Map: where the IOM cohort of {picture.area.name} lives",
            tiles_url=settings().tiles_url,
        ),
        ward_shading(
            shades,
            palette,
            selected=chosen,
            missing=NO_FIGURE,
            joined=joined,
            made_up=picture.illustrative,
        ),
        loaders.polygons(outline_set),
        key=f"iom-map-{picture.ward_set.key}",
        on_pick=on_pick,
    )


def _legend(picture: CohortPicture, title: str, legend: list[LegendEntry], *, source: str) -> str:
    note = ESTIMATE if picture.per_residents else ""
    return legend_html(title, legend, note=note, source=source)


def _choose_ward(code: str | None) -> None:
    st.session_state[WARD] = code or ""


def _choose_locality(localities: LocalityPicture, code: str | None) -> None:
    st.session_state[LOCALITY] = localities.grouping.get(code or "", "")


def _any_ward_chosen(localities: LocalityPicture) -> str | None:
    """A ward of the locality chosen; on the first run the choice still stands in the address alone."""
    name = st.session_state.get(LOCALITY, st.query_params.get(LOCALITY, ""))
    return next(iter(localities.wards_of.get(name, ())), None)
