"""Exact counts on the wall: under an agreement that a lead chose there, after a question (decision 215)."""

from collections.abc import Sequence

import streamlit as st

from probation_commission.actions import exact_counts
from probation_commission.disclosure.audiences import Audience
from probation_commission.disclosure.sight import Sight
from probation_commission.domain.access import Permission, Person
from probation_commission.domain.agreements import Agreement
from probation_commission.domain.days import today
from probation_commission.ui.data import loaders
from probation_commission.ui.meeting import frame
from probation_commission.ui.parts import click, replies
from probation_commission.ui.who import acting, seen_as_partnership
from probation_commission.views import agreements as words
from probation_commission.views.markdown import plain

_CHOSEN, _ASKED, _OUTCOME = (f"wall_agreement_{what}" for what in ("chosen", "asked", "outcome"))


def sight(person: Person) -> Sight:
    """What the wall shows: what the partnership sees, and exactly what the agreement chosen there names.

    Asked at each rerun: of one that has ended, or of somebody who is no lead any more, nothing is left.
    """
    chosen, in_force = st.session_state.get(_CHOSEN), _in_force(person)
    # One that was changed is another, and whoever sees it anew is asked anew.
    if not in_force or (chosen and chosen not in in_force):
        forget()
        chosen = None
    return Sight(Audience.PARTNERSHIP, (chosen,) if chosen else ())


def _in_force(person: Person) -> list[Agreement]:
    """The agreements that this person can choose."""
    if not person.may(Permission.SEE_EXACT_COUNTS) or seen_as_partnership(person):
        return []
    return [one for one in loaders.every_agreement() if one.in_force(today())]


def forget() -> None:
    """Nothing chosen any more: whoever leaves the wall begins anew with what the partnership sees."""
    for key in (_CHOSEN, _ASKED):
        st.session_state.pop(key, None)


def draw_way_in(person: Person) -> None:
    """The button of the bar that asks, where there is something to choose."""
    if _in_force(person) and not st.session_state.get(_CHOSEN):
        st.button("Exact counts", icon=":material/lock_open:", key="exact", type="tertiary", on_click=_ask)


def draw_strip(shown: Sight) -> None:
    """The strip that says all along under which agreement counts are exact, and leads back."""
    replies.draw(_OUTCOME)
    for one in shown.agreements:
        with st.container(horizontal=True, vertical_alignment="center", key="wall-exact"):
            frame.line(words.in_the_bar(one))
            st.button("Back to bands (Esc)", key="partnership", on_click=_go_back)


def asks(person: Person) -> bool:
    """Whether the question stands in the place of the screen."""
    return bool(st.session_state.get(_ASKED) and _in_force(person))


def question(person: Person) -> None:
    """Whether to show exact counts, and under which agreement: who may then be in the room."""
    with st.container(key="wall-head"):
        st.title("Show exact counts to this room?", anchor=False)
    with frame.picture(), st.container(key="wall-question"):
        _draw_choices(_in_force(person))
        st.button("No: what the partnership sees (Esc)", key="partnership", type="primary", on_click=_go_back)
    frame.foot("That exact counts were shown is written down, with who showed them.")


def _draw_choices(in_force: Sequence[Agreement]) -> None:
    names = loaders.parties()
    for one in in_force:
        st.markdown(plain(words.room(one, names)))
        st.button(
            f"Yes: exact under {plain(words.named(one))}",
            key=f"exact_{one.id}",
            on_click=_show,
            args=(one.id,),
        )


@click("Asking whether to show exact counts")
def _ask() -> None:
    st.session_state[_ASKED] = True


@click("Showing exact counts")
def _show(number: int) -> None:
    with replies.refusal_kept(_OUTCOME):
        st.session_state[_CHOSEN] = exact_counts.project(acting(), number)
        st.session_state.pop(_ASKED, None)


@click("Going back to what the partnership sees")
def _go_back() -> None:
    forget()
