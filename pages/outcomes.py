"""What partners promised, what came, and whether the promise is kept."""

from probation_commission.domain.access import Permission
from probation_commission.ui import outcomes, viewed
from probation_commission.ui.guard import guard
from probation_commission.ui.menu import OUTCOMES
from probation_commission.ui.parts import page, part
from probation_commission.ui.sight import current_sight
from probation_commission.views import marks, outcomes_words

person = guard(Permission.SEE_OUTCOMES)
sight = current_sight(person)

promises = outcomes.rows(sight, person)
under = outcomes.lifting(sight, promises)
viewed.note(person, sight.audience, OUTCOMES, under=under)

page.heading(
    "Outcomes",
    outcomes_words.finding(promises.verdict),
    made_up=marks.some_of(promises.illustrative, "promise"),
    under=under,
)
outcomes.draw_kept()
if promises.empty:
    page.empty("Promises come with an idea that is approved, or are written down by a lead for a service.")
else:
    with part("The chart"):
        outcomes.draw_chart(sight, person)
    with part("The table"):
        outcomes.draw_table(sight, person)
with part("The form for a result"):
    outcomes.draw_result_form(person, promises)
    outcomes.draw_corrected(person, promises)
with part("The form for a correction"):
    if sight.audience.exact:
        outcomes.draw_correction_form(person, promises)
with part("The form for a promise"):
    outcomes.draw_promise_form(person)
