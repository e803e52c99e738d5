"""The address by which anyone can send an idea to a fund that is open to anyone."""

import streamlit as st

from probation_commission.actions import applying
from probation_commission.domain.days import today
from probation_commission.domain.funds import Fund


def draw(fund: Fund) -> None:
    """The address to give out, and what whoever has it can do; nothing of a fund that asks whom it wants."""
    if not fund.open_to_anyone:
        return
    if not fund.is_open(today()):
        st.caption("This fund is open to anyone on the days on which it takes ideas; there is no page today.")
        return
    st.caption(
        "Give out this address: whoever has it reads what the fund is for, and is sent a link to the mailbox "
        "that they write. Each comes as a new organisation until you merge or confirm it on Organisations."
    )
    st.code(applying.address(fund), language=None)
