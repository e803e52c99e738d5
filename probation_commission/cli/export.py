"""`export KIND`: figures written to a file."""

import argparse
from pathlib import Path

from probation_commission import setup
from probation_commission.actions import exports, people
from probation_commission.actions.exports import Export
from probation_commission.actions.refusals import RefusedError
from probation_commission.cli.command import Answer, Group, add_command, add_group, month
from probation_commission.disclosure.audiences import Audience
from probation_commission.domain.access import Person
from probation_commission.publish.tables import ILLUSTRATIVE, workbook
from probation_commission.views import checks
from probation_commission.views.iom import table as iom_table
from probation_commission.views.terms import in_file

_AUDIENCES = [audience for audience in Audience if audience.sees_iom]


def add_to(commands: Group) -> None:
    """The commands, added to the others."""
    kinds = add_group(commands, "export", "write figures to a file", metavar="KIND")
    cohort = add_command(kinds, "iom", _export_iom, "write a month of an area's IOM cohort as a workbook")
    cohort.add_argument("--area", required=True, help="its code or name")
    cohort.add_argument("--month", required=True, type=month, metavar="YYYY-MM")
    cohort.add_argument(
        "--audience",
        choices=_AUDIENCES,
        type=Audience,
        default=Audience.PARTNERSHIP,
        metavar="AUDIENCE",
        help=f"who will see the file: {', '.join(_AUDIENCES)} (default: partnership)",
    )
    cohort.add_argument(
        "--as",
        dest="account",
        default="",
        metavar="EMAIL",
        help="for exact figures: the account of whoever may see them, which is written down",
    )
    cohort.add_argument("--out", required=True, type=Path, metavar="FILE", help="the .xlsx to write")


def _export_iom(person: Person, words: argparse.Namespace) -> Answer:
    # Nothing bundled is loaded for it, but the secret and the rules have to hold (decisions 72 and 73).
    setup.begin()
    export = _export(person, words)
    table = iom_table.whole_table(export.release, export.ward_set)
    about = iom_table.about(export.release, export.ward_set, source=export.source, who=export.who)
    about |= checks.about(checks.failing(export.lines, words.audience))
    if export.illustrative:
        # First on the sheet, as on every screen.
        about = {"Illustrative": ILLUSTRATIVE, **about}
    words.out.write_bytes(workbook(*in_file(table, about)))
    sentence = f"Wrote {len(table)} rows to {words.out}. Who may see it: {export.who}."
    return {"file": str(words.out), "rows": len(table), **about, "said": [sentence]}


def _export(person: Person, words: argparse.Namespace) -> Export:
    # Those of an agreement are exact too (decision 159).
    if not words.audience.exact:
        return exports.iom(person, words.area, words.month, words.audience)
    if not words.account:
        raise RefusedError(
            "Exact figures are for people who may see them: add --as EMAIL, the address of such an account."
        )
    # The account answers for it; who sat at the computer stands beside it (decision 149).
    on_behalf = people.of_account(words.account)
    return exports.iom(on_behalf, words.area, words.month, words.audience, reason=f"by {person.name}")
