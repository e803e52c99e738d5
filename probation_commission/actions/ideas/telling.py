"""The mail about an idea, put into the outbox within the transaction of what it tells."""

from dataclasses import replace
from datetime import datetime

from probation_commission.actions import mail
from probation_commission.domain.access import Scope
from probation_commission.domain.contacts import Contact, ContactRole
from probation_commission.domain.ideas import KeptIdea
from probation_commission.domain.letters import Letter
from probation_commission.settings import settings
from probation_commission.store import contacts
from probation_commission.store.database import Connection
from probation_commission.store.idea_steps import mailbox_of

PAGE = "/submit-idea?idea="
_FIRST = (ContactRole.IDEAS, ContactRole.GENERAL)


def put(conn: Connection, kept: KeptIdea, letter: Letter, at: datetime) -> None:
    """A letter about an idea to those who sent it in, where an address of theirs is known."""
    if to := mailbox_of(conn, kept) or _of_organisation(conn, kept):
        page = f"{settings().address}{PAGE}{kept.id}"
        mail.put(conn, to=to, letter=replace(letter, button=("Open the idea", page)), at=at)


def _of_organisation(conn: Connection, kept: KeptIdea) -> str:
    """The mailbox of its organisation: for ideas where there is one, else that for everything, else any."""
    if kept.organisation_id is None:
        return ""
    # As for a lead: whoever makes the step may be of another organisation, and is shown none of it.
    known = contacts.of(Scope.everything(), conn, kept.organisation_id).contacts
    roles = (*_FIRST, *(role for role in ContactRole if role not in _FIRST))
    return next((known[role].mailbox for role in roles if known.get(role, Contact(role)).mailbox), "")
