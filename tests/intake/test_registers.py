"""Contract registers as they are published: read in any order of columns, and nothing kept of people."""

import random
from dataclasses import replace
from datetime import date

import pytest

from probation_commission.domain.registers import RegisterField
from probation_commission.intake.registers import cells, read
from tests import files

SCHEMA = (
    *("(1) Organisation Label", "(4) Contract Reference", "(5) Open Contracting ID", "(6) Contract Title"),
    *("(8) Description", "(14) CPV URI", "(16) ProClass Label", "(17) Start Date", "(18) End Date"),
    *("(19) Review Date", "(20) Extension End Date", "(21) Contract Value (ex VAT)", "(24) Supplier Name"),
    *("(32) Contact Name", "(33) Contact E-mail"),
)
MENTORING = (
    *("Example Council", "EX-001", "ocds-b5fd17-1", "Mentoring on release", "for people leaving prison"),
    *("85312300 85312500-2", "Social care", "01/04/2024", "2027-03-31", "1 October 2026", "46843"),
    *("£1,234,567.50 + VAT", "A Ltd / B CIC", "Jo Bloggs", "jo.bloggs@example.org"),
)
BINS = (
    *(
        "Example Council",
        "EX-002",
        "",
        "Waste bins",
        "",
        "",
        "",
        "N/A",
        "n/a",
        "TBC",
        "",
        "N/A",
        "BIN CO LTD",
    ),
    *("Jo Bloggs", ""),
)


def of(*rows, headings=SCHEMA, chosen=None):
    return read(files.csv([headings, *rows]).encode(), chosen)


def only(**changed):
    """The one row of a small register with these cells."""
    cells_of = {"Title": "Mentoring", "Supplier": "A Ltd", "Start date": "", "End date": ""} | changed
    (row,) = of(tuple(cells_of.values()), headings=tuple(cells_of)).rows
    return row


def test_a_register_of_the_schema_is_read_whole():
    found = of(MENTORING, BINS)
    assert found.problems == ()
    first, second = found.rows
    assert (first.reference, first.ocid, first.title) == ("EX-001", "ocds-b5fd17-1", "Mentoring on release")
    assert first.suppliers == ("A Ltd", "B CIC")
    assert (first.starts, first.ends) == (date(2024, 4, 1), date(2027, 3, 31))
    assert (first.review_on, first.extension_until) == (date(2026, 10, 1), date(2028, 3, 31))
    assert first.value_pence == 123_456_750
    assert first.buyer == "Example Council"
    assert first.cpv == ("85312300", "85312500-2")
    assert "leaving prison" in first.searched
    assert second.facts == {}
    assert second.problems == ()


@pytest.mark.parametrize("seed", range(20))
def test_whatever_the_order_of_columns_the_rows_are_the_same(seed):
    order = list(range(len(SCHEMA)))
    random.Random(seed).shuffle(order)  # noqa: S311 (an order, no secret)
    as_sent = of(MENTORING, BINS)
    moved = of(
        *([row[at] for at in order] for row in (MENTORING, BINS)), headings=[SCHEMA[at] for at in order]
    )
    # What is searched alone stands in the order of its columns.
    plain = [
        [replace(row, searched=" ".join(sorted(row.searched.split()))) for row in found.rows]
        for found in (as_sent, moved)
    ]
    assert plain[0] == plain[1]
    assert as_sent.dropped_cells == moved.dropped_cells


def test_a_workbook_has_its_own_days_and_numbers_below_a_title_and_a_sheet_a_quarter():
    head = ["CONTRACT_TITLE", "SUPPLIER_NAME", "CONTRACT_START_DATE", "CONTRACT_CURRENT_END_DATE"]
    head += ["MAXIMUM_CONTRACT_END_DATE", "CONTRACT_EXTENDED", "CONTRACT_AWARD_VALUE"]
    row = ["Mentoring", "A Ltd", date(2024, 4, 1), date(2027, 3, 31), date(2028, 3, 31), "Y", 1234.5]
    other = ["Bins", "B Ltd", 45383, "", "", "N", ""]
    book = files.workbook(
        {"Q1": [["Register of contracts"], [], head, row], "Q2": [head, other], "Notes": [["see above"]]}
    )
    found = read(book)
    first, second = found.rows
    assert (first.key, second.key) == ("Q1!4", "Q2!2")
    assert (first.starts, first.ends, first.extension_until) == (
        date(2024, 4, 1),
        date(2027, 3, 31),
        date(2028, 3, 31),
    )
    assert first.value_pence == 123_450
    assert second.starts == date(2024, 4, 1)
    assert found.notes == ("Not read: Notes. They are headed otherwise, or hidden.",)


