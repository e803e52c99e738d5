"""What is expected of the senders of returns, what is in, what is late, and what grows old."""

from probation_commission.domain.access import Permission
from probation_commission.ui import expected
from probation_commission.ui.guard import guard
from probation_commission.ui.menu import RETURNS
from probation_commission.ui.parts import page, part

person = guard(Permission.SEE_REFERRALS)
rows = expected.rows_of_person(person)

page.heading("Data", expected.finding(person), made_up=expected.made_up(rows))
if not rows:
    page.empty(
        "A return that has come in once is expected each month from then on, and stands here.",
        page=RETURNS.file if person.may(RETURNS.permission) else None,
        label="Load a return",
    )
with part("What to ask for"):
    expected.draw_to_do(person, rows)
with part("The returns"):
    expected.draw_table(person, rows)
with part("What is expected"):
    expected.draw_form(person, rows)
with part("What grows old"):
    expected.draw_ageing(person)
page.source("Sources: the returns that came in, and the directory.", viewers=expected.WHO_SEES)
