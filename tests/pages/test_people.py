"""The page on which admins say who has access."""

from dataclasses import replace

import pytest
from streamlit.testing.v1 import AppTest

from probation_commission.actions import people
from probation_commission.domain.access import OF_NOBODY, Person, Role
from probation_commission.ui.menu import IDEAS, PEOPLE
from probation_commission.ui.who import Visitor
from tests.given.ideas import declared, pot, sent
from tests.given.organisations import as_known
from tests.pages.sent import opened, tables

pytestmark = pytest.mark.usefixtures("migrated_home")
SETTER_UP = Person("setter-up", Role.ADMIN)
ADA = Person("Ada", Role.ADMIN, "ada@example.org", organisation="Example Trust")
LINK = "Pat [x](http://example.org)"


@pytest.fixture(autouse=True)
def _given(migrated_home, monkeypatch):  # noqa: ARG001 (where the accounts are)
    people.add(SETTER_UP, ADA.email, ADA.role, ADA.name, ADA.organisation)
    people.add(SETTER_UP, "pat@example.org", Role.PARTNER, LINK, "Example Charity")
    people.add(SETTER_UP, "gil@example.org", Role.ADMIN, "Gil")
    people.deactivate(SETTER_UP, "gil@example.org")
    monkeypatch.setattr(Visitor, "now", lambda _: ADA)


def of_person(email: str) -> AppTest:
    app = opened(PEOPLE, Role.ADMIN)
    box = next(box for box in app.selectbox if box.label == "Person")
    return box.select(next(option for option in box.options if email in option)).run()


def button(app: AppTest, label: str):
    return next(button for button in app.button if button.label == label)


def test_who_is_what_and_of_whom_stands_first():
    table = tables(opened(PEOPLE, Role.ADMIN))[0]
    assert [*table.columns[:3]] == ["Name", "Role", "Organisation"]
    assert [tuple(row)[:3] for row in table.itertuples(index=False)] == [
        ("Ada", "Admin", "Example Trust"),
        (LINK, "Partner", "Example Charity"),
        ("Gil", "Admin, access ended", "not said"),
    ]


def test_a_name_draws_nothing_where_it_is_said_what_was_done():
    app = button(of_person("pat@example.org"), "End access").click().run()
    (said,) = app.success
    assert said.value == "Pat \\[x\\]\\(http\\:\u2060//example\\.org\\) has no access any more."


def test_what_was_changed_is_told_in_sentences():
    people.change_role(SETTER_UP, "pat@example.org", Role.PANEL, "Another Trust")
    app = of_person("pat@example.org")
    said = [text.value for text in app.markdown if text.value.startswith("- ")]
    given, changed = said[0].splitlines()
    assert given.endswith(": give access as partner of Example Charity, by setter\\-up")
    assert changed.endswith(
        ": change role from partner of Example Charity to panel member of Another Trust, by setter\\-up"
    )


def test_who_is_of_no_organisation_reads_why_they_decide_nothing(monkeypatch):
    pot()
    number = str(sent().id)
    for organisation, words in (("", [OF_NOBODY]), ("Example Trust", [])):
        who = as_known(replace(ADA, organisation=organisation))
        monkeypatch.setattr(Visitor, "now", lambda _, who=who: who)
        declared(int(number), who)
        app = opened(IDEAS, Role.ADMIN, fund="pot", idea=number)
        assert [text.value for text in app.caption if text.value == OF_NOBODY] == words
        assert ("Eligible" in [button.label for button in app.button]) is bool(organisation)


def test_ones_own_role_is_changed_by_somebody_else():
    app = of_person("ada@example.org")
    assert "Another admin changes your own role and organisation." in [text.value for text in app.caption]
    assert button(app, "Save the change").disabled
