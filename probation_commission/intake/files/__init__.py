"""Files within their limits: unpacked, walked and made into numbered rows. Bytes in, sheets out."""

from probation_commission.intake.files import sheets
from probation_commission.intake.files.csv_rows import CsvRows, Progress, silent
from probation_commission.intake.files.limits import MAX_BYTES, FileRefusedError, Format, recognise, text
from probation_commission.intake.files.sheets import Sheet, Value, column_letters, plain

__all__ = [
    "MAX_BYTES",
    "CsvRows",
    "FileRefusedError",
    "Format",
    "Progress",
    "Sheet",
    "Value",
    "column_letters",
    "plain",
    "recognise",
    "sheets",
    "silent",
    "text",
]
