"""Small grants: the ideas for a fund, how they are scored and decided, the money, and the fund itself."""

import streamlit as st

from probation_commission.analysis import ideas as analysis
from probation_commission.domain.access import Permission
from probation_commission.ui import ideas, viewed
from probation_commission.ui.data import loaders
from probation_commission.ui.guard import guard
from probation_commission.ui.menu import IDEAS
from probation_commission.ui.parts import page, part
from probation_commission.ui.sight import current_sight
from probation_commission.views import ideas_words

person = guard(Permission.SEE_IDEAS)

top = st.container()
with ideas.choices():
    fund = ideas.fund_choice(loaders.ideas())
    if fund is None:
        with top:
            page.heading("Ideas", "No fund is known.")
        st.stop()
    view = ideas.view_choice(person)

# Drafts are not among them: they are their owners’ alone.
sent_in = ideas.shown(fund, ideas.untold_of_own(person))
with top:
    finding = ideas_words.finding(analysis.pot(fund, sent_in), sent_in)
    page.heading("Ideas", finding, made_up=ideas_words.made_up(fund))
opened = ideas.opened(sent_in, view)
if opened is not None or view in ideas.WITH_NEED:
    viewed.note(person, current_sight(person).audience, IDEAS, fund.area_code or viewed.ALL)
if opened is not None:
    with part("This idea"):
        ideas.page_of_idea.draw(person, fund, opened, sent_in)
else:
    with part(ideas.VIEWS[view].title):
        ideas.VIEWS[view].draw(person, fund, sent_in)
        ideas.take_focus()
