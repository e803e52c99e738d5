"""The part of the page on which an idea is written, from the choice of whose it is to its sending in."""

from collections.abc import Sequence

import streamlit as st

from probation_commission.actions import ideas as actions
from probation_commission.domain.access import Person
from probation_commission.domain.days import today
from probation_commission.domain.funds import Fund
from probation_commission.domain.ideas import KeptIdea, Stage
from probation_commission.ui.data import loaders
from probation_commission.ui.ideas import own as sent_in
from probation_commission.ui.ideas.fund import fund_named
from probation_commission.ui.ideas.writing import back, before, turning, whose
from probation_commission.ui.ideas.writing.draft import JUST_SENT
from probation_commission.ui.ideas.writing.form import Form
from probation_commission.ui.parts import click, filters, page
from probation_commission.views import funds_words
from probation_commission.views.markdown import plain

_WHICH = "writing"
_NEW = "new"
_ANOTHER = "Choose another fund above, or ask a lead."


def draw_again(person: Person, own: Sequence[KeptIdea], kept: KeptIdea) -> None:
    """An idea of which more was asked, with what that is on top, to be sent in again."""
    sent_in.draw_back()
    _draw_form(person, own, fund_named(kept.idea.fund), kept)


def draw(person: Person, own: Sequence[KeptIdea], fund: Fund) -> None:
    """The form; in its stead, once an idea is sent in, what becomes of it."""
    if kept := _just_sent(own):
        st.button("Write another idea", icon=":material/edit_note:", on_click=_another)
        sent_in.draw_sent(person, kept, just_now=True)
        return
    for_whom = whose.choice(person)
    reopened = None if for_whom else _reopened(own, fund)
    # What a lead keys in may have come in time; what was asked for again is answered when it is.
    if not (reopened or for_whom or fund.is_open(today())):
        page.empty(f"{plain(funds_words.opening(fund, today()))} {_ANOTHER}")
        return
    whose.draw(for_whom)
    st.caption(plain(" ".join((funds_words.opening(fund, today()), funds_words.decision(fund)))))
    _draw_form(person, own, fund, reopened, for_whom)


def _draw_form(
    person: Person,
    own: Sequence[KeptIdea],
    fund: Fund,
    reopened: KeptIdea | None,
    for_whom: tuple[int, str] | None = None,
) -> None:
    if reopened:
        before.draw_asked(actions.history(person, reopened.id))
    form = Form(fund, loaders.fund_setup(fund.slug).questions, reopened, for_whom)
    form.open(own)
    form.draw(own)
    back.draw(person, fund)


def _just_sent(own: Sequence[KeptIdea]) -> KeptIdea | None:
    kept: KeptIdea | None = st.session_state.get(JUST_SENT)
    if kept is None:
        return None
    # As it is by now: it may have been withdrawn, or more was asked, while its page stood open.
    if now := next((one for one in own if one.id == kept.id), None):
        return now if now.stage is not Stage.MORE_NEEDED else None
    # Another role may be tried since, whose it is not: but what a lead has keyed in is none of theirs.
    return None if st.session_state.get(whose.FROM) in {None, whose.OWN} else kept


@click("Writing another idea")
def _another() -> None:
    st.session_state.pop(JUST_SENT, None)
    turning.first_again()


def _reopened(own: Sequence[KeptIdea], fund: Fund) -> KeptIdea | None:
    """The idea of which more was asked, unless somebody would rather write a new one."""
    open_again = {
        str(kept.id): kept for kept in own if kept.told is Stage.MORE_NEEDED and kept.idea.fund == fund.slug
    }
    if not open_again:
        return None
    words = {number: f"{kept.reference} {kept.idea.title}".strip() for number, kept in open_again.items()}
    words[_NEW] = "A new idea"
    asked = st.query_params.get("idea", "")
    usual = asked if asked in open_again else ""
    return open_again.get(filters.choice("Go on with", list(words), _WHICH, words=words, usual=usual))
