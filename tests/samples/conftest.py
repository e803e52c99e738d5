"""Databases that hold the illustrative data already, of each kind, to be copied: faster than loading it."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from probation_commission import setup
from probation_commission.samples import loading
from probation_commission.store import database
from tests.given.returns import ADMIN

# That PostgreSQL takes all of it is held in every run by `tests/test_setup.py`.
BOTH_KINDS = ["sqlite", pytest.param("postgres", marks=[pytest.mark.postgres, pytest.mark.long])]


@pytest.fixture(scope="session")
def loaded_file(migrated_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A SQLite database with the illustrative data alone."""
    path = tmp_path_factory.mktemp("loaded") / "explorer.db"
    shutil.copy(migrated_file, path)
    _write(path.parent, f"sqlite:///{path}", _load)
    return path


@pytest.fixture(scope="session")
def loaded_postgres(postgres, migrated_postgres: str, tmp_path_factory) -> Iterator[str]:
    """The name of a PostgreSQL database like `loaded_file`."""
    name = postgres.create(migrated_postgres)
    _write(tmp_path_factory.mktemp("home"), postgres.url(name), _load)
    yield name
    postgres.drop(name)


@pytest.fixture(scope="session")
def started_postgres(postgres, migrated_postgres: str, tmp_path_factory) -> Iterator[str]:
    """The name of a PostgreSQL database as after a first start with the illustrative data."""
    name = postgres.create(migrated_postgres)
    _write(tmp_path_factory.mktemp("home"), postgres.url(name), setup.ready, PC_SAMPLE="1")
    yield name
    postgres.drop(name)


@pytest.fixture(params=BOTH_KINDS)
def loaded(request: pytest.FixtureRequest, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A database of each kind into which the illustrative data was loaded before anything else."""
    if request.param == "sqlite":
        shutil.copy(request.getfixturevalue("loaded_file"), home / "explorer.db")
    else:
        _copy_postgres(request, "loaded_postgres", monkeypatch)


@pytest.fixture(params=BOTH_KINDS)
def started(request: pytest.FixtureRequest, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A database of each kind with the bundled facts, and the illustrative data loaded after them."""
    if request.param == "sqlite":
        shutil.copy(request.getfixturevalue("sample_home") / "explorer.db", home / "explorer.db")
    else:
        _copy_postgres(request, "started_postgres", monkeypatch)


def _copy_postgres(request: pytest.FixtureRequest, template: str, monkeypatch: pytest.MonkeyPatch) -> None:
    url = request.getfixturevalue("new_postgres")(request.getfixturevalue(template))
    monkeypatch.setenv("PC_DATABASE_URL", url)


def _load() -> None:
    loading.load_once(ADMIN)


def _write(home: Path, url: str, write: Callable[[], object], **environ: str) -> None:
    with pytest.MonkeyPatch.context() as environment:
        settings = {"PC_SAMPLE": "0", "PC_HOME": str(home), "PC_DATABASE_URL": url, **environ}
        for name, value in settings.items():
            environment.setenv(name, value)
        for name in ("PC_PARTNERSHIP", "PC_SECRET"):
            environment.delenv(name, raising=False)
        write()
        database._current().dispose()
