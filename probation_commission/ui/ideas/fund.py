"""The fund of a page, and the wards and hubs where its ideas can happen."""

from collections.abc import Sequence

import streamlit as st

from probation_commission.analysis import ideas as analysis
from probation_commission.analysis.hubs import of_kind
from probation_commission.domain.days import today
from probation_commission.domain.ideas import Fund, IdeaReach, KeptIdea
from probation_commission.domain.places import Authority, Ward, WardSet
from probation_commission.geography.gazetteer import gazetteer
from probation_commission.geography.partnership import partnership
from probation_commission.store.database import Topic
from probation_commission.ui.data import kept, loaders
from probation_commission.ui.parts import filters


def fund_choice(ideas: Sequence[KeptIdea] = ()) -> Fund | None:
    """One of the funds, home areas first; None where there is none.

    `ideas`: those that this person may see; an address that names one of them means its fund.
    """
    home = {code: position for position, code in enumerate(partnership().home)}
    funds = {
        fund.slug: fund
        for fund in sorted(loaders.funds(), key=lambda fund: home.get(fund.area_code, len(home)))
    }
    if not funds:
        return None
    _follow_idea(ideas)
    words = {slug: fund.title for slug, fund in funds.items()}
    return funds[filters.choice("Fund", list(funds), "fund", words=words, width=420)]


def _follow_idea(ideas: Sequence[KeptIdea]) -> None:
    """An address that names an idea and no fund means the idea's fund."""
    # Whoever sends a link to an idea need not know that the fund is chosen apart from it (decision 14).
    number = st.query_params.get("idea")
    if number and "fund" not in st.query_params:
        idea = next((kept for kept in ideas if str(kept.id) == number), None)
        st.session_state["fund"] = idea.idea.fund if idea else None


def fund_of(area: Authority) -> Fund | None:
    """The fund whose money is for an area."""
    return next((fund for fund in loaders.funds() if fund.area_code == area.code), None)


def ward_set(fund: Fund) -> WardSet | None:
    """The wards of the fund's area in force today."""
    area = gazetteer().authority(fund.area_code)
    return gazetteer().ward_set(area, today()) if area else None


def wards(fund: Fund) -> tuple[Ward, ...]:
    """The wards of the fund's area by name."""
    in_force = ward_set(fund)
    return tuple(sorted(in_force.wards, key=lambda ward: ward.name)) if in_force else ()


@kept(Topic.DIRECTORY, entries=24)
def hub_names(fund: Fund) -> dict[str, str]:
    """The hubs and offices of the fund's area: slug → name; a made-up fund has the made-up ones alone."""
    hubs = loaders.hubs()
    hubs = of_kind(hubs[hubs.area_code == fund.area_code], illustrative=fund.illustrative)
    return dict(zip(hubs.slug, hubs.name, strict=True))


def where(kept: KeptIdea, fund: Fund) -> str:
    """Where an idea would happen, in names."""
    names = {ward.code: ward.name for ward in wards(fund)}
    if kept.idea.where is IdeaReach.AREA:
        return f"the whole of {filters.area_name(fund.area_code)}"
    return analysis.where_words(kept, names, hub_names(fund))
