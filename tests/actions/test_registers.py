"""Registers are loaded as a lead confirmed them: all or nothing, over nothing written here, of no person."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from probation_commission.actions import contracts, directory, registers
from probation_commission.actions.refusals import RefusedError
from probation_commission.actions.registers import RegisterChoice
from probation_commission.domain.access import NotAllowedError, Person, Role
from probation_commission.domain.contracts import ContractChange, ContractDates
from probation_commission.domain.days import today
from probation_commission.store import audit, database
from probation_commission.store import contracts as store
from probation_commission.store import directory as directory_store
from probation_commission.store import organisations as organisation_store
from probation_commission.store import registers as register_store
from probation_commission.store.tables import metadata
from tests import files

pytestmark = pytest.mark.usefixtures("ready")
ADA, LEA = Person("Ada", Role.ADMIN), Person("Lea", Role.LEAD)
DURHAM, DARLINGTON = "E06000047", "E06000005"
HEADS = ("Contract reference", "Open Contracting ID", "Title", "Supplier", "Start date", "End date", "Value")
HEADS += ("Contact name", "Contact e-mail")
WHO = ("Jo Bloggs", "jo.bloggs@example.org")
NEW = (
    "EX-1",
    "ocds-ex-1",
    "Mentoring on release",
    "Example Mentoring CIC / Nepacs",
    "01/04/2026",
    "31/03/2029",
)
NEW += ("£1,234.50", *WHO)
HERE = (
    "prj 5781",
    "",
    "Women’s services, Durham",
    "St Giles Wise Group",
    "01/06/2024",
    "31/05/2027",
    "£5,000",
    *WHO,
)
WOMEN = "prj-5781"
MAY = date(2026, 5, 1)


def register(*rows) -> bytes:
    return files.csv([HEADS, *rows]).encode()


def choice(**changed) -> RegisterChoice:
    ticked = changed.pop("ticked", {"2": "Emotional Wellbeing"})
    return replace(RegisterChoice("Example Council", MAY, DURHAM, ticked), **changed)


def loaded(content: bytes, chosen: RegisterChoice, person: Person = LEA, name: str = "register.csv") -> str:
    opened = registers.opened(person, content)
    plan = registers.planned(person, opened, chosen)
    return registers.load(person, (name, content), opened.reading.fields, chosen, plan.mark)


def problems(content: bytes, chosen: RegisterChoice, person: Person = LEA) -> tuple[str, ...]:
    return registers.planned(person, registers.opened(person, content), chosen).problems


def contract(slug: str) -> dict:
    with database.read() as conn:
        return store.contract_row(conn, slug)


def made() -> tuple[dict, dict]:
    """The service and the contract that registers have added; there is one."""
    with database.read() as conn:
        every = directory_store.services(conn)
        (slug,) = every.slug[every.slug.str.startswith("here-")]
        return store.service_row(conn, slug), store.contract_row(conn, slug)


def entries():
    with database.read() as conn:
        return register_store.entries(conn)


def test_a_new_row_becomes_a_contract_and_a_service_in_the_authority_named():
    said = loaded(register(NEW), choice())
    assert said == "1 contract loaded from the register of Example Council of 1 May 2026: 1 new."
    service, bought = made()
    assert (service["name"], service["pathway"]) == ("Mentoring on release", "Emotional Wellbeing")
    assert (service["for_whom"], service["status"]) == ("not known", "not confirmed")
    assert (bought["reference"], bought["starts"], bought["ends"]) == (
        "EX-1",
        date(2026, 4, 1),
        date(2029, 3, 31),
    )
    assert bought["value_pence"] == 123_450
    assert bought["source"] == "Register of Example Council of 1 May 2026"
    assert bought["changed_here"] == ""
    with database.read() as conn:
        (place,) = store.coverage_of(conn, [service["slug"]])
        parties = store.parties(conn)
        known = organisation_store.known_as(conn, "Nepacs")
    assert place.area_code == DURHAM
    own = parties[parties.contract == bought["slug"]]
    assert list(own.name) == ["Example Mentoring CIC", "Nepacs"]
    # One that is known is that one; the other waits to be settled.
    assert own.organisation_id.iloc[1] == known
    assert own.organisation_id.iloc[0] != known
    # And it outlives a newer bundled list.
    with database.write() as conn:
        directory_store.mark_bundled(conn, "services.csv", "older")
    directory.load_bundled(ADA)
    assert made()[1]["ends"] == date(2029, 3, 31)


def test_one_that_is_here_gets_days_and_value_but_no_name_and_an_empty_cell_says_nothing():
    other = (*HERE[:2], "Other title", "Example Ltd", *HERE[4:])
    opened = registers.opened(LEA, register(other))
    (plan,) = registers.planned(LEA, opened, choice(ticked={"2": ""})).planned
    stay = {one.what: one.becomes for one in plan.differences if one.becomes.startswith("stays")}
    assert stay.keys() == {"supplier", "title"}
    loaded(register(HERE), choice(ticked={"2": ""}))
    row = contract(WOMEN)
    assert (row["starts"], row["ends"], row["value_pence"]) == (date(2024, 6, 1), date(2027, 5, 31), 500_000)
    assert row["reference"] == "PRJ_5781"
    blank = (*HERE[:4], "", "", "", "", "")
    loaded(register(blank), choice(as_of=MAY + timedelta(days=1), ticked={"2": ""}))
    assert contract(WOMEN)["ends"] == date(2027, 5, 31)
    assert len(entries()) == 2


def test_what_somebody_here_wrote_stays_and_a_newer_register_writes_over_an_older_ones():
    days = ContractDates(ends=date(2030, 1, 1))
    contracts.change_contract(LEA, "womens-services-durham", ContractChange(days), "a letter")
    opened = registers.opened(LEA, register(HERE))
    (plan,) = registers.planned(LEA, opened, choice(ticked={"2": ""})).planned
    becomes = {one.what: one.becomes for one in plan.differences}
    assert becomes["end"] == "stays: it was written here"
    assert becomes["start"] == "the register’s is taken"
    loaded(register(HERE), choice(ticked={"2": ""}))
    row = contract(WOMEN)
    assert (row["ends"], row["starts"]) == (date(2030, 1, 1), date(2024, 6, 1))
    later = (*HERE[:4], "01/07/2024", *HERE[5:])
    loaded(register(later), choice(as_of=MAY + timedelta(days=1), ticked={"2": ""}))
    assert contract(WOMEN)["starts"] == date(2024, 7, 1)
    # The day before is older by one.
    (words,) = problems(register(HERE), choice(ticked={"2": ""}))
    assert "which is newer" in words


def test_a_row_is_known_again_by_its_id_and_by_its_publishers_reference_alone():
    loaded(register(NEW), choice())
    other_reference = ("EX-9", *NEW[1:])
    plan = registers.planned(LEA, registers.opened(LEA, register(other_reference)), choice())
    assert plan.planned[0].held is not None
    no_id = (NEW[0], "", *NEW[2:])
    opened = registers.opened(LEA, register(no_id))
    assert registers.planned(LEA, opened, choice()).planned[0].held is not None
    # What another council numbers so is another contract.
    assert registers.planned(LEA, opened, choice(publisher="Other Council")).planned[0].held is None


def test_the_same_register_twice_changes_nothing():
    loaded(register(NEW), choice())
    with pytest.raises(RefusedError, match="here already"):
        loaded(register(NEW), choice())
    assert len(entries()) == 1


def test_lots_are_told_apart_by_supplier_and_rows_that_contradict_are_a_problem():
    lot = (*NEW[:1], "", NEW[2], "Example Homes Ltd", *NEW[4:])
    both = {"2": "Accommodation", "3": "Accommodation"}
    assert "2 new" in loaded(register((NEW[0], "", *NEW[2:]), lot), choice(ticked=both))
    assert "as it was" in loaded(
        register((NEW[0], "", *NEW[2:]), lot), choice(ticked=both, as_of=MAY + timedelta(days=1))
    )
    other = ("EX-7", "", *NEW[2:])
    twice = (*other[:5], "31/03/2028", *other[6:])
    (words,) = problems(register(other, twice), choice(ticked=both))
    assert "Rows 2 and 3 have one reference" in words
    # Said twice alike, it is one.
    assert "1 new" in loaded(register(other, other), choice(ticked=both))


def test_every_problem_at_once_and_nothing_is_written():
    late = (*NEW[:5], "31/03/2020", *NEW[6:])
    chosen = choice(
        publisher=" ", as_of=today() + timedelta(days=1), ticked={"2": "no pathway", "3": "Accommodation"}
    )
    found = problems(register(NEW, late), chosen)
    assert len(found) == 5
    for words in (
        "Say who publishes",
        "is ahead",
        "ends before it starts",
        "Row 2: choose a pathway",
        "Rows 2 and 3",
    ):
        assert any(words in one for one in found), words
    with pytest.raises(RefusedError):
        loaded(register(NEW, late), choice(ticked={"2": "Accommodation", "3": "Accommodation"}))
    assert entries().empty
    with database.read() as conn:
        assert "load register" not in set(audit.entries(conn).action)


def test_a_day_that_does_not_fit_what_is_here_is_a_problem():
    days = ContractDates(starts=date(2028, 1, 1))
    contracts.change_contract(LEA, "womens-services-durham", ContractChange(days), "a letter")
    (words,) = problems(register(HERE), choice(ticked={"2": ""}))
    assert "start is after the end" in words


def test_what_was_changed_since_it_was_looked_at_is_not_written_over():
    content, chosen = register(HERE), choice(ticked={"2": ""})
    opened = registers.opened(LEA, content)
    mark = registers.planned(LEA, opened, chosen).mark
    days = ContractDates(ends=date(2030, 1, 1))
    contracts.change_contract(LEA, "womens-services-durham", ContractChange(days), "a letter")
    with pytest.raises(RefusedError, match="once more"):
        registers.load(LEA, ("a.csv", content), opened.reading.fields, chosen, mark)


def test_a_limited_lead_loads_for_their_areas_alone_and_is_told_no_value_of_others():
    one = replace(LEA, areas=frozenset({DARLINGTON}))
    with pytest.raises(NotAllowedError):
        loaded(register(NEW), choice(), one)
    loaded(register(HERE), choice(ticked={"2": ""}))
    opened = registers.opened(one, register((*HERE[:6], "£9", *WHO)))
    plan = registers.planned(one, opened, choice(area_code=DARLINGTON, ticked={"2": ""}))
    assert "you change nothing of" in plan.problems[0]
    assert plan.planned[0].differences == ()
    with pytest.raises(RefusedError, match="you change nothing of"):
        loaded(register(HERE), choice(area_code=DARLINGTON, ticked={"2": ""}), one)


def test_one_entry_says_each_field_and_no_value():
    loaded(register(NEW, HERE), choice(ticked={"2": "Accommodation", "3": ""}))
    with database.read() as conn:
        said = audit.entries(conn)
    (entry,) = said[said.action == "load register"].to_dict("records")
    assert entry["before"] == "prj 5781: start: not known; end: not known; value: (restricted)"
    assert "EX-1: new, Mentoring on release" in entry["after"]
    assert "end: 31 May 2027; value: (restricted)" in entry["after"]
    assert "5,000" not in " ".join(map(str, entry.values()))
    assert "register.csv, rows 2 and 3" in entry["reason"]
    assert not entries().taken.str.contains("1,234").any()


def test_the_card_of_a_contract_that_a_register_wrote_over_has_its_history():
    loaded(register(HERE), choice(ticked={"2": ""}))
    (entry,) = contracts.history(LEA, "womens-services-durham").to_dict("records")
    assert "start: not known" in entry["before"]
    assert "start: 1 June 2024" in entry["after"]
    assert "value: (restricted)" in entry["after"]
    assert entry["reason"] == "register of Example Council of 1 May 2026"
    # A newer one that says the same is no change.
    loaded(register(HERE), choice(as_of=MAY + timedelta(days=1), ticked={"2": ""}))
    assert len(contracts.history(LEA, "womens-services-durham")) == 1


def test_columns_are_remembered_by_their_headings_with_whose_register_it_was():
    content = register(NEW).replace(b"Supplier", b"Who does it")
    assert registers.opened(LEA, content).reading.missing
    said = {**registers.opened(LEA, content).reading.fields, "supplier": "who does it"}
    opened = registers.opened(LEA, content, said)
    plan = registers.planned(LEA, opened, choice())
    registers.load(LEA, ("a.csv", content), said, choice(), plan.mark)
    again = registers.opened(LEA, content)
    assert (again.publisher, again.reading.missing) == ("Example Council", ())


def test_what_may_be_of_use_is_offered_and_the_rest_is_not():
    known = ("EX-2", "", "Floating support", "NEPACS", *NEW[4:])
    bins = ("EX-3", "", "Waste bins", "Example Bins Ltd", *NEW[4:])
    probation = ("EX-4", "", "Support for ex-offenders", "Example Ltd", *NEW[4:])
    offered = registers.opened(LEA, register(known, bins, probation)).offered
    assert offered == {"2": ("names NEPACS, known here",), "4": ("says “ex-offenders”",)}


def test_nothing_of_whom_to_ask_is_left_in_the_database_or_the_log(home: Path, caplog, capsys):
    loaded(register(NEW), choice(), name="Jo Bloggs jo.bloggs@example.org.csv")
    with database.read() as conn:
        words = repr([conn.execute(select(table)).all() for table in metadata.sorted_tables])
    assert "Example Mentoring CIC" in words
    assert "loggs" not in words
    for path in home.rglob("*"):
        if path.is_file():
            assert b"loggs" not in path.read_bytes(), path
    out = capsys.readouterr()
    assert "loggs" not in caplog.text + out.out + out.err


def test_an_organisation_under_another_of_its_names_is_no_difference():
    with database.write() as conn:
        number = organisation_store.known_as(conn, "Nepacs")
        organisation_store.add_names(conn, number, ["Example Visitors"])
    loaded(register((*NEW[:3], "Nepacs", *NEW[4:])), choice())
    opened = registers.opened(LEA, register((*NEW[:3], "EXAMPLE VISITORS", *NEW[4:])))
    (plan,) = registers.planned(LEA, opened, choice()).planned
    assert plan.held is not None
    assert plan.differences == ()
