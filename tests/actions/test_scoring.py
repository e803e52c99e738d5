"""Conflicts before anything opens, scores hidden until one's own are in, and who is left out of what."""

import inspect
from dataclasses import replace

import pytest

from probation_commission.actions import ideas as idea_actions
from probation_commission.actions import scoring
from probation_commission.actions.refusals import RefusedError
from probation_commission.domain.access import NotAllowedError, Person, Role, Scope
from probation_commission.domain.ideas import Stage
from probation_commission.domain.scoring import BEFORE_DECISION, CriterionScore
from probation_commission.store import audit, database
from probation_commission.store import scoring as store
from tests.actions.test_killed import everything_stored
from tests.given.ideas import ANNA, LEA, PAT, POT
from tests.given.organisations import member
from tests.given.scoring import assessed_by, given, moved, scored_fund, scores, standing

pytestmark = pytest.mark.usefixtures("migrated", "criteria")
QUIN = Person("Quin", Role.PANEL)
ADA = Person("Ada", Role.ADMIN)


@pytest.fixture(name="criteria")
def _criteria(migrated):  # noqa: ARG001 (first the tables)
    return scored_fund(3, 1)


def of(person, number):
    return scoring.of_idea(person, number)


def audited() -> list[str]:
    with database.read() as conn:
        return list(audit.entries(conn).action)


# Conflicts of interest.


def test_what_was_declared_stands_on_the_record_and_says_no_words_in_the_audit_trail():
    number = standing()
    scoring.declare(PAT, number)
    scoring.declare(PAT, number)  # a second click
    scoring.declare(LEA, number, "I was their treasurer.")
    assert (of(PAT, number).declared, of(PAT, number).conflict) == (True, "")
    assert (of(LEA, number).declared, of(LEA, number).conflict) == (True, "I was their treasurer.")
    assert audited() == ["declare conflict", "declare no conflict"]
    assert "treasurer" not in str(everything_stored()["audit"])
    assert of(ADA, number).declared is False


def test_nobody_lifts_their_own_conflict():
    number = standing()
    scoring.declare(PAT, number, "My neighbour runs it.")
    with pytest.raises(RefusedError, match="You declared a conflict"):
        scoring.declare(PAT, number)


def test_a_conflict_names_nobody():
    with pytest.raises(RefusedError, match="a CRN"):
        scoring.declare(PAT, standing(), "x123456 works there")


@pytest.mark.parametrize("stage", sorted(set(Stage) - {Stage.DRAFT}))
def test_until_it_is_decided_nothing_is_done_by_whoever_has_not_declared(stage):
    number = standing(stage)
    with database.write() as conn:
        if stage in BEFORE_DECISION:
            with pytest.raises(RefusedError, match="Say first whether anything binds you"):
                scoring.require_no_conflict(conn, LEA, number)
        else:
            scoring.require_no_conflict(conn, LEA, number)
    scoring.declare(LEA, number)
    with database.write() as conn:
        scoring.require_no_conflict(conn, LEA, number)


@pytest.mark.parametrize("stage", sorted(set(Stage) - {Stage.DRAFT}))
def test_whoever_is_recused_does_nothing_of_it_at_any_stage(stage, criteria):
    number = standing(stage)
    scoring.declare(LEA, number, "My old employer.")
    attempts = (
        lambda: scoring.keep(LEA, number, scores(criteria, 1, 1)),
        lambda: scoring.put_in(LEA, number, scores(criteria, 1, 1)),
        lambda: scoring.moderate(LEA, number, "We agreed."),
        lambda: scoring.declare(LEA, number),
    )
    for attempt in attempts:
        with pytest.raises(RefusedError, match="You declared a conflict"):
            attempt()
    with database.write() as conn, pytest.raises(RefusedError, match="You declared a conflict"):
        scoring.require_no_conflict(conn, LEA, number)
    assert (of(LEA, number).scores, of(LEA, number).notes, of(LEA, number).put_in) == ((), (), ())


@pytest.mark.skipif(
    "require_no_conflict"
    not in "".join(
        inspect.getsource(module)
        for module in (idea_actions, *vars(idea_actions).values())
        if inspect.ismodule(module)
    ),
    reason="the workflow does not ask for it yet",
)
def test_whoever_is_recused_takes_no_step_with_it():
    number = standing(Stage.SHORTLISTED)
    scoring.declare(LEA, number, "My old employer.")
    for stage in (Stage.APPROVED, Stage.DECLINED, Stage.DEFERRED, Stage.MORE_NEEDED):
        with pytest.raises(RefusedError, match="You declared a conflict"):
            idea_actions.move(LEA, number, stage, reason="So.", award_pence=1)


