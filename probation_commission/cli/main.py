"""The command line, on the same actions as the pages.

Exit codes: 0 done; 1 refused, with reasons on stderr; 2 wrong usage.
"""

import argparse
import getpass
import json
import os
import sys
from collections.abc import Sequence

from probation_commission.actions.refusals import RefusedError
from probation_commission.cli import (
    areas,
    check,
    entries,
    export,
    load,
    mail,
    outlines,
    retention,
    returns,
    rule,
    sample,
    serve,
    sheets,
    strip,
    travel,
    user,
)
from probation_commission.domain.access import NotAllowedError, Person, Role
from probation_commission.domain.partnership import UnknownPartnershipError
from probation_commission.store import database

VERBS = (
    check,
    load,
    strip,
    export,
    sheets,
    areas,
    outlines,
    travel,
    sample,
    user,
    rule,
    retention,
    mail,
    entries,
    returns,
    serve,
)
"""Each adds its command, or its group of commands, in the order of the help."""


def main(argv: Sequence[str] | None = None) -> int:
    """The exit code of one command, once it has run."""
    # Whoever runs commands here has the database in their hands anyway. The name goes into the audit trail,
    # with an account that gives nobody access (decision 82).
    os.umask(0o027)  # a file with exact figures is nobody else's on this computer
    person = Person(f"{getpass.getuser()} (command line)", Role.ADMIN)
    try:
        # argparse leaves with 2 by itself for wrong usage.
        words = _parser().parse_args(argv)
        answer = words.run(person, words)
    except RefusedError as refusal:
        print(*refusal.reasons, sep="\n", file=sys.stderr)
        return 1
    except (NotAllowedError, UnknownPartnershipError) as refusal:
        print(refusal, file=sys.stderr)
        return 1
    except database.DatabaseFaultError as fault:
        print(f"{database.whereabouts()}: {fault}", file=sys.stderr)
        return 1
    except OSError as trouble:
        print(f"{trouble.filename}: {trouble.strerror}.", file=sys.stderr)
        return 1
    # "said" is in both: what a person reads is never less than what a script gets.
    if words.json:
        print(json.dumps(answer, indent=2, default=str, ensure_ascii=False))
    else:
        print(*answer["said"], sep="\n")
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m probation_commission", description=__doc__)
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    for verb in VERBS:
        verb.add_to(commands)
    return parser
