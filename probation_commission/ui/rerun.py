"""How long the runs of a page take, and what they ask of the database."""

from collections.abc import Iterator
from contextlib import contextmanager
from time import perf_counter, thread_time

from probation_commission import log, metrics
from probation_commission.store import counted

SLOW = 1000
"""Milliseconds from which on a run is told in the log."""


@contextmanager
def measured(page: str) -> Iterator[None]:
    """A run of the page, whether it ends, is stopped or fails."""
    began, processor = perf_counter(), thread_time()
    with counted.selects() as asked:
        try:
            yield
        finally:
            seconds = perf_counter() - began
            metrics.rerun(page, seconds, thread_time() - processor, asked.selects)
            if seconds * 1000 >= SLOW:
                log.slow_rerun(page, round(seconds * 1000), asked.selects)
