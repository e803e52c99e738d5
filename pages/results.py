"""Results of one's own project, keyed in: for whoever came by a link for it, and has no other page."""

from probation_commission.domain.access import Permission
from probation_commission.ui import outcomes
from probation_commission.ui.guard import guard
from probation_commission.ui.parts import page, part
from probation_commission.views.outcomes_words import finding_of_own

person = guard(Permission.KEY_RESULTS)

promises = outcomes.of_own_ideas(person)
page.heading("Key in results", finding_of_own(len(promises), person.organisation))
with part("What came"):
    if promises.empty:
        page.empty("Results are keyed in once an idea is approved.")
    else:
        outcomes.draw_promised(person, promises)
