"""What is asked of the database, counted for whoever wants to know: a page's run, or a test."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

from sqlalchemy import Engine, event


@dataclass(slots=True)
class Asked:
    """How often something was asked."""

    selects: int = 0


_asked: ContextVar[Asked | None] = ContextVar("asked", default=None)


@contextmanager
def selects() -> Iterator[Asked]:
    """A block, and how many SELECTs its thread makes in it."""
    asked = Asked()
    token = _asked.set(asked)
    try:
        yield asked
    finally:
        _asked.reset(token)


def count(engine: Engine) -> None:
    """From now on what this engine is asked is counted."""

    @event.listens_for(engine, "before_cursor_execute")
    def on_execute(
        _conn: object, _cursor: object, statement: str, _values: object, _context: object, _many: object
    ) -> None:
        asked = _asked.get()
        # Common table expressions begin with WITH.
        if asked is not None and statement.lstrip()[:6].upper().startswith(("SELECT", "WITH")):
            asked.selects += 1
