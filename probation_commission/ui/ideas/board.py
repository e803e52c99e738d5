"""The parts of the ideas page, and what it shares with the page on which ideas are sent in."""

from collections.abc import Sequence
from datetime import date

import pandas as pd
import streamlit as st

from probation_commission.actions import ideas as actions
from probation_commission.analysis import ideas as analysis
from probation_commission.analysis.ideas import Pot
from probation_commission.domain.access import Person
from probation_commission.domain.days import day
from probation_commission.domain.ideas import (
    HOLDS_MONEY,
    MOVES,
    NEEDS_REASON,
    Fund,
    Idea,
    Kept,
    Move,
    Stage,
    Where,
)
from probation_commission.domain.money import pounds
from probation_commission.domain.places import Authority, Ward, WardSet
from probation_commission.domain.submission import aim
from probation_commission.geography import outlines
from probation_commission.geography.gazetteer import gazetteer
from probation_commission.settings import settings
from probation_commission.ui.data import loaders
from probation_commission.ui.parts import filters, maps, page, replies
from probation_commission.views.ideas import pot_chart
from probation_commission.views.maps import hub_map, legend_html, place_entries, place_markers
from probation_commission.views.markdown import plain

TO = "panel members, leads and admins"
PRIVATE = "Do not name or describe any person on probation."
_OUTCOME = "idea-outcome"
_CARDS = """<style>
.st-key-board button { text-align: left; justify-content: flex-start; color: #1d5a96; }
.st-key-board button p { font-weight: 600; }
</style>"""
BOARD = (
    Stage.SUBMITTED,
    Stage.SHORTLISTED,
    Stage.APPROVED,
    Stage.DELIVERING,
    Stage.CLOSED,
    Stage.DECLINED,
)
BUTTONS = {
    Stage.SHORTLISTED: "Shortlist",
    Stage.APPROVED: "Approve",
    Stage.DECLINED: "Decline",
    Stage.DELIVERING: "Mark as delivering",
    Stage.CLOSED: "Close",
}


def fund_choice() -> Fund | None:
    """One of the funds, home areas first; None where there is none."""
    home = {code: position for position, code in enumerate(filters.HOME_AREAS)}
    known = {one.slug: one for one in sorted(loaders.funds(), key=lambda one: home.get(one.area_code, 9))}
    if not known:
        return None
    _follow_idea()
    words = {slug: one.title for slug, one in known.items()}
    return known[filters.choice("Fund", list(known), "fund", words=words, width=420)]


def fund_of(area: Authority) -> Fund | None:
    """The fund whose money is for an area."""
    return next((one for one in loaders.funds() if one.area_code == area.code), None)


def on_the_wall(ideas: Sequence[Kept]) -> pd.DataFrame:
    """Every idea sent in, for the partnership to see: stage, title, organisation and money."""
    lines = [
        (filters.first_upper(one.stage), one.idea.title, one.idea.organisation, money(one))
        for stage in BOARD
        for one in ideas
        if one.stage is stage
    ]
    return pd.DataFrame(lines, columns=["Stage", "Idea", "Partner", "Money"])


def _follow_idea() -> None:
    """An address that names an idea and no fund means the idea's fund."""
    asked = st.query_params.get("idea")
    if asked and "fund" not in st.query_params:
        found = next((one for one in loaders.ideas() if str(one.id) == asked), None)
        st.session_state["fund"] = found.idea.fund if found else None


def ward_set(fund: Fund) -> WardSet | None:
    """The wards of the fund's area in force today."""
    area = gazetteer().authority(fund.area_code)
    return gazetteer().ward_set(area, date.today()) if area else None  # noqa: DTZ011 (the desk's day)


def wards(fund: Fund) -> tuple[Ward, ...]:
    """The wards of the fund's area by name."""
    found = ward_set(fund)
    return tuple(sorted(found.wards, key=lambda ward: ward.name)) if found else ()


def hub_names(fund: Fund) -> dict[str, str]:
    """The hubs and offices of the fund's area: slug → name."""
    hubs = loaders.hubs()
    hubs = hubs[hubs.area_code == fund.area_code]
    return dict(zip(hubs.slug, hubs.name, strict=True))


def where(kept: Kept, fund: Fund) -> str:
    """Where an idea would happen, in names."""
    names = {ward.code: ward.name for ward in wards(fund)}
    if kept.idea.where is Where.AREA:
        return f"the whole of {filters.area_name(fund.area_code)}"
    return analysis.where_words(kept, names, hub_names(fund))


