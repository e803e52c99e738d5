"""The card and the forms of a service: nothing is written unseen, and nobody else is told."""

import pytest

from probation_commission.actions import contracts
from probation_commission.domain.access import Person, Role
from probation_commission.domain.contracts import ContractChange, ContractDates
from probation_commission.domain.days import today
from probation_commission.store import contracts as store
from probation_commission.store import database
from probation_commission.ui.menu import SERVICES
from tests.pages.sent import kept_text, kept_texts, number, opened, texts, type_into, type_number, walk

pytestmark = pytest.mark.usefixtures("sampled_home")
LOCAL, ALONE = "womens-services-durham", "handcrafted"
LEA = Person("Lea", Role.LEAD)
POUNDS, PENCE = "£1,240,000", 124_000_000
JOINS = "Ingeus"
UNTOUCHED = "Nothing is written otherwise"


def valued() -> None:
    contracts.change_contract(LEA, LOCAL, ContractChange(value_pence=PENCE), "the award notice")


def words(app) -> str:
    return " ".join(text for node in walk(app.main) for text in texts(node.proto))


def at(part: str, slug: str = LOCAL):
    """The card with that part of its forms open."""
    app = opened(SERVICES, Role.LEAD, service=slug)
    app.session_state[f"service_part_{slug}"] = part
    return app.run()


def key_of(app, field: str) -> str:
    fields = [data["field"].removesuffix(".typed") for data in kept_texts(app)]
    return next(one for one in fields if one.startswith(f"{field}_services_"))


def saved(app, label: str, reason: str):
    app = type_into(app, key_of(app, reason), "a letter")
    (button,) = [one for one in app.button if one.label == label]
    return button.click().run()


def kept() -> dict:
    with database.read() as conn:
        return store.contract_row(conn, "prj-5781")


def test_an_untouched_form_of_a_contract_writes_nothing_and_has_its_value_in_pounds():
    valued()
    app = at("Its contract")
    assert number(app, key_of(app, "value")) == "1240000.00"
    app = saved(app, "Save the contract", "contract_reason")
    assert UNTOUCHED in words(app)
    assert kept()["value_pence"] == PENCE


def test_a_value_is_typed_in_pounds_and_kept_in_pence():
    app = at("Its contract")
    app = type_number(app, key_of(app, "value"), "1240000.29")
    saved(app, "Save the contract", "contract_reason")
    assert kept()["value_pence"] == PENCE + 29


def test_an_untouched_form_of_a_service_leaves_its_wait():
    with database.write() as conn:
        said = {"capacity": "open", "capacity_said_by": "team", "capacity_until": today()}
        store.change_service(conn, LOCAL, said | {"wait_weeks": 6})
    app = at("The service")
    assert number(app, key_of(app, "wait")) == "6"
    assert UNTOUCHED in words(saved(app, "Save the service", "reason"))
    with database.read() as conn:
        assert store.service_row(conn, LOCAL)["wait_weeks"] == 6


def test_a_service_without_a_contract_has_no_form_for_one():
    app = at("The service", ALONE)
    assert not app.exception
    assert "Its contract" not in words(app)


def test_a_successor_that_is_not_listed_here_stays_in_the_form():
    valued()
    with database.write() as conn:
        store.change_contract(conn, "prj-5781", {"successor": "css-2"})
    app = saved(at("Its contract"), "Save the contract", "contract_reason")
    assert UNTOUCHED in words(app)
    assert kept()["successor"] == "css-2"


def test_whoever_sees_it_as_the_partnership_shows_neither_value_nor_note():
    valued()
    with database.write() as conn:
        store.change_service(conn, LOCAL, {"note_restricted": "more visits"})
    for as_partnership in (False, True):
        said = words(opened(SERVICES, Role.LEAD, as_partnership=as_partnership, service=LOCAL))
        assert (POUNDS in said, "more visits" in said) == (not as_partnership, not as_partnership)


def test_where_it_is_has_nothing_chosen_at_first_and_nothing_to_press():
    app = at("Where it is")
    (box,) = [one for one in app.selectbox if one.label == "Authority"]
    assert box.value is None
    assert not [one for one in app.button if one.label == "Save where it is"]
    app = box.set_value("E06000005").run()
    app = saved(app, "Save where it is", "place_reason")
    assert "Give at least one day" in words(app)


def test_what_the_slower_of_two_leads_typed_stays_and_is_told():
    app = at("Its contract")
    app = type_into(app, key_of(app, "contract_reason"), "a letter")
    app = type_number(app, key_of(app, "value"), "1240000")
    later = ContractChange(ContractDates(ends=today()))
    contracts.change_contract(LEA, LOCAL, later, "another letter")
    (button,) = [one for one in app.button if one.label == "Save the contract"]
    app = button.click().run()
    assert "Somebody has changed this meanwhile" in words(app)
    assert kept()["value_pence"] is None
    assert number(app, key_of(app, "value")) == "1240000.00"
    assert kept_text(app, key_of(app, "contract_reason")) == "a letter"
    (button,) = [one for one in app.button if one.label == "Save the contract"]
    app = button.click().run()
    assert (kept()["value_pence"], kept()["ends"]) == (PENCE, today())
    assert "Somebody has changed" not in words(app)


def test_somebody_elses_party_lets_go_of_nothing_that_was_typed_beside_it():
    app = at("Who is in it")
    app = type_into(app, key_of(app, "party_reason"), "a letter")
    contracts.add_party(LEA, LOCAL, JOINS, "supply chain", "another letter")
    app = app.run()
    assert kept_text(app, key_of(app, "party_reason")) == "a letter"


def test_a_party_is_added_on_the_card_and_the_form_is_empty_again():
    app = at("Who is in it")
    for label, option in (("Organisation", JOINS), ("What it is", "supply chain")):
        (box,) = [one for one in app.selectbox if one.label == label]
        app = box.set_value(option).run()
    app = saved(app, "Add it to the contract", "party_reason")
    assert f"{JOINS} is in the contract." in words(app)
    with database.read() as conn:
        assert store.parties_of(conn, "prj-5781")[JOINS] == "supply chain"
    (box,) = [one for one in app.selectbox if one.label == "Organisation"]
    assert not box.value


def test_an_issue_is_written_on_the_card_and_shown_to_nobody_who_sees_it_as_the_partnership():
    app = at("Issues")
    app = type_into(app, key_of(app, "issue"), "reports come late")
    (button,) = [one for one in app.button if one.label == "Save the issue"]
    app = button.click().run()
    assert "reports come late" in words(app)
    app = opened(SERVICES, Role.LEAD, as_partnership=True, service=LOCAL)
    app.session_state[f"service_part_{LOCAL}"] = "Issues"
    said = words(app.run())
    assert "reports come late" not in said
    assert "For leads of its areas alone" not in said


def test_what_a_real_contract_costs_is_not_known():
    app = at("Cost")
    assert not app.exception
    assert "value of the contract is not known" in words(app)
