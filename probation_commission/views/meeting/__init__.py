"""What a projector's wall looks like, and its keys: `browser/` is what runs in the browser."""

import hashlib
from pathlib import Path

BROWSER = Path(__file__).with_name("browser")
LOOK, _SCRIPT = BROWSER / "wall.css", BROWSER / "keys.js"
FOLDER_URL = f"/assets/meeting/{hashlib.sha256(_SCRIPT.read_bytes()).hexdigest()[:16]}"
SCRIPT_URL = f"{FOLDER_URL}/{_SCRIPT.name}"

__all__ = ["BROWSER", "FOLDER_URL", "LOOK", "SCRIPT_URL"]