def money(kept: Kept) -> str:
    """`£3,500 awarded of £3,800 asked for`, or `asks for £3,800`."""
    asked = pounds(kept.idea.total_pence)
    if kept.stage in HOLDS_MONEY:
        return f"{pounds(kept.award_pence or 0)} awarded of {asked} asked for"
    return f"{'asked' if kept.stage is Stage.DECLINED else 'asks'} for {asked}"


def finding(pot: Pot, ideas: Sequence[Kept]) -> str:
    """What is left, and what waits."""
    left = f"{pounds(pot.left)} of {pounds(pot.amount)} left"
    count = analysis.waiting(ideas)
    if not ideas:
        return f"{left}; no idea has been sent in yet."
    if not count:
        return f"{left}; no idea waits for a decision."
    return f"{left}; {count} {'idea waits' if count == 1 else 'ideas wait'} for a decision."


def draw_pot(pot: Pot) -> None:
    """The pot as a bar."""
    words = f"{pounds(pot.awarded)} awarded, {pounds(pot.left)} left of {pounds(pot.amount)}"
    page.chart(pot_chart(pot.awarded, pot.left), alt=words)


def draw_board(ideas: Sequence[Kept]) -> None:
    """The ideas by stage, a column each; a click on a title opens the idea."""
    st.subheader("By stage")
    st.html(_CARDS)
    with st.container(key="board"):
        columns = st.columns(len(BOARD), gap="small")
    for column, stage in zip(columns, BOARD, strict=True):
        here = [one for one in ideas if one.stage is stage]
        with column:
            st.markdown(f"**{filters.first_upper(stage)}** ({len(here) or 'none'})")
            for one in here:
                _draw_card(one)


def _draw_card(one: Kept) -> None:
    with st.container(border=True, gap="small"):
        st.button(
            plain(one.idea.title),
            key=f"open-{one.id}",
            type="tertiary",
            on_click=_choose,
            args=(one.id,),
            help="Open this idea below",
        )
        amount = pounds(one.award_pence or 0) if one.stage in HOLDS_MONEY else pounds(one.idea.total_pence)
        st.caption(f"{plain(one.idea.organisation)}  \n{amount}")


def _choose(idea_id: int) -> None:
    st.session_state["idea"] = str(idea_id)


def draw_one(person: Person, fund: Fund, ideas: Sequence[Kept], pot: Pot) -> None:
    """One idea with all that was typed, its history, and what this person may do with it."""
    known = {str(one.id): one for one in ideas}
    words = {"": "Choose an idea", **{key: f"{key}: {one.idea.title}" for key, one in known.items()}}
    st.subheader("One idea")
    replies.draw(_OUTCOME, icons=False)
    chosen = filters.choice("Idea", list(words), "idea", words=words)
    if not chosen:
        return
    kept = known[chosen]
    st.markdown(f"### {plain(kept.idea.title)}")
    st.markdown(f"{plain(kept.idea.organisation)}; **{kept.stage}**; {money(kept)}.")
    said, decided = st.columns([3, 2], gap="large")
    with said:
        draw_said(kept.idea, where(kept, fund))
    with decided:
        _draw_moves(person, kept, pot)
        st.markdown("**History**")
        draw_history(actions.history(person, kept.id))


def draw_said(idea: Idea, where_words: str) -> None:
    """What the partner typed, question by question."""
    start = "start not known" if idea.baseline is None else f"{idea.baseline:,} at the start"
    answers = {
        "What": idea.what,
        "For whom": f"{idea.for_whom}; {idea.how_many:,} people" if idea.how_many else idea.for_whom,
        "Where": where_words,
        "Desired outcome": f"{idea.pathway}: {idea.desired_outcome}",
        "Known to have worked by": f"{idea.indicator}: {start}, {aim(idea)} aimed for",
        "New or running": str(idea.running),
    }
    for question, answer in answers.items():
        st.markdown(f"**{question}:** {plain(answer)}")
    costs = [{"Cost": line.what, "£": f"{line.pence / 100:,.2f}"} for line in idea.costs]
    total = {"Cost": "Total", "£": f"{idea.total_pence / 100:,.2f}"}
    st.table(pd.DataFrame([*costs, total]), hide_index=True, border="horizontal")


def draw_history(moves: Sequence[Move]) -> None:
    """Each step: when, from where to where, by whom, and why."""
    for step in moves:
        at = day(step.at)
        st.markdown(
            f"- {at}: **{step.to_stage}** by {plain(step.who)}" + (step.reason and f". {plain(step.reason)}")
        )


