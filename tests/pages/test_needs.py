"""Needs on pages: what is older than is ranked stands as history, in tens for all but leads."""

import re
import shutil

import pytest

from probation_commission.actions import returns
from probation_commission.disclosure.audiences import Audience
from probation_commission.disclosure.sight import Sight
from probation_commission.domain.access import Role
from probation_commission.domain.days import today
from probation_commission.domain.needs import Need
from probation_commission.store import database
from probation_commission.ui import gaps
from probation_commission.ui.data import keeping, released
from probation_commission.ui.menu import GAPS, RETURNS
from probation_commission.ui.parts import page
from tests.given.returns import LEAD
from tests.pages.sent import opened, sent, tables

DURHAM, DARLINGTON, HARINGEY, ELSEWHERE = "E06000047", "E06000005", "E09000014", "E08000025"
OLD = (
    "Area,Date,Source,Group,Sample,Accommodation,Drugs,Finance\n"
    "Darlington,2023-03-31,OASys,all,{sample},9,{drugs},80\n"
)


@pytest.fixture
def below(monkeypatch):
    """What stands below the matrix, of some areas alone."""

    def of(*codes):
        def draw(person, sight, top):
            del person, sight
            with top:
                page.heading("Gaps", "")
            gaps.questions.draw(frozenset(codes))
            gaps.history.draw(frozenset(codes))

        monkeypatch.setattr(gaps.matrix, "draw", draw)

    return of


def said(app) -> str:
    words = [element.proto.body for element in (*app.get("html"), *app.markdown, *app.caption)]
    return re.sub(r"<[^>]+>|\\", "", " ".join(words))


@pytest.mark.usefixtures("sampled_home")
def test_history_and_questions_of_the_home_areas(below):
    below("CDD", DURHAM, DARLINGTON)
    app = opened(GAPS, Role.VIEWER)
    words = said(app)
    assert [header.value for header in app.header] == [
        "Open commissioning questions (6)",
        "Older evidence of need",
    ]
    assert (
        "Of 31 CRC cases inspected (HMIP, Durham, source 002, August 2016): alcohol and relationships"
        in words
    )
    assert "Of 16 NPS cases inspected (HMIP, Durham, source 002, August 2016): alcohol and emotional" in words
    assert "Commission a service, or an enhanced offer, for neurodivergent people?" in words
    assert "Dependency & Recovery, Durham (men)" in words


@pytest.mark.usefixtures("sampled_home")
def test_another_partnership_sees_its_own_or_nothing(below):
    below(HARINGEY)
    assert [header.value for header in opened(GAPS, Role.LEAD).header] == ["Open commissioning questions (2)"]
    below(ELSEWHERE)
    assert not opened(GAPS, Role.LEAD).header


@pytest.mark.usefixtures("sampled_home")
def test_the_made_up_needs_are_marked_and_fresh_enough_to_be_ranked():
    found = released.needs(Sight(Audience.RESTRICTED))
    assert found.made_up.all()
    assert set(found.area_code) == {DURHAM, DARLINGTON}
    assert gaps.history.old_counts(found, frozenset(found.area_code), today()).empty
    assert found[(found.area_code == DURHAM) & (found.group == "")].sample_low.max() == 400
    others = released.needs(Sight(Audience.PROVIDER))
    assert set(others.group) == {""}
    assert not others.text.str.fullmatch(r"\d+").any()


@pytest.fixture
def twins(bundled_home, tmp_path, home, monkeypatch):
    """Step into a home with a count of 2023 that is of no other's tens, or of the same."""
    del home

    def enter(name, sample, drugs):
        there = shutil.copytree(bundled_home, tmp_path / name)
        monkeypatch.setenv("PC_HOME", str(there))
        keeping.clear()
        content = OLD.format(sample=sample, drugs=drugs).encode()
        returns.accept(LEAD, returns.check(LEAD, content, "needs.csv", today()))
        return there

    yield enter
    database._current().dispose()


@pytest.mark.parametrize("role", [Role.VIEWER, Role.PARTNER])
def test_counts_within_a_ten_send_the_same_page_to_the_letter(role, below, twins, monkeypatch):
    below(DARLINGTON)
    pages = {}
    for name, sample, drugs in (("one", 400, 110), ("other", 409, 119), ("third", 400, 120)):
        twins(name, sample, drugs)
        pages[name] = sent(GAPS, role, monkeypatch)
    assert pages["one"] == pages["other"]
    assert pages["one"] != pages["third"]
    assert any("110–119" in text for text in pages["one"])


def test_leads_read_old_counts_as_they_are_and_the_template_is_offered(below, twins):
    below(DARLINGTON)
    twins("one", 400, 113)
    app = opened(GAPS, Role.LEAD)
    (table,) = [table for table in tables(app) if "Looked at" in table]
    row = table[table.Need == Need.DRUGS].iloc[0]
    assert (row["Sample of"], row["People"], row["Looked at"]) == ("March 2023", "113", "400")
    labels = [button.proto.label for button in opened(RETURNS, Role.LEAD).get("download_button")]
    assert "Needs template (xlsx)" in labels
