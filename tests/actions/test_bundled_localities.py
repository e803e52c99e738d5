"""Localities that come with the app: in force from a later month, and never over what people saved."""

from dataclasses import replace
from datetime import date

import pytest

from probation_commission.actions import localities
from probation_commission.domain.localities import BundledGrouping
from probation_commission.geography.gazetteer import gazetteer
from probation_commission.intake import bundled
from probation_commission.setup import ITSELF
from probation_commission.store import database
from probation_commission.store import localities as store
from tests.actions.test_localities import DARLINGTON, MAY_2015, NOVEMBER, OCTOBER, WEST, keep, kept, save
from tests.given.returns import LEAD

pytestmark = pytest.mark.usefixtures("migrated")
OURS = bundled.localities()[DARLINGTON.key]
NORTH, SOUTH = "North Road", "South"


def load():
    localities.load_bundled(ITSELF)


def in_force():
    with database.read() as conn:
        return store.in_force(conn).get(DARLINGTON.key, [])


def revision():
    with database.read() as conn:
        return database.revision_number(conn)


def test_they_are_in_force_with_their_sizes_and_source_for_every_ward_set_they_are_of():
    load()
    (saved,) = in_force()
    assert (saved.since, saved.grouping, saved.larger) == (MAY_2015, OURS.grouping, OURS.larger)
    assert (saved.source, saved.illustrative) == (OURS.source, False)
    with database.read() as conn:
        known = {key for key in bundled.localities() if gazetteer().ward_set_by_key(key)}
        assert store.in_force(conn).keys() == known


def test_a_second_start_writes_nothing():
    load()
    before = revision()
    load()
    assert revision() == before


def test_where_months_were_shown_they_hold_from_the_month_after():
    keep(OCTOBER)
    load()
    assert [saved.since for saved in in_force()] == [NOVEMBER]


@pytest.mark.parametrize("saved", [WEST, {}], ids=["saved", "taken out"])
def test_never_over_what_a_lead_saved(saved):
    save(WEST)
    keep(OCTOBER)
    if not saved:
        save({}, WEST)
    before = in_force()
    load()
    assert in_force() == before


def other(monkeypatch):
    """As a newer version of the app, with other localities of these wards."""
    new = BundledGrouping(dict.fromkeys(OURS.grouping, "Everywhere"), {"Everywhere": "All"}, "from elsewhere")
    monkeypatch.setattr(bundled, "localities", lambda: {DARLINGTON.key: new})
    load()
    return new


def test_newer_ones_replace_ours_from_a_later_month_and_what_was_shown_stays(monkeypatch):
    load()
    keep(OCTOBER)
    new = other(monkeypatch)
    assert [(saved.since, saved.grouping) for saved in in_force()] == [
        (MAY_2015, OURS.grouping),
        (NOVEMBER, new.grouping),
    ]


def test_newer_ones_never_replace_what_a_lead_made_of_ours(monkeypatch):
    load()
    save(WEST, OURS.grouping)
    other(monkeypatch)
    assert [saved.grouping for saved in in_force()] == [WEST]


def test_a_lead_who_saves_keeps_the_large_ones_while_each_locality_has_one():
    load()
    ward = next(code for code, name in OURS.grouping.items() if name != NORTH)
    moved = OURS.grouping | {ward: NORTH}
    save(moved, OURS.grouping)
    (saved,) = in_force()
    assert (saved.grouping, saved.source) == (moved, "")  # made by a lead now
    assert saved.larger == {name: OURS.larger[name] for name in set(moved.values())}
    renamed = {code: SOUTH if name == NORTH else name for code, name in moved.items()}
    save(renamed, kept())
    (saved,) = in_force()
    # One in no large one would be the difference of the area and all large ones.
    assert saved.larger == {}


def test_of_a_rag_the_grouping_is_by_the_large_ones():
    load()
    (saved,) = in_force()
    assert saved.of("all") == OURS.grouping
    assert saved.of("red") == {code: OURS.larger[name] for code, name in OURS.grouping.items()}
    assert replace(saved, larger={}).of("red") == OURS.grouping


def test_whoever_opens_them_is_told_that_they_are_ours():
    load()
    opened = localities.opened(LEAD, DARLINGTON)
    assert (opened.grouping, opened.in_force.source) == (OURS.grouping, OURS.source)
    assert opened.starts == date(2015, 5, 1)
