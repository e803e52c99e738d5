"""The sheet of a place is one side of A4 with none, little and much; anybody's has nothing that is hidden."""

import shutil
from dataclasses import replace
from datetime import date, datetime, time
from io import BytesIO

import pandas as pd
import pytest
from pypdf import PdfReader

from probation_commission.actions import place_sheets, returns
from probation_commission.disclosure.audiences import Audience
from probation_commission.disclosure.published import published
from probation_commission.disclosure.sight import Sight
from probation_commission.disclosure.unmet import ShownUnmet
from probation_commission.domain.access import NotAllowedError, Person, Role
from probation_commission.domain.ideas import Stage
from probation_commission.domain.pathways import PATHWAYS
from probation_commission.domain.place_sheets import PlaceLevel
from probation_commission.domain.unmet import UnmetReason
from probation_commission.geography import place_sheets as geography
from probation_commission.geography.gazetteer import gazetteer
from probation_commission.publish.sheets import PaperSheet, setting
from probation_commission.store import database
from tests.given.returns import LEAD
from tests.given.twins import twin, twin_service

NOW = datetime.combine(date(2026, 11, 27), time(9))
DURHAM, DARLINGTON, HARINGEY = "E06000047", "E06000005", "E09000014"
VIEWER = Person("Vic", Role.VIEWER)
QUARTER = date(2026, 7, 1)
PETERLEE, COCKERTON = "E05016188", "E05010414"


@pytest.fixture(scope="module")
def sample(sample_home, tmp_path_factory):
    """The illustrative data and the real return; nothing is written."""
    with pytest.MonkeyPatch.context() as environment:
        home = shutil.copytree(sample_home, tmp_path_factory.mktemp("home"), dirs_exist_ok=True)
        environment.setenv("PC_HOME", str(home))
        environment.setenv("PC_SAMPLE", "1")
        yield home
        database._current().dispose()


def shown_of(code):
    (shown,) = place_sheets.for_anybody(VIEWER, [gazetteer().authority(code)], NOW.date())
    return shown


def ward(code):
    area = gazetteer().ward(code).authority
    return next(place for place in geography.wards(area) if place.key == code)


def pages(sheet: PaperSheet) -> list[str]:
    content = setting(sheet, progress=lambda _done, _of: None)
    return [" ".join(page.extract_text().split()) for page in PdfReader(BytesIO(content)).pages]


def section(sheet, beginning):
    (found,) = [one for one in sheet.sections if one.heading.startswith(beginning)]
    return found


def test_with_no_data_it_says_that_there_is_none_and_is_one_side(bundled_home, tmp_path, monkeypatch):
    monkeypatch.setenv("PC_HOME", str(shutil.copytree(bundled_home, tmp_path, dirs_exist_ok=True)))
    monkeypatch.setenv("PC_SAMPLE", "0")
    for place in (ward(COCKERTON), geography.whole(gazetteer().authority(HARINGEY))):
        sheet = place_sheets.sheet_of(place, shown_of(place.area.code), NOW)
        (page,) = pages(sheet)
        assert f"No IOM return of {place.area.name} has been received." in page
        assert "No return of a service of" in page
        assert "Not shown to the public." in page
        assert "as anybody may see it" in page
        assert not sheet.made_up
    database._current().dispose()


@pytest.mark.usefixtures("sample")
def test_with_little_it_has_the_real_month_and_no_mark():
    area = gazetteer().authority(HARINGEY)
    sheet = place_sheets.sheet_of(geography.whole(area), shown_of(HARINGEY), NOW)
    (page,) = pages(sheet)
    # 61, rounded by the secret of this home.
    *before, count = section(sheet, "The IOM cohort").rows[0][1:]
    assert (before, count in {"60", "65"}) == (["no return"] * 5, True)
    assert f"{count} nominals of the IOM cohort in Haringey, May 2023; no return of April 2023." in page
    assert not sheet.made_up


@pytest.mark.usefixtures("sample")
def test_with_much_it_is_one_side_and_says_how_much_has_no_room():
    shown = shown_of(DURHAM)
    services = shown.bought.services
    many = [services.assign(slug=services.slug + str(n), name=services.name + f" {n}") for n in range(8)]
    counts = [shown.counts.assign(subject=shown.counts.subject + str(n)) for n in range(8)]
    (kept, *_) = shown.ideas
    unmet = [
        ShownUnmet(
            DURHAM, date(2026, 7, 1), pathway, reason, PETERLEE, "", 3, 3, "3", own=False, made_up=True
        )
        for pathway in PATHWAYS
        for reason in UnmetReason
    ]
    much = replace(
        shown,
        audience=Audience.RESTRICTED,
        bought=replace(shown.bought, services=pd.concat(many, ignore_index=True)),
        counts=pd.concat(counts, ignore_index=True),
        ideas=[replace(kept, id=number, stage=Stage.APPROVED) for number in range(60)],
        unmet=pd.DataFrame(unmet),
    )
    sheet = place_sheets.sheet_of(ward(PETERLEE), much, NOW)
    assert len(section(sheet, "Services").rows) > 50
    assert len(section(sheet, "Unmet").rows) == len(unmet)
    (page,) = pages(sheet)
    assert page.count("more: on the page One place.") >= 3
    # What is made up goes first.
    assert "Accommodation, North East 0" in page


