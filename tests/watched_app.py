"""The app as `python app.py` starts it; on SIGUSR1 it writes what it holds of planted people there."""

import os
import runpy
import signal
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tests.given.people import ANYBODY  # noqa: E402 (the path comes first)
from tests.live_objects import holders  # noqa: E402


def write(_signal: int, _frame: object) -> None:
    found = holders(ANYBODY)
    home = Path(os.environ["PC_HOME"])
    (home / "alive.new").write_text("\n".join(found))
    (home / "alive.new").replace(home / "alive")


signal.signal(signal.SIGUSR1, write)
runpy.run_path(str(ROOT / "app.py"), run_name="__main__")
