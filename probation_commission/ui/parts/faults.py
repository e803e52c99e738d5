"""The last guard of a page: where a fault keeps a part from being shown, a sentence stands in its place.

The rest of the page goes on. The log has the fault's kind and the lines of code under the number that the
sentence names, and nothing of what the code was handed: a message can hold a count or a name (decision 1).
"""

import secrets
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from traceback import extract_tb

import streamlit as st
import structlog

from probation_commission.settings import ROOT


@contextmanager
def contained(part: str, *, click: bool = False) -> Iterator[None]:
    """A part of a page, or what a click does, whose fault ends with it; also a decorator of such a function.

    What Streamlit raises to stop or to start a run anew is no `Exception`, and passes.
    """
    try:
        yield
    except Exception as fault:  # noqa: BLE001 (whatever it is, the rest of the page can still be read)
        number = secrets.token_hex(4)
        _log(part, number, fault)
        what = "could not be finished; reload the page to see what stands" if click else "could not be shown"
        st.error(
            f"{part} {what}. This is a fault of the app, not yours. "
            f"Whoever runs the app finds it in the log under {number}.",
            icon=":material/error:",
        )


def _log(part: str, number: str, fault: Exception) -> None:
    lines = [f"{_inside(frame.filename)}:{frame.lineno}" for frame in extract_tb(fault.__traceback__)]
    log = structlog.wrap_logger(structlog.WriteLogger(sys.stderr))
    log.error("not shown", number=number, part=part, fault=type(fault).__name__, at=" > ".join(lines))


def _inside(path: str) -> str:
    """The file within the app, or a library's own name for it."""
    file = Path(path)
    return str(file.relative_to(ROOT)) if file.is_relative_to(ROOT) else "/".join(file.parts[-2:])
