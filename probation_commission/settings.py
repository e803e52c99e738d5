"""The few things an installation can set, read from the environment."""

import os
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
DATA = ROOT / "data"


@dataclass(frozen=True, slots=True)
class Settings:
    """Where things live and what is switched on."""

    home: Path
    database_url: str
    sample: bool
    tiles_url: str | None


def settings() -> Settings:
    """Return today's settings; read afresh, so that a test can change the environment."""
    home = Path(os.environ.get("PC_HOME", ROOT / "var")).resolve()
    return Settings(
        home=home,
        database_url=os.environ.get("PC_DATABASE_URL") or f"sqlite:///{home / 'explorer.db'}",
        sample=os.environ.get("PC_SAMPLE", "0") == "1",
        tiles_url=os.environ.get("PC_TILES_URL") or None,
    )
