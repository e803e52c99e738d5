"""What the app replies to what somebody did: that it is done, or why it is refused.

A button's own run shows a refusal where it happens. Where the page is drawn anew first, after a callback or
`st.rerun`, the reply is kept in the session under its place, and drawn there once.
"""

from collections.abc import Callable
from types import TracebackType

import streamlit as st

from probation_commission.actions.refusals import RefusedError
from probation_commission.domain.access import NotAllowedError
from probation_commission.store.database import DatabaseFaultError
from probation_commission.views.markdown import plain
from probation_commission.views.terms import said_of_files

NOT_ALLOWED = "not_allowed"
"""The place, at the top of every page, of what somebody may do no more."""
_DONE, _REFUSED = ":material/check_circle:", ":material/block:"


class Attempt:
    """A block of code that ends where an action in it is refused; the refusal is told, not raised.

    A refusal may have in it what was typed, so it is no Markdown.
    """

    def __init__(self, tell: Callable[[RefusedError], object], *, faults: bool = True) -> None:
        self._tell, self._faults = tell, faults

    def __enter__(self) -> None:
        """Nothing that the block needs."""

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, _trace: TracebackType | None
    ) -> bool:
        # A fault in our own code is raised on, and so is the end of a run that `st.rerun` asks for.
        if isinstance(error, NotAllowedError):
            # Whoever clicked may do it no more (decision 136), and may be on another page by the next run.
            st.session_state[NOT_ALLOWED] = (False, plain(str(error)))
            return True
        if self._faults and isinstance(error, DatabaseFaultError):
            error = RefusedError(str(error))
        if not isinstance(error, RefusedError):
            return False
        self._tell(error)
        return True


def refusal_told(tell: Callable[[RefusedError], object], *, faults: bool = True) -> Attempt:
    """A block whose refusal is handed to `tell`, and a fault of the database, unless that is to be raised."""
    return Attempt(tell, faults=faults)


def refusal_shown() -> Attempt:
    """A block whose refusal is drawn where it happens, all its reasons in one."""
    return Attempt(lambda refusal: st.error(_told(_words(refusal)), icon=_REFUSED))


def reasons_shown() -> Attempt:
    """A block whose refusal is drawn where it happens, each reason by itself."""
    return Attempt(lambda refusal: [st.error(_told(reason), icon=_REFUSED) for reason in refusal.reasons])


def _words(refusal: RefusedError) -> str:
    """What is refused, in which names of files and others' reasons may stand."""
    return str(refusal)


def _told(words: str) -> str:
    """In the partnership's words, but for what is quoted, and no Markdown (decision 155)."""
    return plain(said_of_files(words))


def refusal_kept(place: str, words: Callable[[RefusedError], str] = _words) -> Attempt:
    """A block whose refusal is kept for the run that follows."""

    def keep_it(refusal: RefusedError) -> None:
        st.session_state[place] = (False, _told(words(refusal)))

    return Attempt(keep_it)


def keep(place: str, words: str) -> None:
    """What was done, kept for the run that follows."""
    st.session_state[place] = (True, said_of_files(words))


def draw(place: str, *, icons: bool = True) -> None:
    """What was kept, once; nothing where nothing was."""
    # Once: a reply that stayed would seem to answer the next click.
    done, words = st.session_state.pop(place, (True, ""))
    if words:
        icon = (_DONE if done else _REFUSED) if icons else None
        (st.success if done else st.error)(words, icon=icon)
