"""What a click has opened, brought into view or to the keyboard: `browser/` is what runs in the browser."""

import hashlib
from pathlib import Path

BROWSER = Path(__file__).with_name("browser")
_SCRIPT = BROWSER / "opened.js"
FOLDER_URL = f"/assets/opened/{hashlib.sha256(_SCRIPT.read_bytes()).hexdigest()[:16]}"


def into_view(key: str, click: int, *, focus: str = "") -> str:
    """The script that scrolls to the container of that key; `click` tells one click from the one before.

    `focus`: "heading" or "button", the first of which in it is given the keyboard's focus, so that the next
    Tab goes on from there.
    """
    # A browser runs a script once for as long as its tag stays the same.
    source = f"{FOLDER_URL}/{_SCRIPT.name}"
    focused = f' data-focus="{focus}"' if focus else ""
    return f'<script src="{source}" data-opened="{key}" data-click="{click}"{focused}></script>'


__all__ = ["BROWSER", "FOLDER_URL", "into_view"]