def test_those_of_its_organisation_and_those_of_nobody_are_left_out_by_themselves(criteria):
    number = standing(owner=member(replace(ANNA, name="Olu"), "Example Trust"))
    colleague = member(Person("Kim", Role.LEAD), "Example Trust")
    with pytest.raises(RefusedError, match="your own, or your organisation’s"):
        scoring.declare(colleague, number)
    with pytest.raises(RefusedError, match="your own, or your organisation’s"):
        scoring.put_in(colleague, number, scores(criteria, 4, 4))
    given(PAT, number, criteria, 2, 2)
    moved(number, Stage.SCORING, Stage.SHORTLISTED)
    assert of(colleague, number).scores == ()
    assert len(of(LEA, number).scores) == 0  # has not declared
    scoring.declare(LEA, number)
    assert len(of(LEA, number).scores) == 1


def test_a_draft_is_declared_on_by_nobody():
    with pytest.raises(RefusedError, match="not there any more"):
        scoring.declare(LEA, standing(Stage.DRAFT))


# Scoring.


def test_scores_are_kept_as_they_come_and_put_in_whole(criteria):
    number = standing()
    scoring.declare(PAT, number)
    scoring.keep(PAT, number, [CriterionScore(criteria[1].id, 3, "")])
    draft = of(PAT, number).draft
    assert [(one.points, one.why) for one in draft.scores] == [(None, ""), (3, "")]
    with pytest.raises(RefusedError) as refusal:
        scoring.put_in(PAT, number, draft.scores)
    assert refusal.value.reasons == (
        "“Criterion 1”: choose what describes it.",
        "“Criterion 1”: write why.",
        "“Criterion 2”: write why.",
    )
    scoring.put_in(PAT, number, scores(criteria, 0, 4))  # nought is given, and is not nothing
    assert of(PAT, number).draft is None
    assert of(PAT, number).own.points == {criteria[0].id: 0, criteria[1].id: 4}
    assert audited() == ["put in scores", "declare no conflict"]


def test_points_are_of_five_and_words_name_nobody(criteria):
    number = standing()
    scoring.declare(PAT, number)
    with pytest.raises(RefusedError, match="choose one of the five"):
        scoring.keep(PAT, number, scores(criteria, 5, 1))
    with pytest.raises(RefusedError, match="a CRN"):
        scoring.keep(PAT, number, scores(criteria, 1, 1, why="x123456 said so"))
    assert of(PAT, number).draft.scores == ()


@pytest.mark.parametrize("stage", sorted(set(Stage) - {Stage.DRAFT, Stage.SCORING}))
def test_nothing_is_scored_but_while_it_is_being_scored(stage, criteria):
    number = standing(stage)
    scoring.declare(PAT, number)
    for act in (scoring.keep, scoring.put_in):
        with pytest.raises(RefusedError, match="not being scored now"):
            act(PAT, number, scores(criteria, 1, 1))


def test_where_a_fund_names_its_assessors_nobody_else_scores(criteria):
    assessed_by(PAT)
    number = standing()
    scoring.declare(QUIN, number)
    with pytest.raises(RefusedError, match="names others"):
        scoring.put_in(QUIN, number, scores(criteria, 1, 1))
    given(PAT, number, criteria, 1, 1)


def test_of_an_idea_of_another_fund_the_scores_of_before_do_not_count(criteria):
    number = standing()
    given(PAT, number, criteria, 4, 4)
    [more] = [one for one in scored_fund(2) if one not in criteria]  # a criterion that came since
    seen = of(PAT, number)
    assert (seen.own, seen.put_in, seen.may_score) == (None, (), True)
    scoring.put_in(PAT, number, scores([*criteria, more], 4, 4, 1))
    assert of(PAT, number).own.points[more.id] == 1


def test_scores_that_were_replaced_stay_and_count_no_more(criteria):
    number = standing()
    given(PAT, number, criteria, 1, 1)
    scoring.keep(PAT, number, scores(criteria, 4, None))
    assert of(PAT, number).own.points[criteria[0].id] == 1  # until the new ones are in
    scoring.put_in(PAT, number, scores(criteria, 3, 3))
    seen = of(PAT, number)
    assert [one.points[criteria[0].id] for one in seen.scores] == [3]
    assert [one.points[criteria[0].id] for one in seen.earlier] == [1]


