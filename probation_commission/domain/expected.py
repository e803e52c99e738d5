"""Who should send which return by when, where somebody has said it otherwise than it is usual."""

from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

from probation_commission.domain.receipts import DUE_DAY
from probation_commission.domain.returns import Kind

SenderKey: TypeAlias = tuple[Kind, str, str]
"""Kind, subject and area's code: what the returns of one sender have in common in all months."""
FIRST_DAY, LAST_DAY = 1, 20
"""Working days of the month after that a return can be due on: each month has twenty or more."""
REMINDED_BEFORE, CHASED_AFTER = 4, 1
"""Working days before and after it is due: of the tenth, the sixth and the eleventh."""
SILENT = 12
"""Months without a return after which none is expected, unless somebody says that it is."""
LONGEST_SENDER = 200


@dataclass(frozen=True, slots=True)
class Expected:
    """What is said of one sender's returns; what is empty or None is as usual."""

    kind: Kind
    subject: str
    area_code: str
    sender: str = ""
    due_day: int | None = None
    """The working day of the month after."""
    mailbox: str = ""
    from_month: date | None = None
    """The first day of the first month of which one is expected."""
    until_month: date | None = None
    """That of the last one; from then on nothing is expected any more."""

    @property
    def key(self) -> SenderKey:
        """Whose returns it is about."""
        return self.kind, self.subject, self.area_code

    @property
    def day(self) -> int:
        """The working day by which a return is due."""
        return self.due_day or DUE_DAY


def wrong_with(written: Expected) -> list[str]:
    """What is wrong with it, a sentence each that says what to do; nothing where it can be kept."""
    first, last = written.from_month, written.until_month
    outside = written.due_day is not None and not FIRST_DAY <= written.due_day <= LAST_DAY
    return [
        *([f"A return is due on working day {FIRST_DAY} to {LAST_DAY}: choose one of these."] * outside),
        *(
            ["The last month is before the first: change one of the two."]
            * bool(first and last and last < first)
        ),
        *(["Choose the service that the return is about."] * _lacks(written, Kind.SERVICE, written.subject)),
        *(["Choose the area that the return is about."] * (not written.area_code)),
    ]


def _lacks(written: Expected, kind: Kind, what: str) -> bool:
    return written.kind is kind and not what
