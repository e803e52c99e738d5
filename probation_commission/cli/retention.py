"""`retention list|enforce`: what has been kept long enough."""

import argparse

from probation_commission import setup
from probation_commission.actions import retention
from probation_commission.cli.command import Answer, Group, add_command, add_group
from probation_commission.domain.access import Person
from probation_commission.domain.retention import RULES, Perishable


def add_to(commands: Group) -> None:
    """The commands, added to the others."""
    group = add_group(commands, "retention", "what has been kept long enough")
    add_command(group, "list", _list, "how long each kind is kept, and how much of it would go now")
    add_command(group, "enforce", _enforce, "let go of it; it can’t be brought back")


def _list(person: Person, _words: argparse.Namespace) -> Answer:
    setup.begin()
    found = retention.due(person)
    lines = [
        f"{kind}: kept {rule.months} months since {rule.since}, then {rule.then}. Now due: {found[kind]}."
        for kind, rule in RULES.items()
    ]
    return {"due": found, "said": lines}


def _enforce(person: Person, _words: argparse.Namespace) -> Answer:
    setup.begin()
    gone = retention.enforce(person)
    return {"gone": gone, "said": [_said(gone)]}


def _said(gone: dict[Perishable, int]) -> str:
    went = [f"{kind}: {count}" for kind, count in gone.items() if count]
    return f"Gone: {', '.join(went)}." if went else "Nothing has been kept long enough. Nothing was changed."
