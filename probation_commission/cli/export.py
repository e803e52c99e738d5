"""`export KIND`: write figures to a file."""

import argparse
from pathlib import Path

from probation_commission import setup
from probation_commission.actions import exports
from probation_commission.cli.command import Answer, Group, add_command, add_group, month
from probation_commission.disclosure.audiences import Audience
from probation_commission.domain.access import Person
from probation_commission.publish.tables import ILLUSTRATIVE, workbook
from probation_commission.views import checks
from probation_commission.views.iom import table as iom_table


def add_to(commands: Group) -> None:
    """Add the commands."""
    kinds = add_group(commands, "export", "write figures to a file", metavar="KIND")
    cohort = add_command(kinds, "iom", _export_iom, "write a month of an area's IOM cohort as a workbook")
    cohort.add_argument("--area", required=True, help="its code or name")
    cohort.add_argument("--month", required=True, type=month, metavar="YYYY-MM")
    cohort.add_argument(
        "--audience",
        choices=list(Audience),
        type=Audience,
        default=Audience.PARTNERSHIP,
        metavar="AUDIENCE",
        help=f"who will see the file: {', '.join(Audience)} (default: partnership)",
    )
    cohort.add_argument("--out", required=True, type=Path, metavar="FILE", help="the .xlsx to write")


def _export_iom(person: Person, words: argparse.Namespace) -> Answer:
    setup.begin()
    found = exports.iom(person, words.area, words.month, words.audience)
    table = iom_table.whole_table(found.release, found.ward_set)
    about = iom_table.about(found.release, found.ward_set, source=found.source, who=found.who)
    about |= checks.about(checks.failing(found.lines, words.audience))
    if found.illustrative:
        about = {"Illustrative": ILLUSTRATIVE, **about}
    words.out.write_bytes(workbook(table, about))
    said = f"Wrote {len(table)} rows to {words.out}. Who may see it: {found.who}."
    return {"file": str(words.out), "rows": len(table), **about, "said": [said]}
