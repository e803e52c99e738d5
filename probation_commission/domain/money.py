"""Money in whole pence, so that sums are exact."""


def pounds(pence: int) -> str:
    """`£3,500`, or `£3,500.50` where there are pence."""
    whole, rest = divmod(abs(pence), 100)
    return f"{'-' if pence < 0 else ''}£{whole:,}{f'.{rest:02}' if rest else ''}"
