"""`user add|list`: who may sign in."""

import argparse
from dataclasses import asdict

from probation_commission import setup
from probation_commission.actions import people
from probation_commission.cli.command import Answer, Group, add_command, add_group
from probation_commission.domain.access import Person, Role


def add_to(commands: Group) -> None:
    """Add the commands."""
    group = add_group(commands, "user", "who may sign in")
    add = add_command(group, "add", _add, "give somebody access")
    add.add_argument("email", metavar="EMAIL", help="the address they sign in with")
    add.add_argument("--role", required=True, choices=list(Role), metavar="ROLE", help=", ".join(Role))
    add.add_argument("--name", default="", help="how others see them (default: the address)")
    add_command(group, "list", _list, "everybody who has or had access")


def _add(person: Person, words: argparse.Namespace) -> Answer:
    setup.begin()
    account = people.add(person, words.email, Role(words.role), words.name)
    said = f"{account.name} can sign in as {account.email} now: {account.role}."
    return {**asdict(account), "said": [said]}


def _list(person: Person, _words: argparse.Namespace) -> Answer:
    setup.begin()
    accounts = people.everyone(person)
    lines = [
        f"{account.email}  {account.role}{'' if account.active else ' (access ended)'}  {account.name}"
        for account in accounts
    ]
    return {
        "people": [asdict(account) for account in accounts],
        "said": lines or ["Nobody has been given access yet."],
    }
