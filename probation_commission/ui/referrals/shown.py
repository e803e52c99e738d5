"""How the referrals are looked at."""

from probation_commission.ui.parts import filters

MONTHS, CLOCKS, TRACKERS, KEY_IN = "months", "clocks", "trackers", "key-in"
VIEWS = {
    MONTHS: "Month by month",
    CLOCKS: "Clocks and endings",
    TRACKERS: "Trackers",
    KEY_IN: "Key in a month",
}


def view_choice(*, see_trackers: bool, key_in: bool) -> str:
    """The view that is chosen of those that somebody has; the address has it."""
    without = (set() if see_trackers else {TRACKERS}) | (set() if key_in else {KEY_IN})
    mine = {view: words for view, words in VIEWS.items() if view not in without}
    return filters.choice("Show", list(mine), "view", words=mine, buttons=True)
