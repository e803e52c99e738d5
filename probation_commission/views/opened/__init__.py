"""What a click has opened further down, brought into view: `browser/` is what runs in the browser."""

import hashlib
from pathlib import Path

BROWSER = Path(__file__).with_name("browser")
_SCRIPT = BROWSER / "opened.js"
FOLDER_URL = f"/assets/opened/{hashlib.sha256(_SCRIPT.read_bytes()).hexdigest()[:16]}"


def into_view(key: str, click: int) -> str:
    """The script that scrolls to the container of that key; `click` tells one click from the one before."""
    # A browser runs a script once for as long as its tag stays the same.
    source = f"{FOLDER_URL}/{_SCRIPT.name}"
    return f'<script src="{source}" data-opened="{key}" data-click="{click}"></script>'


__all__ = ["BROWSER", "FOLDER_URL", "into_view"]
