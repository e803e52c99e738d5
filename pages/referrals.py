"""What services did with their referrals, month by month."""

import streamlit as st

from probation_commission.domain.access import Permission
from probation_commission.ui import referrals
from probation_commission.ui.data import released
from probation_commission.ui.guard import guard
from probation_commission.ui.menu import RETURNS
from probation_commission.ui.parts import page
from probation_commission.ui.who import current_audience

person = guard(Permission.SEE_REFERRALS)
to = current_audience(person)
returns = released.service_returns()

if returns.empty:
    page.heading("Referrals", "No service’s monthly return has been received.")
    page.empty(
        "A lead loads what a service returns each month; its referrals then appear here.",
        page=RETURNS.file if person.may(RETURNS.permission) else None,
        label="Get the template, or load a return",
    )
    st.stop()

top = st.container()
with st.container(horizontal=True, vertical_alignment="bottom"):
    area, service = referrals.narrowed(returns)
    span = referrals.span_choice(list(returns.month))

if span is None:
    with top:
        page.heading("Referrals", referrals.no_such_span(returns))
    st.stop()
picture = referrals.picture(returns, area, service, span, to)
with top:
    page.heading("Referrals", picture.finding, illustrative=not picture.chosen.empty and picture.illustrative)
if picture.chosen.empty:
    page.empty("Choose another service, area or span.")
    st.stop()
referrals.draw_panels(picture)
if picture.shows:
    st.header("What became of them")
    referrals.draw_funnel(picture)
referrals.draw_tables(picture, referrals.silent(picture))
referrals.draw_every_return(picture)
