"""An idea for a pot: written, sent in once, and what became of it."""

import streamlit as st

from probation_commission.actions import ideas as actions
from probation_commission.domain.access import Permission
from probation_commission.domain.ideas import Stage
from probation_commission.ui import outcomes
from probation_commission.ui.guard import guard
from probation_commission.ui.ideas import fund_choice, only_fund, writing
from probation_commission.ui.ideas import own as sent_in
from probation_commission.ui.menu import OUTCOMES
from probation_commission.ui.parts import page, part
from probation_commission.views.ideas_words import finding_of_own, made_up

person = guard(Permission.SEND_IDEAS)

own = actions.own(person)
opened = sent_in.opened(own)
if opened:
    page.heading(
        *sent_in.heading(opened),
        made_up=["this fund, its ideas and its awards"] if opened.illustrative else (),
    )
    with part("Your idea"):
        if opened.stage is Stage.MORE_NEEDED:
            writing.draw_again(person, own, opened)
        else:
            sent_in.draw_sent(person, opened)
    st.stop()
top = st.container()
fund = fund_choice(own, only_fund(person))
with top:
    page.heading(
        "Send in an idea", finding_of_own(own, person.organisation), made_up=made_up(fund) if fund else ()
    )
# The form is one screen, so what was sent in before stands under it.
with part("The form"):
    if fund is None:
        page.empty("No fund is open at the moment.")
    else:
        writing.draw(person, own, fund)
with st.container(key="own-ideas"):
    with part("The ideas sent in so far"):
        sent_in.draw(person, own)
    # Everybody else keys in results on the page of outcomes, which has those of all.
    with part("What came of them"):
        if person.may(Permission.KEY_RESULTS) and not person.may(OUTCOMES.permission):
            outcomes.draw_own(person, own)
if fund is not None:
    about = f"Fund: {fund.title}, for {fund.for_whom}. Source: {fund.source}."
    whose = f"you and everybody of {person.organisation}" if person.organisation else "you"
    page.source(about, viewers=f"{whose}; once it is sent in, also panel members, leads and admins")
