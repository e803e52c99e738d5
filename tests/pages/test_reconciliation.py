"""What rests on another month reads the same on every page, and speaks of what is in force."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from probation_commission.actions import explanations, versions
from probation_commission.domain.access import Role
from probation_commission.store import database
from probation_commission.ui.menu import IOM, OVERVIEW, RECONCILIATION
from probation_commission.ui.parts import page as furniture
from tests.actions.test_reconciliation import JUNE, MAY, MOVES, load, number_of
from tests.given.returns import LEAD
from tests.pages.sent import opened, sent

DURHAM = {"area": "E06000047"}
JUNE_OF_DURHAM = {**DURHAM, "month": "2026-06"}
NOW = "Cohort 52 against 49 last month + 3 joiners − 2 leavers = 50"
WRITTEN = "written for earlier figures: 52 against 50 + 3 − 2 = 51."


@pytest.fixture
def app_home(ready_home) -> Iterator[Path]:
    """June is explained against a May that was superseded since."""
    load((MAY,))
    load((JUNE,))
    explanations.explain(LEAD, number_of(JUNE), MOVES, "one was moved here")
    load((MAY, 49, 2, 1))
    yield ready_home
    database._current().dispose()


@pytest.mark.parametrize(
    ("page", "query"), [(RECONCILIATION, JUNE_OF_DURHAM), (IOM, JUNE_OF_DURHAM), (OVERVIEW, DURHAM)]
)
@pytest.mark.usefixtures("app_home")
def test_each_page_says_the_line_as_it_is_now_and_for_which_figures_it_was_explained(
    page, query, monkeypatch
):
    words = "\n".join(sent(page, Role.LEAD, monkeypatch, **query)).replace("\\", "")
    assert NOW in words
    assert f"**{WRITTEN}** one was moved here" in words
    assert "50 last month" not in words
    versions.withdraw(LEAD, number_of(MAY), "wrong month")
    words = "\n".join(sent(page, Role.LEAD, monkeypatch, **query))
    assert "last month +" not in words


@pytest.mark.usefixtures("app_home")
def test_the_download_says_the_same(monkeypatch):
    about = {}
    monkeypatch.setattr(furniture, "download", lambda _, notes, **__: about.update(notes))
    opened(IOM, Role.LEAD, **JUNE_OF_DURHAM)
    assert about["Does not add up, 1"].startswith(
        f"{NOW}. Written for earlier figures: 52 against 50 + 3 − 2"
    )


@pytest.mark.usefixtures("app_home")
def test_a_line_that_can_not_be_checked_is_drawn_when_it_is_opened_and_what_was_typed_there_stays():
    app = opened(RECONCILIATION, Role.LEAD, **DURHAM, month="2026-05")
    number, code = number_of(MAY), MOVES
    key, of_line = f"check-{number}-{code}", f"explanation-{number}-{code}"

    def fields() -> int:
        return sum(button.label == "Keep this explanation" for button in app.button)

    assert fields() == 0
    app.session_state[key] = True
    app.run()
    assert fields() == 1
    app.session_state[of_line] = "counted on the first of the month"
    app.run()
    app.session_state[key] = False
    app.run()
    assert fields() == 0
    assert app.session_state[of_line] == "counted on the first of the month"
    app.session_state[key] = True
    app.run()
    next(button for button in app.button if button.label == "Keep this explanation").click().run()
    assert ":blue-badge[explained]" in "".join(str(box.label) for box in app.expander)
