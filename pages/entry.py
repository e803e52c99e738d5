"""What the directory says of one's own organisation: right, or what is different."""

from probation_commission.domain.access import Permission
from probation_commission.domain.words import plural
from probation_commission.ui import entry
from probation_commission.ui.guard import guard
from probation_commission.ui.parts import page, part
from probation_commission.views import marks

person = guard(Permission.CONFIRM_ENTRY)

places, services = entry.own_places(person), entry.own_services(person)
whose = person.organisation or "your organisation"
much = f"{plural(len(places), 'place')} and {plural(len(services), 'service')} of {whose}"
made_up = marks.some_of([*places.illustrative, *services.illustrative], "entry", "entries")
page.heading("Your entry", f"{much} stand in the directory.", made_up=made_up)
if places.empty and services.empty:
    page.empty(
        "The directory has nothing of your organisation. A lead writes it down under Hubs or Services."
    )
else:
    with part("The answers"):
        entry.draw_answers()
    with part("The places"):
        entry.draw_places(places)
    with part("The services"):
        entry.draw_services(services)
with part("What was asked for"):
    entry.draw_asked(person)