def test_an_ods_file_is_read():
    found = read(
        files.ods({"Register": [["Contract title", "Supplier", "Start date"], ["M", "A Ltd", "01/04/26"]]})
    )
    assert found.rows[0].starts == date(2026, 4, 1)


def test_contracts_finder():
    head = "Notice Identifier,Notice Type,Organisation Name,Status,Published Date,Title,Description,Region,"
    head += "Cpv Codes,Contact Name,Contact Email,Start Date,End Date,Value Low,Value High,Awarded Value,"
    head += '"Supplier [Name|Address|Ref type|Ref Number|Is SME|Is VCSE]",Contract start date,'
    head += "Contract end date\r\n"
    row = "CF-1,Award,Example Council,Awarded,2026-05-04T09:00:00+01:00,Mentoring,For people,North,"
    row += '"85312300\n85312500",Jo Bloggs,jo@example.org,01/01/2026,01/01/2029,1,,120000,'
    row += "[A Ltd|1 High Road|NONE|1|Yes|No] [B CIC|2 Low Road|NONE|2|Yes|No],01/04/2026,31/03/2029\r\n"
    (found,) = read((head + row).encode()).rows
    assert found.suppliers == ("A Ltd", "B CIC")
    assert (found.reference, found.buyer) == ("CF-1", "Example Council")
    # The award's own days and money, and not those of the notice of it.
    assert (found.starts, found.ends, found.value_pence) == (date(2026, 4, 1), date(2029, 3, 31), 12_000_000)
    assert found.cpv == ("85312300", "85312500")


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("31/03/2027", date(2027, 3, 31)),
        ("31.3.27", date(2027, 3, 31)),
        ("2027-03-31T00:00:00Z", date(2027, 3, 31)),
        ("31st of March 2027", date(2027, 3, 31)),
        ("31-Mar-27", date(2027, 3, 31)),
        ("46477", date(2027, 3, 31)),
        ("Extended to 31/03/2027", date(2027, 3, 31)),
        ("31/03/2026 (extended until 31/03/2027)", date(2027, 3, 31)),
        ("N/A", None),
        ("Ongoing", None),
        ("31/03/2026, ext to 31/03/2027", date(2027, 3, 31)),
        ("2027-03-31T23:00:00Z", date(2027, 4, 1)),
        ("2027-03-31T23:00:00+0100", date(2027, 3, 31)),
        ("2027-01-31T23:30:00-05:00", date(2027, 2, 1)),
    ],
)
def test_days(text, day):
    assert cells.day(text) == day


@pytest.mark.parametrize(
    "text",
    [
        "March 2027",
        "03/31/2027",
        "31/02/2027",
        "1/4/26 to 31/3/27",
        "202703",
        "soon",
        "31/03/2027 + 1 year",
        "7",
        "31/03/2025 not extended to 31/03/2027",
        "31/03/2025, extension to 31/03/2027 not taken up",
        "31/03/2025 extension to 31/03/2027",
        "31/03/2025 (extended to 31/03/2027 if funded)",
        "31/03/2027 (extended to 31/03/2025)",
        "until 31/03/2025 (extended to 31/03/2027)",
        "extended to 31/03/2027" + " " * 100 + "!",
    ],
)
def test_what_is_no_day_is_taken_for_none(text):
    with pytest.raises(cells.NoDayError):
        cells.day(text)


@pytest.mark.parametrize(
    ("text", "pence"),
    [
        ("£1,234.50", 123_450),
        ("£1,234.50 (excl. VAT)", 123_450),
        ("1234.5 + VAT", 123_450),
        ("£1.2m", 120_000_000),
        ("GBP 50,000", 5_000_000),
        (1234.5, 123_450),
        ("N/A", None),
        ("£50,000 pa", None),
        ("£10,000 - £20,000", None),
        ("up to £50,000", None),
        ("framework", None),
        ("0.00", None),
        ("-5", None),
        ("1,23", None),
        (True, None),
    ],
)
def test_values(text, pence):
    assert cells.value(text)[0] == pence


