"""Information-sharing agreements: what was agreed between whom, and what it lifts."""

from probation_commission.actions import agreements as actions
from probation_commission.domain.access import Permission
from probation_commission.domain.days import today
from probation_commission.ui import agreements
from probation_commission.ui.guard import guard
from probation_commission.ui.parts import page, part
from probation_commission.views import marks
from probation_commission.views.agreements import finding

person = guard(Permission.SEE_AGREEMENTS)

known = actions.everyone(person)
made_up = marks.some_of((one.illustrative for one in known.agreements), "agreement")
page.heading("Agreements", finding(known.agreements, today()), made_up=made_up)
with part("What was done"):
    agreements.draw_outcome()
with part("The illustrative agreement"):
    agreements.draw_switch(known)
with part("The agreements"):
    agreements.draw_table(known)
with part("The form for an agreement"):
    agreements.draw_form(person, known)
