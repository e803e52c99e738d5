"""The last guard of a page: where a fault keeps a part from being shown, a sentence stands in its place.

The rest of the page goes on. The log has the fault's kind and the lines of code under the number that the
sentence names, and nothing of what the code was handed: a message can hold a count or a name (decision 1).
"""

from collections.abc import Iterator
from contextlib import contextmanager, suppress

import streamlit as st

from probation_commission import log
from probation_commission.domain.access import NotAllowedError
from probation_commission.store import database
from probation_commission.store.database import DatabaseFault, DatabaseFaultError
from probation_commission.views.markdown import plain

_JUST_GONE = "faults.just_gone"
_MAY_END = frozenset(DatabaseFault) - {DatabaseFault.DAMAGED, DatabaseFault.NEWER}
"""What ends without a new start of the app."""


@contextmanager
def part(name: str) -> Iterator[None]:
    """A part of a page in a container of its own, whose fault ends with it. Also a decorator.

    What stands below keeps its place however much the part draws: Streamlit takes a map whose place has
    moved for a new one, and it comes up empty.
    """
    with st.container(), contained(f"{name} could not be shown."), _drawn_again():
        yield


@contextmanager
def click(name: str) -> Iterator[None]:
    """What a click does, whose fault ends with it; the page is drawn as it then stands. Also a decorator."""
    with contained(f"{name} could not be finished; the page shows what stands."):
        yield


@contextmanager
def contained(sentence: str) -> Iterator[None]:
    """A fault becomes the sentence; what Streamlit raises to stop or start a run is no `Exception`."""
    try:
        yield
    except NotAllowedError as refusal:
        # Somebody's access or role was another by the time of the click (decision 136).
        st.warning(plain(str(refusal)), icon=":material/lock:")
    except Exception as fault:  # noqa: BLE001 (whatever it is, the rest of the page can still be read)
        st.error(f"{sentence} {logged(fault)}", icon=":material/error:")


@contextmanager
def whole(sentence: str) -> Iterator[None]:
    """A whole page, contained; where the database's fault may end by itself, it is drawn again then."""
    with contained(sentence), _drawn_again():
        yield


@contextmanager
def _drawn_again() -> Iterator[None]:
    try:
        yield
    except DatabaseFaultError as fault:
        if fault.fault in _MAY_END:
            st.session_state[_JUST_GONE] = True
            _go_on_when_it_is_back(writing=fault.fault is not DatabaseFault.GONE)
        raise


@st.fragment(run_every=5.0)
def _go_on_when_it_is_back(*, writing: bool) -> None:
    if st.session_state.pop(_JUST_GONE, False):
        return
    with suppress(DatabaseFaultError):
        with database.read() as conn:
            database.revision_number(conn)
        if writing:
            # A page that shows exact counts writes down who saw them.
            database.can_be_written()
        st.rerun()


def logged(fault: Exception) -> str:
    """The fault written to the log, and the words for it; those of a fault in our code name its number."""
    if isinstance(fault, DatabaseFaultError):
        log.fault(fault, fault.fault)
        return str(fault)
    number = log.fault(fault)
    return f"This is a fault of the app, not yours. Whoever runs the app finds it in the log under {number}."
