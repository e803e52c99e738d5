"""The command line: a file a verb, each with `add_to`, put together in `main`."""

from probation_commission.cli.main import main

__all__ = ["main"]
