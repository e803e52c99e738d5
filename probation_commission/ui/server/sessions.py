"""Who sits at a request or at a session of Streamlit's, by the cookie that it signed."""

from collections.abc import Mapping
from typing import Any

from anyio import to_thread
from starlette.responses import Response
from streamlit import runtime
from streamlit.auth_util import get_origin_from_redirect_uri
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.user_info import generate_login_redirect_url
from streamlit.web.server.starlette import starlette_auth_routes, starlette_websocket
from streamlit.web.server.starlette.starlette_server_config import USER_COOKIE_NAME

from probation_commission.actions import links
from probation_commission.actions.acting import LinkOverError
from probation_commission.actions.signing_in import SESSION_NO, key, session_number, signed_in
from probation_commission.domain.access import NotAllowedError, Permission, Person
from probation_commission.domain.doors import LINK_COOKIE, MOST_UPLOADED
from probation_commission.store.database import DatabaseFaultError

UPLOADERS = frozenset({Permission.LOAD_RETURNS, Permission.MANAGE_LOCALITIES})
"""What it takes to open a page with a field for files."""


def claims_of(cookies: Mapping[str, str]) -> Mapping[str, Any]:
    """What the cookie of a sign-in says; empty without one that this app signed."""
    origin = get_origin_from_redirect_uri()
    # As Streamlit reads it when a page opens its line, so that both know the same person.
    signed = starlette_websocket._get_signed_cookie_with_chunks(dict(cookies), USER_COOKIE_NAME)  # noqa: SLF001
    if not signed or not origin:
        return {}
    return starlette_websocket._parse_decoded_user_cookie(signed, origin)  # noqa: SLF001


def claims_of_session(session_id: str) -> Mapping[str, Any]:
    """The same of whoever opened a session; empty where nobody is there."""
    if not runtime.exists():
        return {}
    session_info = runtime.get_instance()._session_mgr.get_active_session_info(session_id)  # noqa: SLF001
    return session_info.session._user_info if session_info else {}  # noqa: SLF001


def person_of(cookies: Mapping[str, str]) -> Person:
    """Who asks: whoever signed in, else whoever came by a link. Raises `NotAllowedError`."""
    claims = claims_of(cookies)
    came_by_link = None if claims else links.came_by(cookies.get(LINK_COOKIE, ""))
    return came_by_link or signed_in(claims)


def key_of(cookies: Mapping[str, str]) -> str:
    """What their sign-in, or the link that they opened, is known by."""
    claims = claims_of(cookies)
    secret = cookies.get(LINK_COOKIE, "")
    return links.key(secret) if secret and not claims else key(claims)


def sessions_open() -> int:
    """How many tabs of browsers are open."""
    return runtime.get_instance()._session_mgr.num_active_sessions() if runtime.exists() else 0  # noqa: SLF001


def uploads_chosen() -> int:
    """How many files are in the fields of open tabs."""
    manager = runtime.get_instance().uploaded_file_mgr if runtime.exists() else None
    return manager._file_count if isinstance(manager, MemoryUploadedFileManager) else 0  # noqa: SLF001


def may_upload(cookies: Mapping[str, str], session_id: str) -> bool:
    """Whether whoever sends a file has signed in, may load files, and the session is of that sign-in."""
    claims = claims_of(cookies)
    try:
        person = signed_in(claims)
    except NotAllowedError:
        return False
    entitled = any(person.may(permission) for permission in UPLOADERS)
    return entitled and key(claims) == key(claims_of_session(session_id))


def has_room(cookies: Mapping[str, str], _session_id: str) -> bool:
    """Whether whoever sends a file has few enough in the server's memory; a page lets go of its own."""
    email = claims_of(cookies).get("email")
    server = runtime.get_instance()
    held = 0
    for session_id, files in list(server.uploaded_file_mgr.file_storage.items()):  # type: ignore[attr-defined]
        # Of a page that was left, too: its files stay for some minutes, in case it comes back.
        session_info = server._session_mgr.get_session_info(session_id)  # noqa: SLF001
        if session_info and session_info.session._user_info.get("email") == email:  # noqa: SLF001
            held += sum(len(file.data) for file in list(files.values()))
    return held < MOST_UPLOADED


def carry_session_number() -> None:
    """From now on the cookie of a sign-in carries the session number of the account (decision 147)."""
    set_cookie = starlette_auth_routes._set_auth_cookie  # noqa: SLF001

    async def with_number(response: Response, user_info: dict[str, Any], tokens: dict[str, Any]) -> None:
        number = await to_thread.run_sync(session_number, user_info)
        await set_cookie(response, user_info | {SESSION_NO: number}, tokens)

    # Streamlit has no hook there; the cookie is made in this one function.
    starlette_auth_routes._set_auth_cookie = with_number  # noqa: SLF001


def has_signed_in(cookies: Mapping[str, str]) -> bool:
    """Whether this app signed the cookie of a sign-in, ended or not: a page says what became of it."""
    return bool(claims_of(cookies))


def is_known(cookies: Mapping[str, str]) -> bool:
    """Whether they have signed in, ended or not, or came by a link that is good now."""
    if has_signed_in(cookies):
        return True
    try:
        return links.came_by(cookies.get(LINK_COOKIE, "")) is not None
    except LinkOverError:
        return False
    except DatabaseFaultError:
        return True  # the page says what is wrong with the database


def why_over(cookies: Mapping[str, str]) -> str:
    """The sentence for whoever came by a link that is over; empty for anybody else."""
    try:
        links.came_by(cookies.get(LINK_COOKIE, ""))
    except LinkOverError as over:
        return str(over)
    return ""


def way_in() -> str:
    """The address that leads to the provider; good for two minutes."""
    return generate_login_redirect_url("default")
