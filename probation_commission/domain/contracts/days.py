"""The days of a contract."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

YEAR = 365


@dataclass(frozen=True, slots=True)
class ContractDates:
    """The days that are known of a contract; None: not known, which no other day is taken for."""

    starts: date | None = None
    ends: date | None = None
    """Its last day, unless it is extended."""
    extension_until: date | None = None
    """Until when it can be extended; once it is, that is `ends`."""
    notice_by: date | None = None
    review_on: date | None = None
    closes_to_referrals: date | None = None
    """The last day of referrals."""
    successor_from: date | None = None
    """The day from which referrals go to its successor."""
    market_event: date | None = None
    competition: date | None = None
    go_live: date | None = None
    """The day on which it is planned to go live."""


DATE_NAMES: Mapping[str, str] = {
    "starts": "start",
    "ends": "end",
    "extension_until": "end of an extension",
    "notice_by": "notice",
    "review_on": "review",
    "closes_to_referrals": "last day of referrals",
    "successor_from": "change to the successor",
    "market_event": "market event",
    "competition": "competition",
    "go_live": "planned go-live",
}
"""What each day of a contract is called."""

IN_TURN: Sequence[tuple[str, str]] = (
    ("market_event", "competition"),
    ("competition", "go_live"),
    ("competition", "starts"),
    ("starts", "go_live"),
    ("starts", "ends"),
    ("go_live", "ends"),
    ("starts", "closes_to_referrals"),
    ("go_live", "closes_to_referrals"),
    ("closes_to_referrals", "ends"),
    ("starts", "notice_by"),
    ("notice_by", "ends"),
    ("starts", "review_on"),
    ("review_on", "ends"),
    ("ends", "extension_until"),
    ("starts", "successor_from"),
)
"""Which day can't be after which."""


def ends_within(day: date, dates: ContractDates, days: int = YEAR) -> bool:
    """Whether a contract ends within as many days: that day and the last one are in."""
    return dates.ends is not None and day <= dates.ends <= day + timedelta(days=days)
