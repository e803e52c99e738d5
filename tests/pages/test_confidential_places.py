"""Where a confidential place is stands on a lead's own card and form, and in nothing else that leaves."""

import pytest
from sqlalchemy import select

from probation_commission.domain.access import GRANTS, Role
from probation_commission.samples.hubs import SECRETS
from probation_commission.store import database
from probation_commission.store.tables import audit
from probation_commission.ui.menu import HUBS, LOCALITIES, MENU, RETURNS
from tests.pages.sent import opened, sent, texts, walk

pytestmark = pytest.mark.usefixtures("sampled_home")
WOMEN = "example-hub-women"
VIEWS = "map", "week", "compare", "first", "reach"
# In every run for a lead, who is shown most; for the others what they are shown is made of the same frames.
EACH = [
    pytest.param(item, role, marks=() if role is Role.LEAD else pytest.mark.long)
    for role in Role
    for item in MENU
    if item.permission in GRANTS[role]
]


def told(words) -> list[str]:
    """What of it stands in any of the texts."""
    return [secret for secret in SECRETS if any(secret in text for text in words)]


@pytest.mark.parametrize(("item", "role"), EACH, ids=lambda one: getattr(one, "title", str(one)))
def test_no_page_map_or_file_has_it_for_anybody(item, role, monkeypatch):
    # The files of these two are templates, which have no place in them.
    if item in {RETURNS, LOCALITIES}:
        words = [text for node in walk(opened(item, role).main) for text in texts(node.proto)]
    else:
        words = sent(item, role, monkeypatch)
    assert told(words) == []


@pytest.mark.parametrize("view", VIEWS)
def test_no_view_of_the_hubs_has_it_for_a_lead(view, monkeypatch):
    assert told(sent(HUBS, Role.LEAD, monkeypatch, view=view)) == []


@pytest.mark.parametrize("role", [Role.VIEWER, Role.PARTNER, Role.PANEL])
def test_its_card_tells_nobody_else_and_says_whom_to_ask(role, monkeypatch):
    words = sent(HUBS, role, monkeypatch, place=WOMEN)
    assert told(words) == []
    assert any("Where it is, a lead tells" in text for text in words)
    assert any("01632 960206" in text for text in words)


def test_its_card_and_form_tell_a_lead():
    for view in ("map", "change"):
        app = opened(HUBS, Role.LEAD, view=view, place=WOMEN)
        words = [text for node in walk(app.main) for text in texts(node.proto)]
        assert set(told(words)) >= {SECRETS[0], SECRETS[1]}, view


def test_the_audit_trail_has_none_of_it():
    with database.read() as conn:
        rows = [str(row) for row in conn.execute(select(audit))]
    assert rows
    assert told(rows) == []
