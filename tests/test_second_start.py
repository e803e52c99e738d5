"""A second start of the app, over what the first one left, changes nothing but what comes with the app."""

from pathlib import Path

import pytest

from probation_commission import setup
from probation_commission.domain.hubs import Listing
from probation_commission.intake import bundled as facts
from probation_commission.store import database, directory

pytestmark = pytest.mark.usefixtures("ready")


def revision() -> int:
    with database.read() as conn:
        return database.revision_number(conn)


def test_it_changes_nothing():
    before = revision()
    setup.ready()
    assert revision() == before


def test_with_the_illustrative_data_it_changes_nothing(monkeypatch):
    monkeypatch.setenv("PC_SAMPLE", "1")
    setup.ready()
    before = revision()
    setup.ready()
    assert revision() == before


def test_a_bundled_file_that_has_changed_is_loaded_again(monkeypatch, tmp_path):
    before, before_services = revision(), len(facts.services())
    shorter = Path(tmp_path, "services.csv")
    shorter.write_text("".join(facts.SERVICES.read_text().splitlines(keepends=True)[:3]))
    monkeypatch.setattr(facts, "SERVICES", shorter)
    setup.ready()
    with database.read() as conn:
        known = directory.services(conn)
    named = known.slug[(known.listed == Listing.LISTED) & ~known.slug.str.startswith("prj-")]
    assert len(named) == 2  # a heading and two services; the others stay, and say that no list names them
    assert len(known[known.listed == Listing.DROPPED]) == before_services - 2
    assert revision() == before + 1
    setup.ready()
    assert revision() == before + 1
