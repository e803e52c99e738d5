"""Promises and results, on both databases."""

import math
from dataclasses import replace
from datetime import date

import pytest

from probation_commission.actions import outcomes as actions
from probation_commission.actions import people
from probation_commission.actions.refusals import RefusedError
from probation_commission.domain.access import NotAllowedError, Person, Role, Scope
from probation_commission.domain.outcomes import Promise, PromiseSubject, Result
from probation_commission.store import audit, database
from probation_commission.store import outcomes as store
from tests.given.ideas import ANNA, approve, pot, shortlisted, told

pytestmark = pytest.mark.usefixtures("migrated")

TODAY = date(2026, 11, 22)
NOVEMBER = date(2026, 11, 1)
ADMIN, LEAD = Person("An admin", Role.ADMIN), Person("A lead", Role.LEAD)
OTHER_PARTNER = Person("Another partner", Role.PARTNER)
PROMISE = Promise(
    "Example Provider",
    PromiseSubject.SERVICE,
    "ete-ne",
    "commences suitable ETE",
    "of known outcomes: commences suitable ETE",
    "percent",
    40,
    60,
    date(2026, 1, 1),
    date(2026, 12, 31),
    "contract, page 4",
)


def kept() -> list[tuple[date, float, int | None, str]]:
    with database.read() as conn:
        frame = store.results(Scope.everything(), conn)
    return [(row.month, row.value, row.out_of, row.note) for row in frame.itertuples()]


@pytest.fixture
def project() -> tuple[Person, int]:
    """The partner of an approved idea, and the promise that came with it."""
    pot()
    idea_id = told(approve(shortlisted(starts=NOVEMBER), 350_000)).id
    with database.read() as conn:
        frame = store.promises(Scope.everything(), conn)
    return ANNA, int(frame[frame.subject == str(idea_id)].id.iloc[0])


def test_a_partner_keys_in_a_result_of_its_own_project_and_corrects_it(project):
    partner, promise_id = project
    actions.key_result(partner, Result(promise_id, NOVEMBER, 2, 5, "a start"), TODAY)
    actions.key_result(partner, Result(promise_id, NOVEMBER, 3, None), TODAY)
    assert [(month, value) for month, value, *_ in kept()] == [(NOVEMBER, 3)]
    with database.read() as conn:
        entries = audit.entries(conn)
    assert list(entries.action[:2]) == ["key in result", "key in result"]
    assert list(entries.before[:2]) == ["2 of 5 in November 2026", ""]
    assert "a start" not in " ".join(entries.after + entries.reason)  # free text is in no audit entry


def test_nobody_keys_in_results_of_somebody_elses_project(project):
    _, promise_id = project
    with pytest.raises(RefusedError, match="Only the partner whose project it is"):
        actions.key_result(OTHER_PARTNER, Result(promise_id, NOVEMBER, 2, None), TODAY)
    assert kept() == []


@pytest.mark.parametrize("role", [Role.VIEWER, Role.PANEL])
def test_roles_without_the_permission_key_in_nothing(project, role):
    _, promise_id = project
    with pytest.raises(NotAllowedError):
        actions.key_result(Person("Somebody", role), Result(promise_id, NOVEMBER, 2, None), TODAY)
    assert kept() == []


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"value": -1}, "whole number"),
        ({"value": 1.5}, "whole number"),
        ({"value": math.nan, "out_of": None}, "whole number from 0 to 100,000"),
        ({"value": math.inf, "out_of": None}, "whole number from 0 to 100,000"),
        ({"value": 1e12, "out_of": None}, "whole number from 0 to 100,000"),
        ({"value": 100_001, "out_of": None}, "whole number from 0 to 100,000"),
        ({"out_of": 10**12}, "out of a whole number from 0 to 100,000"),
        ({"out_of": -1, "value": 0}, "out of a whole number"),
        ({"month": date(2026, 10, 1)}, "November 2026 to March 2027"),  # it was approved in November
        ({"value": 6, "out_of": 5}, "can't be more than the 5"),
        ({"month": date(2026, 12, 1)}, "a month that has begun"),
        ({"note": "x" * 501}, "Shorten the note to 500 characters: it has 1 too many"),
        ({"note": "he is A123456 on the system"}, "a CRN"),  # nobody is named, here as anywhere
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_kept(project, wrong, sentence):
    partner, promise_id = project
    with pytest.raises(RefusedError, match=sentence):
        actions.key_result(partner, replace(Result(promise_id, NOVEMBER, 2, 5), **wrong), TODAY)
    assert kept() == []


def test_a_service_has_no_results_keyed_in():
    promise_id = actions.promise(LEAD, PROMISE)
    with pytest.raises(RefusedError):
        actions.key_result(LEAD, Result(promise_id, NOVEMBER, 2, None), TODAY)


