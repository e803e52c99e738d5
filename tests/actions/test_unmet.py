"""Unmet demand counted: whose it is, what a line replaces, when a quarter is open, what is kept."""

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from probation_commission.actions import organisations as organisation_actions
from probation_commission.actions import unmet, versions
from probation_commission.actions.refusals import RefusedError
from probation_commission.domain.access import NotAllowedError, Person, Role
from probation_commission.domain.gaps import GapGroup
from probation_commission.domain.keyed import FILE_NAME
from probation_commission.domain.pathways import GAP_PATHWAYS
from probation_commission.domain.returns import Kind
from probation_commission.domain.unmet import MERGED, MOST, UnmetLine, UnmetQuarter, UnmetReason
from probation_commission.geography.gazetteer import gazetteer
from probation_commission.intake.unmet import unmet_lines, unmet_return
from probation_commission.store import audit, database, returns
from tests.given.organisations import member, organisation
from tests.given.returns import ADMIN, LEAD
from tests.given.unmet import AREA, DEBT, DEBT_LINE, JULY, OCTOBER, OTHER_AREA

PETERLEE = "E05016188"
TODAY = date(2026, 11, 27)

pytestmark = pytest.mark.usefixtures("ready")


@pytest.fixture(autouse=True)
def that_day(monkeypatch):
    on(monkeypatch, TODAY)


def on(monkeypatch, day):
    monkeypatch.setattr(unmet, "today", lambda: day)


def paula() -> Person:
    return member(Person("Paula", Role.PARTNER), "Some Trust")


def quarter(person: Person, first=OCTOBER, area=AREA) -> UnmetQuarter:
    return UnmetQuarter(person.organisation_id, area, first)


def there(person: Person, **which) -> dict[UnmetLine, int]:
    return dict(unmet.opened(person, quarter(person, **which)).lines)


def history():
    with database.read() as conn:
        rows = returns.history(conn)
    return rows[rows.kind == Kind.UNMET]


def test_a_line_counts_at_once_and_the_next_is_added_to_it():
    person = paula()
    women = UnmetLine(DEBT, UnmetReason.NOT_REFERRED, group=GapGroup.WOMEN)
    assert unmet.count(person, quarter(person), DEBT_LINE, 3, seen=None) is None
    assert unmet.count(person, quarter(person), women, 1, seen=None) is None
    assert there(person) == {DEBT_LINE: 3, women: 1}
    first, second = history().sort_values("id").itertuples()
    assert (first.standing, second.standing) == ("superseded", "current")
    assert (second.file_name, second.accepted_by, second.months, second.figures) == (FILE_NAME, "Paula", 3, 2)
    assert second.subject == str(person.organisation_id)
    # Of a quarter that is not over: so far, and known until today.
    assert (bool(second.partial), second.as_of, second.illustrative) == (True, TODAY, False)
    with database.read() as conn:
        trail = audit.entries(conn)
    (entry, _) = trail[trail.action == "count unmet demand"].itertuples()
    assert entry.before == f"return {first.id}"
    assert f"return {second.id}" in entry.after


def test_the_same_line_again_is_corrected_once_it_was_seen_and_never_added():
    person = paula()
    unmet.count(person, quarter(person), DEBT_LINE, 3, seen=None)
    with pytest.raises(RefusedError, match="it is 3 now"):
        unmet.count(person, quarter(person), DEBT_LINE, 4, seen=None)
    with pytest.raises(RefusedError, match="says 3 already"):
        unmet.count(person, quarter(person), DEBT_LINE, 3, seen=3)
    assert unmet.count(person, quarter(person), DEBT_LINE, 4, seen=3) == 3
    assert there(person) == {DEBT_LINE: 4}


def test_a_line_is_taken_out_and_the_versions_before_still_have_it():
    person = paula()
    unmet.count(person, quarter(person), DEBT_LINE, 3, seen=None)
    with pytest.raises(RefusedError, match="it is 3 now"):
        unmet.take_out(person, quarter(person), DEBT_LINE, seen=2)
    unmet.take_out(person, quarter(person), DEBT_LINE, seen=3)
    assert there(person) == {}
    assert history().sort_values("id").figures.tolist() == [1, 0]
    with pytest.raises(RefusedError, match="it is not there now"):
        unmet.take_out(person, quarter(person), DEBT_LINE, seen=3)
    unmet.count(person, quarter(person), DEBT_LINE, 3, seen=None)
    assert there(person) == {DEBT_LINE: 3}


