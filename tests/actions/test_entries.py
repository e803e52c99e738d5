"""An operator confirms its own entry alone; what it asks for a lead takes up, or says why not."""

from dataclasses import replace
from datetime import date

import pytest

from probation_commission.actions import entries, hubs
from probation_commission.actions.refusals import RefusedError
from probation_commission.domain.access import NotAllowedError, Person, Role
from probation_commission.domain.days import today
from probation_commission.domain.links import Purpose
from probation_commission.store import database, directory
from probation_commission.store import hubs as store
from tests.actions.test_hubs import HALL, LEA
from tests.given.links import by_link
from tests.given.organisations import member, organisation

pytestmark = pytest.mark.usefixtures("migrated")
OLD = date(2026, 1, 1)


def halls(*names):
    """A hall of each of these organisations, confirmed long ago; their slugs."""
    slugs = []
    for name in names:
        organisation(name)
        slugs.append(hubs.add(LEA, replace(HALL, name=f"Hall of {name}", run_by=name), "told"))
    with database.write() as conn:
        for slug in slugs:
            store.put(conn, slug, {"confirmed_on": OLD, "confirmed_by": "a lead"})
    return slugs


def confirmed():
    with database.read() as conn:
        frame = directory.hubs(conn).set_index("slug")
    return {slug: (row.confirmed_on, row.confirmed_by) for slug, row in frame.iterrows()}


def test_one_press_by_link_confirms_what_is_its_own_and_nothing_else():
    own, other = halls("Example Charity", "Other Charity")
    somebody = by_link("Example Charity", Purpose.ENTRY)
    assert entries.confirm(somebody) == "1 place and 0 services"
    assert confirmed() == {own: (today(), "Example Charity"), other: (OLD, "a lead")}


def test_a_link_for_something_else_confirms_nothing():
    (own,) = halls("Example Charity")
    with pytest.raises(NotAllowedError):
        entries.confirm(by_link("Example Charity", Purpose.IDEAS))
    assert confirmed()[own][0] == OLD


def test_whoever_is_of_none_or_has_nothing_is_told():
    with pytest.raises(RefusedError, match="which organisation you belong to"):
        entries.confirm(Person("Lea", Role.LEAD))
    with pytest.raises(RefusedError, match="nothing of your organisation"):
        entries.confirm(by_link("Example Charity", Purpose.ENTRY))


def test_what_it_asks_for_waits_for_a_lead_and_is_settled_once():
    halls("Example Charity")
    somebody = by_link("Example Charity", Purpose.ENTRY)
    for wrong, why in (("  ", "Write what is different"), ("CRN X123456 moved", "seems to hold")):
        with pytest.raises(RefusedError, match=why):
            entries.ask(somebody, wrong)
    entries.ask(somebody, "We close at 18:00 on Thursdays.")
    (one,) = entries.asked(LEA)
    assert (one.organisation, one.text, one.taken_up) == (
        "Example Charity",
        "We close at 18:00 on Thursdays.",
        None,
    )
    with pytest.raises(RefusedError, match="Say why"):
        entries.settle(LEA, one.id, taken_up=False)
    entries.settle(LEA, one.id, taken_up=False, reply="the hall says 19:00")
    with pytest.raises(RefusedError, match="settled this meanwhile"):
        entries.settle(LEA, one.id, taken_up=True)
    (settled,) = entries.asked(somebody)
    assert (settled.taken_up, settled.reply) == (False, "the hall says 19:00")


def test_nobody_reads_what_another_organisation_asks_for():
    halls("Example Charity", "Other Charity")
    entries.ask(by_link("Example Charity", Purpose.ENTRY), "We moved.")
    assert entries.asked(by_link("Other Charity", Purpose.ENTRY)) == []
    assert entries.asked(member(Person("Petra", Role.PARTNER), "Other Charity")) == []
