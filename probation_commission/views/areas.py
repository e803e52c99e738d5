"""What a page says where it shows another area than the one chosen (decision 103)."""


def whole_instead(chosen: str, shown: str) -> str:
    """Where an area is counted within a whole alone."""
    return f"{chosen} was chosen. Here it is counted within {shown}, which is shown."


def part_instead(chosen: str, shown: str) -> str:
    """Where a page has the parts of a whole alone."""
    return f"{chosen} was chosen. Here its parts stand one by one; {shown} is shown."


def nothing_of(chosen: str, shown: str) -> str:
    """Where a page has neither the area nor what could stand for it."""
    return f"{chosen} was chosen. There is nothing of it here; {_are(shown)} shown."


def unknown(shown: str) -> str:
    """Where the address names no area that is known; what it names is not repeated."""
    return f"The address names an area that is not known here; {_are(shown)} shown."


def _are(shown: str) -> str:
    return f"{shown} is" if shown else "all areas are"
