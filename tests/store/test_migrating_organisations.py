"""From the tables before: who belonged to a text belongs to an organisation, and ideas are theirs."""

import pytest

from probation_commission.actions import people
from probation_commission.domain.access import Person, Role, Scope
from probation_commission.store import database, ideas, outcomes
from probation_commission.store import organisations as store
from tests.given.earlier_tables import NOW, migrate_to, put, rows

FUND = dict.fromkeys(("name", "for_whom", "source"), "x") | {"slug": "pot", "area_code": "E06000047"}
IDEA = dict.fromkeys(("title", "what", "for_whom", "hub", "pathway", "desired_outcome", "indicator"), "x") | {
    "fund": "pot",
    "where": "area",
    "running": "new",
    "ward_codes": [],
    "costs": [],
    "changed_at": NOW,
}
PROMISE = dict.fromkeys(("desired_outcome", "indicator", "unit", "source"), "x") | {
    "target": 5.0,
    "starts": NOW.date(),
    "ends": NOW.date(),
}


def account(number: int, name: str, organisation: str, *, signs_in: bool = True) -> dict:
    email = {"email": f"{name.lower()}@example.org", "added_by_id": 1, "added_at": NOW} if signs_in else {}
    return {"id": number, "name": name, "role": "partner", "organisation": organisation, **email} | {
        "active": True,
        "session_no": 0,
        "email": email.get("email"),
        "added_by_id": email.get("added_by_id"),
        "added_at": email.get("added_at"),
    }


def idea(number: int, owner: int, organisation: str, stage: str, *, illustrative: bool = False) -> dict:
    own = {"id": number, "owner_id": owner, "organisation": organisation, "stage": stage}
    return IDEA | own | {"illustrative": illustrative}


@pytest.mark.usefixtures("database_url")
def test_a_text_becomes_an_organisation_and_what_was_theirs_is_its():
    migrate_to("0017")
    put(
        account=[account(1, "Bo", "Some  Trust"), account(2, "Cy", "some trust"), account(3, "Di", "")],
        fund=[FUND | {"amount_pence": 100, "illustrative": False}],
        idea=[
            idea(
                1, 1, "Typed otherwise", "submitted"
            ),  # a member's: their organisation's, whatever was typed
            idea(2, 3, "SOME TRUST", "submitted"),  # of somebody of none: that of the name
            idea(3, 3, "Not sent", "draft"),
            idea(4, 3, "Example Charity A", "submitted", illustrative=True),
        ],
        promise=[
            PROMISE
            | {"id": 1, "partner": "Typed otherwise", "about": "idea", "subject": "1", "illustrative": False},
            PROMISE
            | {
                "id": 2,
                "partner": "Example Housing",
                "about": "service",
                "subject": "s",
                "illustrative": True,
            },
        ],
    )
    database.migrate()
    with database.read() as conn:
        known = {one.name: one for one in store.everyone(Scope.everything(), conn)}
        trust = known["Some Trust"].id
        whose = {
            number: ideas.find(Scope.everything(), conn, number).organisation_id for number in (1, 2, 3, 4)
        }
        promised = outcomes.promises(Scope.everything(), conn).set_index("id")
    assert {name: one.illustrative for name, one in known.items()} == {
        "Some Trust": False,
        "Example Charity A": True,
        "Example Housing": True,
    }
    assert not any(one.confirmed for one in known.values())
    assert whose == {1: trust, 2: trust, 3: None, 4: known["Example Charity A"].id}
    assert promised.organisation_id.to_dict() == {1: trust, 2: known["Example Housing"].id}
    assert promised.partner.to_dict() == {1: "Some Trust", 2: "Example Housing"}
    accounts = people.everyone(Person("Ada", Role.ADMIN))
    assert [(one.name, one.organisation) for one in accounts] == [
        ("Bo", "Some Trust"),
        ("Cy", "Some Trust"),
        ("Di", ""),
    ]
    assert [row["since"] is not None for row in rows("membership")] == [True, True]
