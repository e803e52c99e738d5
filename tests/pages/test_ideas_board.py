"""The views of a fund's ideas, an opened idea and a decision, as each role finds them, by AppTest."""

from dataclasses import replace
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from probation_commission.domain.access import Person, Role
from probation_commission.domain.ideas import Stage
from probation_commission.store import database, funds
from probation_commission.ui.data import loaders
from probation_commission.ui.menu import IDEAS
from tests.given.ideas import stored
from tests.given.scoring import unbound
from tests.pages.sent import kept_text, number, opened, sent, type_into, type_number

FUND = "illustrative-local-project"


JUDGES = (
    Person("Local panel member", Role.PANEL),
    Person("Local lead", Role.LEAD),
    Person("Local admin", Role.ADMIN),
)


@pytest.fixture(autouse=True)
def _app(sampled_home: Path):  # noqa: ARG001 (where it all lies)
    """Every page is that of the examples; nothing binds whoever looks (tests/pages/test_scoring asks)."""
    unbound(*JUDGES)


def at(stage: Stage) -> str:
    """The number of an illustrative idea at that stage; the largest where there are several."""
    return str(max(kept.id for kept in loaders.ideas() if kept.stage is stage and kept.idea.fund == FUND))


def buttons(app: AppTest) -> set[str]:
    return {one.label for one in app.button}


def words(app: AppTest) -> str:
    kinds = (app.markdown, app.success, app.error, app.header, app.subheader, app.caption)
    return "\n".join(one.value for kind in kinds for one in kind).replace("\\", "")


def decisions(app: AppTest) -> list[str]:
    """What can be decided of the opened idea."""
    return next((list(one.options) for one in app.button_group if one.label == "Decision"), [])


STEPS = {"Eligible", "Have it scored", "Shortlist", "Agree", "Mark as delivering", "End the project"}


@pytest.mark.parametrize(
    ("role", "stage", "steps", "decided"),
    [
        (Role.PANEL, Stage.SUBMITTED, {"Eligible"}, []),
        (Role.PANEL, Stage.SHORTLISTED, set(), []),
        (Role.LEAD, Stage.SUBMITTED, {"Eligible"}, ["Not eligible", "Ask for more"]),
        (Role.LEAD, Stage.SHORTLISTED, set(), ["Ask for more", "Approve", "Decline", "Put off"]),
        (Role.ADMIN, Stage.SHORTLISTED, set(), ["Ask for more", "Approve", "Decline", "Put off"]),
    ],
)
def test_what_can_be_done_is_what_the_table_allows_this_role(role, stage, steps, decided):
    app = opened(IDEAS, role, idea=at(stage))
    # Closing the page of the idea is a button too, and no step.
    assert {one.label for one in app.button if one.key and one.key.startswith(tuple(Stage))} & STEPS == steps
    assert decisions(app) == decided


def test_an_address_with_an_idea_alone_opens_it_with_its_fund_in_the_place_of_the_board():
    app = opened(IDEAS, Role.LEAD, idea=at(Stage.DECLINED))
    assert "Phones and top-ups on release" in words(app)
    assert app.selectbox(key="fund").value == FUND
    assert f"open-{at(Stage.SHORTLISTED)}" not in {one.key for one in app.button}


def test_an_address_with_an_idea_that_is_not_there_opens_the_board():
    app = opened(IDEAS, Role.LEAD, idea="99", fund=FUND)
    assert f"open-{at(Stage.SHORTLISTED)}" in {one.key for one in app.button}
    assert "idea" not in app.query_params


def test_a_card_opens_its_idea_closing_it_or_choosing_another_view_brings_the_view():
    app = opened(IDEAS, Role.LEAD, fund=FUND)
    shortlisted = at(Stage.SHORTLISTED)
    app.button(key=f"open-{shortlisted}").click().run()
    assert app.query_params["idea"] == shortlisted
    assert "Where it would land" in words(app)
    next(one for one in app.button if one.label == "Close").click().run()
    assert "idea" not in app.query_params
    app.button(key=f"open-{shortlisted}").click().run()
    app.session_state["view"] = "list"
    app.run()
    assert "idea" not in app.query_params
    assert len(app.dataframe) == 1


def test_nobody_elses_draft_is_shown():
    for view in ("board", "list", "map", "compare"):
        assert "Cooking" not in str(opened(IDEAS, Role.ADMIN, view=view).main)


def choose(app: AppTest, stage: Stage) -> AppTest:
    app.session_state[f"decision-{app.query_params['idea']}"] = stage
    app.run()
    assert not app.exception
    return app


def test_a_decision_shows_what_it_does_and_is_made_by_one_more_button():
    shortlisted = at(Stage.SHORTLISTED)
    app = choose(opened(IDEAS, Role.LEAD, idea=shortlisted), Stage.APPROVED)
    kept = stored(int(shortlisted))
    type_number(app, f"award-{shortlisted}", "1000.10").run()
    type_into(app, f"reason-{shortlisted}", "It is good value.").run()
    said = words(app)
    assert "Award: **£1,000.10**, of £" in said
    assert "Left in the pot after it: **£" in said
    assert f"{kept.idea.indicator}: " in said  # the agreed target
    assert "It is good value." in said  # the partner's words
    assert stored(int(shortlisted)).stage is Stage.SHORTLISTED
    app.button(key=f"{Stage.APPROVED}-{shortlisted}").click().run()
    decided = stored(int(shortlisted))
    assert (decided.stage, decided.award_pence) == (Stage.APPROVED, 100_010)
    assert decided.told is not Stage.APPROVED


