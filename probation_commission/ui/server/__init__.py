"""What our doors have to know of Streamlit's own server: its addresses, messages, cookies and files."""

from probation_commission.ui.server.addresses import of_streamlit
from probation_commission.ui.server.files import belongs, hand
from probation_commission.ui.server.messages import LOAD_ANEW, answered, go_to
from probation_commission.ui.server.sessions import (
    carry_session_number,
    has_room,
    has_signed_in,
    is_known,
    may_upload,
    sessions_open,
    uploads_chosen,
    way_in,
    why_over,
)

__all__ = [
    "LOAD_ANEW",
    "answered",
    "belongs",
    "carry_session_number",
    "go_to",
    "hand",
    "has_room",
    "has_signed_in",
    "is_known",
    "may_upload",
    "of_streamlit",
    "sessions_open",
    "uploads_chosen",
    "way_in",
    "why_over",
]
