"""The one error of all actions: what was asked for can't be done, and why."""


class RefusedError(Exception):
    """Nothing was changed. `reasons` are sentences for the person who asked."""

    def __init__(self, *reasons: str) -> None:
        super().__init__(" ".join(reasons))
        self.reasons = reasons
