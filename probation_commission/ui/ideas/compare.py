"""Ideas side by side, and the pot as a trial, which lives on the screen alone."""

from collections.abc import Sequence

import streamlit as st

from probation_commission.analysis import ideas as analysis
from probation_commission.analysis import scoring as by_score
from probation_commission.domain.access import Person
from probation_commission.domain.funds import Fund
from probation_commission.domain.ideas import HOLDS_MONEY, KeptIdea
from probation_commission.domain.money import pounds
from probation_commission.ui.data import loaders
from probation_commission.ui.ideas import need, scoring
from probation_commission.ui.ideas.fund import where
from probation_commission.ui.ideas.opened import button_key, open_idea
from probation_commission.ui.ideas.ticked import COMPARE, MOST, SOME, ticked
from probation_commission.ui.parts import click, page, replies
from probation_commission.views import ideas as views
from probation_commission.views import ideas_words as words
from probation_commission.views import scoring as scoring_words
from probation_commission.views.markdown import plain

_PICK = "compare@pick"


def draw(person: Person, fund: Fund, ideas: Sequence[KeptIdea]) -> None:
    """The ideas that are ticked side by side, and what the pot would be with them."""
    chosen = ticked(ideas)
    _draw_pick(ideas, chosen)
    if not chosen:
        page.empty(f"Choose {SOME} ideas above, or tick them on the board.")
        return
    replies.draw(scoring.OUTCOME)
    # Whoever has not said that nothing binds them to one is asked, as where it opens.
    asked = [kept for kept in chosen if scoring.is_asked(person, fund, kept)]
    scoring.draw_questions(asked, "They stand side by side once you have said so.")
    chosen = [kept for kept in chosen if kept not in asked and scoring.may_open(person, fund, kept)]
    if not chosen:
        return
    _draw_trial(analysis.pot(fund, ideas), chosen)
    st.html(views.side_by_side([_column(person, fund, kept) for kept in chosen]))
    with st.container(horizontal=True):
        for kept in chosen:
            label = f"Open {plain(kept.idea.title)}"
            st.button(label, key=button_key(kept.id), type="tertiary", on_click=open_idea, args=(kept.id,))
    page.source(
        f"Fund: {fund.title}. A dash: not said, or not known. Need and gaps as on the page of gaps.",
        viewers="panel members, leads and admins",
    )


def _draw_pick(ideas: Sequence[KeptIdea], chosen: Sequence[KeptIdea]) -> None:
    titles = {kept.id: kept.idea.title for kept in ideas}
    st.session_state[_PICK] = [kept.id for kept in chosen]
    st.multiselect(
        "Ideas to compare",
        list(titles),
        key=_PICK,
        format_func=titles.__getitem__,
        max_selections=MOST,
        placeholder="Choose ideas",
        on_change=_pick,
    )


@click("Choosing these ideas")
def _pick() -> None:
    st.session_state[COMPARE] = ",".join(map(str, st.session_state[_PICK]))


def _column(person: Person, fund: Fund, kept: KeptIdea) -> tuple[str, dict[str, str]]:
    """The title of an idea, and what is said of it."""
    idea, each = kept.idea, analysis.a_person_pence(kept)
    found = need.there(person, fund, kept)
    days = [words.day_or_not(on) for on in (idea.starts, idea.ends)]
    said = {
        "Stage": f"{kept.stage.label}{', not told yet' if kept.waits_to_be_told else ''}",
        "Organisation": idea.organisation,
        "Asked for": pounds(idea.total_pence),
        "Award": pounds(kept.award_pence) if kept.award_pence and kept.stage in HOLDS_MONEY else "",
        "Condition": kept.condition,
        "People": f"{idea.how_many:,}" if idea.how_many else "",
        "Cost a person": pounds(each) if each is not None else "",
        "Promised outcome": views.promised(kept),
        "Runs": f"{days[0]} to {days[1]}" if idea.starts or idea.ends else "",
        "Where": where(kept, fund),
        "To be had there": found.gap if found else "",
        "Need there": found.need if found else "",
        "IOM cohort there": found.cohort if found else "",
        "Who sends people": views.who_sends(kept),
        "Scores": _scores(person, fund, kept),
    }
    return idea.title, said


def _scores(person: Person, fund: Fund, kept: KeptIdea) -> str:
    """What those who scored it gave on average, and how far apart; not what the person may not see yet."""
    seen = scoring.of_fund(person, fund.slug).get(kept.id)
    if seen is None or not seen.scores:
        return "not shown to you yet" if seen and seen.put_in and not seen.shown else ""
    criteria = loaders.fund_setup(fund.slug).criteria
    spreads = by_score.spreads(seen.scores, criteria)
    return scoring_words.compared(by_score.mean_total(seen.scores, criteria), spreads)


def _draw_trial(pot: analysis.Pot, chosen: Sequence[KeptIdea]) -> None:
    """A tick and an amount for each idea that holds no money yet, and what would be left."""
    waiting = [kept for kept in chosen if kept.stage in analysis.WAITING]
    if not pot.is_stated:
        st.caption("It is not written down what this fund holds, so there is no pot to try.")
        return
    if not waiting:
        st.caption("Each of these is decided: there is nothing to try.")
        return
    st.caption("Tick to try the pot: on your screen alone, nothing is decided or kept.")
    awards = {}
    for column, kept in zip(st.columns(MOST), waiting, strict=False):
        with column:
            if (award := _draw_try(kept)) is not None:
                awards[kept.id] = award
    tried = analysis.trial(pot, awards.values())
    sentence = views.trial_words(tried, len(awards))
    # In words and by shape, never by colour alone.
    st.html(views.trial_bar(pot, tried))
    st.markdown(f"**{plain(sentence)}**")


def _draw_try(kept: KeptIdea) -> int | None:
    """The pence that somebody tries for an idea; None while it is not ticked."""
    title = plain(kept.idea.title)
    is_tried = st.checkbox(title, key=f"try-{kept.id}", persist_state="page")
    asked = kept.idea.total_pence / 100
    st.session_state.setdefault(f"try-award-{kept.id}", asked)
    award = st.number_input(
        f"Award to try for {title} (£)",
        min_value=0.0,
        max_value=asked,
        step=50.0,
        key=f"try-award-{kept.id}",
        label_visibility="collapsed",
        persist_state="page",
    )
    return round(award * 100) if is_tried else None
