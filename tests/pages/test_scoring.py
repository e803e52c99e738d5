"""The question before an idea opens, the form of scores and the decision meeting, by AppTest."""

import json
from pathlib import Path

import pytest

from probation_commission.actions import scoring
from probation_commission.domain.access import Person, Role
from probation_commission.domain.ideas import Stage
from probation_commission.ui.menu import IDEAS
from tests.given.ideas import POT
from tests.given.scoring import given, moved, scored_fund, scores, standing
from tests.pages.sent import kept_texts, opened, sent, type_into

LEAD, PANEL = Person("Local lead", Role.LEAD), Person("Local panel member", Role.PANEL)
QUIN = Person("Quin", Role.PANEL)


@pytest.fixture(autouse=True)
def _app(sampled_home: Path):
    """Every page is that of the examples, with a fund of our own."""


@pytest.fixture(name="criteria")
def _criteria(_app):
    return scored_fund(3, 1)


def meeting(role=Role.LEAD):
    return opened(IDEAS, role, view="deciding", fund=POT.slug)


def words(app) -> str:
    kinds = (app.markdown, app.subheader, app.info, app.caption, app.success, app.error, app.warning)
    return "\n".join(one.value for kind in kinds for one in kind).replace("\\", "")


def titles(app) -> str:
    return "\n".join(json.dumps(table.value.to_dict("list"), default=str) for table in app.table)


def test_an_idea_opens_once_somebody_has_said_that_nothing_binds_them(criteria):  # noqa: ARG001
    number = standing(Stage.SHORTLISTED)
    app = opened(IDEAS, Role.LEAD, fund=POT.slug, idea=str(number))
    assert "Does anything bind you to Example Charity?" in words(app)
    assert "Repair bikes" not in words(app)
    app.button(key=f"unbound-{number}").click().run()
    assert "Repair bikes" in words(app)


def test_with_a_conflict_it_does_not_open_and_says_why(criteria):  # noqa: ARG001
    number = standing(Stage.SHORTLISTED)
    scoring.declare(LEAD, number, "I was their treasurer.")
    app = opened(IDEAS, Role.LEAD, fund=POT.slug, idea=str(number))
    assert "You declared a conflict of interest" in words(app)
    assert "Repair bikes" not in words(app)
    assert "Repair bikes" not in titles(app)


def test_scores_are_chosen_in_words_and_put_in_with_reasons(criteria):
    number = standing()
    scoring.declare(PANEL, number)
    app = opened(IDEAS, Role.PANEL, fund=POT.slug, idea=str(number))
    first, second = (next(one for one in app.radio if one.label.startswith(c.text)) for c in criteria)
    assert list(first.options) == ["All of it", "Most of it", "Half of it", "A little", "Nothing"]
    first.set_value("3")
    second.set_value("0")
    for criterion in criteria:
        begins = f"why{criterion.id}_scores"
        type_into(
            app, next(one["field"] for one in kept_texts(app) if one["field"].startswith(begins)), "So."
        )
    next(one for one in app.button if one.label == "Put in my scores").click().run()
    own = scoring.of_idea(PANEL, number).own
    assert own.points == {criteria[0].id: 3, criteria[1].id: 0}
    assert "Your scores are in." in words(app)


def test_somebody_elses_scores_that_are_not_in_change_nothing_of_the_page(criteria, monkeypatch):
    number = standing()
    scoring.declare(QUIN, number)
    scoring.declare(LEAD, number)
    pages = []
    for points in ((0, 0), (4, 4)):
        scoring.keep(QUIN, number, scores(criteria, *points, why=f"Because of {points[0]}."))
        pages.append(
            [
                *sent(IDEAS, Role.LEAD, monkeypatch, fund=POT.slug, idea=str(number)),
                *sent(IDEAS, Role.LEAD, monkeypatch, fund=POT.slug, view="deciding"),
            ]
        )
    assert pages[0] == pages[1]
    assert "Because of" not in str(pages)


def test_the_meeting_asks_first_then_ranks(criteria):
    numbers = [standing(Stage.SCORING) for _ in range(2)]
    for number, points in zip(numbers, ((1, 1), (4, 4)), strict=True):
        given(QUIN, number, criteria, *points)
        moved(number, Stage.SCORING, Stage.SHORTLISTED)
    app = meeting()
    assert "First: does anything bind you?" in words(app)
    assert "100 of 100" not in titles(app)
    next(one for one in app.button if one.label == "Nothing binds me to any of them").click().run()
    [ranking] = [table.value for table in app.table if "Rank" in table.value.columns]
    assert list(ranking.Score) == ["100 of 100", "25 of 100"]
    assert "from 10 competing ideas on. With 2 ideas" in words(app)


def test_whoever_is_left_out_is_told_how_many_are_not_in_the_list(criteria):
    number = standing(Stage.SCORING)
    given(QUIN, number, criteria, 4, 4)
    moved(number, Stage.SCORING, Stage.SHORTLISTED)
    scoring.declare(LEAD, number, "A cousin works there.")
    app = meeting()
    assert "You are left out of 1 more here" in words(app)
    assert "100 of 100" not in titles(app)


def test_from_ten_ideas_on_the_best_set_is_advised(criteria):
    for place in range(10):
        number = standing(Stage.SCORING)
        given(QUIN, number, criteria, place % 5, 1)
        moved(number, Stage.SCORING, Stage.SHORTLISTED)
        scoring.declare(LEAD, number)
    # £12,000 holds three of £3,500.
    app = meeting()
    assert "The best set is 3 ideas for £10,500; £1,500 would be left." in words(app)
    must = app.multiselect(key=f"must-{POT.slug}")
    must.set_value([one.idea_id for one in scoring.of_fund(LEAD, POT.slug)][:4]).run()
    assert "The must-haves alone cost £14,000, £2,000 more than the pot has left." in words(app)


def test_the_meeting_is_for_those_who_decide():
    assert "private session" not in words(meeting(Role.PANEL))


def test_the_minutes_are_given_with_what_was_not_decided(criteria, monkeypatch):
    number = standing(Stage.SCORING)
    given(QUIN, number, criteria, 4, 4)
    moved(number, Stage.SCORING, Stage.SHORTLISTED)
    scoring.declare(LEAD, number)
    text = " ".join(" ".join(sent(IDEAS, Role.LEAD, monkeypatch, fund=POT.slug, view="deciding")).split())
    assert "Decisions on Local pot" in text
    assert "not decided" in text


def test_scores_stand_beside_other_ideas_once_one_s_own_are_in(criteria, monkeypatch):
    number = standing()
    given(QUIN, number, criteria, 1, 4)
    scoring.declare(PANEL, number)
    seen = {"fund": POT.slug, "view": "compare", "compare": str(number)}
    before = " ".join(sent(IDEAS, Role.PANEL, monkeypatch, **seen))
    assert "not shown to you yet" in before
    assert "of 100" not in before
    scoring.put_in(PANEL, number, scores(criteria, 3, 4))
    after = " ".join(sent(IDEAS, Role.PANEL, monkeypatch, **seen))
    # 43.75 and 81.25 of 100, by weights 3 and 1: the mean of the points would be 75.
    assert "62.5 of 100; Criterion 1: 1 to 3 of 4" in after
    assert "Criterion 2: all 4 of 4" in after
