"""Mailboxes and phones of organisations, by their form."""

import pytest

from probation_commission.domain.contacts import looks_like_one_persons, mailbox, phone


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("", ""),
        ("01632 960123", "01632 960123"),
        ("+44 (0)1632 960123", "01632 960123"),
        ("0044 1632-960123", "01632 960123"),
        ("(01632) 960 123", "01632 960 123"),
        ("101", "101"),
    ],
)
def test_a_phone_is_kept_as_it_is_dialled_here(written, kept):
    assert phone(written) == kept


@pytest.mark.parametrize("written", ["1632 960123", "01632", "+33 1 99 00 12 34", "01632 960123 ext 4", "x"])
def test_what_is_no_phone_of_the_united_kingdom_is_refused(written):
    with pytest.raises(ValueError, match="no phone number"):
        phone(written)


def test_a_mailbox_is_in_small_letters_and_whole():
    assert mailbox(" Referrals@Example.org ") == "referrals@example.org"
    with pytest.raises(ValueError, match="no mailbox"):
        mailbox("referrals")


@pytest.mark.parametrize(
    ("address", "persons"),
    [
        ("first.last@example.org", True),
        ("f-last2@example.org", True),
        ("referrals.north@example.org", False),
        ("safeguarding-team@example.org", False),
        ("enquiries@example.org", False),
    ],
)
def test_a_mailbox_of_one_person_is_known_by_its_form(address, persons):
    assert looks_like_one_persons(address) is persons
