"""What adds up in a count of needs: groups against all, of one source."""

from collections.abc import Iterator, Mapping

from probation_commission.analysis.reconciliation.tallies import Tally, added, at_most, tally
from probation_commission.domain.gaps import GapGroup
from probation_commission.domain.returns import Check, Return, Verdict
from probation_commission.domain.words import listed


def needs_checks(ret: Return) -> tuple[Check, ...]:
    """A line for each group beside all; one that says so where nothing could be compared.

    That no need has more people than its sample is held at the door.
    """
    lines = tuple(
        line
        for source in dict.fromkeys(figure.comparator for figure in ret.figures)
        for line in _of_source(ret, source)
    )
    nothing = Check(Verdict.UNCHECKED, "It holds no group beside all that could be compared", code="needs")
    return lines or (nothing,)


def _of_source(ret: Return, source: str) -> Iterator[Check]:
    by_group: dict[str, dict[str, Tally]] = {}
    for figure in ret.figures:
        if figure.comparator == source:
            by_group.setdefault(figure.breakdown, {})[figure.category] = tally([figure])
    whole = by_group.pop("", {})
    if not whole:
        return
    for group, counts in by_group.items():
        yield _line(source, group, counts, whole)
    if GapGroup.MEN in by_group and GapGroup.WOMEN in by_group:
        men, women = by_group[GapGroup.MEN], by_group[GapGroup.WOMEN]
        # They need not be all: of some neither is recorded.
        both = {name: added((men[name], women[name])) for name in men if name in women}
        yield _line(source, "men and women together", both, whole)


def _line(source: str, group: str, counts: Mapping[str, Tally], whole: Mapping[str, Tally]) -> Check:
    """Whether a group has no more people than all, in the sample and with each need."""
    held = {name: at_most(part, whole[name]) for name, part in counts.items() if name in whole}
    failing = [name for name, verdict in held.items() if verdict is Verdict.FAILS]
    cells = tuple(cell for name in failing for cell in (*counts[name].cells, *whole[name].cells))
    start = f"{source[0].upper()}{source[1:]}, {group}"
    if failing:
        more = listed([f"{name or 'sample'} ({counts[name]}, all {whole[name]})" for name in failing])
        return Check(Verdict.FAILS, f"{start}: more than all for {more}", cells, code=_code(source, group))
    verdict = Verdict.UNCHECKED if Verdict.UNCHECKED in held.values() else Verdict.HOLDS
    sample = f"sample {counts['']}, all {whole['']}" if "" in held else "counts"
    return Check(verdict, f"{start}: {sample}; no need counts more than all", code=_code(source, group))


def _code(source: str, group: str) -> str:
    return f"needs:{source}:{group}"
