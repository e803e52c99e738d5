"""Which column of a file of outlines is what: by the headings that any file of wards may have."""

import re
from collections.abc import Sequence

from probation_commission.intake.tables import localities

_OF_ONS = re.compile(r"wd(?:\d\d)?_?cd", re.IGNORECASE)
_OF_CODES = re.compile(r"(?:cd|code)$", re.IGNORECASE)


def which_columns(names: Sequence[str]) -> tuple[str | None, str | None]:
    """The columns of the wards' codes and of the authorities'; None where there is none."""
    codes = [name for name in names if localities.column_called(name) is localities.LocalityColumn.CODE]
    # "WD25CD" comes before a plain "code", which may be of anything.
    ward = next((name for name in codes if _OF_ONS.fullmatch(name)), codes[0] if codes else None)
    authorities = (
        name for name in names if localities.column_called(name) is localities.LocalityColumn.AUTHORITY
    )
    return ward, next((name for name in authorities if _OF_CODES.search(name)), None)
