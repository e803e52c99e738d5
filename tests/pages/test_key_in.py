"""A month keyed in on /referrals: by whom, what stands in the form, what is said, and what it leaves."""

import shutil
from dataclasses import replace
from datetime import date

import pytest

from probation_commission.actions import keyed_returns as actions
from probation_commission.domain.access import Person, Role
from probation_commission.domain.keyed import KeyedMonth
from probation_commission.domain.referrals import EVERY_COUNT, Queue, ReferralStage
from probation_commission.domain.returns import Kind
from probation_commission.store import database
from probation_commission.store import returns as store
from probation_commission.ui.data import keeping, loaders
from probation_commission.ui.menu import REFERRALS, RETURNS
from probation_commission.ui.referrals import key_in
from probation_commission.ui.who import Visitor
from tests.given.organisations import as_known
from tests.pages.sent import kept_text, kept_texts, opened, type_into

PAULA = Person("Paula", Role.PARTNER, organisation="Example Housing")
OF_NOBODY = Person("Nora", Role.PARTNER, organisation="Example Charity")
QUERY = {"view": "key-in", "of-service": "example-housing", "of-area": "CDD", "of-month": "2026-10"}
FORM = "keyed-example-housing-CDD-2026-10"


@pytest.fixture
def home(sample_home, tmp_path, monkeypatch):
    shutil.copytree(sample_home, tmp_path / "home")
    monkeypatch.setenv("PC_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("PC_SAMPLE", "1")
    monkeypatch.setattr(key_in, "today", lambda: date(2026, 11, 24))
    keeping.clear()
    yield
    keeping.clear()
    database._current().dispose()


@pytest.fixture
def as_person(home, monkeypatch):  # noqa: ARG001 (it opens what is in that home)
    """The form as somebody opens it."""

    def of(person: Person, **query):
        monkeypatch.setattr(Visitor, "now", lambda _: as_known(person))
        return opened(REFERRALS, person.role, **(QUERY | query))

    return of


def key(name: str) -> str:
    return f"{FORM}.{EVERY_COUNT.index(name)}.typed"


def typed(app, name: str, text: str):
    """The text in a field, with the number that a browser's sending makes of it."""
    app.session_state[key(name).removesuffix(".typed")] = int(text) if text.isdecimal() else None
    return type_into(app, key(name), text)


def save(app):
    (button,) = [one for one in app.button if one.label.startswith("Save ")]
    return button.click().run()


def words(app) -> str:
    """What is said, without the marks that keep it from being Markdown."""
    said = (*app.markdown, *app.caption, *app.info, *app.success, *app.error)
    return " ".join(one.value for one in said).replace("\\", "")


def in_force(category: str) -> float:
    with database.read() as conn:
        figures = store.figures(conn, Kind.SERVICE)
    rows = figures[(figures.subject == "example-housing") & (figures.month == date(2026, 10, 1))]
    return rows.value[rows.category == category].item()


def test_the_form_is_filled_in_with_what_is_in_force_of_one_s_own_service_alone(as_person):
    app = as_person(PAULA)
    assert kept_text(app, key(ReferralStage.RECEIVED)) == f"{in_force('received'):.0f}"
    assert [box.options for box in app.selectbox if box.label == "Service"] == [["Example Housing, Durham"]]
    other = as_person(PAULA, **{"of-service": "example-women"})
    assert {data["form"] for data in kept_texts(other) if data["form"]} == {FORM}


def test_what_changes_is_said_before_it_is_saved_and_what_was_kept_after(as_person):
    app = as_person(PAULA)
    before = in_force("waiting")
    typed(app, Queue.WAITING, "77").run()
    assert f"Waiting at the end of the month: {before:.0f} → 77" in words(app)
    assert in_force("waiting") == before
    save(app)
    assert "Kept: Example Housing, Durham" in words(app)
    assert in_force("waiting") == 77
    assert "This is in force, keyed in on" in words(app)


def test_all_that_is_wrong_is_said_at_once_and_nothing_is_kept(as_person):
    app = as_person(PAULA)
    typed(app, ReferralStage.RECEIVED, "many")
    typed(app, Queue.WAITING, "1e5").run()
    save(app)
    said = words(app)
    assert "Received: Write a whole number" in said
    assert "Waiting at the end of the month: Write a whole number" in said
    assert kept_text(app, key(Queue.WAITING)) == "1e5"


def test_an_emptied_field_is_not_given_and_nought_is_nought(as_person):
    app = as_person(PAULA)
    typed(app, Queue.WAITING, "").run()
    typed(app, Queue.ACCEPTED, "0").run()
    assert f"Waiting at the end of the month: {in_force('waiting'):.0f} → not given" in words(app)
    save(app)
    assert in_force("accepted") == 0
    with pytest.raises(ValueError, match="size 1"):
        in_force("waiting")


def test_what_somebody_else_saved_meanwhile_is_not_taken_back_by_fields_left_alone(as_person, monkeypatch):
    monkeypatch.setattr(actions, "today", lambda: date(2026, 11, 24))
    app = as_person(PAULA)
    typed(app, Queue.WAITING, "77").run()
    typed(app, Queue.ACCEPTED, "many").run()  # touched, if not readable
    lead, october = Person("Jo Lead", Role.LEAD), KeyedMonth("example-housing", "CDD", date(2026, 10, 1), {})
    with_theirs = actions.opened(lead, october)
    changed = with_theirs.there | {ReferralStage.COMPLETED: 30, Queue.WAITING: 70, Queue.ACCEPTED: 1}
    assert with_theirs.there[ReferralStage.COMPLETED] != 30
    actions.key_in(lead, replace(october, counts=changed), over=with_theirs.before.id)
    save(app)
    assert kept_text(app, key(ReferralStage.COMPLETED)) == "30"
    assert kept_text(app, key(Queue.WAITING)) == "77"
    assert kept_text(app, key(Queue.ACCEPTED)) == "many"
    typed(app, Queue.ACCEPTED, "1").run()
    said = words(app)
    assert "Waiting at the end of the month: 70 → 77" in said
    assert "Completed:" not in said.partition("Saving replaces")[2].partition("Leave")[0]
    save(app)
    assert (in_force("completed"), in_force("waiting")) == (30, 77)


def test_of_a_service_that_never_returned_that_is_said_first(as_person):
    lead = Person("Jo Lead", Role.LEAD)
    app = as_person(lead)
    slug, name = next(
        (one.slug, one.name)
        for one in loaders.keyable(as_known(lead).scope)
        if one.slug not in set(loaders.history().subject)
    )
    app = as_person(lead, **{"of-service": slug, "of-area": ""})
    said = words(app).partition("What the service did besides")[2] or words(app)
    assert f"No month of {name} is here yet." in said
    assert "None: every month" not in said
    assert " other services is here yet." in said
    # Of one that did, the others alone are named or counted, and it is not.
    assert f"No month of {name} is here yet." not in words(as_person(lead))


def test_who_is_of_no_provider_is_told_so_and_who_may_not_has_no_such_view(as_person):
    assert "No service here is your organisation’s" in words(as_person(OF_NOBODY))
    app = as_person(Person("Vic", Role.VIEWER))
    assert "Key in a month" not in [
        option for group in app.get("button_group") for option in group.proto.options
    ]
    assert not [one for one in app.button if one.label.startswith("Save ")]


def test_a_lead_may_key_in_any_service_and_the_history_says_so(as_person):
    lead = Person("Jo Lead", Role.LEAD)
    app = as_person(lead)
    (box,) = [one for one in app.selectbox if one.label == "Service"]
    assert len(box.options) > 6
    typed(app, Queue.WAITING, "76").run()
    save(app)
    history = opened(RETURNS, Role.LEAD, area="CDD", of="example-housing", month="2026-10")
    assert any("keyed in **(illustrative)** by Jo Lead" in one.value for one in history.markdown)