def test_why_a_value_was_not_taken_is_said_with_its_cell():
    (note,) = only(**{"Contract value": "£50,000 a year"}).notes
    assert "E2" in note
    assert "by year" in note
    assert only(**{"Contract value": "N/A"}).notes == ()


@pytest.mark.parametrize(
    "words",
    [
        *("can be extended to", "may be extended until", "could be extended to", "option to extend to"),
        "possible extension to",
    ],
)
def test_an_option_to_extend_is_no_end(words):
    row = only(**{"End date": f"31/03/2025 ({words} 31/03/2027)"})
    assert row.problems == ()
    assert (row.ends, row.extension_until) == (date(2025, 3, 31), date(2027, 3, 31))
    own = only(**{"End date": "31/03/2025", "Extension end date": f"{words} 31/03/2027"})
    assert (own.ends, own.extension_until) == (date(2025, 3, 31), date(2027, 3, 31))
    two = only(
        **{"End date": f"31/03/2025 ({words} 31/03/2027)", "Extension end date": "31/03/2028"},
    )
    assert "another extension" in two.problems[0].message
    assert only(**{"End date": f"{words} 31/03/2027"}).problems
    assert only(**{"Start date": f"01/04/2024 ({words} 31/03/2027)"}).problems


def test_in_a_column_with_the_month_first_every_day_of_two_meanings_is_kept_out():
    heads = ("Title", "Supplier", "Start date", "End date")
    found = of(
        ("A", "A Ltd", "03/04/2026", "03/04/2027"),
        ("B", "B Ltd", "04/04/2026", "03/31/2027"),
        ("C", "C Ltd", "", "5 May 2027"),
        headings=heads,
    )
    first, second, third = found.rows
    assert first.starts == date(2026, 4, 3)
    assert first.ends is None
    assert "D2: this column has days with the month first (in D3)" in first.problems[0].message
    assert second.problems[0].message.startswith("D3: what stands there is no day")
    assert third.ends == date(2027, 5, 5)
    assert third.problems == ()


def test_days_out_of_order_are_problems_with_their_cells_all_at_once():
    row = only(**{"Start date": "01/04/2027", "End date": "31/03/2026", "Review date": "soon"})
    assert [(str(one.cell)) for one in row.problems] == ["E2", "D2"]
    assert "before it starts" in row.problems[1].message
    # The very day is in order.
    assert only(**{"Start date": "01/04/2027", "End date": "01/04/2027"}).problems == ()


def test_no_supplier_no_title_and_what_is_too_long_are_problems_and_a_total_is_no_row():
    assert "no supplier" in only(Supplier="N/A").problems[0].message
    assert "no title" in only(Title="").problems[0].message
    assert "200 characters" in only(Title="x" * 201).problems[0].message
    assert only(Title="x" * 200).problems == ()
    assert of(("", "", "Total", ""), headings=("Title", "Supplier", "Reference", "End date")).rows == ()


def test_nothing_of_whom_to_ask_is_in_what_was_read():
    found = of(MENTORING, BINS)
    assert found.dropped == ("(32) Contact Name", "(33) Contact E-mail")
    assert found.dropped_cells == 3
    assert "bloggs" not in repr(found).casefold()
    assert not {"contact name", "contact e mail"} & set(found.headings)
    # Nor where somebody says that it is the supplier.
    chosen = of(MENTORING, chosen={"supplier": "contact name"})
    assert chosen.rows[0].suppliers == ("A Ltd", "B CIC")


def test_what_seems_to_be_somebodys_in_other_texts_is_left_out_and_counted():
    row = only(
        Title="Mentoring, ask jo@example.org", Description="ring 07700 900123", Reference="jo@example.org"
    )
    assert "example.org" not in repr(row)
    assert "07700" not in repr(row)
    assert len(row.problems) == 2
    assert "@" not in " ".join(map(str, row.problems))


def test_an_officer_as_the_buyer_is_let_go_of_and_an_organisation_is_not():
    heads = ("Title", "Supplier", "Buyer")
    found = of(("M", "A Ltd", "Jo Bloggs"), ("N", "B Ltd", "Example Borough Council"), headings=heads)
    assert [row.buyer for row in found.rows] == ["", "Example Borough Council"]
    assert found.dropped_cells == 1
    assert "bloggs" not in repr(found).casefold()
    known = read(files.csv([heads, ("M", "A Ltd", "Open Hands")]).encode(), None, {"open hands"})
    assert known.rows[0].buyer == "Open Hands"