@pytest.mark.parametrize("of", [Role.PARTNER, Role.LEAD, Role.ADMIN])
def test_the_quarter_of_another_organisation_is_neither_shown_nor_changed(of):
    theirs, person = paula(), member(Person("Omar", of), "Another Trust")
    unmet.count(theirs, quarter(theirs), DEBT_LINE, 3, seen=None)
    before = len(history())
    for attempt in (
        lambda: unmet.opened(person, quarter(theirs)),
        lambda: unmet.count(person, quarter(theirs), DEBT_LINE, 4, seen=3),
        lambda: unmet.take_out(person, quarter(theirs), DEBT_LINE, seen=3),
    ):
        with pytest.raises(NotAllowedError, match="of another organisation"):
            attempt()
    assert len(history()) == before
    # What two count is two returns.
    unmet.count(person, quarter(person), DEBT_LINE, 5, seen=None)
    assert (there(theirs), there(person)) == ({DEBT_LINE: 3}, {DEBT_LINE: 5})


@pytest.mark.parametrize("role", [Role.APPLICANT, Role.VIEWER, Role.PANEL])
def test_applicants_and_whoever_only_looks_count_nothing(role):
    person = member(Person("Ann", role), "Some Trust")
    with pytest.raises(NotAllowedError, match="count unmet demand"):
        unmet.count(person, quarter(person), DEBT_LINE, 3, seen=None)
    with pytest.raises(NotAllowedError, match="count unmet demand"):
        unmet.opened(person, quarter(person))


def test_whoever_is_of_no_organisation_counts_for_none():
    with pytest.raises(NotAllowedError, match="which organisation you belong to"):
        unmet.opened(Person("Nora", Role.PARTNER), UnmetQuarter(1, AREA, OCTOBER))


@pytest.mark.parametrize(
    ("first", "day", "words"),
    [
        (JULY, date(2026, 10, 31), ""),  # the last day of the month after
        (JULY, date(2026, 11, 1), "was open to partners until 31 October 2026"),
        (OCTOBER, date(2026, 10, 1), ""),
        (OCTOBER, date(2026, 9, 30), "has not begun"),
        (date(2025, 1, 1), date(2026, 12, 31), "was open to partners until 30 April 2025"),
        (date(2024, 10, 1), date(2026, 12, 31), "is not open"),
        (date(2026, 8, 1), date(2026, 9, 1), "is not open"),  # no quarter begins then
    ],
)
def test_partners_count_in_a_quarter_until_one_month_after_its_end(first, day, words, monkeypatch):
    on(monkeypatch, day)
    person = paula()
    if not words:
        unmet.count(person, quarter(person, first), DEBT_LINE, 3, seen=None)
        return
    with pytest.raises(RefusedError, match=words):
        unmet.count(person, quarter(person, first), DEBT_LINE, 3, seen=None)
    with pytest.raises(RefusedError, match=words):
        unmet.take_out(person, quarter(person, first), DEBT_LINE, seen=3)


def test_leads_count_for_theirs_in_a_quarter_that_is_shut_and_it_is_whole():
    lead = member(LEAD, "Some Trust")
    unmet.count(lead, quarter(lead, date(2025, 1, 1)), DEBT_LINE, 3, seen=None)
    (row,) = history().itertuples()
    assert (bool(row.partial), row.as_of) == (False, date(2025, 3, 31))


def test_a_ward_is_one_of_the_area_and_an_area_one_of_the_partnership():
    person = paula()
    ward = UnmetLine(DEBT, UnmetReason.TOO_FAR, ward=PETERLEE)
    unmet.count(person, quarter(person), ward, 2, seen=None)
    assert there(person) == {ward: 2}
    with pytest.raises(RefusedError, match="This ward was none of Darlington"):
        unmet.count(person, quarter(person, area=OTHER_AREA), ward, 2, seen=None)
    for area in ("E09000014", "CDD", "nowhere"):
        with pytest.raises(RefusedError, match="by area of this partnership"):
            unmet.count(person, quarter(person, area=area), DEBT_LINE, 2, seen=None)


def test_all_that_is_wrong_is_said_at_once():
    person = paula()
    wrong = UnmetLine("Chess", UnmetReason.NOT_WOMEN, "nowhere", GapGroup.MEN)
    with pytest.raises(RefusedError) as refusal:
        unmet.count(person, quarter(person, JULY), wrong, 0, seen=None)
    assert len(refusal.value.reasons) == 6


def test_what_an_invented_organisation_counts_is_illustrative():
    number = organisation("Example Trust", illustrative=True)
    person = Person("Paula", Role.PARTNER, organisation="Example Trust", organisation_id=number)
    assert unmet.opened(person, quarter(person)).illustrative
    unmet.count(person, quarter(person), DEBT_LINE, 2, seen=None)
    assert history().illustrative.all()


