"""Names that are one and names that are two, and the forms of numbers and websites."""

import pytest

from probation_commission.domain.organisations import charity_number, company_number, spelling, website


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("St Giles Trust", " st. giles  TRUST"),
        ("Women’s Aid", "Women's Aid"),
        ("Health & Justice", "Health and Justice"),
        ("Change, Grow, Live", "change grow live"),
    ],
)
def test_ways_of_writing_one_name_are_one(one, other):
    assert spelling(one) == spelling(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("Together", "Together Women Project"), ("Open Gate", "Opengate"), ("Trust A", "Trust B")],
)
def test_names_that_are_merely_alike_are_two(one, other):
    assert spelling(one) != spelling(other)


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("", ""),
        (" 1234567 ", "1234567"),
        ("123456", "123456"),
        ("123456-1", "123456-1"),
        ("sc012345", "SC012345"),
    ],
)
def test_a_charity_number_is_kept_as_the_register_has_it(written, kept):
    assert charity_number(written) == kept


@pytest.mark.parametrize("written", ["12345", "12345678", "SC1234", "one", "1234567x"])
def test_what_is_no_charity_number_is_refused_in_words(written):
    with pytest.raises(ValueError, match="6 or 7 digits"):
        charity_number(written)


@pytest.mark.parametrize(
    ("written", "kept"),
    # A spreadsheet took the noughts in front.
    [("", ""), ("01234567", "01234567"), ("1234567", "01234567"), ("oc 301234", "OC301234")],
)
def test_a_company_number_has_its_noughts(written, kept):
    assert company_number(written) == kept


@pytest.mark.parametrize("written", ["123456789", "ZZ123456", "1234567a"])
def test_what_is_no_company_number_is_refused_in_words(written):
    with pytest.raises(ValueError, match="8 digits"):
        company_number(written)


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("", ""),
        ("example.org", "https://example.org"),
        ("http://example.org/x?y=1", "http://example.org/x?y=1"),
    ],
)
def test_a_website_begins_with_https(written, kept):
    assert website(written) == kept


@pytest.mark.parametrize(
    "written", ["javascript:alert(1)", "https://", "https://a b.org", "ftp://example.org"]
)
def test_what_no_browser_opens_safely_is_no_website(written):
    with pytest.raises(ValueError, match="as a browser shows it"):
        website(written)
