"""A stand-in until letters are sent: whoever merges takes the real one."""

from typing import Any

from probation_commission.store.database import Connection


def put(conn: Connection, *, to: str, letter: Any) -> None:  # noqa: ANN401 (a stand-in)
    """Nothing yet."""
    del conn, to, letter
