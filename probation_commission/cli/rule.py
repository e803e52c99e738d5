"""`rule set|list`: what may be shown to whom."""

import argparse
from dataclasses import asdict

from probation_commission import setup
from probation_commission.actions import rules
from probation_commission.cli.command import Answer, Group, add_command, add_group, month
from probation_commission.disclosure.audiences import Audience
from probation_commission.disclosure.rules import WIDTHS
from probation_commission.domain.access import Person
from probation_commission.domain.days import day


def add_to(commands: Group) -> None:
    """Add the commands."""
    group = add_group(commands, "rule", "what may be shown to whom")
    new = add_command(group, "set", _set, "set the width of an audience's bands, from a month on")
    new.add_argument(
        "audience", choices=list(WIDTHS), type=Audience, metavar="AUDIENCE", help=", ".join(WIDTHS)
    )
    new.add_argument("--width", required=True, type=int, metavar="N", help="of a band, under 20")
    new.add_argument(
        "--from", required=True, type=month, metavar="YYYY-MM", dest="from_month", help="the first month"
    )
    add_command(group, "list", _list, "every rule that was set")


def _set(person: Person, words: argparse.Namespace) -> Answer:
    setup.begin()
    rule = rules.change(person, words.audience, words.width, words.from_month)
    said = f"From {rule.from_month:%B %Y}, {rule.audience}: {rule.words}."
    return {**asdict(rule), "said": [said]}


def _list(person: Person, _words: argparse.Namespace) -> Answer:
    setup.begin()
    found = rules.everything(person)
    lines = [
        f"{one.audience}: bands of {one.width} "
        f"{f'from {one.from_month:%Y-%m}' if one.from_month else 'for all months'}, "
        f"set by {one.set_by} on {day(one.set_at)}"
        for one in found
    ]
    usual = [f"{audience}: bands of {widths[0]}" for audience, widths in WIDTHS.items()]
    return {
        "rules": [asdict(one) for one in found],
        "usual": {audience: widths[0] for audience, widths in WIDTHS.items()},
        "said": [*lines, f"Where nothing else is set: {', '.join(usual)}."],
    }
