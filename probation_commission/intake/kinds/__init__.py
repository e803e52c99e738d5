"""The kinds of return there are: each one module with the members of `KindOfReturn`, named in `KINDS`."""

from collections.abc import Mapping
from typing import Protocol

from probation_commission.domain.returns import Kind
from probation_commission.intake.file import FileContents, SentFile
from probation_commission.intake.findings import Findings
from probation_commission.intake.kinds import cohort, comparison, service


class KindOfReturn(Protocol):
    """What a module of a kind has."""

    @property
    def NAME(self) -> Kind:  # noqa: N802 (a module's constant)
        """The kind, as it is stored."""

    @property
    def FIELDS(self) -> Mapping[str, str]:  # noqa: N802
        """What its columns can be, each with its label."""

    @property
    def TEMPLATE(self) -> str:  # noqa: N802
        """The file name of its template, or "" if there is none."""

    def recognises(self, file: SentFile) -> bool:
        """Whether the sheets hold this kind of return."""

    def read(self, file: SentFile, findings: Findings) -> FileContents:
        """What they hold; whatever is wrong goes into the findings."""


# A comparison that stands beside a cohort is a part of it, as in Haringey's workbook: so it is asked last.
KINDS: tuple[KindOfReturn, ...] = (service, cohort, comparison)
"""In the order in which they are asked."""


def kind_of(file: SentFile) -> KindOfReturn:
    """The kind of return that a file holds; one that nobody recognises is read as a cohort."""
    return next((kind for kind in KINDS if kind.recognises(file)), cohort)
