"""Keeping a file: only if asked and only without people in it; fetched, withdrawn, deleted, written down."""

import pytest

from probation_commission.actions import kept_files, layouts, returns, versions
from probation_commission.actions.refusals import RefusedError
from probation_commission.domain.access import GRANTS, NotAllowedError, Permission, Person, Role
from probation_commission.settings import DATA
from probation_commission.store import audit, database
from tests.actions.test_killed import everything_stored
from tests.actions.test_returns import FILE, checked, history
from tests.files import replaced, workbook
from tests.given.layouts import confirmed
from tests.given.returns import LEAD
from tests.given.services import TODAY

pytestmark = pytest.mark.usefixtures("migrated")
ADMIN = Person("An admin", Role.ADMIN)


def kept() -> int:
    """The id of an upload whose file was kept."""
    returns.accept(LEAD, checked(), keep_file=True)
    return int(history().upload_id[0])


def entries() -> list[tuple[str, str]]:
    with database.read() as conn:
        return [tuple(row) for row in audit.entries(conn)[["who", "action"]].to_numpy()]


def test_a_file_is_not_kept_unless_asked():
    returns.accept(LEAD, checked())
    assert everything_stored()["kept_file"] == []
    with pytest.raises(RefusedError, match="not kept here"):
        kept_files.fetch(LEAD, int(history().upload_id[0]))


def test_a_kept_file_comes_back_to_the_byte_and_each_fetch_is_written_down():
    upload = kept()
    assert history().kept_size[0] == len(FILE)
    fetched = kept_files.fetch(ADMIN, upload)
    assert (fetched.file_name, fetched.content) == ("may.xlsx", FILE)
    kept_files.fetch(LEAD, upload)
    assert entries()[:2] == [("Local lead", "fetch kept file"), ("An admin", "fetch kept file")]


def test_it_stays_when_its_return_is_withdrawn_and_an_admin_may_delete_it():
    upload = kept()
    versions.withdraw(LEAD, int(history().id[0]), "wrong month")
    assert kept_files.fetch(LEAD, upload).content == FILE
    with pytest.raises(NotAllowedError):
        kept_files.remove(LEAD, upload)
    kept_files.remove(ADMIN, upload)
    assert everything_stored()["kept_file"] == []
    assert entries()[0] == ("An admin", "delete kept file")
    with pytest.raises(RefusedError):
        kept_files.fetch(LEAD, upload)


@pytest.mark.parametrize("role", [role for role in Role if Permission.LOAD_RETURNS not in GRANTS[role]])
def test_nobody_else_fetches_it(role):
    upload = kept()
    with pytest.raises(NotAllowedError):
        kept_files.fetch(Person("Somebody", role), upload)


def test_a_file_with_a_name_that_is_not_known_may_not_be_kept():
    rows = "area,month,ward,rag,count\nHaringey,2023-05,all,all,9\nHaringey,2023-05,Tottenham Hole,all,3\n"
    asked = checked(rows.encode(), "iom.csv")
    (question,) = asked.reading.questions
    with pytest.raises(RefusedError, match="no ward that is known, so only its count is kept"):
        returns.accept(LEAD, asked, {question.key: "not known"}, keep_file=True)


def test_a_file_with_a_row_a_person_may_not_be_kept():
    borough = DATA / "haringey_iom_2023_05.xlsx"
    understood = checked(borough.read_bytes(), borough.name)
    answers = {question.key: question.options[-1][0] for question in understood.reading.questions}
    before = everything_stored()
    with pytest.raises(RefusedError, match="Each row of its arrests describes one person"):
        returns.accept(LEAD, understood, answers, keep_file=True)
    assert everything_stored() == before
    assert returns.accept(LEAD, understood, answers) == 1


@pytest.mark.parametrize(
    ("words", "may_be_kept"), [("Sam", False), ("Cockerton", True), ("", True), (3, True)]
)
def test_a_file_with_words_that_were_not_read_may_not_be_kept(words, may_be_kept):
    wards = [["Cockerton", 3, ""], ["Mowden", 2, words], ["Park East", 4, ""]]
    content = workbook({"Sheet": [["Darlington IOM cohort, October 2026"], ["Ward", "Red", "Who"], *wards]})
    first = returns.check(LEAD, content, "october.xlsx", TODAY)
    layouts.confirm(LEAD, "Darlington", confirmed(first.reading))
    understood = returns.check(LEAD, content, "october.xlsx", TODAY)
    if may_be_kept:
        assert returns.accept(LEAD, understood, keep_file=True) == 1
        return
    with pytest.raises(RefusedError, match="Words in column C were not read and may name somebody"):
        returns.accept(LEAD, understood, keep_file=True)
    assert returns.accept(LEAD, understood) == 1


@pytest.mark.parametrize("whole", [True, False])
def test_a_contact_line_is_never_stored(whole):
    # In pieces, as a spreadsheet keeps a text of which a part is bold: the file's own words do not show it.
    line = "Contact: team@example.org" if whole else ["Contact: team", "@example.org"]
    content = contact_workbook(line)
    layouts.confirm(
        LEAD, "Darlington", confirmed(returns.check(LEAD, content, "october.xlsx", TODAY).reading)
    )
    accepted = returns.check(LEAD, content, "october.xlsx", TODAY)
    assert [(str(left.cell), left.what) for left in accepted.reading.dropped] == [
        ("Sheet!A2", "an e-mail address")
    ]
    with pytest.raises(RefusedError, match="contact details, which were left out"):
        returns.accept(LEAD, accepted, keep_file=True)
    assert returns.accept(LEAD, accepted) == 1
    assert "example.org" not in str(everything_stored())


def contact_workbook(line: str | list[str]) -> bytes:
    content = workbook(
        {
            "Sheet": [
                ["Darlington IOM cohort, October 2026"],
                [line if isinstance(line, str) else "LINE"],
                [],
                ["Ward", "Red", "Total"],
                ["Cockerton", 1, 4],
                ["Mowden", 2, 3],
            ]
        }
    )
    if isinstance(line, str):
        return content
    runs = "".join(f"<r><t>{run}</t></r>" for run in line).encode()
    return replaced(content, "xl/sharedStrings.xml", b"<t>LINE</t>", runs)
