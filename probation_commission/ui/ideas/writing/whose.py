"""In whose name an idea is written: one's own, or that of an organisation whose idea a lead keys in."""

import streamlit as st

from probation_commission.actions import organisations
from probation_commission.domain.access import Permission, Person
from probation_commission.ui.parts import filters
from probation_commission.views.markdown import plain

OWN, FROM = "own", "from"


def choice(person: Person) -> tuple[int, str] | None:
    """Number and name of the organisation; None for an idea of one's own."""
    if not person.may(Permission.KEY_IDEAS):
        return None
    known = organisations.everyone(person)[0]
    names = {str(one.id): one.name for one in known if one.id != person.organisation_id}
    words = {OWN: "An idea of my own", **names}
    chosen = filters.choice("For which organisation?", list(words), FROM, words=words, width=420)
    return None if chosen == OWN else (int(chosen), names[chosen])


def draw(whose: tuple[int, str] | None) -> None:
    """That it is written in somebody else's name."""
    if whose:
        st.info(
            f"You key this in for **{plain(whose[1])}**, in its name: write what they wrote or said. "
            "Once it is sent in, its members see it.",
            icon=":material/record_voice_over:",
        )
