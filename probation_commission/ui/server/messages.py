"""Which messages of a browser are answered."""

from google.protobuf.message import DecodeError  # type: ignore[import-untyped]
from streamlit.proto.AuthRedirect_pb2 import AuthRedirect
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from probation_commission.domain.doors import MOST_CHOSEN_AT_ONCE, MOST_WIDGETS

# What a page sends. Left out are `clear_cache`, by which anybody makes everybody's next page slow, and what
# is for developers: `load_git_info`, `set_run_on_save`, `debug_…`.
_OF_PAGES = frozenset(
    {"rerun_script", "app_heartbeat", "stop_script", "file_urls_request", "backend_operation_request"}
)


def go_to(address: str) -> ForwardMsg:
    """What makes a page leave for another address of ours."""
    return ForwardMsg(auth_redirect=AuthRedirect(url=address))


LOAD_ANEW: bytes = go_to("").SerializeToString()
"""What makes a page load itself anew: an address that is empty is that of the page."""


def answered(frame: bytes) -> bool:
    """Whether Streamlit is given it."""
    message = BackMsg()
    try:
        message.ParseFromString(frame)
    except DecodeError:
        return False  # Streamlit would log each, with its traceback
    # Each name and each state of a few bytes is worth much more memory and time to whoever answers.
    few = (
        len(message.file_urls_request.file_names) <= MOST_CHOSEN_AT_ONCE
        and len(message.rerun_script.widget_states.widgets) <= MOST_WIDGETS
        and len(message.rerun_script.cached_message_hashes) <= MOST_WIDGETS
    )
    # Rows of a table drawn before, and what is for developers, are asked for in the same way as a file.
    few = few and message.backend_operation_request.WhichOneof("payload") in {None, "deferred_file"}
    return few and message.WhichOneof("type") in _OF_PAGES
