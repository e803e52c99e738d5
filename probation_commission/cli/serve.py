"""`serve`: several app processes behind one address."""

import argparse
import os
import sys

from probation_commission.cli.command import Answer, Group, add_command
from probation_commission.domain.access import Person
from probation_commission.domain.doors import MOST_PROCESSES

SERVING = "probation_commission.web.serving"


def add_to(commands: Group) -> None:
    """The command, added to the others."""
    command = add_command(commands, "serve", _serve, "serve the app with several processes")
    command.add_argument(
        "--processes",
        type=_count,
        default=2,
        metavar="N",
        help=f"of the app, 1 to {MOST_PROCESSES} (default: 2)",
    )
    command.add_argument(
        "--host", default=os.environ.get("HOST") or "127.0.0.1", help="the address (default: 127.0.0.1)"
    )
    command.add_argument(
        "--port", type=int, default=int(os.environ.get("PORT") or 8501), help="the port (default: 8501)"
    )


def _count(text: str) -> int:
    if text.isascii() and text.isdigit() and 1 <= int(text) <= MOST_PROCESSES:
        return int(text)
    raise argparse.ArgumentTypeError(f"write a number from 1 to {MOST_PROCESSES}")


def _serve(_person: Person, words: argparse.Namespace) -> Answer:
    # What stays is small: this process has loaded all that the other commands need, some 200 MB.
    given = (words.host, str(words.port), str(words.processes))
    os.execv(sys.executable, [sys.executable, "-m", SERVING, *given])  # noqa: S606 (no shell)
