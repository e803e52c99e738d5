"""A letter with a link that opens something, and where it goes."""

from datetime import UTC, date, datetime

from probation_commission.views.letters import invitation

NOON = datetime(2026, 11, 27, 12, tzinfo=UTC)
TOKEN = "5Zk3ZtqkqQ0wXyK4"
LINK = f"https://explorer.example.org/link#{TOKEN}"
TO = "post@example.org"
LETTER = invitation(
    "The Example Partnership",
    "Example Charity",
    "send in an idea",
    until=date(2026, 12, 27),
    ask="leads@example.org",
    address=LINK,
)
