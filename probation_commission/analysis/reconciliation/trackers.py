"""What adds up in a tracker's month: parts against their whole, where it is given."""

from collections.abc import Iterator

from probation_commission.analysis.reconciliation.tallies import Tally, added, at_most, can_hold, equal, tally
from probation_commission.domain import trackers
from probation_commission.domain.returns import Check, Kind, Return, Verdict
from probation_commission.domain.trackers import TrackerMeasure


def tracker_checks(ret: Return) -> tuple[Check, ...]:
    """Every sum of a tracker's return by itself; one that says so where nothing could be added up."""
    found = {
        Kind.WANTED_DAYS: _days,
        Kind.DIVERSION: _diversion,
        Kind.RELEASE: _release,
        Kind.CASELOAD: _caseload,
    }.get(ret.kind)
    lines = tuple(found(ret)) if found else ()
    nothing = Check(Verdict.UNCHECKED, "It holds nothing that could be added up", code="tracker")
    return lines or (nothing,)


def _counted(ret: Return, category: str) -> Tally:
    return tally(figure for figure in ret.figures if figure.category == category)


def _days(ret: Return) -> Iterator[Check]:
    """How long each was wanted, against how many were."""
    whole = _counted(ret, "")
    parts = [tally([figure]) for figure in ret.figures if figure.category]
    if not parts:
        return
    sides = f"People by how long they were wanted {added(parts)}, people in all {whole}"
    yield Check(equal(added(parts), whole), sides, whole.cells, code="wanted:days")


def _diversion(ret: Return) -> Iterator[Check]:
    started = _counted(ret, trackers.STARTED)
    ends = [_counted(ret, name) for name in (trackers.COMPLIED, trackers.BREACHED, trackers.REOFFENDED)]
    given = [end for end in ends if end]
    if started and given:
        yield _within(
            added(given), started, ("Complied, breached and reoffended", "started"), "diversion:ends"
        )


def _release(ret: Return) -> Iterator[Check]:
    released, homeless = _counted(ret, trackers.RELEASED), _counted(ret, trackers.NO_ABODE)
    used, refused = _counted(ret, trackers.CAS3_USED), _counted(ret, trackers.CAS3_REFUSED)
    settled = _counted(ret, trackers.SETTLED)
    if released and homeless:
        yield _within(homeless, released, ("No fixed abode", "released"), "release:no abode")
    if released and used and refused:
        yield _within(added((used, refused)), released, ("CAS3 used and refused", "released"), "release:CAS3")
    if homeless and settled:
        names = ("Settled after three months", "no fixed abode on release")
        yield _within(settled, homeless, names, "release:settled")


def _caseload(ret: Return) -> Iterator[Check]:
    whole = tally(
        figure for figure in ret.figures if figure.measure == TrackerMeasure.CASELOAD and not figure.category
    )
    parts = [_counted(ret, name) for name in (trackers.COMMUNITY, trackers.CUSTODY)]
    if whole and all(parts):
        together = added(parts)
        sides = f"In the community {parts[0]} + in custody {parts[1]} = {together}, on probation {whole}"
        cells = (*together.cells, *whole.cells)
        verdict = equal(together, whole)
        can = can_hold(together, whole) if verdict is Verdict.UNCHECKED else ""
        yield Check(verdict, f"{sides}{can}", cells, code="caseload:settings")


def _within(part: Tally, whole: Tally, names: tuple[str, str], code: str) -> Check:
    """A count that is never more than another."""
    sentence = f"{names[0]} {part}, {names[1]} {whole}"
    verdict = at_most(part, whole)
    if verdict is Verdict.FAILS:
        sentence += ": more than there were"
    elif verdict is Verdict.UNCHECKED:
        sentence += can_hold(part, whole)
    return Check(verdict, sentence, (*part.cells, *whole.cells), code=code)