def test_a_lead_withdraws_and_restores_a_version_by_the_name_of_who_counted():
    person = paula()
    unmet.count(person, quarter(person), DEBT_LINE, 3, seen=None)
    number = int(history().id.item())
    with database.read() as conn:
        key = versions.store.find(conn, number).key
        assert versions.named(conn, key) == "Some Trust: County Durham, October 2026"
    versions.withdraw(LEAD, number, "wrong area")
    assert there(person) == {}
    versions.restore(LEAD, number, over=None)
    assert there(person) == {DEBT_LINE: 3}


def test_two_organisations_that_are_one_have_the_sum_of_what_both_counted():
    some, other = paula(), member(Person("Omar", Role.PARTNER), "Another Trust")
    men = UnmetLine(DEBT, UnmetReason.NONE_EXISTS, group=GapGroup.MEN)
    unmet.count(some, quarter(some), DEBT_LINE, 3, seen=None)
    unmet.count(other, quarter(other), DEBT_LINE, 4, seen=None)
    unmet.count(other, quarter(other), men, 2, seen=None)
    unmet.count(other, quarter(other, area=OTHER_AREA), men, 1, seen=None)
    organisation_actions.merge(ADMIN, other.organisation_id, some.organisation_id)
    assert there(some) == {DEBT_LINE: 7, men: 2}
    assert there(some, area=OTHER_AREA) == {men: 1}
    rows = history()
    assert set(rows.subject) == {str(some.organisation_id)}
    assert (rows.standing == "current").sum() == 2


def test_a_version_of_before_two_were_merged_is_not_put_in_force_again():
    some, other = paula(), member(Person("Omar", Role.PARTNER), "Another Trust")
    men = UnmetLine(DEBT, UnmetReason.NONE_EXISTS, group=GapGroup.MEN)
    unmet.count(some, quarter(some), DEBT_LINE, 3, seen=None)
    unmet.count(other, quarter(other), DEBT_LINE, 17, seen=None)
    # Of another area one alone counted: nothing of anybody else's is lost there.
    unmet.count(other, quarter(other, area=OTHER_AREA), men, 1, seen=None)
    unmet.count(other, quarter(other, area=OTHER_AREA), men, 2, seen=1)
    organisation_actions.merge(ADMIN, other.organisation_id, some.organisation_id)
    rows = history().sort_values("id")
    here = rows[rows.area_code == AREA]
    first, second, both = here.id
    assert list(here.file_name) == [FILE_NAME, FILE_NAME, MERGED]
    for number in (first, second):
        with pytest.raises(RefusedError, match="would lose what the other counted"):
            versions.restore(LEAD, number, over=both)
    versions.withdraw(LEAD, both, "wrong")
    with pytest.raises(RefusedError, match="would lose what the other counted"):
        versions.restore(LEAD, first, over=None)
    versions.restore(LEAD, both, over=None)
    assert there(some) == {DEBT_LINE: 20}
    unmet.count(some, quarter(some), DEBT_LINE, 21, seen=20)
    versions.restore(LEAD, both, over=int(history().id.max()))
    assert there(some) == {DEBT_LINE: 20}
    older, newer = rows[rows.area_code == OTHER_AREA].id
    versions.restore(LEAD, older, over=newer)
    assert there(some, area=OTHER_AREA) == {men: 1}


def test_what_one_of_two_had_withdrawn_loses_nothing_of_the_other_by_being_restored():
    some, other = paula(), member(Person("Omar", Role.PARTNER), "Another Trust")
    unmet.count(some, quarter(some), DEBT_LINE, 3, seen=None)
    withdrawn = int(history().id.item())
    versions.withdraw(LEAD, withdrawn, "wrong")
    unmet.count(other, quarter(other), DEBT_LINE, 17, seen=None)
    organisation_actions.merge(ADMIN, other.organisation_id, some.organisation_id)
    assert there(some) == {DEBT_LINE: 17}
    rows = history()
    with pytest.raises(RefusedError, match="would lose what the other counted"):
        versions.restore(LEAD, withdrawn, over=int(rows[rows.standing == "current"].id.item()))


LINES = st.dictionaries(
    st.builds(
        UnmetLine,
        st.sampled_from(GAP_PATHWAYS),
        st.sampled_from(UnmetReason),
        ward=st.sampled_from(("", PETERLEE)),
    )
    | st.builds(
        UnmetLine,
        st.sampled_from(GAP_PATHWAYS),
        st.sampled_from(UnmetReason),
        group=st.sampled_from(GapGroup),
    ),
    st.integers(1, MOST),
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(LINES)
def test_what_is_keyed_in_is_what_stands_in_the_form_again(lines):
    area = gazetteer().authority(AREA)
    ret = unmet_return(UnmetQuarter(7, AREA, OCTOBER), area, lines, TODAY, gazetteer())
    assert unmet_lines(ret.figures) == lines
    assert ret.key == (Kind.UNMET, "7", AREA, OCTOBER)
    assert {one.unit for one in ret.figures} <= {"requests"}
