"""`outlines build|use|fetch|reset`: ward outlines."""

import argparse
from pathlib import Path

from probation_commission import setup
from probation_commission.actions import outlines
from probation_commission.cli.command import Answer, Group, add_command, add_group
from probation_commission.domain.access import Person
from probation_commission.geography.outlines import BUNDLED


def add_to(commands: Group) -> None:
    """The commands, added to the others."""
    group = add_group(commands, "outlines", "ward outlines")
    build = add_command(group, "build", _build, "make indicative outlines from postcodes")
    build.add_argument("--out", type=Path, default=BUNDLED, help="the folder to write (default: the bundled)")
    use = add_command(group, "use", _use, "use an official file: GeoJSON, GeoPackage or shapefile")
    use.add_argument("file", type=Path, metavar="FILE")
    fetch = add_command(group, "fetch", _fetch, "get the official outlines from the Open Geography Portal")
    fetch.add_argument("--authority", action="append", dest="authorities", help="a code or name; may repeat")
    fetch.add_argument("--layer", help="the layer's name instead of the newest (or PC_OUTLINES_LAYER)")
    add_command(group, "reset", _reset, "go back to the bundled outlines")


def _build(person: Person, words: argparse.Namespace) -> Answer:
    # No database is needed: what is made is committed with the code (decision 12).
    keys = outlines.build(person, words.out)
    return {"ward_sets": keys, "said": [f"Made indicative outlines: {', '.join(keys)}."]}


def _use(person: Person, words: argparse.Namespace) -> Answer:
    setup.begin()
    return _in_use(outlines.use(person, words.file))


def _fetch(person: Person, words: argparse.Namespace) -> Answer:
    setup.begin()
    return _in_use(outlines.fetch(person, words.authorities, words.layer))


def _reset(person: Person, _words: argparse.Namespace) -> Answer:
    setup.begin()
    keys = outlines.reset(person)
    sentence = (
        f"From now on maps show the bundled outlines again ({', '.join(keys)})."
        if keys
        else "Maps show the bundled outlines already."
    )
    return {"ward_sets": keys, "said": [sentence]}


def _in_use(in_use: outlines.OutlinesInUse) -> Answer:
    keys = ", ".join(in_use.keys)
    sentences = [f"From now on maps show: {in_use.source} ({keys}).", *in_use.notes]
    return {"ward_sets": in_use.keys, "source": in_use.source, "notes": in_use.notes, "said": sentences}
