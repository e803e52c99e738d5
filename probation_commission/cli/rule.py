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
    """The commands, added to the others."""
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
    sentence = f"From {rule.from_month:%B %Y}, {rule.audience}: {rule.words}."
    return {**asdict(rule), "said": [sentence]}


def _list(person: Person, _words: argparse.Namespace) -> Answer:
    setup.begin()
    set_rules = rules.everything(person)
    lines = [
        f"{set_rule.audience}: bands of {set_rule.width} "
        f"{f'from {set_rule.from_month:%Y-%m}' if set_rule.from_month else 'for all months'}, "
        f"set by {set_rule.set_by} on {day(set_rule.set_at)}"
        for set_rule in set_rules
    ]
    # What holds where nobody has set anything is a rule too, and the list would look empty without it.
    usual = [f"{audience}: bands of {widths[0]}" for audience, widths in WIDTHS.items()]
    return {
        "rules": [asdict(set_rule) for set_rule in set_rules],
        "usual": {audience: widths[0] for audience, widths in WIDTHS.items()},
        "said": [*lines, f"Where nothing else is set: {', '.join(usual)}."],
    }