def test_what_a_lead_typed_is_kept_when_a_decision_is_refused():
    shortlisted = at(Stage.SHORTLISTED)
    app = choose(opened(IDEAS, Role.LEAD, idea=shortlisted), Stage.APPROVED)
    type_number(app, f"award-{shortlisted}", "9000")
    type_into(app, f"reason-{shortlisted}", "Because.").run()
    assert "more than they asked for, so it will be refused" in words(app)
    app.button(key=f"{Stage.APPROVED}-{shortlisted}").click().run()
    assert "the award can’t be more" in app.error[0].value.replace("\\", "")
    assert number(app, f"award-{shortlisted}") == "9000"
    assert kept_text(app, f"reason-{shortlisted}") == "Because."


def test_who_will_read_what_stands_before_the_button_that_tells_all():
    waiting = [kept for kept in loaders.ideas() if kept.waits_to_be_told]
    if not waiting:
        pytest.skip("no example waits to be told")
    app = opened(IDEAS, Role.LEAD, fund=FUND, tell="all")
    for kept in waiting:
        assert kept.idea.organisation in words(app)
    assert "tell-all" in {one.key for one in app.button}
    # A panel member tells nobody.
    assert "tell-all" not in {one.key for one in opened(IDEAS, Role.PANEL, fund=FUND, tell="all").button}


def numbers(*stages: Stage) -> str:
    return ",".join(map(at, stages))


def test_ideas_that_are_ticked_stand_side_by_side_and_fill_the_pot_as_a_trial():
    app = opened(
        IDEAS, Role.PANEL, fund=FUND, view="compare", compare=numbers(Stage.SHORTLISTED, Stage.SUBMITTED)
    )
    first, second = (stored(int(at(stage))) for stage in (Stage.SHORTLISTED, Stage.SUBMITTED))
    app.checkbox(key=f"try-{first.id}").check().run()
    app.number_input(key=f"try-award-{first.id}").set_value(1000.0).run()
    assert "£1,000 for 1 idea would leave £" in words(app)
    app.checkbox(key=f"try-{second.id}").check().run()
    assert "for 2 ideas" in words(app)
    # On the screen alone.
    assert stored(first.id) == first
    assert stored(second.id) == second


def test_what_is_ticked_on_the_board_is_compared():
    app = opened(IDEAS, Role.PANEL, fund=FUND)
    for stage in (Stage.SHORTLISTED, Stage.SUBMITTED):
        app.checkbox(key=f"tick-{at(stage)}").check().run()
    assert app.query_params["compare"] == numbers(Stage.SHORTLISTED, Stage.SUBMITTED)
    next(one for one in app.button if one.label == "Compare 2 ideas").click().run()
    assert app.query_params["view"] == "compare"
    assert not app.exception


def test_no_more_are_compared_than_stand_side_by_side_and_no_unknown_ones():
    known = [str(kept.id) for kept in loaders.ideas() if kept.idea.fund == FUND][:6]
    app = opened(IDEAS, Role.PANEL, fund=FUND, view="compare", compare=",".join(["999", "x", *known]))
    assert app.query_params["compare"] == ",".join(known[:4])


def test_the_list_is_filtered():
    app = opened(IDEAS, Role.PANEL, fund=FUND, view="list", stage="shortlisted")
    (table,) = app.dataframe
    assert set(table.value["Stage"]) == {"shortlisted"}


def blind(slug: str = FUND) -> None:
    with database.write() as conn:
        fund = funds.find_fund(conn, slug)
        assert fund is not None
        funds.put_funds(conn, [replace(fund, blind=True)])


@pytest.mark.parametrize("view", ["board", "list", "map", "compare"])
def test_a_blind_fund_names_nobody_whose_idea_is_not_decided(view, monkeypatch):
    kept = stored(int(at(Stage.SHORTLISTED)))
    # Another idea of the same organisation may be decided, and so be named.
    others = [one for one in loaders.ideas() if one.idea.organisation == kept.idea.organisation]
    if len(others) > 1:
        kept = next(one for one in loaders.ideas() if one.idea.organisation.endswith("Group C"))
    chosen = {"compare": str(kept.id), "fund": FUND, "view": view}
    assert kept.idea.organisation in " ".join(sent(IDEAS, Role.LEAD, monkeypatch, **chosen)) or view == "map"
    blind()
    everything = " ".join(sent(IDEAS, Role.LEAD, monkeypatch, **chosen))
    assert kept.idea.organisation not in everything
    assert kept.idea.title in everything.replace("\\", "")


def test_a_blind_fund_names_nobody_in_an_opened_idea(monkeypatch):
    kept = next(one for one in loaders.ideas() if one.idea.organisation.endswith("Group C"))
    blind()
    everything = " ".join(sent(IDEAS, Role.LEAD, monkeypatch, idea=str(kept.id)))
    assert kept.idea.organisation not in everything.replace("\\", "")
    assert "by its partner" in everything