def test_with_a_conflict_declared_later_scores_drop_out_and_are_kept(criteria):
    number = standing()
    given(PAT, number, criteria, 4, 4)
    given(QUIN, number, criteria, 1, 1)
    scoring.declare(PAT, number, "They have just asked me to join their board.")
    seen = of(QUIN, number)
    assert [one.who for one in seen.scores] == ["Quin"]
    assert [one.who for one in seen.earlier] == ["Pat"]
    scoring.declare(LEA, number)
    assert of(LEA, number).recused == ("Pat",)
    assert seen.recused == ()  # told to those who decide


# Who sees whose.


def test_scores_of_others_are_hidden_until_ones_own_are_in(criteria):
    number = standing()
    given(PAT, number, criteria, 4, 0)
    for other in (QUIN, LEA):  # leads too: nobody is named, so they assess
        scoring.declare(other, number)
        assert of(other, number).scores == ()
        assert "Pat" in of(other, number).put_in
        scoring.put_in(other, number, scores(criteria, 2, 2))
        assert "Pat" in [one.who for one in of(other, number).scores]


def test_a_lead_who_does_not_score_is_told_whose_are_in_until_scoring_is_over(criteria):
    assessed_by(PAT, QUIN, ADA)
    number = standing()
    scoring.declare(LEA, number)
    given(PAT, number, criteria, 4, 0)
    assert (of(LEA, number).scores, of(LEA, number).waits_for) == ((), ("Ada", "Quin"))
    given(QUIN, number, criteria, 1, 0)
    scoring.declare(ADA, number, "A cousin.")  # of whom none are waited for
    # All are in: but who names the assessors could have taken themselves out to look.
    assert (of(LEA, number).scores, of(LEA, number).waits_for) == ((), ())
    moved(number, Stage.SCORING, Stage.SHORTLISTED)
    assert len(of(LEA, number).scores) == 2


def test_a_panel_member_who_does_not_score_sees_them_when_scoring_is_over(criteria):
    assessed_by(PAT)
    number = standing()
    scoring.declare(QUIN, number)
    given(PAT, number, criteria, 4, 0)
    assert of(QUIN, number).scores == ()
    for before, after in ((Stage.SCORING, Stage.MORE_NEEDED), (Stage.MORE_NEEDED, Stage.SUBMITTED)):
        moved(number, before, after)
        assert of(QUIN, number).scores == ()  # it may be scored again
    moved(number, Stage.SUBMITTED, Stage.SHORTLISTED)
    assert len(of(QUIN, number).scores) == 1


@pytest.mark.parametrize("role", [Role.PARTNER, Role.VIEWER, Role.APPLICANT])
def test_others_are_told_nothing(role):
    number = standing(Stage.SHORTLISTED)
    with pytest.raises(NotAllowedError):
        scoring.of_idea(Person("x", role), number)
    with database.read() as conn:
        scope = Person("Anna", role).scope
        assert store.assessments(scope, conn, [number]) == {}
        assert store.notes(scope, conn, [number]) == {}


def twin(criteria, *, draft: tuple[int, int], why: str, stage: Stage) -> list:
    """All that three people may know, where somebody else's scores are not in."""
    number = standing()
    scoring.declare(PAT, number)
    scoring.keep(PAT, number, scores(criteria, *draft, why=why))
    for other in (QUIN, LEA, ADA):
        scoring.declare(other, number)
    scoring.put_in(QUIN, number, scores(criteria, 2, 2))
    moved(number, Stage.SCORING, stage)
    seen = [of(other, number) for other in (QUIN, LEA, ADA)]
    return [strip(one) for one in seen]


def strip(seen):
    """What is told, without the numbers of rows and the moments, which differ between twins."""
    return (
        seen.put_in,
        seen.shown,
        seen.notes,
        [(one.who, one.points) for one in (*seen.scores, *seen.earlier)],
    )


@pytest.mark.parametrize("stage", [Stage.SCORING, Stage.SHORTLISTED])
def test_what_somebody_has_not_put_in_changes_nothing_of_what_anybody_else_is_told(stage, criteria):
    one = twin(criteria, draft=(0, 0), why="Weak.", stage=stage)
    other = twin(criteria, draft=(4, 4), why="Strong.", stage=stage)
    assert one == other


