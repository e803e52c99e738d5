"""Files within their limits: unpacked, walked and made into numbered rows. Bytes in, sheets out."""

from probation_commission.intake.files import sheets
from probation_commission.intake.files.csv_rows import Progress, Rows, silent
from probation_commission.intake.files.limits import MAX_BYTES, Format, RefusedError, recognise, text
from probation_commission.intake.files.sheets import Sheet, Value, column_letters, plain

__all__ = [
    "MAX_BYTES",
    "Format",
    "Progress",
    "RefusedError",
    "Rows",
    "Sheet",
    "Value",
    "column_letters",
    "plain",
    "recognise",
    "sheets",
    "silent",
    "text",
]
