"""A page, an action, a refused sign-in and a fault: what was logged, looked through for what is planted."""

import json
import re
import time

import pytest
from streamlit.testing.v1 import AppTest

from probation_commission.actions import people, returns, scoring
from probation_commission.domain.access import Person, Role
from probation_commission.domain.ideas import Stage
from probation_commission.store import database
from probation_commission.store import people as store
from probation_commission.ui import rerun
from probation_commission.ui.iom import trend
from probation_commission.ui.menu import IDEAS, IOM, MENU, MenuItem
from tests.files import Borough
from tests.given.ideas import ANNA, pot, sent
from tests.given.returns import LEAD
from tests.pages.sent import SHELL, type_into
from tests.test_metrics import counted
from tests.ui.test_sign_in import SAFE

SETTER_UP = Person("Setter Umberslade", Role.ADMIN)
ADA = "zebediah.quorn@example.org"
STRANGER = "wilhelmina@example.org"
COUNTS = (6143, 4072, 2071, 1789)
PLANTED = (
    *("Umberslade", "zebediah", "Quorn", "Quince Walk", "wilhelmina", "example.org", ".xlsx", "Anna"),
    *("Repair bikes", "Bikes", "HARRINGAY", "E09000014"),
)


@pytest.fixture(autouse=True)
def idea(ready_home, monkeypatch) -> int:  # noqa: ARG001 (where it all lies)
    """A store whose people, file, counts and idea are planted; the number of the idea."""
    people.add(SETTER_UP, ADA, Role.LEAD, "Zebediah Quorn", organisation="Quorn Trust")
    content = Borough(total=COUNTS[0], rags={}, wards=[("HARRINGAY", *COUNTS[1:3]), ("NFA", COUNTS[2], 0)])
    returns.accept(LEAD, returns.check(LEAD, content.file(), "Zebediah Quorn.xlsx"), keep_file=True)
    pot()
    monkeypatch.setenv("PC_LOG", "json")
    monkeypatch.setattr(rerun, "SLOW", 0)
    number = int(sent(ANNA).id)
    scoring.declare(Person("Ada", Role.LEAD, ADA), number)
    return number


def opened(item: MenuItem | None = None, email: str = ADA, **query: str) -> AppTest:
    app = AppTest.from_file(SHELL, default_timeout=60)
    app.secrets = {"auth": SAFE}
    app.user = {"is_logged_in": True, "email": email, "email_verified": True, "iat": time.time()}
    app.run()
    app.query_params.update(query)
    if item:
        app.switch_page(item.file).run()
    assert not app.exception
    return app


def fail(*_args: object, **_named: object) -> None:
    raise ValueError(f"Zebediah Quorn, {COUNTS[0]} nominals")


def test_nothing_planted_is_in_the_log_or_among_the_counts(idea, monkeypatch, capfd, caplog):
    caplog.set_level("INFO")
    monkeypatch.setattr(trend, "draw_of_area", fail)
    may = {"area": "E09000014", "month": "2023-05"}
    assert [error.value.split(" This")[0] for error in opened(IOM, **may).error]
    app = opened(IDEAS, fund="pot", idea=str(idea))
    app.session_state[f"decision-{idea}"] = Stage.INELIGIBLE
    app.run()
    type_into(app, f"reason-{idea}", "Ask Umberslade of Quince Walk.")
    app.button(key=f"{Stage.INELIGIBLE}-{idea}").click().run()
    opened(email=STRANGER)
    printed = capfd.readouterr()
    assert printed.out == ""
    lines = [json.loads(line) for line in printed.err.splitlines() if line.startswith("{")]
    events = {line["event"] for line in lines}
    assert events == {"slow rerun", "fault", "action done", "sign-in refused"}
    assert {line["page"] for line in lines if "page" in line} == {"overview", "iom", "ideas"}
    moved = next(line for line in lines if line.get("what") == "steps.move")
    assert (moved["account"], moved["outcome"]) == (number(ADA), "done")
    everything = f"{printed.err}\n{caplog.text}\n{counted()}"
    assert [word for word in PLANTED if word.lower() in everything.lower()] == []
    assert [count for count in COUNTS if re.search(rf"\b{count}\b", everything)] == []
    pages = {labels[0] for name, *labels in counted() if name.startswith("pc_rerun")}
    assert pages <= {*(item.name for item in MENU), "other"}


def number(email: str) -> int | None:
    with database.read() as conn:
        return store.known_account_id(conn, Person("", Role.LEAD, email))
