"""`returns remind`: senders of returns asked by mail, on the working day before or after one is due."""

import argparse

from probation_commission import setup
from probation_commission.actions import expected
from probation_commission.actions.expected import DueMail
from probation_commission.cli.command import Answer, Group, add_command, add_group
from probation_commission.domain.access import Person
from probation_commission.domain.letters import Letter
from probation_commission.domain.words import plural
from probation_commission.geography.gazetteer import gazetteer
from probation_commission.geography.partnership import partnership
from probation_commission.store import database, directory
from probation_commission.views import expected as views


def add_to(commands: Group) -> None:
    """The command, added to the others."""
    group = add_group(commands, "returns", "what is expected of the senders of returns")
    words = (
        "list what senders are to be asked for today: four working days before a return is due, and one after"
    )
    remind = add_command(group, "remind", _remind, words)
    remind.add_argument(
        "--send", action="store_true", help="put the mails into the outbox; without it none is"
    )


def _remind(person: Person, words: argparse.Namespace) -> Answer:
    setup.begin()
    named = _names()

    def letter(due: DueMail) -> Letter:
        return views.letter(partnership().name, due.returns, named, late=due.late)

    mails, without = expected.due_today(person)
    put = expected.remind(person, letter) if words.send else []
    shown = put if words.send else mails
    said = [
        f"{'Asked' if words.send else 'Would be asked'} today: {plural(len(shown), 'mailbox', 'mailboxes')}.",
        *(f"  {one.mailbox}: {'late' if one.late else 'a reminder'}, {_what(one, named)}" for one in shown),
    ]
    if words.send and len(put) < len(mails):
        said.append(
            f"Asked today before, so not again: {plural(len(mails) - len(put), 'mailbox', 'mailboxes')}."
        )
    if without:
        said += ["No mailbox is written down, so nobody can be asked:"]
        said += [f"  {views.what(one, named)}" for one in without]
    if not words.send and mails:
        said.append("Nothing was sent. With --send the mails go into the outbox.")
    return {
        "mails": [
            {
                "mailbox": one.mailbox,
                "late": one.late,
                "returns": [views.what(ret, named) for ret in one.returns],
            }
            for one in shown
        ],
        "no_mailbox": [views.what(one, named) for one in without],
        "sent": words.send,
        "said": said,
    }


def _what(due: DueMail, named: views.Named) -> str:
    return "; ".join(views.what(one, named) for one in due.returns)


def _names() -> views.Named:
    with database.read() as conn:
        slugs = {slug: name for name, slug in directory.service_slugs(conn).items()}
    return views.Named(slugs, {area.code: area.name for area in views.areas_of(gazetteer())})
