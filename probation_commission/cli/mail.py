"""`mail test`: whether mail of this app arrives."""

import argparse
from datetime import UTC, datetime

from probation_commission.actions import mail
from probation_commission.actions.refusals import RefusedError
from probation_commission.cli.command import Answer, Group, add_command, add_group
from probation_commission.domain.access import Person
from probation_commission.geography.partnership import partnership
from probation_commission.settings import MailSettingsError, settings
from probation_commission.views.letters import trial
from probation_commission.views.outbox import FAULTS


def add_to(commands: Group) -> None:
    """The command, added to the others."""
    group = add_group(commands, "mail", "the mail that goes out")
    test = add_command(group, "test", _test, "send a test letter at once, and say what happened")
    test.add_argument("address", metavar="ADDRESS", help="one mailbox")


def _test(_person: Person, words: argparse.Namespace) -> Answer:
    letter = trial(partnership().name, settings().address)
    try:
        refused = mail.try_out(words.address, letter, datetime.now(UTC))
    except MailSettingsError as wrong:
        raise RefusedError(str(wrong)) from wrong
    if refused:
        number = f" ({refused.number})" if refused.number else ""
        raise RefusedError(f"Nothing was sent: {FAULTS[refused.fault]}{number}.")
    return {
        "said": [f"The mail server took a test letter to {words.address.strip()}. See whether it arrives."]
    }
