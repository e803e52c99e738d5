"""The finding first for the chosen area; what is new; what needs attention."""

import streamlit as st

from probation_commission.domain.access import Permission
from probation_commission.ui import gaps, overview, viewed
from probation_commission.ui.data import released
from probation_commission.ui.guard import guard
from probation_commission.ui.menu import OVERVIEW
from probation_commission.ui.parts import filters, page, part
from probation_commission.ui.sight import current_sight

person = guard(Permission.SEE_PICTURE)
sight = current_sight(person)

# The finding stands first and needs the choices below it, so its place is kept.
top = st.container()
area = filters.area_choice()
filters.draw_instead()
terms = released.terms(sight)
under = overview.lifting(area, person.role, terms)
viewed.note(person, sight.audience, OVERVIEW, area.code, under=under)
gap = overview.gap(area, person, sight)
with top:
    page.heading(
        "Overview",
        overview.finding(area, person.role, terms),
        made_up=[*overview.made_up(area, person.role, terms), *gaps.invented_need(gap)],
        under=under,
    )
with part("What is missing"):
    overview.draw_gap(gap, area)
attention, new = st.columns(2, gap="large")
with attention, part("What needs attention"):
    overview.draw_attention(area, person.role, terms)
with new, part("What changed"):
    overview.draw_changes(area, person.role, terms)
with part("The cohort"):
    overview.draw_cohort(area, person.role, terms)
page.source(
    "Sources: the returns, hubs and services behind each link.", viewers=released.who(sight.audience, under)
)
