"""Free text that seems to identify somebody is told from free text that does not."""

import pytest

from probation_commission.intake.personal import found_in


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("for X123456", "a CRN"),
        ("for x123456.", "a CRN"),
        ("PNC 2015/0012345X", "a PNC number"),
        ("15/12345x", "a PNC number"),
        ("NHS 943 476 5919", "an NHS number"),
        ("943-476-5919", "an NHS number"),
        ("9434765919", "an NHS number"),
        ("DOB 1/2/80", "a date of birth"),
        ("d.o.b. 1/2/80", "a date of birth"),
        ("his Date of Birth is", "a date of birth"),
        ("born on the 3rd", "a date of birth"),
        ("a man born in 1980", "a date of birth"),
        ("write to someone@example.org", "an e-mail address"),
        ("0191 383 1234", "a telephone number"),
        ("(0191) 383 1234", "a telephone number"),
        ("07700 900123", "a telephone number"),
        ("07700900123", "a telephone number"),
        ("+44 7700 900123", "a telephone number"),
        ("A1234BC", "a prison number"),
        ("QQ 12 34 56 C", "a National Insurance number"),
    ],
)
def test_what_identifies_is_found(text, kind):
    assert found_in(text) == kind


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Two sessions a week for 16 men, £2,800 from 1 April 2027 to 31 March 2028",
        "charity 1123456, company 01234567",
        "ward E05016188, DH1 5SU, 10:30 to 12:30",
        "a group for parents of newborn children",
        "40 weeks × £1,000, 2026/27",
        "12,000,000,000",
    ],
)
def test_what_does_not_is_left_alone(text):
    assert found_in(text) is None
