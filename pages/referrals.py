"""What services did with their referrals, month by month."""

import streamlit as st

from probation_commission.domain.access import Permission
from probation_commission.ui import referrals, viewed
from probation_commission.ui.data import released
from probation_commission.ui.guard import guard
from probation_commission.ui.menu import REFERRALS, RETURNS
from probation_commission.ui.parts import filters, page, part
from probation_commission.ui.sight import current_sight

person = guard(Permission.SEE_REFERRALS)
sight = current_sight(person)
viewed.note(person, sight.audience, REFERRALS)
returns = released.service_returns()

if returns.empty:
    page.heading("Referrals", "No service’s monthly return has been received.")
    page.empty(
        "A lead loads what a service returns each month; its referrals then appear here.",
        page=RETURNS.file if person.may(RETURNS.permission) else None,
        label="Get the template, or load a return",
    )
    st.stop()

# The finding stands first and needs the choices below it, so its place is kept.
top = st.container()
with st.container(horizontal=True, vertical_alignment="bottom"):
    area, service = referrals.narrowed(returns)
    span = referrals.span_choice(list(returns.month))
filters.draw_instead()

if span is None:
    with top:
        page.heading("Referrals", referrals.no_such_span(returns))
    st.stop()
asked = referrals.asked(area, service, span, sight)
picture, under = referrals.picture(asked), referrals.lifting(asked)
viewed.note(person, sight.audience, REFERRALS, under=under)
with top:
    page.heading("Referrals", picture.finding, made_up=picture.made_up, under=under)
if picture.chosen.empty:
    page.empty("Choose another service, area or span.")
    st.stop()
with part("What has changed"):
    referrals.draw_followed(asked, person.scope.shared(Permission.SEE_OUTCOMES))
with part("The charts month by month"):
    referrals.draw_panels(asked)
with part("What became of them"):
    referrals.draw_what_became(asked)
with part("The tables"):
    referrals.draw_tables(asked)
with part("The list of returns"):
    referrals.draw_every_return(asked)
