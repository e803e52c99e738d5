"""Who does what with an idea at which stage: a table written by hand, and not read from MOVES."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from probation_commission.actions import ideas, of_others
from probation_commission.actions.refusals import RefusedError
from probation_commission.domain.access import Person, Role
from probation_commission.domain.ideas import Move, Stage
from probation_commission.store import database
from probation_commission.store import ideas as store
from tests.actions.test_ideas import succeeds
from tests.given.ideas import ANNA, NOON, POT, WHOLE, decided_on, declared, pot, put_on, stored
from tests.given.organisations import member, organisation

pytestmark = pytest.mark.usefixtures("migrated_home")


@pytest.fixture(autouse=True)
def _two_pots(migrated_home):  # noqa: ARG001 (first the tables)
    pot()
    pot(replace(POT, slug="other"))


OLU = Person("Olu", Role.PARTNER)
KIM = Person("Kim", Role.LEAD)
"""A lead who keyed the idea in."""
SEND_ON = "to another fund"
TELL, TAKE_BACK, WRITE = "tell", "take back", "write"
JUDGES = {Role.ADMIN, Role.LEAD, Role.PANEL}
DECIDE = {Role.ADMIN, Role.LEAD}
S = Stage
BY_OTHERS: dict[Stage, dict[object, set[Role]]] = {
    S.DRAFT: {},
    S.SUBMITTED: {S.ELIGIBLE: JUDGES, S.INELIGIBLE: DECIDE, S.MORE_NEEDED: DECIDE, SEND_ON: DECIDE},
    S.MORE_NEEDED: {},
    S.ELIGIBLE: {
        S.SCORING: JUDGES,
        S.SHORTLISTED: JUDGES,
        S.MORE_NEEDED: DECIDE,
        S.DECLINED: DECIDE,
        SEND_ON: DECIDE,
    },
    S.INELIGIBLE: {},
    S.SCORING: {
        S.SHORTLISTED: JUDGES,
        S.MORE_NEEDED: DECIDE,
        S.DECLINED: DECIDE,
        S.DEFERRED: DECIDE,
        SEND_ON: DECIDE,
    },
    S.SHORTLISTED: {
        S.APPROVED: DECIDE,
        S.MORE_NEEDED: DECIDE,
        S.DECLINED: DECIDE,
        S.DEFERRED: DECIDE,
        SEND_ON: DECIDE,
    },
    S.APPROVED: {S.AGREEMENT: DECIDE},
    S.DECLINED: {},
    S.DEFERRED: {S.SHORTLISTED: JUDGES, S.MORE_NEEDED: DECIDE, S.DECLINED: DECIDE, SEND_ON: DECIDE},
    S.AGREEMENT: {S.DELIVERING: DECIDE},
    S.DELIVERING: {S.CLOSED: DECIDE},
    S.CLOSED: {},
    S.WITHDRAWN: {},
}
"""What is done with an idea of others that stands there, and as what; everything else is refused."""
BY_OWNER: dict[Stage, set[object]] = {
    S.DRAFT: {S.SUBMITTED, WRITE},
    S.SUBMITTED: {S.WITHDRAWN},
    S.MORE_NEEDED: {S.SUBMITTED, S.WITHDRAWN, WRITE},
    S.ELIGIBLE: {S.WITHDRAWN},
    S.INELIGIBLE: set(),
    S.SCORING: {S.WITHDRAWN},
    S.SHORTLISTED: {S.WITHDRAWN},
    S.APPROVED: {S.WITHDRAWN},
    S.DECLINED: set(),
    S.DEFERRED: {S.WITHDRAWN},
    S.AGREEMENT: {S.WITHDRAWN},
    S.DELIVERING: set(),
    S.CLOSED: set(),
    S.WITHDRAWN: set(),
}
"""What those do whose it is, whatever their role and nothing else; also whoever keyed it in."""
SENDERS = {Role.ADMIN, Role.LEAD, Role.PARTNER, Role.APPLICANT}
WAITING_FROM = {S.INELIGIBLE: S.SUBMITTED, S.APPROVED: S.SHORTLISTED, S.DECLINED: S.SCORING}


def do(person: Person, number: int, what: object) -> None:
    """One of the actions on an idea, with all that it needs."""
    if what == TELL:
        ideas.tell(person, [number])
    elif what == TAKE_BACK:
        ideas.take_back(person, number, reason="Too early.")
    elif what == SEND_ON:
        ideas.send_to_fund(person, number, "other", reason="It is too large.")
    elif what == WRITE:
        at = stored(number).changed_at
        ideas.save_draft(person, replace(WHOLE, title="Anew"), idea_id=number, last_change=at)
    else:
        ideas.move(person, number, what, reason="It is so.", award_pence=1)


EVERYTHING: list[object] = [*Stage, SEND_ON, TELL, TAKE_BACK, WRITE]


def asked(person: Person, number: int) -> int:
    """The idea, of which the person has declared that nothing binds them, if they are asked."""
    declared(number, person)
    return number


def done(person: Person, before: Callable[[], int]) -> set[object]:
    """What somebody does with such an idea without being refused; each with one of its own."""
    return {what for what in EVERYTHING if succeeds(do, person, before(), what)}


@pytest.mark.parametrize("stage", Stage)
def test_what_each_role_does_with_an_idea_of_others_at_each_stage(stage):
    for role in Role:
        expected = {what for what, roles in BY_OTHERS[stage].items() if role in roles}
        person = Person("somebody", role)
        found = done(person, lambda person=person: asked(person, put_on(stage, ANNA)))
        assert found == expected, role


@pytest.mark.parametrize("stage", Stage)
def test_what_each_role_does_with_its_own_at_each_stage(stage):
    for role in Role:
        person = Person("somebody", role)
        expected = BY_OWNER[stage] if role in SENDERS else set()
        assert done(person, lambda person=person: put_on(stage, person)) == expected, role


@pytest.mark.parametrize("stage", Stage)
def test_a_colleague_and_whoever_keyed_it_in_do_what_its_owner_does(stage):
    whose = organisation("Example Trust")
    colleague, keyer = member(OLU, "Example Trust"), member(KIM, "The council")

    def of_colleague() -> int:
        return put_on(stage, member(ANNA, "Example Trust"))

    def keyed() -> int:
        number = ideas.key_in(keyer, WHOLE, whose).id
        if stage is not Stage.DRAFT:
            with database.write() as conn:
                store.move(conn, keyer, number, Move(NOON, "Kim", Stage.DRAFT, stage, told_at=NOON))
        return number

    assert done(colleague, of_colleague) == BY_OWNER[stage]
    assert done(keyer, keyed) == BY_OWNER[stage]
    # Its own people go on with what was keyed in once it was sent in, and have nothing of it before.
    assert done(colleague, keyed) == (set() if stage is Stage.DRAFT else BY_OWNER[stage])


@pytest.mark.parametrize("stage", Stage)
def test_whoever_is_in_conflict_does_nothing_and_decides_nothing_with_others(stage, monkeypatch):

    def recused(_conn, actor, _number):
        if actor.name == "Kim":
            raise RefusedError("You have declared a conflict.")

    monkeypatch.setattr(of_others, "require_no_conflict", recused)
    assert done(KIM, lambda: put_on(stage, ANNA)) == set()


@pytest.mark.parametrize(("decision", "before"), WAITING_FROM.items())
def test_what_is_done_with_a_decision_that_was_not_told(decision, before):
    for role in Role:
        expected = {TELL, TAKE_BACK} if role in DECIDE else set()
        person = Person("somebody", role)
        found = done(person, lambda person=person: asked(person, decided_on(before, decision, ANNA)))
        assert found == expected, role
    # For its owner it stands where it stood.
    assert done(ANNA, lambda: decided_on(before, decision, ANNA)) == BY_OWNER[before]
