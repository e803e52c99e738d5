"""The page of illustrative data as an admin finds it, by AppTest."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from probation_commission.domain.access import Role
from probation_commission.samples import loading
from probation_commission.samples.ideas import SLUG
from probation_commission.settings import ROOT
from probation_commission.ui.menu import ILLUSTRATIVE
from probation_commission.ui.who import ROLE_KEY
from tests.given.ideas import sent
from tests.given.returns import ADMIN

SHELL = ROOT / "probation_commission" / "ui" / "shell.py"
REMOVE, YES, KEEP, LOAD = (
    "Remove illustrative data",
    "Yes, remove it",
    "Keep it",
    "Load illustrative data",
)


@pytest.fixture(autouse=True)
def _app(sampled_home: Path):
    """Every page is that of the examples."""


def opened() -> AppTest:
    app = AppTest.from_file(ILLUSTRATIVE.file, default_timeout=120)
    app.session_state[ROLE_KEY] = Role.ADMIN
    return app.run()


def press(app, label) -> AppTest:
    app = next(button for button in app.button if button.label == label).click().run()
    assert not app.exception
    assert not app.error
    return app


def buttons(app) -> list[str]:
    return [button.label for button in app.button]


def lists(app) -> list[str]:
    return [one.value for one in app.markdown if one.value.startswith("- ")]


def test_it_says_what_goes_and_stays_asks_and_says_what_went():
    sent(fund=SLUG)
    app = opened()
    goes, stays = lists(app)
    assert goes.splitlines() == [
        "- 345 illustrative returns (November 2024 to October 2026)",
        "- 8 ideas sent to an illustrative fund",
        "- 7 illustrative promises",
        "- 9 invented services",
        "- 6 invented hubs",
        "- 1 illustrative agreement",
        "- 3 invented events",
        "- 3 invented actions",
        "- 1 invented service outside",
    ]
    assert stays.splitlines()[0] == "- 1 real return, with the explanations of its lines"
    assert stays.splitlines()[1].startswith(
        "- 1 idea sent to an illustrative fund, with the fund: somebody wrote"
    )
    assert buttons(app) == [REMOVE]

    app = press(app, REMOVE)
    assert app.warning[0].value.startswith("This can’t be undone. 345 illustrative returns")
    app = press(app, KEEP)
    assert (buttons(app), len(app.warning)) == ([REMOVE], 0)
    assert loading.what_goes(ADMIN).goes.returns

    app = press(press(app, REMOVE), YES)
    assert app.success[0].value.startswith("Removed: 345 illustrative returns")
    assert not loading.what_goes(ADMIN).goes.anything
    assert lists(app)[0] == "- nothing"
    assert "1 idea sent to an illustrative fund" in lists(app)[1]
    assert buttons(app) == [LOAD]
    assert not app.run().success  # said once


def test_where_nothing_is_loaded_it_says_so_and_loads_it():
    loading.remove(ADMIN)
    app = opened()
    assert "every figure in the app is real" in " ".join(one.proto.body for one in app.get("html"))
    app = press(app, LOAD)
    assert "Loaded 12 illustrative returns" in app.success[0].value
    assert buttons(app) == [REMOVE]


@pytest.mark.parametrize("role", Role)
def test_no_other_page_has_a_button_that_removes_it(role):
    app = AppTest.from_file(SHELL, default_timeout=120)
    app.session_state[ROLE_KEY] = role
    app.run()
    assert REMOVE not in buttons(app)
    assert "Illustrative data is loaded." in " ".join(one.value for one in app.sidebar.markdown)
