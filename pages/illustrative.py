"""What is made up in this app: what there is of it, and taking it out or loading it."""

from probation_commission.domain.access import Permission
from probation_commission.ui import illustrative
from probation_commission.ui.guard import guard
from probation_commission.ui.parts import page, part
from probation_commission.views.illustrative import finding

person = guard(Permission.MANAGE_SAMPLE)

found = illustrative.what_goes(person)
page.heading("Illustrative data", finding(found))
with part("What was done"):
    illustrative.draw_outcome()
with part("What goes and what stays"):
    illustrative.draw_lists(found)
if found.goes.anything:
    with part("The removal"):
        illustrative.draw_removal(found)
else:
    with part("The loading"):
        illustrative.draw_loading(person)
