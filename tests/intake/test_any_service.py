"""Known returns of services in layouts that nobody foresaw: what is read is right, or it is asked about."""

import pytest

from probation_commission.domain.layouts import LEFT_OUT, AreaMonth, Doubts, Layout
from probation_commission.domain.returns import Kind, Reading
from probation_commission.geography import gazetteer
from probation_commission.intake import returns
from tests.given.any_service import SERVICES, SentService, sent, text_at
from tests.given.services import TODAY

_LONG = 1_000


def read(content: bytes, layouts=(), said: AreaMonth | None = None) -> Reading:
    places = gazetteer.gazetteer()
    said = said or AreaMonth()
    return returns.read(content, "return.xlsx", places, TODAY, SERVICES, layouts=layouts, area_month=said)


def answered(file: SentService, doubts: Doubts) -> tuple[list[Layout], AreaMonth]:
    """Every guess as it was offered, and what somebody who knows the file says of the rest."""
    confirmed = [
        Layout.of(doubts.kind, table, {column.key: column.field for column in table.columns})
        for table in doubts.tables
    ]
    slugs = {slug for slug, _, _ in file.truth}
    counted = {counted for _, _, counted in file.truth}
    names = []
    for question in doubts.names:
        text = question.text or text_at(file, question.cells[0])
        names.append((question.key, file.meant.get(text) or file.meant.get(text.strip()) or LEFT_OUT))
    said = AreaMonth(
        area=gazetteer.gazetteer().wholes[0],
        service=next(iter(slugs)) if len(slugs) == 1 else "",
        counted=next(iter(counted)) if len(counted) == 1 else "",
        names=tuple(names),
    )
    return confirmed, said


def wrong(file: SentService) -> list[str]:
    """What was read wrong unasked, or not read and not asked about."""
    reading = read(file.content)
    doubts = reading.doubts
    # Where not one service, heading or title is known nobody could tell; nothing is read of it then.
    if doubts is None or doubts.kind is not Kind.SERVICE:
        known = SERVICES.keys() & file.meant.keys()
        return ["not taken for a service's return"] if known or reading.returns else []
    layouts, said = answered(file, doubts)
    reading = read(file.content, layouts, said)
    # A second look: what a name means is asked once it is read where it stands.
    if reading.doubts and reading.doubts.names and not reading.doubts.settled:
        layouts, said = answered(file, reading.doubts)
        reading = read(file.content, layouts, said)
    columns = [column for table in doubts.tables for column in table.columns]
    doubtful = {column.letters for one in columns for column in one.each if one.doubt}
    reasons = []
    got = {}
    for ret in reading.returns:
        for figure in ret.figures:
            key = ret.subject, (ret.month.year, ret.month.month), figure.category
            letters = figure.cell.ref.rstrip("0123456789")
            if figure.value is None:
                continue
            got[key] = figure.value
            if figure.value != file.truth.get(key) and letters not in doubtful:
                reasons.append(f"{key}: {figure.value:g} in {figure.cell}, {file.truth.get(key)} is right")
    if {ret.area.code for ret in reading.returns} - {"CDD"}:
        reasons.append("another area")
    open_ones = reading.doubts is not None and not reading.doubts.settled
    asked = open_ones or reading.problems or doubtful
    missing = file.truth.keys() - got.keys() - file.marked
    if missing and not asked:
        reasons.append(f"{len(missing)} counts neither read nor asked about: {sorted(missing)[:3]}")
    return reasons


@pytest.mark.parametrize("start", range(0, 30, 10))
def test_a_services_return_is_right_or_asked(start):
    found = {seed: wrong(sent(seed)) for seed in range(start, start + 10)}
    assert {seed: reasons for seed, reasons in found.items() if reasons} == {}


@pytest.mark.long
@pytest.mark.parametrize("start", range(0, _LONG, 50))
def test_a_thousand_services_returns_are_right_or_asked(start):
    found = {seed: wrong(sent(seed)) for seed in range(1_000 + start, 1_050 + start)}
    assert {seed: reasons for seed, reasons in found.items() if reasons} == {}
