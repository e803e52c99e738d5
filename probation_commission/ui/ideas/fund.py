"""The fund of a page, and the wards and hubs where its ideas can happen."""

from collections.abc import Sequence

import streamlit as st

from probation_commission.analysis import ideas as analysis
from probation_commission.analysis.hubs import of_kind
from probation_commission.domain.access import Person
from probation_commission.domain.days import today
from probation_commission.domain.funds import Fund
from probation_commission.domain.ideas import Idea, IdeaReach, KeptIdea
from probation_commission.domain.places import Authority, Ward, WardSet
from probation_commission.geography.gazetteer import gazetteer
from probation_commission.geography.partnership import partnership
from probation_commission.store.database import Topic
from probation_commission.ui.data import kept, loaders
from probation_commission.ui.parts import filters
from probation_commission.views import ideas_words

EVERYWHERE = "every area covered here"


def fund_choice(ideas: Sequence[KeptIdea] = (), only: str = "") -> Fund | None:
    """One of the funds, home areas first; None where there is none.

    `ideas`: those that this person may see; an address that names one of them means its fund. `only`: the
    slug of the one fund that there is for this person; empty: all.
    """
    home = {code: position for position, code in enumerate(partnership().home)}
    last, day = len(home), today()

    def order(fund: Fund) -> tuple[int, bool]:
        # What is for all areas is for what an area's own fund is too small for; of two years of one the one
        # in which ideas can be sent in.
        return last + 1 if fund.is_everywhere else home.get(fund.area_code, last), not fund.is_open(day)

    funds = {fund.slug: fund for fund in sorted(loaders.funds(), key=order) if only in {"", fund.slug}}
    if not funds:
        return None
    _follow_idea(ideas)
    words = {slug: fund.title for slug, fund in funds.items()}
    return funds[filters.choice("Fund", list(funds), "fund", words=words, width=420)]


def only_fund(person: Person) -> str:
    """The slug of the one fund that somebody can send ideas to, since their link is for it; empty: all."""
    return loaders.fund_of_link(person.link.id) if person.link else ""


def fund_named(slug: str) -> Fund:
    """The fund of that slug, which is there: ideas refer to it."""
    return next(fund for fund in loaders.funds() if fund.slug == slug)


def _follow_idea(ideas: Sequence[KeptIdea]) -> None:
    """An address that names an idea and no fund means the idea's fund."""
    # Whoever sends a link to an idea need not know that the fund is chosen apart from it (decision 14).
    number = st.query_params.get("idea")
    if number and "fund" not in st.query_params:
        idea = next((kept for kept in ideas if str(kept.id) == number), None)
        st.session_state["fund"] = idea.idea.fund if idea else None


def fund_of(area: Authority) -> Fund | None:
    """The fund whose money is for an area: its own before one for all areas, an open one before others."""
    found = [fund for fund in loaders.funds() if fund.is_for({area.code})]
    return min(found, key=lambda fund: (fund.is_everywhere, not fund.is_open(today())), default=None)


def areas(fund: Fund) -> list[Authority]:
    """The areas that a fund's money is for."""
    return [area for area in gazetteer().authorities if fund.is_for({area.code})]


def area_words(fund: Fund) -> str:
    """`Haringey`, or that it is every area covered here."""
    return EVERYWHERE if fund.is_everywhere else filters.area_name(fund.area_code)


def ward_sets(fund: Fund) -> list[WardSet]:
    """The wards in force today of each area that the fund's money is for."""
    known = (gazetteer().ward_set(area, today()) for area in areas(fund))
    return [in_force for in_force in known if in_force]


def ward_set(fund: Fund) -> WardSet | None:
    """The wards of the fund's area in force today; None for a fund of several, see `ward_sets`."""
    known = ward_sets(fund)
    return known[0] if len(known) == 1 else None


def wards(fund: Fund) -> tuple[Ward, ...]:
    """The wards of the fund's areas, by area and name."""
    return tuple(
        ward for in_force in ward_sets(fund) for ward in sorted(in_force.wards, key=lambda ward: ward.name)
    )


def ward_names(fund: Fund) -> dict[str, str]:
    """The wards of the fund's areas: code → name, with the area where there are several."""
    # Two areas have a ward of one name.
    return {
        ward.code: f"{ward.name}, {ward.authority.name}" if fund.is_everywhere else ward.name
        for ward in wards(fund)
    }


@kept(Topic.DIRECTORY, Topic.AREAS, entries=24)
def hub_names(fund: Fund) -> dict[str, str]:
    """The hubs and offices of the fund's areas: slug → name; a made-up fund has the made-up ones alone."""
    hubs, codes = loaders.hubs(), {area.code for area in areas(fund)}
    hubs = of_kind(hubs[hubs.area_code.isin(codes)], illustrative=fund.illustrative)
    return dict(zip(hubs.slug, hubs.name, strict=True))


def where(kept: KeptIdea, fund: Fund) -> str:
    """Where an idea would happen, in names."""
    return where_of(kept.idea, fund)


def where_of(idea: Idea, fund: Fund) -> str:
    """Where what is written so far would happen, in names."""
    if idea.where is IdeaReach.AREA:
        return area_words(fund) if fund.is_everywhere else f"the whole of {area_words(fund)}"
    return analysis.where_words(idea, ward_names(fund), hub_names(fund))


def untold_of_own(person: Person) -> frozenset[int]:
    """The ideas of the person's organisation whose decision it was not told: they are not, whatever they may.

    By number: a panel member may belong to one that asks for money (decision 325).
    """
    return frozenset(one.id for one in loaders.ideas() if one.waits_to_be_told and one.is_of(person))


def shown(fund: Fund, untold: frozenset[int]) -> list[KeptIdea]:
    """The ideas of a fund as whoever looks is shown them; `untold`: those of `untold_of_own`."""
    ideas = [one.as_told() if one.id in untold else one for one in loaders.ideas()]
    return ideas_words.as_shown(fund, analysis.of_fund(ideas, fund))


def with_name(kept: KeptIdea) -> KeptIdea:
    """An idea as it was sent in, with whose it is also where its fund hides that (decision 305)."""
    return next((one for one in loaders.ideas() if one.id == kept.id), kept)
