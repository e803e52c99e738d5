"""Which views of the gaps there are, for whom."""

from probation_commission.ui.parts import filters

MATRIX, LOG, ACTIONS = "matrix", "log", "actions"
_WORDS = {MATRIX: "What is missing", LOG: "Count unmet demand", ACTIONS: "Actions"}


def view_choice(*, may_log: bool, sees_actions: bool) -> str:
    """The view in the address, one of those that the person has."""
    open_to = {MATRIX: True, LOG: may_log, ACTIONS: sees_actions}
    words = {view: name for view, name in _WORDS.items() if open_to[view]}
    return filters.choice("Show", list(words), "view", words=words, buttons=True)
