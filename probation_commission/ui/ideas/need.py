"""Need and gap where an idea would land, and the services already there, as somebody is shown them."""

from dataclasses import dataclass

import streamlit as st

from probation_commission.analysis.gaps import NOTHING, Offer, Provision
from probation_commission.domain.access import Permission, Person
from probation_commission.domain.agreements import Agreement
from probation_commission.domain.days import today
from probation_commission.domain.funds import Fund
from probation_commission.domain.gaps import GapCell, GapGroup, GapVerdict
from probation_commission.domain.ideas import IdeaReach, KeptIdea
from probation_commission.domain.iom import ALL
from probation_commission.domain.pathways import GAP_PATHWAYS
from probation_commission.geography.gazetteer import gazetteer
from probation_commission.ui import gaps, iom
from probation_commission.ui.data import released
from probation_commission.ui.parts import page
from probation_commission.ui.sight import current_sight
from probation_commission.views import gaps as views
from probation_commission.views.iom import CohortPicture
from probation_commission.views.markdown import plain

_THERE = frozenset(
    {GapVerdict.OPEN, GapVerdict.ENDING, GapVerdict.WAITING, GapVerdict.FULL, GapVerdict.UNCONFIRMED}
)
"""What a service that is there is worth; one to come, or for others, is not there."""


@dataclass(frozen=True, slots=True)
class NeedThere:
    """What is known where an idea would land, in words."""

    gap: str
    """What is to be had there, for each group it is for."""
    need: str
    cohort: str
    """The IOM cohort of its wards, where the idea names wards and the person may see it."""
    offers: tuple[Offer, ...]
    made_up: bool
    under: tuple[Agreement, ...]


def cohort(person: Person, area_code: str) -> CohortPicture | None:
    """The latest month of an area's IOM cohort as this person sees it; None where they see none."""
    area = gazetteer().authority(area_code)
    if area is None or not person.may(Permission.SEE_IOM):
        return None
    sight = current_sight(person)
    months = released.iom(area.code, sight)
    return iom.picture(area, max(months), ALL, sight) if months else None


def there(person: Person, fund: Fund, kept: KeptIdea) -> NeedThere | None:
    """What is known there; None where the idea names no pathway that gaps are ranked by, or no area."""
    idea = kept.idea
    if idea.pathway not in GAP_PATHWAYS or gazetteer().authority(fund.area_code) is None:
        return None
    groups = (GapGroup(idea.group),) if idea.group in set(GapGroup) else (GapGroup.MEN, GapGroup.WOMEN)
    # Whatever group: kept once for the pathway.
    choice = gaps.GapChoice(area=fund.area_code, pathway=idea.pathway)
    shown = gaps.picture(choice, person, current_sight(person), today(), gaps.written.outside())
    cells = [shown.cells[GapCell(idea.pathway, fund.area_code, group)] for group in groups]
    evidence = shown.evidence.get(cells[0].cell, NOTHING)
    offers = {one.slug: one for cell in cells for one in cell.offers if one.verdict in _THERE}
    made_up = evidence.made_up or any(one.illustrative for one in offers.values())
    return NeedThere(
        _verdicts(cells),
        views.in_numbers(evidence),
        _in_wards(person, fund, kept),
        tuple(offers.values()),
        made_up,
        shown.under,
    )


def _verdicts(cells: list[Provision]) -> str:
    """`none known here`, or `men: open; women: closed` where the groups differ."""
    words = {views.GROUP_WORDS[GapGroup(one.cell.group)]: one.said for one in cells}
    if len(set(words.values())) == 1:
        return next(iter(words.values()))
    return "; ".join(f"{group}: {said}" for group, said in words.items())


def _in_wards(person: Person, fund: Fund, kept: KeptIdea) -> str:
    picture = cohort(person, fund.area_code) if kept.idea.where is IdeaReach.WARDS else None
    if picture is None:
        return ""
    names = {ward.code: ward.name for ward in picture.ward_set.wards}
    figures = dict(zip(picture.wards.ward_code, picture.wards[ALL], strict=True))
    told = [code for code in kept.idea.ward_codes if code in figures and picture.has_figure(code)]
    said = [f"{names[code]} {figures[code].text}" for code in told]
    mark = " (made up)" if picture.illustrative else ""
    return f"{'; '.join(said)}, {picture.month:%B %Y}{mark}" if said else ""


def draw(person: Person, fund: Fund, kept: KeptIdea) -> None:
    """Need and gap where it lands, and each service that is there already."""
    found = there(person, fund, kept)
    st.subheader("Where it would land", anchor=False)
    if found is None:
        st.markdown("Neither need nor gaps are known for its pathway and area.")
        return
    lines = {"What is to be had there": found.gap, "Need": found.need, "IOM cohort": found.cohort}
    for name, words in lines.items():
        if words:
            st.markdown(f"**{name}:** {plain(words)}")
    if found.offers:
        st.markdown("**Services already there for this pathway:**")
        page.table(views.offers_table(found.offers)[["Service", "For whom", "Counts as"]])
    else:
        st.markdown("**Services already there:** none known to be open. " + views.NOT_LISTED)
