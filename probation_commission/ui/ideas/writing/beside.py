"""What is there already for the people an idea is for: a service with its name, or a gap it would fill."""

from datetime import date

import streamlit as st

from probation_commission.analysis.gaps import GapArea, Offer, provisions
from probation_commission.domain.days import today
from probation_commission.domain.gaps import GapCell, GapGroup, GapVerdict
from probation_commission.domain.pathways import GAP_PATHWAYS
from probation_commission.domain.words import listed
from probation_commission.geography.gazetteer import gazetteer
from probation_commission.geography.partnership import partnership
from probation_commission.store.database import Topic
from probation_commission.ui.data import kept, loaders, released
from probation_commission.ui.ideas.writing.fields import IdeaFields
from probation_commission.ui.parts import filters
from probation_commission.views.gaps import GROUP_WORDS
from probation_commission.views.markdown import plain

_AREAS, _NAMED = 8, 3


@kept(*released.OF_SERVICES, Topic.AREAS, Topic.GAPS, entries=_AREAS)
def _offers(area_code: str, day: date) -> dict[GapCell, tuple[GapVerdict, tuple[Offer, ...]]]:
    """What the directory has in each cell of an area: no count of anybody, and so the same for everybody."""
    area = gazetteer().authority(area_code)
    if area is None:
        return {}
    here = GapArea(area.code, area.name, partnership().around(area))
    outside = {one.outside.cell.key: one.outside for one in loaders.services_outside() if one.stands}
    found = provisions([here], loaders.bought_in(area.code), day, outside)
    return {cell: (one.verdict, one.offers) for cell, one in found.items()}


def sentence(form: IdeaFields) -> str:
    """`There is one already: "Wellbeing". …`, or the gap; empty where neither is known."""
    idea, area = form.typed(), form.fund.area_code
    if idea.pathway not in GAP_PATHWAYS or not area:
        return ""
    groups = (GapGroup(idea.group),) if idea.group in set(GapGroup) else (GapGroup.MEN, GapGroup.WOMEN)
    cells = _offers(area, today())
    found = [cells[cell] for group in groups if (cell := GapCell(idea.pathway, area, group)) in cells]
    open_now = [
        one.name
        for _, offers in found
        for one in offers
        if one.verdict is GapVerdict.OPEN and one.illustrative <= form.fund.illustrative
    ]
    whom = f" for {GROUP_WORDS[groups[0]]}" if len(groups) == 1 else ""
    place = filters.area_name(area)
    if names := list(dict.fromkeys(open_now)):
        more = len(names) - _NAMED
        words = listed([*(f"“{name}”" for name in names[:_NAMED]), *([f"{more} more"] if more > 0 else [])])
        return (
            f"There already: {words}, under {idea.pathway}{whom} in {place}. "
            "Say in your own words what yours adds, or talk to them."
        )
    if found and all(verdict.is_gap for verdict, _ in found):
        return (
            f"A gap that it would fill: no service under {idea.pathway}{whom} is known to be open in {place}."
        )
    return ""


def draw_of_pathway(form: IdeaFields) -> None:
    """The same, under the choice of a pathway."""
    with st.container():
        if words := sentence(form):
            st.info(plain(words), icon=":material/lightbulb:")


def draw_of_group(form: IdeaFields) -> None:
    """The same where a group is chosen after the pathway."""
    if form.value("group"):
        draw_of_pathway(form)
