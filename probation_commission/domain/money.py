"""Money in whole pence, so that sums are exact."""

import re

_WRITTEN = re.compile(r"£?\s*(\d{1,3}(?:,\d{3})+|\d+)(?:\.(\d{1,2}))?")


def pounds(pence: int) -> str:
    """`£3,500`, or `£3,500.50` where there are pence."""
    whole, rest = divmod(abs(pence), 100)
    return f"{'-' if pence < 0 else ''}£{whole:,}{f'.{rest:02}' if rest else ''}"


def pence_from(text: str) -> int | None:
    """The pence of an amount as people write it ("£3,500", "3500.5"); None if it is no amount."""
    match = _WRITTEN.fullmatch(text.strip())
    if not match:
        return None
    whole, rest = match.groups()
    return int(whole.replace(",", "")) * 100 + int((rest or "0").ljust(2, "0"))