def test_a_lead_writes_down_a_promise_and_every_gap_is_named_at_once():
    actions.promise(LEAD, PROMISE)
    gaps = replace(PROMISE, partner=" ", indicator="", target=0, ends=date(2025, 12, 31))
    with pytest.raises(RefusedError) as refused:
        actions.promise(LEAD, gaps)
    assert len(refused.value.reasons) == 4
    with pytest.raises(NotAllowedError):
        actions.promise(OTHER_PARTNER, PROMISE)
    with database.read() as conn:
        assert list(store.promises(Scope.everything(), conn).partner) == ["Example Provider"]


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"unit": "people"}, "a percentage of known outcomes"),  # a service's returns count no target
        ({"about": PromiseSubject.IDEA, "subject": "1", "unit": "people"}, "comes with its approval"),
        ({"target": 101}, "at most 100 percent"),
        ({"target": math.nan}, "above zero, of at most 100,000"),
        ({"target": math.inf}, "above zero, of at most 100,000"),
        ({"baseline": math.nan}, "a baseline from 0"),
        ({"baseline": 1e12}, "a baseline from 0"),
        ({"starts": date(202, 1, 1)}, "2010 or later"),
        ({"ends": date(9999, 12, 31)}, "10 years at most"),
        ({"partner": "she is A123456 on the system"}, "a CRN"),
        ({"desired_outcome": "A123456 settles"}, "a CRN"),
    ],
)
def test_a_promise_that_cannot_be_measured_is_refused(wrong, sentence):
    with pytest.raises(RefusedError, match=sentence):
        actions.promise(LEAD, replace(PROMISE, **wrong))
    with database.read() as conn:
        assert store.promises(Scope.everything(), conn).empty


def test_a_result_of_long_ago_is_refused(project):
    partner, promise_id = project
    with pytest.raises(RefusedError, match="lies before 2010"):
        actions.key_result(partner, Result(promise_id, date(202, 11, 1), 2, 5), TODAY)


def test_not_even_a_lead_keys_in_a_result_for_a_partner(project):
    _, promise_id = project
    with pytest.raises(RefusedError, match="Only the partner whose project it is"):
        actions.key_result(LEAD, Result(promise_id, NOVEMBER, 2, None), TODAY)
    assert kept() == []


def test_a_leads_correction_counts_and_what_the_partner_keyed_in_stays_beside_it(project):
    partner, promise_id = project
    actions.key_result(partner, Result(promise_id, NOVEMBER, 20, None, "a start"), TODAY)
    actions.correct_result(LEAD, Result(promise_id, NOVEMBER, 2, None, "a slip of a key"), TODAY)
    assert kept() == [(NOVEMBER, 2, None, "a slip of a key")]
    with database.read() as conn:
        (both,) = store.corrections(Scope.everything(), conn).to_dict("records")
        entry = audit.entries(conn).iloc[0]
    assert (both["value"], both["who"], both["value_corrected"], both["who_corrected"]) == (
        20,
        "Anna",
        2,
        "A lead",
    )
    assert (entry.action, entry.before, entry.after, entry.reason) == (
        "correct result",
        "20 in November 2026",
        "2 in November 2026",
        "a slip of a key",
    )


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"note": " "}, "Write the reason"),
        ({"value": math.nan}, "whole number"),
        ({"month": date(2027, 1, 1)}, "nothing to correct"),
    ],
)
def test_a_correction_that_cannot_be_is_refused(project, wrong, sentence):
    partner, promise_id = project
    actions.key_result(partner, Result(promise_id, NOVEMBER, 20, None), TODAY)
    with pytest.raises(RefusedError, match=sentence):
        actions.correct_result(LEAD, replace(Result(promise_id, NOVEMBER, 2, None, "a slip"), **wrong), TODAY)
    assert [value for _, value, *_ in kept()] == [20]


def corrects(lead: Person, promise_id: int) -> None:
    actions.correct_result(lead, Result(promise_id, NOVEMBER, 90, None, "better"), TODAY)


def test_nobody_corrects_a_result_of_their_organisation_or_while_nobody_knows_whose_they_are(project):
    partner, promise_id = project
    actions.key_result(partner, Result(promise_id, NOVEMBER, 20, None), TODAY)
    for name, role, organisation in (
        ("lou", Role.LEAD, "example  charity"),
        ("gil", Role.ADMIN, ""),
        ("mo", Role.LEAD, "Another Charity"),
    ):
        people.add(ADMIN, f"{name}@example.org", role, name, organisation)
    lou, gil, mo = (Person(name, Role.LEAD, f"{name}@example.org") for name in ("lou", "gil", "mo"))
    with pytest.raises(RefusedError, match="by somebody else"):
        corrects(lou, promise_id)
    with pytest.raises(RefusedError, match="which organisation you belong to"):
        corrects(gil, promise_id)
    corrects(mo, promise_id)
    assert [value for _, value, *_ in kept()] == [90]


def test_a_promise_is_written_down_with_its_target_and_period():
    actions.promise(LEAD, PROMISE)
    with database.read() as conn:
        entry = audit.entries(conn).iloc[0]
    assert entry.after == (
        "Example Provider: commences suitable ETE, 60 percent from 1 January 2026 to 31 December 2026"
    )


def test_nobody_corrects_a_result_of_their_own_project():
    pot()
    lead = Person("Lead with a charity", Role.LEAD)
    idea_id = told(approve(shortlisted(lead, starts=NOVEMBER), 350_000)).id
    with database.read() as conn:
        frame = store.promises(Scope.everything(), conn)
    promise_id = int(frame[frame.subject == str(idea_id)].id.iloc[0])
    actions.key_result(lead, Result(promise_id, NOVEMBER, 20, None), TODAY)
    with pytest.raises(RefusedError, match="by somebody else"):
        actions.correct_result(lead, Result(promise_id, NOVEMBER, 90, None, "better"), TODAY)