def _draw_moves(person: Person, kept: Kept, pot: Pot) -> None:
    allowed = [
        to for (of, to), needed in MOVES.items() if of is kept.stage and to in BUTTONS and person.may(needed)
    ]
    if not allowed:
        return
    st.markdown("**Decide**" if NEEDS_REASON.intersection(allowed) else "**Next step**")
    award, reason = f"award-{kept.id}", f"reason-{kept.id}"
    if Stage.APPROVED in allowed:
        _draw_award(kept, pot, award)
    if NEEDS_REASON.intersection(allowed):
        st.text_area(
            "Reason, which the partner reads",
            key=reason,
            persist_state="session",
        )
        st.caption(PRIVATE)
    with st.container(horizontal=True):
        for to in allowed:
            st.button(
                BUTTONS[to],
                key=f"{to}-{kept.id}",
                type="primary" if to is Stage.APPROVED else "secondary",
                on_click=_move,
                args=(person, kept, to),
            )


def _draw_award(kept: Kept, pot: Pot, key: str) -> None:
    st.session_state.setdefault(key, kept.idea.total_pence / 100)
    st.number_input("Award (£)", min_value=0.0, step=50.0, format="%.2f", key=key, persist_state="session")
    st.caption(f"They ask for {pounds(kept.idea.total_pence)}; {pounds(pot.left)} is left in the pot.")


def _move(person: Person, kept: Kept, to: Stage) -> None:
    state = st.session_state
    award = round(state.get(f"award-{kept.id}") or 0, 2)
    reason = state.get(f"reason-{kept.id}", "") if to in NEEDS_REASON else ""
    with replies.refusal_kept(_OUTCOME, lambda refusal: plain(f"Not changed. {refusal}")):
        moved = actions.move(person, kept.id, to, reason=reason, award_pence=round(award * 100))
        amount = f", {pounds(moved.award_pence)}" if to is Stage.APPROVED and moved.award_pence else ""
        replies.keep(_OUTCOME, plain(f"“{kept.idea.title}” is now {to}{amount}."))
        state.pop(f"reason-{kept.id}", None)


def draw_map(fund: Fund, ideas: Sequence[Kept]) -> None:
    """Where the ideas would land; those for the whole area are listed beside."""
    st.subheader("Where they would land")
    found = ward_set(fund)
    outline_set = outlines.current_sets().get(found.key) if found else None
    everywhere = [one for one in ideas if one.idea.where is Where.AREA]
    if outline_set is None:
        page.empty("There are no outlines for this area. The table says where each idea would land.")
        return
    rows = analysis.landing(ideas, _middles(fund), loaders.hubs())
    maps.place_map(hub_map(outline_set, tiles_url=settings().tiles_url), place_markers(rows), key="ideas-map")
    kinds = [stage.value for stage in BOARD if stage in set(rows.kind)]
    note = "A ward’s marker stands in its middle."
    st.html(legend_html("Ideas by stage", place_entries(kinds), note=note, source=outline_set.source))
    area = filters.area_name(fund.area_code)
    titles = ", ".join(f"“{plain(one.idea.title)}” ({one.stage})" for one in everywhere)
    if everywhere:
        st.markdown(f"For the whole of {area}, so not on the map: {titles}.")


def _middles(fund: Fund) -> pd.DataFrame:
    found = ward_set(fund)
    outline_set = outlines.current_sets().get(found.key) if found else None
    if outline_set is None:
        return pd.DataFrame(columns=["name", "lat", "lon"])
    shapes = loaders.polygons(outline_set)
    inside = shapes.geometry.representative_point()
    return pd.DataFrame({"name": shapes["name"], "lat": inside.y, "lon": inside.x}, index=shapes.index)


def draw_table(fund: Fund, ideas: Sequence[Kept]) -> None:
    """Every idea, and the download."""
    st.subheader("All ideas")
    names = {ward.code: ward.name for ward in wards(fund)}
    table = analysis.table(ideas, names, hub_names(fund))
    money_columns = {
        name: st.column_config.NumberColumn(name, format="£%,.2f") for name in ("Asked for (£)", "Award (£)")
    }
    st.dataframe(
        table,
        hide_index=True,
        placeholder="–",
        column_config=money_columns,
        alt="Every idea with organisation, stage and money",
    )
    page.source(
        f"Fund: {fund.title}, for {fund.for_whom}.", f"Source: {fund.source}.", "– means no award.", to=TO
    )
    about = {
        "What": f"Ideas sent in to {fund.title}",
        "Fund": f"{fund.for_whom}. Source: {fund.source}",
        "Who may see this": TO,
        "Empty cell": "no award",
    }
    page.download(table, about, name=f"ideas_{fund.slug}", illustrative=fund.illustrative)
