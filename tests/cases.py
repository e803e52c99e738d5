"""Files made after what real senders send, beside the repository; without them a test is skipped."""

from pathlib import Path

import pytest

FOLDER = Path(__file__).resolve().parents[2] / "shared" / "cases"


def content(name: str) -> bytes:
    """The bytes of a case; the test is skipped where there are none."""
    return path(name).read_bytes()


def path(name: str) -> Path:
    case = FOLDER / name
    if not case.exists():
        pytest.skip(f"{name} does not lie beside the repository")
    return case