def test_whom_to_ask_within_a_title_a_supplier_or_a_description_is_not_kept():
    row = only(Title="Support (Officer: Jo Bloggs)", Description="Contract manager: Jo Bloggs, prison")
    assert "bloggs" not in repr(row).casefold()
    assert "name of whom to ask" in row.problems[0].message
    assert only(Supplier="A Ltd (contact: Jo Bloggs)").problems
    assert only(Title="Police officers: a survey").problems == ()


@pytest.mark.parametrize(
    ("heading", "people"),
    [
        *((one, True) for one in ("Budget Holder", "Category Specialist", "Contract Administrator")),
        *((one, True) for one in ("Lead Commissioner", "Head of Service", "Lead", "Contact at provider")),
        *((one, True) for one in ("Supplier contact", "Responsible Person", "E-mail of supplier")),
        *((one, False) for one in ("Lead Provider", "Responsible Directorate", "Lead Authority")),
        *((one, False) for one in ("Named Contractor", "Lead Department", "Lead Supplier Name")),
    ],
)
def test_which_headings_are_about_people(heading, people):
    found = of(("M", "A Ltd", "x"), headings=("Title", "Supplier", heading))
    assert (found.dropped == (heading,)) is people


def test_a_lead_provider_is_the_supplier():
    (row,) = of(("M", "A Ltd"), headings=("Title", "Lead Provider")).rows
    assert row.suppliers == ("A Ltd",)


def test_a_list_of_people_is_refused():
    found = of(("x", "y", "X123456"), headings=("Contract title", "Supplier", "CRN"))
    assert "names people (CRN)" in found.problems[0].message
    assert found.rows == ()


def test_columns_that_no_heading_names_are_asked_for_and_taken_as_said():
    heads = ("What it is", "Who does it", "From", "To")
    row = ("Mentoring", "A Ltd", "01/04/2026", "31/03/2027")
    asked = of(row, headings=heads)
    assert asked.missing == (RegisterField.TITLE, RegisterField.SUPPLIER)
    assert list(asked.headings.values()) == list(heads)
    said = {"title": "what it is", "supplier": "who does it", "starts": "from", "ends": "to"}
    (found,) = of(row, headings=heads, chosen=said).rows
    assert (found.title, found.suppliers, found.ends) == ("Mentoring", ("A Ltd",), date(2027, 3, 31))
    assert found.starts == date(2026, 4, 1)


def test_two_columns_of_one_meaning_are_doubtful_until_somebody_says():
    heads = ("Title", "Supplier", "End date", "Expiry date")
    row = ("Mentoring", "A Ltd", "31/03/2027", "31/03/2028")
    assert of(row, headings=heads).doubtful == ("ends",)
    chosen = of(row, headings=heads, chosen={"ends": "expiry date"})
    assert chosen.doubtful == ()
    assert chosen.rows[0].ends == date(2028, 3, 31)
    assert of(row, headings=heads, chosen={"ends": ""}).rows[0].ends is None


def test_what_is_no_register_says_what_to_send():
    assert "No contract register" in read(b"a,b\n1,2\n").problems[0].message
    assert read(b"PK\x03\x04 no workbook").problems


def test_the_headings_once_more_are_no_row():
    heads = ("Title", "Supplier", "End date")
    assert len(of(("M", "A Ltd", ""), heads, ("N", "B Ltd", ""), headings=heads).rows) == 2


@pytest.mark.parametrize(
    ("headings", "fields"),
    [
        (
            "Ref,Name of contract,Supplier(s),Start,Expiry,Option to extend until",
            "reference title supplier starts",
        ),
        (
            "Contract ID,Title of agreement,Supplier Name,Contract Commencement Date",
            "reference title supplier starts",
        ),
        ("OrganisationLabel,ContractTitle,SupplierName,ContractReviewDate", "buyer title supplier review_on"),
        ("Title,Supplier,Annual value,Total Value £", "title supplier value_pence"),
        ("Title,Supplier,Irrecoverable VAT,Value Low", "title supplier"),
        ("Title,Supplier,Contract Extended,Company Number", "title supplier"),
    ],
)
def test_headings_of_others(headings, fields):
    named = of(("x",) * 6, headings=headings.split(",")).fields
    assert set(fields.split()) <= named.keys()
    assert named.get("value_pence", "total value") == "total value"
    assert named.keys() - set(fields.split()) <= {"ends", "extension_until"}
