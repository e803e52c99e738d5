"""Money in whole pence, so that awards add up to the pot to the penny (decisions 20 and 30)."""


def pounds(pence: int) -> str:
    """`£3,500`, or `£3,500.50` where there are pence."""
    # The sign apart: -350 pence divided with it are -4 pounds and 50 pence.
    whole, rest = divmod(abs(pence), 100)
    return f"{'-' if pence < 0 else ''}£{whole:,}{f'.{rest:02}' if rest else ''}"
