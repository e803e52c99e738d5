"""The ideas that are ticked to be compared, in the address: `?compare=3,5,8`."""

from collections.abc import Sequence

import streamlit as st

from probation_commission.domain.ideas import KeptIdea
from probation_commission.domain.words import plural
from probation_commission.ui.parts import click, filters

COMPARE, MOST = "compare", 4
"""More stand on no screen side by side."""
SOME = "two to four"
"""How many can be compared, in words."""


def ticked(ideas: Sequence[KeptIdea]) -> list[KeptIdea]:
    """Those of these ideas that are ticked, in the order in which they were."""
    by_number = {str(kept.id): kept for kept in ideas}

    def known(asked: str) -> str:
        numbers = [number for number in dict.fromkeys(asked.split(",")) if number in by_number]
        return ",".join(numbers[:MOST])

    return [by_number[number] for number in filters.in_address(COMPARE, known).split(",") if number]


def draw_tick(kept: KeptIdea, chosen: Sequence[KeptIdea], label: str, *, hidden: bool = False) -> None:
    """The box that puts an idea among those to compare; more than can stand side by side are not ticked."""
    key = f"tick-{kept.id}"
    is_ticked = kept in chosen
    st.session_state[key] = is_ticked
    st.checkbox(
        label,
        key=key,
        on_change=toggle,
        args=(kept.id,),
        disabled=len(chosen) >= MOST and not is_ticked,
        label_visibility="collapsed" if hidden else "visible",
    )


@click("Ticking this idea")
def toggle(idea_id: int) -> None:
    """One that is ticked is so no more, and the other way round."""
    before = [number for number in st.session_state.get(COMPARE, "").split(",") if number]
    number = str(idea_id)
    after = [one for one in before if one != number] if number in before else [*before, number]
    st.session_state[COMPARE] = ",".join(after)


def draw_go(chosen: Sequence[KeptIdea]) -> None:
    """The button to those that are ticked, side by side; before any is, what ticking does."""
    if len(chosen) > 1:
        st.button(
            f"Compare {plural(len(chosen), 'idea')}", icon=":material/compare_arrows:", on_click=_to_compare
        )
    else:
        st.caption(f"Tick {SOME} ideas to compare them side by side.")


@click("Comparing these ideas")
def _to_compare() -> None:
    st.session_state["view"] = COMPARE
