"""`areas add|list|residents`: which authorities are covered here."""

import argparse
from pathlib import Path

from probation_commission import setup
from probation_commission.actions import areas
from probation_commission.actions.refusals import RefusedError
from probation_commission.cli.command import Answer, Group, add_command, add_group
from probation_commission.domain.access import Person
from probation_commission.domain.areas import AreaKind
from probation_commission.domain.words import listed
from probation_commission.geography.gazetteer import gazetteer


def add_to(commands: Group) -> None:
    """The commands, added to the others."""
    group = add_group(commands, "areas", "which authorities are covered")
    add = add_command(group, "add", _add, "cover more authorities, with what is known of them")
    add.add_argument("codes", nargs="*", metavar="CODE", help="an authority's code or name")
    add.add_argument("--pdu", action="append", default=[], help="all of a delivery unit; may repeat")
    add.add_argument("--region", action="append", default=[], help="all of a probation region; may repeat")
    add_command(group, "list", _list, "every authority that is covered")
    words = "load residents or deprivation by ward, or by LSOA with the lookup of LSOAs to wards"
    residents = add_command(group, "residents", _residents, words)
    residents.add_argument("file", type=Path, metavar="FILE")
    residents.add_argument("--lookup", type=Path, metavar="FILE", help="in which ward each LSOA lies")


def _add(person: Person, words: argparse.Namespace) -> Answer:
    setup.begin()
    codes = [
        *words.codes,
        *areas.in_areas(AreaKind.PDU, words.pdu),
        *areas.in_areas(AreaKind.REGION, words.region),
    ]
    if not codes:
        raise RefusedError("Name at least one authority, --pdu or --region.")
    added = areas.add(person, codes)
    names = [authority.name for authority in added]
    return {"areas": [authority.code for authority in added], "said": [f"Covered now: {listed(names)}."]}


def _residents(person: Person, words: argparse.Namespace) -> Answer:
    setup.begin()
    paths = [path for path in (words.file, words.lookup) if path]
    files = [(path.name, path.read_bytes()) for path in paths]
    return {"said": [areas.load_residents(person, *files)]}


def _list(_person: Person, _words: argparse.Namespace) -> Answer:
    setup.begin()
    here = gazetteer().authorities
    lines = [f"{authority.code}  {authority.name}  {authority.region}" for authority in here]
    return {"areas": [authority.code for authority in here], "said": lines}
