"""The mail that goes out."""

from probation_commission.actions import mail
from probation_commission.domain.access import Permission
from probation_commission.ui import outbox
from probation_commission.ui.guard import guard
from probation_commission.ui.parts import page, part
from probation_commission.views.outbox import finding

person = guard(Permission.SEE_OUTBOX)

# Through the action, which asks once more: a list of addresses is not cached for everybody.
mails = mail.everything(person)
page.heading("Outbox", finding(mails))
outbox.explain_folder()
with part("What was done"):
    outbox.draw_outcome()
with part("The mail to be sent or tried again"):
    outbox.draw_one(person, mails)
with part("The list of mail"):
    outbox.draw_table(mails)
