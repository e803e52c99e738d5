"""What is told before the illustrative data is taken out is what goes, and what people wrote stays."""

from dataclasses import replace
from datetime import date

import pytest

from probation_commission.actions import explanations, ideas, outcomes, people, returns
from probation_commission.domain.access import Person, Role, Scope
from probation_commission.domain.ideas import Stage
from probation_commission.domain.illustrative import MadeUp
from probation_commission.domain.outcomes import PERCENT, Promise, PromiseSubject, Result
from probation_commission.domain.returns import Kind
from probation_commission.samples import loading, places
from probation_commission.samples.ideas import SLUG
from probation_commission.samples.services import services
from probation_commission.store import audit, database, directory
from probation_commission.store import ideas as ideas_store
from probation_commission.store import outcomes as outcomes_store
from probation_commission.store import returns as store
from tests.actions.test_killed import everything_stored
from tests.given.ideas import ANNA, LEA, WHOLE, approve, declared, sent, shortlisted, told
from tests.given.returns import ADMIN
from tests.given.services import HEADER

TODAY = date(2026, 11, 22)
BIKES, BREAKFAST = "Repair a bike and keep it", "Women’s breakfast on reporting days"


pytestmark = pytest.mark.usefixtures("loaded")


def number_of(title):
    with database.read() as conn:
        return next(
            kept.id for kept in ideas_store.sent_in(Scope.everything(), conn) if kept.idea.title == title
        )


def promise_of(idea_id):
    with database.read() as conn:
        promises = outcomes_store.promises(Scope.everything(), conn)
    return int(
        promises[(promises.about == PromiseSubject.IDEA) & (promises.subject == str(idea_id))].id.item()
    )


def a_made_up_return():
    with database.read() as conn:
        history = store.history(conn)
        october = history[
            (history.kind == Kind.IOM)
            & (history.month == date(2026, 10, 1))
            & (history.area_code == "E06000047")
        ]
        return_id = int(october.id.item())
        check = store.own_checks(conn).query("return_id == @return_id").iloc[0]
    return return_id, check.code


def write_an_idea():
    """Somebody writes to the illustrative fund, at an invented hub."""
    with database.read() as conn:
        hubs = directory.hubs(conn)
    hub = hubs[hubs.illustrative].slug.iloc[0]
    return ideas.save_draft(ANNA, replace(WHOLE, fund=SLUG, hub=hub))


def key_in_a_result():
    """Whoever stands for its partner keys in what the idea that is delivering brought."""
    number = number_of("Two more woodwork sessions a week")
    promise = promise_of(number)
    with database.read() as conn:
        partner = Person(ideas_store.find(Scope.everything(), conn, number).owner, Role.PARTNER)
    outcomes.key_result(partner, Result(promise, date(2026, 10, 1), 4, None, "two more are waiting"), TODAY)


def decide():
    """A lead turns a made-up idea away, with a reason."""
    declared(number_of(BIKES), LEA)
    ideas.move(LEA, number_of(BIKES), Stage.INELIGIBLE, reason="Too few are in work after it.")


def shortlist():
    """A lead takes a made-up idea on, without a word."""
    declared(number_of(BIKES), LEA)
    ideas.move(LEA, number_of(BIKES), Stage.ELIGIBLE)


def explain():
    """A lead explains a line of a made-up return."""
    explanations.explain(LEA, *a_made_up_return(), "a joiner of the last day")


def promise():
    """A lead writes down what an invented service has promised."""
    outcomes.promise(
        LEA,
        Promise(
            "Example Mentoring",
            PromiseSubject.SERVICE,
            "example-mentoring",
            "increases employability",
            "of known outcomes",
            PERCENT,
            None,
            40,
            date(2026, 1, 1),
            date(2026, 12, 31),
            "contract, page 4",
        ),
    )


def load_a_real_return():
    """A real return names an invented service."""
    name = services(places.here().examples)[0]["name"]
    row = f'"{name}",2026-09,County Durham & Darlington,1,1,1,0,1,0,0'
    returns.accept(LEA, returns.check(LEA, f"{HEADER}{row}\n".encode(), "real.csv", TODAY))


WRITTEN = {
    write_an_idea: {"ideas": 1, "funds": 1, "hubs": 1},
    # Of an award under way its service stays with it.
    key_in_a_result: {"ideas": 1, "funds": 1, "promises": 1, "services": 1},
    decide: {"ideas": 1, "funds": 1},
    shortlist: {},
    explain: {"files": 1, "returns": 1, "months": 1},
    promise: {"services": 1},
    load_a_real_return: {"services": 1},
}
NOUNS = (
    "files",
    "returns",
    "ideas",
    "funds",
    "promises",
    "services",
    "hubs",
    "groupings",
    "agreements",
    "events",
    "follow_ups",
    "outside",
)
TABLES = {
    "upload": "files",
    "return": "returns",
    "idea": "ideas",
    "fund": "funds",
    "promise": "promises",
    "service": "services",
    "hub": "hubs",
    "agreement": "agreements",
    "event": "events",
    "follow_up": "follow_ups",
    "gap_outside": "outside",
}


