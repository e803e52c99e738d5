"""Which messages of a browser are answered."""

from google.protobuf.message import DecodeError  # type: ignore[import-untyped]
from streamlit.proto.AuthRedirect_pb2 import AuthRedirect
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

# What a page sends. Left out are `clear_cache`, by which anybody makes everybody's next page slow, and what
# is for developers: `load_git_info`, `set_run_on_save`, `debug_…`.
_OF_PAGES = frozenset(
    {"rerun_script", "app_heartbeat", "stop_script", "file_urls_request", "backend_operation_request"}
)

LOAD_ANEW: bytes = ForwardMsg(auth_redirect=AuthRedirect(url="")).SerializeToString()
"""What makes a page load itself anew: an address that is empty is that of the page."""


def answered(frame: bytes) -> bool:
    """Whether Streamlit is given it."""
    message = BackMsg()
    try:
        message.ParseFromString(frame)
    except DecodeError:
        return False  # Streamlit would log each, with its traceback
    return message.WhichOneof("type") in _OF_PAGES
