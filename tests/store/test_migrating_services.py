"""From the tables before: made-up figures and promises leave the real services, and nothing else does."""

from datetime import date

import pytest

from probation_commission.domain.access import Scope
from probation_commission.domain.outcomes import PromiseSubject
from probation_commission.store import database, outcomes, returns
from tests.given.earlier_tables import migrate_to, put, returned, upload

OCTOBER = date(2026, 10, 1)
SERVICE = {"kind": "service monthly return", "subject": "ete-ne"}


def promise(number: int, about: PromiseSubject, *, illustrative: bool) -> dict:
    words = dict.fromkeys(("partner", "subject", "desired_outcome", "indicator", "source"), "x")
    numbers = {"id": number, "baseline": None, "target": 5.0, "starts": OCTOBER, "ends": OCTOBER}
    return words | numbers | {"about": about, "unit": "percent", "illustrative": illustrative}


@pytest.mark.usefixtures("database_url")
def test_only_what_was_made_up_of_services_goes():
    migrate_to("0007")
    put(
        upload=[upload(1), upload(2, illustrative=True), upload(3, illustrative=True)],
        return_=[
            returned(1, 1, "CDD", date(2026, 9, 1), **SERVICE),
            returned(2, 2, "CDD", OCTOBER, **SERVICE),
            returned(3, 3, "E06000005", OCTOBER),
        ],
        promise=[
            promise(1, PromiseSubject.SERVICE, illustrative=False),
            promise(2, PromiseSubject.SERVICE, illustrative=True),
            promise(3, PromiseSubject.IDEA, illustrative=True),
        ],
    )
    database.migrate()
    with database.read() as conn:
        assert sorted(returns.history(conn).id) == [1, 3]
        assert sorted(outcomes.promises(Scope.everything(), conn).id) == [1, 3]