def test_what_is_in_tells_nothing_to_whoever_has_yet_to_score(criteria):
    first, second = standing(), standing()
    given(PAT, first, criteria, 0, 0, why="Weak.")
    given(PAT, second, criteria, 4, 4, why="Strong.")
    for number in (first, second):
        scoring.declare(LEA, number)
    assert strip(of(LEA, first)) == strip(of(LEA, second)) == (("Pat",), False, (), [])


# Moderation.


def test_a_note_is_written_with_who_and_when_and_those_of_before_stay(criteria):
    number = standing()
    given(LEA, number, criteria, 1, 1)
    scoring.moderate(LEA, number, "Spoken about: the target is realistic.")
    scoring.moderate(LEA, number, "And again.")
    given(ADA, number, criteria, 1, 1)
    assert [(one.who, one.text) for one in of(ADA, number).notes] == [
        ("Lea", "And again."),
        ("Lea", "Spoken about: the target is realistic."),
    ]
    with pytest.raises(RefusedError, match="Write the note"):
        scoring.moderate(LEA, number, " ")
    with pytest.raises(NotAllowedError):
        scoring.moderate(PAT, number, "I too.")


def test_nobody_moderates_what_they_are_not_shown(criteria):
    number = standing()
    given(PAT, number, criteria, 1, 1)
    scoring.declare(LEA, number)
    with pytest.raises(RefusedError, match="not shown to you yet"):
        scoring.moderate(LEA, number, "We agreed.")


def test_nobody_scores_after_they_were_shown_what_others_gave(criteria):
    number = standing()
    given(PAT, number, criteria, 4, 4)
    scoring.declare(QUIN, number)
    moved(number, Stage.SCORING, Stage.DECLINED)
    assert not of(QUIN, number).scores  # it can be taken back until its partner is told
    moved(number, Stage.DECLINED, Stage.SHORTLISTED)  # shown to all from here on
    assert of(QUIN, number).scores
    moved(number, Stage.SHORTLISTED, Stage.SCORING)
    assert (of(QUIN, number).may_score, of(QUIN, number).shown) == (False, True)
    for person in (QUIN, PAT):
        with pytest.raises(RefusedError, match="shown to all already"):
            scoring.put_in(person, number, scores(criteria, 3, 3))


def test_where_none_were_in_when_it_was_shown_it_is_scored_as_any_other(criteria):
    number = standing(Stage.SHORTLISTED)
    moved(number, Stage.SHORTLISTED, Stage.SCORING)
    given(PAT, number, criteria, 4, 4)  # in after it had left that stage
    scoring.declare(QUIN, number)
    assert (of(QUIN, number).may_score, of(QUIN, number).shown) == (True, False)
    given(QUIN, number, criteria, 3, 3)


# With whom it is decided.


def test_those_with_a_conflict_and_those_of_the_organisation_decide_with_nobody():
    number = standing(Stage.SHORTLISTED, owner=member(Person("Olu", Role.PARTNER), "Example Trust"))
    for person in (PAT, QUIN, ADA, LEA):
        scoring.declare(person, number, "A cousin." if person is QUIN else "")
    assert scoring.deciders(LEA, number) == ["Ada", "Pat"]
    assert scoring.deciders(LEA) == ["Ada", "Pat", "Quin"]
    with database.write() as conn:
        scoring.require_free(conn, LEA, number, ["Ada", "Pat"])
        with pytest.raises(RefusedError, match="Nobody, Quin: not among those who may decide"):
            scoring.require_free(conn, LEA, number, ["Pat", "Quin", "Nobody"])


def test_of_a_fund_everything_is_told_as_of_each_idea(criteria):
    numbers = [standing(), standing(Stage.SHORTLISTED)]
    given(PAT, numbers[0], criteria, 1, 1)
    by_number = {one.idea_id: one for one in scoring.of_fund(PAT, POT.slug)}
    assert by_number == {number: of(PAT, number) for number in numbers}


def test_the_scope_of_everything_gives_all(criteria):
    number = standing()
    given(PAT, number, criteria, 1, 1)
    with database.read() as conn:
        assert len(store.assessments(Scope.everything(), conn, [number])[number]) == 1
