"""Nobody real is made up: what is illustrative names no real organisation, hub, service or contract."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from probation_commission import setup
from probation_commission.domain.needs import NeedsSource
from probation_commission.domain.outcomes import PromiseSubject
from probation_commission.domain.returns import Kind, SubjectKind
from probation_commission.domain.trackers import KINDS
from probation_commission.intake import bundled
from probation_commission.samples import loading
from probation_commission.store import database
from probation_commission.store.tables import (
    account,
    fund,
    hub,
    idea,
    idea_move,
    metadata,
    organisation,
    promise,
    return_,
    service,
    upload,
)

NO_NAME = {"not stated", "not known", "to be procured", "by sentence", "partners", "phase 1", "phase 2"}
BETWEEN = re.compile(r" with | and |[;,:()]", re.IGNORECASE)
PLACES = {"Durham", "Darlington", "Peterlee", "Willington", "Low Newton", "North East", "London", "outskirts"}


def names_of(text: str) -> Iterator[str]:
    """Whoever and whatever a cell names: `Thirteen (with Wise Group)` is Thirteen and Wise Group."""
    yield text
    for part in BETWEEN.split(text):
        if part and part.strip()[:1].isupper():
            yield part.strip()


def real_names() -> set[str]:
    """The names of every real organisation, hub, service and contract, without those of mere places."""
    cells = [row[key] for row in bundled.services() for key in ("name", "provider", "funder", "contract")]
    cells += [row[key] for row in bundled.hubs() for key in ("name", "run_by")]
    named = {name for cell in cells for name in names_of(cell)}
    pathways = {name for row in bundled.services() for name in names_of(row["pathway"])}
    generic = {"ETE"} | pathways | PLACES | NO_NAME
    return {name for name in named if len(name) > 2 and name not in generic}


REAL = {name: re.compile(rf"(?<!\w){re.escape(name)}(?!\w)") for name in real_names()}


def named_in(text: str) -> set[str]:
    return {name for name, pattern in REAL.items() if pattern.search(text)}


@pytest.fixture(scope="module")
def _home(sample_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """The bundled facts and the illustrative data, once for all tests of this file."""
    with pytest.MonkeyPatch.context() as environment:
        home = shutil.copytree(sample_home, tmp_path_factory.mktemp("home"), dirs_exist_ok=True)
        environment.setenv("PC_HOME", str(home))
        environment.delenv("PC_DATABASE_URL", raising=False)
        yield
        database._current().dispose()


@pytest.fixture(scope="module")
def stored(_home: None) -> dict[str, list[dict[str, Any]]]:
    """Every row that is made up, by the name of its table."""
    made_up = {
        "upload": select(upload.c.id, upload.c.file_name).where(upload.c.illustrative),
        "return": select(return_).where(
            return_.c.upload_id.in_(select(upload.c.id).where(upload.c.illustrative))
        ),
        "service": select(service).where(service.c.illustrative),
        "hub": select(hub).where(hub.c.illustrative),
        "fund": select(fund).where(fund.c.illustrative),
        "idea": select(idea).where(idea.c.illustrative),
        "idea_move": select(idea_move, account.c.name).join(account),
        "promise": select(promise).where(promise.c.illustrative),
        "organisation": select(organisation).where(organisation.c.illustrative),
    }
    with database.read() as conn:
        return {name: [dict(row._mapping) for row in conn.execute(query)] for name, query in made_up.items()}


@pytest.mark.parametrize(
    "text",
    [
        "phones can be had from St Giles Wise Group",
        "Thirteen, Durham",
        "Accommodation, North East",
        "PRJ_7647",
        "held at St Cuthbert’s Church",
        "delivered by Together",
        "Nepacs will help",
        "with the 700 Club",
    ],
)
def test_a_real_name_is_recognised(text):
    assert named_in(text)


@pytest.mark.parametrize("text", ["breakfast together afterwards", "Example Housing, Durham", "relate to"])
def test_a_word_is_no_name(text):
    assert not named_in(text)


def test_there_is_something_of_each(stored):
    assert all(stored.values())
    assert len(stored["service"]) == 9  # one of them is an award
    assert len(stored["hub"]) == 6


def test_no_illustrative_row_names_anybody_real(stored):
    found = {
        (table, column, name)
        for table, rows in stored.items()
        for row in rows
        for column, value in row.items()
        for name in named_in(str(value))
    }
    assert found == set()


def test_every_illustrative_return_promise_and_idea_stands_on_what_is_invented(stored):
    services = {row["slug"] for row in stored["service"]}
    hubs = {row["slug"] for row in stored["hub"]}
    organisations = {str(row["id"]) for row in stored["organisation"]}
    for row in stored["return"]:
        if row["kind"] == Kind.UNMET:
            assert row["subject_kind"] == SubjectKind.ORGANISATION
            assert row["subject_id"] in organisations
            continue
        if row["kind"] == Kind.NEEDS:
            assert row["subject_kind"] == SubjectKind.SOURCE
            assert row["subject_id"] in set(NeedsSource)
            continue
        of_area = row["kind"] in {Kind.IOM, *KINDS}
        assert of_area or row["subject_id"] in services
        assert row["subject_kind"] == (SubjectKind.AREA if of_area else SubjectKind.SERVICE)
    ideas = {str(row["id"]) for row in stored["idea"]}
    for row in stored["promise"]:
        assert row["subject"] in (services if row["about"] == PromiseSubject.SERVICE else ideas)
        assert row["partner"].startswith("Example ")
    assert {row["hub"] for row in stored["idea"]} <= {"", *hubs}
    assert {row["fund"] for row in stored["idea"]} == {row["slug"] for row in stored["fund"]}
    named = [row["provider"] for row in stored["service"]] + [row["name"] for row in stored["hub"]]
    named += [row["organisation"] for row in stored["idea"]] + [row["name"] for row in stored["fund"]]
    assert all(name.startswith("Example ") for name in named)


def test_every_return_of_a_real_service_is_missing(stored):
    real = {row["slug"] for row in bundled.services()}
    assert real.isdisjoint(row["subject_id"] for row in stored["return"])


def test_removal_takes_all_of_it_away_and_leaves_every_real_row(stored):
    def rows() -> dict[str, int]:
        with database.read() as conn:
            return {table.name: len(conn.execute(select(table)).all()) for table in metadata.sorted_tables}

    loading.remove(setup.ITSELF)
    left = rows()
    assert left["hub"] == 21  # those of the areas of this partnership
    assert left["service"] == len(bundled.services())
    assert left["fund"] == len(bundled.funds())
    assert (left["idea"], left["idea_move"], left["promise"], left["return"]) == (0, 0, 0, 1)
    assert stored["upload"]
