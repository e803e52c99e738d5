"""A name that was confirmed once is remembered with who and when, read next time, and can be forgotten."""

from datetime import date

import pytest

from probation_commission.actions import aliases, returns
from probation_commission.actions.refusals import RefusedError
from probation_commission.domain.access import GRANTS, NotAllowedError, Permission, Person, Role
from probation_commission.store import audit, database
from tests.actions.test_killed import everything_stored
from tests.given.returns import LEAD

pytestmark = pytest.mark.usefixtures("migrated")
TODAY = date(2026, 11, 22)
TOTTENHAM_HALE = "E05013602"
OTHER = Person("Another lead", Role.LEAD)


def checked(count=3, month="2023-05", person=LEAD):
    rows = f"area,month,ward,rag,count\nHaringey,{month},Tottnham Hale,,{count}\n"
    return returns.check(person, rows.encode(), "iom.csv", TODAY)


def confirm():
    one = checked()
    (question,) = one.reading.questions
    returns.accept(LEAD, one, {question.key: TOTTENHAM_HALE})


def test_it_is_remembered_with_the_return_and_read_next_time():
    confirm()
    (alias,) = aliases.everything(LEAD)
    assert (alias.name, alias.ward_code, alias.confirmed_by) == ("tottnham hale", TOTTENHAM_HALE, LEAD.name)
    again = checked(4, "2023-06", OTHER)
    assert not again.reading.questions
    assert again.reading.notes[0].startswith(
        "\u2018Tottnham Hale’ read as Tottenham Hale, as confirmed by Local lead"
    )
    assert returns.accept(OTHER, again) == 1
    assert aliases.everything(LEAD) == [alias]  # who confirmed it, not who came after


def test_not_known_and_another_place_are_not_remembered():
    one = checked()
    (question,) = one.reading.questions
    with pytest.raises(RefusedError, match="Correct it in the file"):
        returns.accept(LEAD, one, {question.key: "another place"})
    assert returns.accept(LEAD, one, {question.key: "not known"}) == 1
    assert aliases.everything(LEAD) == []
    assert "ottnham" not in str(everything_stored()).casefold()  # what was not known is not kept either


def test_a_refused_return_leaves_no_alias():
    confirm()
    aliases.forget(LEAD, aliases.everything(LEAD)[0])
    one = checked()
    before = everything_stored()
    with pytest.raises(RefusedError, match="already loaded"):
        returns.accept(LEAD, one, {one.reading.questions[0].key: TOTTENHAM_HALE})
    assert everything_stored() == before


def test_forgetting_asks_again_and_is_written_down():
    confirm()
    (alias,) = aliases.everything(LEAD)
    aliases.forget(OTHER, alias)
    assert checked(4).reading.questions
    with database.read() as conn:
        latest = audit.entries(conn).iloc[0]
    assert (latest.who, latest.action) == (OTHER.name, "forget a ward’s other name")
    assert "ottnham" not in latest.subject_id
    with pytest.raises(RefusedError, match="already"):
        aliases.forget(OTHER, alias)


@pytest.mark.parametrize("role", [role for role in Role if Permission.LOAD_RETURNS not in GRANTS[role]])
def test_some_may_neither_see_nor_forget(role):
    confirm()
    (alias,) = aliases.everything(LEAD)
    before = everything_stored()
    with pytest.raises(NotAllowedError):
        aliases.everything(Person("Somebody", role))
    with pytest.raises(NotAllowedError):
        aliases.forget(Person("Somebody", role), alias)
    assert everything_stored() == before
