"""What services did with their referrals, month by month."""

import streamlit as st

from probation_commission.domain.access import Permission
from probation_commission.ui import events, expected, referrals, trackers, viewed
from probation_commission.ui.data import loaders, released
from probation_commission.ui.guard import guard
from probation_commission.ui.menu import REFERRALS, RETURNS
from probation_commission.ui.parts import filters, page, part
from probation_commission.ui.sight import current_sight

person = guard(Permission.SEE_REFERRALS)
sight = current_sight(person)
viewed.note(person, sight.audience, REFERRALS)

# The finding stands first and needs the choices below it, so its place is kept.
top = st.container()
view = referrals.view_choice(
    see_trackers=trackers.may_see(person, sight), key_in=person.may(Permission.KEY_RETURNS)
)
if view == referrals.TRACKERS:
    with part("The trackers"):
        trackers.draw(person, sight, top)
    st.stop()
if view == referrals.KEY_IN:
    with top:
        page.heading("Referrals", referrals.key_in.FINDING, made_up=referrals.key_in.made_up(person))
    with part("The form"):
        referrals.key_in.draw_form(person)
    with part("The months without a return"):
        referrals.key_in.draw_missing(person)
    st.stop()
if view == referrals.CLOCKS:
    reports, clocks = referrals.clocks.reports(), referrals.clocks
    if reports.empty:
        with top:
            page.heading("Referrals", clocks.NOTHING)
        page.empty(
            clocks.HOW_TO,
            page=RETURNS.file if person.may(RETURNS.permission) else None,
            label="Load a report",
        )
        st.stop()
    with st.container(horizontal=True, vertical_alignment="bottom"):
        cohorts = clocks.asked(reports, sight)
    with part("The service without a report"):
        clocks.draw_left_out(reports)
    if cohorts is None:
        with top:
            page.heading("Referrals", clocks.no_such_months(reports))
        st.stop()
    agreed = clocks.lifting(cohorts)
    viewed.note(person, sight.audience, REFERRALS, under=agreed)
    with top:
        page.heading("Referrals", clocks.finding(cohorts), made_up=clocks.made_up(cohorts), under=agreed)
    with part("What is asked first"):
        clocks.draw_answers(cohorts)
    left, right = st.columns(2, gap="large")
    with left, part("How far they came"):
        clocks.draw_funnel(cohorts)
    with right, part("The clocks"):
        clocks.draw_clocks(cohorts)
    left, right = st.columns(2, gap="large")
    with left, part("How long it takes"):
        clocks.draw_waits(cohorts)
    with right, part("Why they ended"):
        clocks.draw_endings(cohorts)
    with part("Month by month"):
        clocks.draw_followed(cohorts)
    with part("Services compared"):
        clocks.draw_compared(cohorts)
    with part("The table of services"):
        clocks.draw_services(cohorts)
    with part("The table in bands"):
        clocks.draw_in_bands(cohorts)
    st.stop()

returns = released.service_returns()
if returns.empty:
    with top:
        page.heading("Referrals", "No service’s monthly return has been received.")
    page.empty(
        "A lead loads what a service returns each month; its referrals then appear here.",
        page=RETURNS.file if person.may(RETURNS.permission) else None,
        label="Get the template, or load a return",
    )
    st.stop()

with st.container(horizontal=True, vertical_alignment="bottom"):
    area, service = referrals.narrowed(returns)
    span = referrals.span_choice(list(returns.month))
filters.draw_instead()
with part("The service without a return"):
    referrals.draw_left_out(returns, area)

if span is None:
    with top:
        page.heading("Referrals", referrals.no_such_span(returns))
    st.stop()
asked = referrals.asked(area, service, span, sight)
picture, under = referrals.picture(asked), referrals.lifting(asked)
viewed.note(person, sight.audience, REFERRALS, under=under)
with top:
    page.heading("Referrals", picture.finding, made_up=picture.made_up, under=under)
    with part("What is late"):
        expected.draw_late_link()
    with part("Who is ending early, and why"):
        referrals.endings.draw_answer(asked)
if picture.chosen.empty:
    page.empty("Choose another service, area or span.")
    st.stop()
with part("What has changed"):
    referrals.draw_followed(asked, person.scope.shared(Permission.SEE_OUTCOMES))
with part("What happened"):
    events.draw(person, sorted(set(returns.subject)), loaders.events())
with part("The charts month by month"):
    referrals.draw_panels(asked)
with part("What became of them"):
    referrals.draw_what_became(asked)
with part("Why they ended early"):
    referrals.endings.draw_reasons(asked)
with part("For each thousand on probation"):
    referrals.caseload.draw(asked)
with part("The tables"):
    referrals.draw_tables(asked)
with part("The list of returns"):
    referrals.draw_every_return(asked)
with part("Further counts"):
    referrals.endings.draw_counts(asked)
