"""Where a fund's ideas would land: by stage, over the IOM cohort of its wards as somebody may see it."""

from collections.abc import Sequence
from typing import Any

import pandas as pd
import streamlit as st

from probation_commission.analysis import ideas as analysis
from probation_commission.domain.access import Person
from probation_commission.domain.funds import Fund
from probation_commission.domain.ideas import IdeaReach, KeptIdea, Stage
from probation_commission.geography import outlines
from probation_commission.geography.outlines import OutlineSet
from probation_commission.settings import settings
from probation_commission.store.database import Topic
from probation_commission.ui.data import kept, loaders, released
from probation_commission.ui.ideas import need
from probation_commission.ui.ideas.fund import hub_names, shown, untold_of_own, ward_set, wards
from probation_commission.ui.parts import filters, maps, page
from probation_commission.ui.sight import current_sight
from probation_commission.views import ideas_words
from probation_commission.views.iom import CohortPicture, of_wards
from probation_commission.views.maps import (
    hub_map,
    legend_html,
    place_entries,
    place_markers,
    ward_map,
    ward_shading,
)
from probation_commission.views.marks import tagged

_READ = (Topic.IDEAS, Topic.ACCOUNTS, Topic.ORGANISATIONS, Topic.DIRECTORY)
_FUNDS = 24
TO = "panel members, leads and admins"


def draw(person: Person, fund: Fund, ideas: Sequence[KeptIdea]) -> None:
    """The map of where they would land, and each with its place and the gap there."""
    outline_set = _outlines(fund)
    if not ideas:
        page.empty("A partner sends in an idea; it then appears here.")
        return
    if outline_set is None:
        page.empty("There are no outlines for this area. The table says where each idea would land.")
    else:
        _draw_map(person, fund, outline_set)
    _draw_places(person, fund, ideas)


def _draw_map(person: Person, fund: Fund, outline_set: OutlineSet) -> None:
    markers, kinds = _landing(fund, untold_of_own(person), outline_set)
    picture = need.cohort(person, fund.area_code)
    area = filters.area_name(fund.area_code)
    title, tiles = f"Map: ideas for {area}, by stage", settings().tiles_url
    middle = "A ward’s marker stands in its middle."
    # The wards of another time can't be drawn on these outlines.
    if picture is None or picture.ward_set.key != outline_set.key:
        maps.place_map(hub_map(outline_set, title=title, tiles_url=tiles), markers, key="ideas-map")
    else:
        _draw_over_cohort(picture, outline_set, markers, title)
    st.html(
        legend_html(
            "Ideas by stage", place_entries(kinds, words=_WORDS), note=middle, source=outline_set.source
        )
    )


_WORDS = {stage.value: stage.label for stage in Stage}


def _draw_over_cohort(
    picture: CohortPicture, outline_set: OutlineSet, markers: dict[str, Any], title: str
) -> None:
    drawing, legend_title = of_wards(picture)
    made_up = "Made-up figures" if picture.illustrative else ""
    note = "; ".join(dict.fromkeys(filter(None, [markers["note"], made_up])))
    shading = ward_shading(drawing.shades, drawing.palette, missing="no figure")
    base = ward_map(outline_set, title=title, tiles_url=settings().tiles_url)
    maps.shaded_place_map(base, shading, {**markers, "note": note}, key=f"ideas-map-{outline_set.key}")
    said = tagged(f"{legend_title}, {picture.month:%B %Y}", made_up=picture.illustrative)
    st.html(legend_html(said, drawing.legend))


def _outlines(fund: Fund) -> OutlineSet | None:
    in_force = ward_set(fund)
    return outlines.current_sets().get(in_force.key) if in_force else None


@kept(*_READ, entries=_FUNDS)
def _landing(fund: Fund, untold: frozenset[int], outline_set: OutlineSet) -> tuple[dict[str, Any], list[str]]:
    """The markers of its ideas, and the stages that they are at."""
    rows = analysis.landing(shown(fund, untold), _middles(outline_set), loaders.hubs())
    note = "Made-up ideas" if fund.illustrative else ""
    return place_markers(rows, note=note), [
        stage.value for stage in ideas_words.BOARD if stage in set(rows.kind)
    ]


def _middles(outline_set: OutlineSet) -> pd.DataFrame:
    shapes = loaders.polygons(outline_set)
    # A centroid may lie outside a bent ward; this point never does.
    inside = shapes.geometry.representative_point()
    return pd.DataFrame({"name": shapes["name"], "lat": inside.y, "lon": inside.x}, index=shapes.index)


def _draw_places(person: Person, fund: Fund, ideas: Sequence[KeptIdea]) -> None:
    """Each idea with where it would land and the gap there; those for the whole area are on no map."""
    st.header("Where each would land", anchor=False)
    st.caption("Those for the whole area are on no map.")
    names, hubs = {ward.code: ward.name for ward in wards(fund)}, hub_names(fund)
    rows = []
    for one in sorted(ideas, key=lambda one: one.idea.where is not IdeaReach.AREA):
        found = need.there(person, fund, one)
        rows.append(
            {
                "Idea": one.idea.title,
                "Stage": one.stage.label,
                "Where": analysis.where_words(one.idea, names, hubs),
                "To be had there": f"{one.idea.pathway}: {found.gap}" if found else "not known",
            }
        )
    page.table(pd.DataFrame(rows))
    page.source(
        f"Source: {fund.source}; services and the IOM cohort as on their own pages.",
        viewers=f"{TO}; the cohort as {released.who(current_sight(person).audience)}",
    )
