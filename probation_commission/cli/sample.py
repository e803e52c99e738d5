"""`sample load|remove`: the illustrative data."""

import argparse
from dataclasses import asdict

from probation_commission import setup
from probation_commission.cli.command import Answer, Group, add_command, add_group
from probation_commission.domain.access import Person
from probation_commission.geography.partnership import partnership
from probation_commission.samples import loading
from probation_commission.views import illustrative as words


def add_to(commands: Group) -> None:
    """The commands, added to the others."""
    group = add_group(commands, "sample", "illustrative data")
    add_command(group, "load", _load, "load it")
    add_command(group, "remove", _remove, "take it out")


def _load(person: Person, _typed: argparse.Namespace) -> Answer:
    setup.ready()
    loaded = loading.load(person)
    return {"loaded": loaded, "said": loaded or ["It was loaded already. Nothing was changed."]}


def _remove(person: Person, _typed: argparse.Namespace) -> Answer:
    setup.begin()
    gone = loading.remove(person)
    # The bundled real return is no illustrative data and stays (decision 11).
    stays = [
        f"The real {area_name} return, if it was loaded, stays." for area_name in partnership().real_returns
    ]
    # By kind, as the page of illustrative data says it; scripts read how many files since the first version.
    counts = {noun: len(keys) for noun, keys in asdict(gone).items() if noun != "months"}
    return {
        **counts,
        "months": [f"{month:%Y-%m}" for month in gone.months],
        "said": [words.gone(gone), *stays],
    }
