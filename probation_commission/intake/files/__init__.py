"""Files within their limits: unpacked, walked and made into numbered rows. Bytes in, sheets out."""

from probation_commission.intake.files import csv_rows, sheets
from probation_commission.intake.files.csv_rows import CsvRows, Progress, silent
from probation_commission.intake.files.limits import MAX_BYTES, FileRefusedError, Format, Size, of_report
from probation_commission.intake.files.notes import hidden_note, notes, shown, unnamed_note
from probation_commission.intake.files.ole2 import root_names
from probation_commission.intake.files.sheets import Sheet, Value, column_letters, is_error, plain
from probation_commission.intake.files.words import words

__all__ = [
    "MAX_BYTES",
    "CsvRows",
    "FileRefusedError",
    "Format",
    "Progress",
    "Sheet",
    "Size",
    "Value",
    "column_letters",
    "csv_rows",
    "hidden_note",
    "is_error",
    "notes",
    "of_report",
    "plain",
    "root_names",
    "sheets",
    "shown",
    "silent",
    "unnamed_note",
    "words",
]
