"""A letter as an e-mail: two ways of reading it, nothing fetched, no header that somebody typed."""

import re
from email import message_from_bytes, policy

import pytest

from probation_commission.domain.letters import Letter
from probation_commission.publish.mail import Envelope, as_file, message, text
from tests.given.letters import LETTER, LINK, NOON, TO

ENVELOPE = Envelope(7, "explorer@example.org", TO, NOON)
HOSTILE = Letter(
    "A <b>subject</b> & ü",
    ('<script>alert(1)</script> "quoted" & <img src=x>',),
    ('Go "there"', 'https://example.org/?a=1&b="><script>'),
)


def received(letter=LETTER):
    """The mail as whoever gets it reads it."""
    return message_from_bytes(message(letter, ENVELOPE).as_bytes(), policy=policy.default)


def test_its_headers():
    mail = received()
    assert mail["From"] == "Partnership & Commissioning Explorer <explorer@example.org>"
    assert (mail["To"], mail["Subject"]) == (TO, LETTER.subject)
    assert mail["Date"].datetime == NOON
    assert mail["Message-ID"] == "<7.20261127120000000000@example.org>"
    assert mail["Auto-Submitted"] == "auto-generated"
    assert mail.get_content_type() == "multipart/alternative"
    assert [part.get_content_type() for part in mail.iter_parts()] == ["text/plain", "text/html"]


def test_the_plain_text_is_wrapped_and_the_address_whole_on_a_line_of_its_own():
    lines = received().get_body(("plain",)).get_content().splitlines()
    assert LINK in lines
    assert all(len(line) <= 72 for line in lines if line != LINK)
    assert "\n".join(lines) + "\n" == text(LETTER)
    long = f"https://explorer.example.org/link#{'x' * 200}"
    assert long in text(Letter("A", ("b",), ("Open", long))).splitlines()


def test_a_letter_without_a_button_has_no_address():
    assert text(Letter("A", ("One.", "Two."))) == "One.\n\nTwo.\n"
    assert "<a " not in received(Letter("A", ("One.",))).get_body(("html",)).get_content()


def test_the_page_fetches_nothing_and_takes_no_word_for_markup():
    page = received(HOSTILE).get_body(("html",)).get_content()
    assert re.findall(r"<(\w+)", page.partition("<body")[2]) == ["div", "p", "p", "a", "p", "br", "span"]
    assert not re.search(r"<[^>]*(src=|url\(|@import)|<(link|script|img)", page)
    assert page.count("http") == 2  # the button, and the address to be copied
    assert 'href="https://example.org/?a=1&amp;b=&quot;&gt;&lt;script&gt;"' in page


def test_words_that_are_not_ascii_arrive():
    assert received(HOSTILE)["Subject"] == HOSTILE.subject
    assert "organisation’s" in received().get_body(("plain",)).get_content()
    message(LETTER, ENVELOPE).as_bytes().decode("ascii")  # whatever the servers on its way can


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_no_header_is_put_in(end):
    with pytest.raises(ValueError, match=r"(?i)header|linefeed|newline|CR"):
        message(Letter(f"A{end}Bcc: all@example.org", ()), ENVELOPE)
    with pytest.raises(ValueError):  # noqa: PT011 (the library's own words)
        message(LETTER, Envelope(7, "explorer@example.org", f"a@example.org{end}Bcc: all@example.org", NOON))


def test_as_a_file_it_opens_ready_to_be_sent():
    mail = message_from_bytes(as_file(message(LETTER, ENVELOPE)), policy=policy.default)
    assert (mail["X-Unsent"], mail["To"]) == ("1", TO)
