"""To whom a file was given that Streamlit keeps for a browser to fetch.

Its address is a hash of the file and nothing else, so whoever has it could fetch the file.
"""

from collections.abc import Mapping
from hashlib import sha256
from threading import Lock
from time import monotonic

from streamlit import runtime
from streamlit.runtime.media_file_storage import MediaFileKind

from probation_commission.domain.access import NotAllowedError, Person, Role
from probation_commission.domain.doors import FILE_LASTS
from probation_commission.ui.server.sessions import key_of, person_of

_LOCK = Lock()
_given: dict[tuple[str, str], tuple[float, tuple[Role, int | None]]] = {}
"""The file's hash and the sign-in, or opened link; until when, and as whom. Two may be given the same."""


def hand(whose: str, content: bytes, person: Person) -> bytes:
    """The file, from now on for some minutes that of this sign-in, while the person is shown the same.

    `whose` is what the sign-in, or the opened link, is known by.
    """
    now = monotonic()
    with _LOCK:
        for entry in [entry for entry, (until, _) in _given.items() if until <= now]:
            del _given[entry]
        _given[sha256(content).hexdigest(), whose] = now + FILE_LASTS.total_seconds(), person.looks_as
    return content


def belongs(cookies: Mapping[str, str], name: str) -> bool:
    """Whether whoever asks for a file of Streamlit's has access now, and was given it a moment ago."""
    try:
        person = person_of(cookies)
    except NotAllowedError:
        return False
    kept = runtime.get_instance().media_file_mgr.read_file(name) if runtime.exists() else None
    if kept is None or kept.kind is not MediaFileKind.DOWNLOADABLE:
        return kept is not None  # a picture of a page
    given = _given.get((sha256(kept.content).hexdigest(), key_of(cookies)))
    # Their role or organisation may be another since they clicked: asked when they act, here too (decisions
    # 136 and 175).
    return given is not None and monotonic() < given[0] and person.looks_as == given[1]
