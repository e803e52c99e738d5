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
    sha256, seen = st.session_state.setdefault(_OPENED, (checked.reading.sha256, checked.in_force))
    if sha256 != checked.reading.sha256:
        forget()
        return as_opened(checked)
    return replace(checked, in_force=seen)


def saw(checked: CheckedFile, in_force: Mapping[ReturnKey, Version]) -> None:
    """From now on, hold the file against what is in force after somebody else's change."""
    st.session_state[_OPENED] = (checked.reading.sha256, in_force)


def forget() -> None:
    """Hold the next file against what is in force when it is opened."""
    st.session_state.pop(_OPENED, None)
