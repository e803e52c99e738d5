"""`user add|list`: who may sign in."""

import argparse
from dataclasses import asdict

from probation_commission import setup
from probation_commission.actions import people
from probation_commission.cli.command import Answer, Group, add_command, add_group
from probation_commission.domain.access import ROLE_LABELS, Person, Role
from probation_commission.store.people import Account


def add_to(commands: Group) -> None:
    """The commands, added to the others."""
    group = add_group(commands, "user", "who may sign in")
    roles = ROLE_LABELS.values()
    add = add_command(group, "add", _add, "give somebody access")
    add.add_argument("email", metavar="EMAIL", help="the address they sign in with")
    add.add_argument("--role", required=True, choices=list(roles), metavar="ROLE", help=", ".join(roles))
    add.add_argument("--name", default="", help="how others see them (default: the address)")
    add.add_argument("--organisation", default="", help="whom they belong to; asked of all but admins")
    add_command(group, "list", _list, "everybody who has or had access")


def _add(person: Person, words: argparse.Namespace) -> Answer:
    setup.begin()
    account = people.add(person, words.email, _role(words.role), words.name, words.organisation)
    sentence = f"{account.name} can sign in as {account.email} now: {account.role.label}."
    return {**_as_answer(account), "said": [sentence]}


def _list(person: Person, _words: argparse.Namespace) -> Answer:
    setup.begin()
    accounts = people.everyone(person)
    lines = [
        f"{account.email}  {account.role.label}{'' if account.active else ' (access ended)'}  {account.name}"
        for account in accounts
    ]
    return {
        "people": [_as_answer(account) for account in accounts],
        "said": lines or ["Nobody has been given access yet."],
    }


def _role(written: str) -> Role:
    return next(role for role in Role if role.label == written)


def _as_answer(account: Account) -> Answer:
    # The word that people know ("panel member") and not the code that is stored (decision 84).
    return asdict(account) | {"role": account.role.label}
