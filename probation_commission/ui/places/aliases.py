"""The names that leads confirmed to be wards, on the localities page."""

from collections.abc import Callable

import pandas as pd
import streamlit as st

from probation_commission.actions import aliases
from probation_commission.domain.access import Person
from probation_commission.domain.days import day
from probation_commission.domain.places import Alias
from probation_commission.geography.gazetteer import gazetteer
from probation_commission.ui.parts import page, replies
from probation_commission.ui.places.localities import OUTCOME
from probation_commission.views.terms import said


def draw(person: Person) -> None:
    """The names that somebody confirmed to be wards, and the way to forget one."""
    st.header(said("Names read as wards"))
    confirmed = aliases.everything(person)
    if not confirmed:
        none = (
            "None yet. When a return misspells a ward, its check screen asks which one is meant; "
            "the answer is remembered here."
        )
        st.markdown(said(none))
        return
    table = pd.DataFrame(
        {
            "Name": [alias.name for alias in confirmed],
            "Read as": [_ward(alias) for alias in confirmed],
            "In months of": [_title(alias) for alias in confirmed],
            "Confirmed": [f"{alias.confirmed_by}, {day(alias.confirmed_at)}" for alias in confirmed],
        }
    )
    page.table(table)
    words = {f"{_title(alias)}: {alias.name}": alias for alias in confirmed}
    with st.container(horizontal=True, vertical_alignment="bottom"):
        chosen = st.selectbox("Name to forget", list(words), None, placeholder="Choose a name", width=480)
        if st.button("Forget it", icon=":material/delete:", disabled=chosen is None) and chosen:
            _forget(lambda: aliases.forget(person, words[chosen]), words[chosen].name)
    # Forgetting a name changes no return (decision 53).
    st.caption("Returns that were read by it stay as they are; the next one asks again.")


def _forget(forget: Callable[[], None], name: str) -> None:
    with replies.refusal_shown():
        forget()
        replies.keep(OUTCOME, f"Forgotten: {name}. The next return with it asks again.")
        st.rerun()


def _ward(alias: Alias) -> str:
    ward = gazetteer().ward(alias.ward_code)
    return f"{ward.name}, {ward.authority.name}" if ward else alias.ward_code


def _title(alias: Alias) -> str:
    ward_set = gazetteer().ward_set_by_key(alias.ward_set)
    return ward_set.title if ward_set else alias.ward_set
