"""Rows of a frame as the store has them: what is missing is None, however pandas writes it."""

from datetime import date
from math import isnan
from typing import Any

import pandas as pd


def rows_of(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """The rows of a frame by their columns; None for what is missing, of which pandas makes a nan."""
    return [
        {
            str(name): None if isinstance(value, float) and isnan(value) else value
            for name, value in row.items()
        }
        for row in frame.to_dict("records")
    ]


def known_day(value: object) -> date | None:
    """A day of a row; None where it is not known, however pandas writes that."""
    return value if isinstance(value, date) and not pd.isna(value) else None
