"""Money in whole pence, so that awards add up to the pot to the penny (decisions 20 and 30)."""

import re


def pounds(pence: int) -> str:
    """`£3,500`, or `£3,500.50` where there are pence."""
    # The sign apart: -350 pence divided with it are -4 pounds and 50 pence.
    whole, rest = divmod(abs(pence), 100)
    return f"{'-' if pence < 0 else ''}£{whole:,}{f'.{rest:02}' if rest else ''}"


MOST_PENCE = 10_000_000_00
"""Ten million pounds: a larger amount is a slip of the keyboard."""
_TYPED = re.compile(r"£?\s*(\d{1,3}(?:,\d{3}){1,4}|\d{1,12})(?:\.(\d{1,2}))?", re.ASCII)


def typed_pence(text: str) -> int | None:
    """The pence of an amount in pounds as somebody typed it (`£1,234.50`); None where it is none.

    Digits become pence, and no float is in between: 0.29 would be 28 pence.
    """
    found = _TYPED.fullmatch(text.strip())
    if found is None:
        return None
    whole, rest = found.groups()
    # `.5` is fifty pence and not five.
    pence = int(whole.replace(",", "")) * 100 + int((rest or "").ljust(2, "0"))
    return pence if pence <= MOST_PENCE else None
