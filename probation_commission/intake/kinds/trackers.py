"""Trackers and the caseload: each a kind of its own, all read in one way."""

from collections.abc import Mapping
from dataclasses import dataclass

from probation_commission.domain.returns import Kind
from probation_commission.domain.trackers import TRACKERS, Tracker
from probation_commission.intake import trackers
from probation_commission.intake.file import FileContents, SentFile
from probation_commission.intake.findings import Findings


@dataclass(frozen=True, slots=True)
class TrackerKind:
    """One tracker as a kind of return."""

    tracker: Tracker

    @property
    def NAME(self) -> Kind:  # noqa: N802 (as of the kinds that are modules)
        """The kind, as it is stored."""
        return self.tracker.kind

    @property
    def FIELDS(self) -> Mapping[str, str]:  # noqa: N802
        """Its counts, each with its heading."""
        return {one.category or str(one.measure): one.heading for one in self.tracker.counts}

    @property
    def TEMPLATE(self) -> str:  # noqa: N802
        """The file name of its template."""
        return f"{self.tracker.kind}_by_month.xlsx"

    def recognises(self, file: SentFile) -> bool:
        """Whether a sheet has the counts of this tracker by month."""
        return trackers.stand_in(file, self.tracker)

    def read(self, file: SentFile, findings: Findings) -> FileContents:
        """One return for each area and month; whatever is wrong goes into the findings."""
        return trackers.read_tables(file, self.tracker, findings)


EACH = tuple(map(TrackerKind, TRACKERS.values()))
"""In the order in which they are asked."""
