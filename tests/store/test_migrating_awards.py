"""From the tables before: what each award holds is in the books, by whoever approved it, on its day."""

from datetime import UTC, date, datetime

import pytest

from probation_commission.domain.access import Scope
from probation_commission.domain.ledger import Balance
from probation_commission.store import database, ledger
from tests.given.earlier_tables import JO, migrate_to, put

pytestmark = pytest.mark.usefixtures("database_url")
LATE = datetime(2026, 6, 30, 23, 30, tzinfo=UTC)  # in London it is July


def idea(number: int, stage: str, award: int | None) -> dict:
    """An idea as 0036 kept it."""
    texts = "organisation", "what", "for_whom", "hub", "pathway", "desired_outcome", "indicator"
    own = {"id": number, "fund": "pot", "owner_id": 1, "stage": stage, "award_pence": award, "title": "x"}
    own |= {"where": "area", "running": "new", "ward_codes": [], "costs": [], "answers": []}
    return own | dict.fromkeys(texts, "x") | {"changed_at": LATE, "illustrative": False}


def step(number: int, of: int, to: str, who: int = 1, at: datetime = LATE) -> dict:
    """A step of an idea."""
    own = {"id": number, "idea_id": of, "at": at, "account_id": who, "from_stage": "x", "to_stage": to}
    return own | {"reason": "", "decided_with": []}


@pytest.fixture(autouse=True)
def _before(database_url):  # noqa: ARG001 (of either kind)
    migrate_to("0036")
    kim = JO | {"id": 2, "name": "Kim"}
    fund = {"slug": "pot", "name": "Pot", "amount_pence": 1000, "area_code": "x", "for_whom": "x"}
    put(account=[JO, kim], fund=[fund | {"source": "x", "illustrative": False, "monitoring": [], "gaps": []}])
    awards = {1: ("approved", 100), 2: ("delivering", 200), 3: ("closed", 300), 4: ("declined", None)}
    # One that was withdrawn kept its amount, and holds nothing.
    put(idea=[idea(number, *said) for number, said in {**awards, 5: ("withdrawn", 50)}.items()])
    later = datetime(2026, 8, 1, 12, tzinfo=UTC)
    put(
        idea_move=[
            step(1, 1, "approved", who=2),
            step(2, 2, "approved"),
            step(3, 2, "delivering", who=2, at=later),
            step(4, 3, "approved"),
            step(5, 3, "delivering"),
            step(6, 3, "closed", at=later),
            step(7, 5, "approved"),
        ]
    )
    database.migrate()


def test_each_award_is_committed_and_agreed_once_it_was_under_way():
    with database.read() as conn:
        books = ledger.entries(Scope.everything(), conn, "pot")
        assert ledger.balance(conn, "pot") == Balance(1000, committed=600, agreed=500)
    july, august = date(2026, 7, 1), date(2026, 8, 1)
    assert [(one.idea_id, one.kind.value, one.pence, one.on, one.who) for one in books] == [
        (1, "committed", 100, july, "Kim"),
        (2, "committed", 200, july, "Jo Lead"),
        (2, "agreed", 200, august, "Kim"),
        (3, "committed", 300, july, "Jo Lead"),
        (3, "agreed", 300, july, "Jo Lead"),
    ]
