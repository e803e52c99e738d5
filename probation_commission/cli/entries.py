"""`entries ask`: operators asked each quarter whether the directory is still right."""

import argparse
from datetime import UTC, datetime

from probation_commission import setup
from probation_commission.actions import entries
from probation_commission.actions.links import SentLink
from probation_commission.cli.command import Answer, Group, add_command, add_group
from probation_commission.domain.access import Person
from probation_commission.domain.days import day, day_of, in_full
from probation_commission.domain.entries import Asking, Operator
from probation_commission.domain.letters import Letter
from probation_commission.domain.words import plural
from probation_commission.geography.partnership import partnership
from probation_commission.views import letters

_ASK = "whoever in the partnership told you of it"


def add_to(commands: Group) -> None:
    """The command, added to the others."""
    group = add_group(commands, "entries", "what the directory says of each operator")
    words = "ask by mail whether it is right, where nobody has confirmed it for three months"
    ask = add_command(group, "ask", _ask, words)
    ask.add_argument("--dry-run", action="store_true", help="list who would be asked, and send nothing")


def _ask(person: Person, words: argparse.Namespace) -> Answer:
    setup.begin()
    # Before anybody is asked: whoever is asked now would be among those who were.
    overdue, now = entries.overdue(person), datetime.now(UTC)
    standing = {kind: [one for one in overdue if one.asking(now) is kind] for kind in Asking}
    asked = standing[Asking.ASK] if words.dry_run else entries.send_questions(person, _letter)
    said = [
        f"{'Would be asked' if words.dry_run else 'Asked'}: {plural(len(asked), 'operator')}.",
        *(f"  {one.name}: {one.mailbox}, {_confirmed(one)}" for one in asked),
    ]
    if waiting := standing[Asking.WAITS]:
        said += ["Asked in the last 30 days, so not again:"]
        said += [f"  {one.name}: {day(one.asked_at)}" for one in waiting if one.asked_at]
    if silent := standing[Asking.NO_MAILBOX]:
        said += ["No mailbox is written down, for contracts or general, so nobody can be asked:"]
        said += [f"  {one.name}: {_confirmed(one)}" for one in silent]
    return {
        "asked": [_told(one) for one in asked],
        "asked_before": [_told(one) for one in waiting],
        "no_mailbox": [_told(one) for one in silent],
        "dry_run": words.dry_run,
        "said": said,
    }


def _told(one: Operator) -> dict[str, object]:
    return {
        "organisation": one.name,
        "number": one.id,
        "mailbox": one.mailbox,
        "entries": one.entries,
        "confirmed_on": one.confirmed_on,
        "asked_at": one.asked_at,
    }


def _confirmed(one: Operator) -> str:
    return f"last confirmed on {in_full(one.confirmed_on)}" if one.confirmed_on else "never confirmed in full"


def _letter(sent: SentLink) -> Letter:
    return letters.still_right(
        partnership().name,
        sent.organisation,
        until=day_of(sent.link.expires_at),
        ask=_ASK,
        address=sent.address,
    )