@pytest.mark.usefixtures("sample")
def test_what_is_made_up_is_marked_at_each_figure_and_in_the_name():
    sheet = place_sheets.sheet_of(ward(PETERLEE), shown_of(DURHAM), NOW)
    cohort = section(sheet, "The IOM cohort")
    assert [head.endswith("(made up)") for head in cohort.columns[1:]] == [True] * 6
    assert {row[0].endswith("(made up)") for row in section(sheet, "Referrals").rows} == {True}
    assert "the figures of October 2026" in sheet.made_up
    assert place_sheets.name_in_folder(ward(PETERLEE), made_up=True) == (
        "ILLUSTRATIVE_County-Durham_ward_Peterlee_E05016188.pdf"
    )
    name = place_sheets.file_name(ward(PETERLEE), Audience.PUBLIC, NOW.date(), made_up=False)
    assert name == "place_e05016188_public_2026-11-27.pdf"


@pytest.mark.usefixtures("sample")
def test_every_figure_of_anybodys_is_in_the_net_of_what_the_public_is_given():
    with database.read() as conn:
        net = list(published(conn, Sight(Audience.PUBLIC), NOW.date()))
    iom = {one.text for one in net if one.subject == "IOM" and one.area == DURHAM}
    of_services = {one.text for one in net if one.subject.startswith("service ")}
    shown, area = shown_of(DURHAM), gazetteer().authority(DURHAM)
    localities = geography.localities(area, shown.groupings)
    every = [geography.whole(area), *localities[:3], *geography.wards(area)[:5]]
    assert {place.level for place in every} == set(PlaceLevel)
    for place in every:
        sheet = place_sheets.sheet_of(place, shown, NOW)
        (row,) = section(sheet, "The IOM cohort").rows
        assert {*row[1:]} <= iom
        referrals = {cell for one in section(sheet, "Referrals").rows for cell in one[3:]}
        assert len(referrals) > 3
        assert referrals <= of_services
        assert "£" not in repr(sheet)


@pytest.mark.usefixtures("sample")
def test_no_confidential_place_is_on_it():
    shown = shown_of(DURHAM)
    hidden = shown.hubs[shown.hubs.confidential.astype(bool)]
    assert len(hidden)
    for place in (ward(PETERLEE), geography.whole(gazetteer().authority(DURHAM))):
        text = repr(place_sheets.sheet_of(place, shown, NOW))
        assert not [name for name in hidden.name if name in text]


def of_twin(which, home, monkeypatch):
    monkeypatch.setenv("PC_HOME", str(home))
    monkeypatch.setenv("PC_SAMPLE", "0")
    for name, content in {"twin.csv": twin(which), "service.csv": twin_service(which)}.items():
        checked = returns.check(LEAD, content, name)
        returns.accept(LEAD, checked, {q.key: q.options[-1][0] for q in checked.reading.questions})
    shown, area = shown_of(DARLINGTON), gazetteer().authority(DARLINGTON)
    places = [geography.whole(area), *geography.localities(area, shown.groupings), *geography.wards(area)]
    sheets = [place_sheets.sheet_of(place, shown, NOW) for place in places]
    # All that is set is in the sheet; a few as the bytes that leave.
    set_ones = [setting(one, progress=lambda _done, _of: None) for one in sheets[:2]]
    database._current().dispose()
    return sheets, set_ones


def test_two_databases_that_differ_in_what_is_not_told_give_the_same_sheets_to_the_byte(
    bundled_home, tmp_path, monkeypatch
):
    # Copies have one secret, by which the public's totals are rounded.
    one, other = (
        of_twin(which, shutil.copytree(bundled_home, tmp_path / str(which)), monkeypatch) for which in (0, 1)
    )
    assert one == other
    assert any("0–9" in repr(sheet) for sheet in one[0])


@pytest.mark.usefixtures("sample")
def test_an_applicant_is_given_none():
    with pytest.raises(NotAllowedError):
        place_sheets.for_anybody(Person("Ann", Role.APPLICANT), [], NOW.date())
