"""What was in force when a file was opened here, so that nobody supersedes a return they have not seen."""

from collections.abc import Mapping
from dataclasses import replace

import streamlit as st

from probation_commission.actions.returns import CheckedFile
from probation_commission.domain.returns import ReturnKey
from probation_commission.store.versions import Version

_OPENED = "returns_seen_in_force"


def as_opened(checked: CheckedFile) -> CheckedFile:
    """The file as it is checked now, against what was in force when it was first shown."""
    # The page checks the file again at each rerun, and would take somebody else’s return of a moment
    # ago for one that this person has seen (decision 58).
    sha256, in_force_seen = st.session_state.setdefault(_OPENED, (checked.reading.sha256, checked.in_force))
    if sha256 != checked.reading.sha256:
        forget()
        return as_opened(checked)
    return replace(checked, in_force=in_force_seen)


def saw(checked: CheckedFile, in_force: Mapping[ReturnKey, Version]) -> None:
    """What the file is held against from now on: what is in force after somebody else's change."""
    st.session_state[_OPENED] = (checked.reading.sha256, in_force)


def forget() -> None:
    """Nothing remembered: the next file is held against what is in force when it is opened."""
    st.session_state.pop(_OPENED, None)
