"""What is asked once a run of a page, however often it is needed in it."""

from collections.abc import Callable, Hashable
from typing import TypeVar, cast

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

Once = TypeVar("Once")


def once_a_run(name: str, ask: Callable[[], Once], of: Hashable = None) -> Once:
    """What `ask` answers, the first time in this run; again where it is asked `of` something else by then."""
    # A run has a dictionary of cursors of its own, so what was kept by another run is never taken for this
    # one's.
    context = get_script_run_ctx()
    if context is None:
        return ask()
    key = f"run@{name}"
    run, kept_of, answer = st.session_state.get(key, (None, None, None))
    if run is context.cursors and kept_of == of:
        return cast("Once", answer)
    answer = ask()
    st.session_state[key] = context.cursors, of, answer
    return answer
