"""`travel load FILE`: travel times from wards to places."""

import argparse
from pathlib import Path

from probation_commission import setup
from probation_commission.actions import travel
from probation_commission.cli.command import Answer, Group, add_command, add_group
from probation_commission.domain.access import Person


def add_to(commands: Group) -> None:
    """The command, added to the others."""
    group = add_group(commands, "travel", "how long it takes from wards to places")
    words = "load times in the place of those of the same mode, day and time from the same areas"
    load = add_command(group, "load", _load, words)
    load.add_argument("file", type=Path, metavar="FILE", help="a CSV or workbook")


def _load(person: Person, words: argparse.Namespace) -> Answer:
    setup.begin()
    return {"said": [travel.load(person, words.file.name, words.file.read_bytes())]}
