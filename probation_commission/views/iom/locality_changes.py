"""How each locality has changed since an earlier month: only like is held against like."""

from collections import defaultdict

from probation_commission.disclosure.changes import NO_RETURN, OTHER_PLACE, Change, Way, changed
from probation_commission.disclosure.release import Release
from probation_commission.disclosure.released import Released
from probation_commission.domain.localities import IN_NONE, Grouping
from probation_commission.views.iom.changes import Earlier, Then
from probation_commission.views.iom.localities import LocalityPicture


def of_localities(localities: LocalityPicture, earlier: Earlier) -> dict[str, Then]:
    """How each locality has changed, by its name."""
    rag, rows = localities.picture.rag, localities.rows
    now: dict[str, Released] = dict(zip(rows.locality, rows[rag], strict=True))
    if earlier.release is None:
        return dict.fromkeys(now, Then(NO_RETURN))
    if not localities.picture.ward_set.covers(earlier.month):
        return dict.fromkeys(now, Then(OTHER_PLACE))
    then = localities.of(earlier.release)
    before: dict[str, Released] = dict(zip(then.locality, then[rag], strict=True))
    alike = _alike(localities, earlier.release)
    return {name: _then(before.get(name), cell, alike=name in alike) for name, cell in now.items()}


def _then(before: Released | None, now: Released, *, alike: bool) -> Then:
    if before is None:
        return Then(OTHER_PLACE)
    change = changed(before, now)
    # The sum of seven of its nine wards and then of all nine is no change of the locality (decision 56).
    return Then(change if alike or change.way is Way.NO_FIGURE else Change(Way.NO_TELLING), before)


def _alike(localities: LocalityPicture, before: Release) -> set[str]:
    """The localities that are of the same wards in both months; for leads also with figures of the same."""
    picture = localities.picture
    if not picture.exact:
        # The grouping that was in force then made its bands (decision 74).
        # Of a RAG large ones are held against large ones (decision 192).
        then = _wards_of(before.localities_by.of(picture.rag))
        now = _wards_of(localities.grouping)
        return {name for name, wards in now.items() if wards == then.get(name)}
    given_then, given_now = _given(localities, before), _given(localities, picture.release)
    return {name for name in {*localities.wards_of, IN_NONE} if given_then[name] == given_now[name]}


def _wards_of(grouping: Grouping) -> dict[str, set[str]]:
    wards: defaultdict[str, set[str]] = defaultdict(set)
    for code, name in grouping.items():
        wards[name].add(code)
    return wards


def _given(localities: LocalityPicture, release: Release) -> defaultdict[str, set[str]]:
    """The wards of each locality of which the return gives a count."""
    wards = release.wards(localities.picture.ward_set)
    given: defaultdict[str, set[str]] = defaultdict(set)
    for code, cell in zip(wards.ward_code, wards[localities.picture.rag], strict=True):
        if cell.number is not None:
            given[localities.grouping.get(code, IN_NONE)].add(code)
    return given
