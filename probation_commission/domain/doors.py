"""How long and how much, at the doors. What a file may hold: `intake/files/limits.py`."""

from datetime import timedelta

SIGN_IN_LASTS = timedelta(hours=12)
"""A working day; the cookie that Streamlit sets would last for thirty."""
COOKIE_LASTS = SIGN_IN_LASTS
"""The longest for any cookie, and for what is done by a link that was opened once."""
FILE_LASTS = timedelta(minutes=5)
"""How long a file can be fetched by whoever clicked for it."""
HTTPS_LASTS = timedelta(days=365)
"""How long a browser asks for nothing but https, once it was here by https."""
LARGEST_MESSAGE = 4 * 1024**2
"""Bytes of what a page says in one message: all that is chosen and typed on it."""
MESSAGES_AT_ONCE, MESSAGES_A_SECOND = 60, 10
"""How much one line is listened to. Nobody clicks or types so fast; each may run a page."""
MOST_CHOSEN_AT_ONCE = 10
"""Files that a page asks a place for in one message; each field takes one."""
MOST_WIDGETS = 20_000
"""Fields and buttons whose state comes in one message: a page has hundreds."""
MOST_UPLOADED = 100 * 1024**2
"""Bytes of files that one account has in the server's memory at a time, in all its tabs and sign-ins."""
LINK_COOKIE = "by_link"
"""The cookie of whoever has opened a signed link; its value is known here by a hash alone."""
MOST_OPENINGS = 200
"""How often one link is opened: some days' work of a few colleagues, and not a link on a public page."""
MOST_FAILED_TRIES, TRIES_WITHIN = 20, timedelta(minutes=15)
"""Links that do not work, from one address, after which none is looked at for a while."""
TRIES_KEPT = timedelta(hours=1)
"""After it nothing is left of where somebody tried one."""
LARGEST_LINK = 1024
"""Bytes of the form by which a link is opened; its token has 43."""
MOST_PROCESSES = 16
"""App processes behind one address; each takes some 300 MB."""


def process_cookie(port: int) -> str:
    """The cookie that says which of several app processes behind this port somebody's session is in."""
    # Browsers keep one set of cookies for all ports of a host, where another installation may have its own.
    return f"explorer_process_{port}"