def counted(made_up: MadeUp):
    every = {noun: len(getattr(made_up, noun)) for noun in (*NOUNS, "months")}
    return {noun: count for noun, count in every.items() if count}


def test_where_nobody_wrote_anything_all_of_it_goes():
    found = loading.what_goes(ADMIN)
    assert counted(found.goes) == {
        "files": 13,
        "returns": 345,
        "months": 24,
        "ideas": 8,
        "funds": 1,
        "promises": 7,
        "services": 9,
        "hubs": 6,
        "agreements": 1,
        "events": 3,
        "follow_ups": 3,
        "outside": 1,
    }
    assert (found.goes.months[0], found.goes.months[-1]) == (date(2024, 11, 1), date(2026, 10, 1))
    assert counted(found.stays) == {}
    assert found.real_returns == 1


@pytest.mark.parametrize("write", WRITTEN, ids=lambda write: write.__name__)
def test_what_somebody_wrote_stays_and_as_much_goes_as_was_told(write):
    write()
    before, found = everything_stored(), loading.what_goes(ADMIN)
    assert counted(found.stays) == WRITTEN[write]
    taken = loading.remove(ADMIN)
    after = everything_stored()
    assert taken == found.goes
    for table, noun in TABLES.items():
        assert len(before[table]) - len(after[table]) == len(getattr(found.goes, noun)), table
    assert len(after["audit"]) == len(before["audit"]) + 1
    left = loading.what_goes(ADMIN)
    assert not left.goes.anything
    assert replace(left, goes=found.goes) == found


def test_an_idea_of_somebody_is_as_it_was_with_its_promise_and_its_history():
    kept = told(approve(shortlisted(fund=SLUG), 100))
    before = everything_stored()
    loading.remove(ADMIN)
    after = everything_stored()
    assert len(after["idea"]) == len(after["promise"]) == 1
    for table in ("idea", "promise", "fund"):
        assert set(map(str, after[table])) <= set(map(str, before[table]))
    with database.read() as conn:
        assert ideas_store.find(Scope.everything(), conn, kept.id) == replace(kept, held_pence=100)
        assert len(ideas_store.moves(Scope.everything(), conn, kept.id)) == 4


def test_a_result_and_an_explanation_are_there_afterwards():
    key_in_a_result()
    explain()
    loading.remove(ADMIN)
    with database.read() as conn:
        assert list(outcomes_store.results(Scope.everything(), conn).note) == ["two more are waiting"]
    stored = everything_stored()
    assert "a joiner of the last day" in str(stored["explanation"])


def test_an_explanation_that_was_taken_back_keeps_nothing():
    return_id, code = a_made_up_return()
    explanations.explain(LEA, return_id, code, "a joiner")
    explanations.explain(LEA, return_id, code, "", text_before="a joiner")
    assert counted(loading.what_goes(ADMIN).stays) == {}


def test_loading_again_brings_back_what_is_missing_beside_what_stayed():
    full = counted(loading.what_goes(ADMIN).goes)
    for write in (key_in_a_result, decide, explain):
        write()
    loading.remove(ADMIN)
    loading.load(ADMIN)
    found = loading.what_goes(ADMIN)
    both = {noun: len(getattr(found.goes, noun)) + len(getattr(found.stays, noun)) for noun in NOUNS}
    # The file of which a return stayed is there in two parts.
    assert both == {noun: full.get(noun, 0) + (noun == "files") for noun in NOUNS}
    loading.remove(ADMIN)
    assert replace(loading.what_goes(ADMIN), goes=found.goes) == found


def test_the_audit_says_how_much_went():
    write_an_idea()
    loading.remove(ADMIN)
    with database.read() as conn:
        entry = audit.entries(conn).iloc[0]
    assert entry.action == "remove illustrative data"
    assert (
        entry.before
        == "13 files, 345 returns, 8 ideas, 7 promises, 9 services, 5 hubs, 0 groupings, 1 agreements, "
        "3 events, 3 actions, 1 services outside"
    )


def test_a_name_like_an_invented_one_that_signs_in_is_somebody():
    people.add(ADMIN, "a@example.org", Role.PARTNER, "Example Charity A", "Example Charity")
    them = Person("Example Charity A", Role.PARTNER, "a@example.org")
    sent(them, fund=SLUG)
    assert counted(loading.what_goes(ADMIN).stays) == {"ideas": 1, "funds": 1}
