"""What all commands have: how one is added, what it answers, and an area or month as a word."""

import argparse
from collections.abc import Callable
from datetime import date
from typing import TypeAlias

from probation_commission.domain import referrals
from probation_commission.domain.access import Person
from probation_commission.domain.places import Authority
from probation_commission.geography.gazetteer import gazetteer
from probation_commission.intake.cells import months

Group: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"  # noqa: SLF001 (no public name)
Answer: TypeAlias = dict[str, object]
"""What a command answers in JSON; under "said" the sentences that it prints otherwise."""
Run: TypeAlias = Callable[[Person, argparse.Namespace], Answer]


def add_command(group: Group, name: str, run: Run, words: str) -> argparse.ArgumentParser:
    """The command, so that it can be given its arguments."""
    command: argparse.ArgumentParser = group.add_parser(name, help=words, description=words)
    command.add_argument("--json", action="store_true", help="answer in JSON")
    # `main` calls whatever the words lead to; no table of verbs has to be kept in step.
    command.set_defaults(run=run)
    return command


def add_group(commands: Group, name: str, words: str, *, metavar: str | None = None) -> Group:
    """The group of commands under one verb."""
    return commands.add_parser(name, help=words).add_subparsers(required=True, metavar=metavar)


def area(text: str) -> Authority:
    """The area of that code or name, or the whole of several; an argument's error where none is known."""
    if found := referrals.area(text, gazetteer()):
        return found
    raise argparse.ArgumentTypeError("no area known here has that name")


def answer(text: str) -> tuple[str, str]:
    """A question's key and its answer; an argument's error where there is no sign between them."""
    question, sign, said = text.partition("=")
    if not sign:
        raise argparse.ArgumentTypeError("write QUESTION=ANSWER")
    return question, said


def month(text: str) -> date:
    """The month, as 2026-10; an argument's error where it is none."""
    if first_day := months.month(text):
        return first_day
    raise argparse.ArgumentTypeError("write the month as 2026-10")
