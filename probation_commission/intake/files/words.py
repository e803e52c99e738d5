"""All words that a file holds, wherever they stand in it: hidden sheets and comments too."""

import html
import io
import re
import zipfile
from collections.abc import Iterator

from probation_commission.intake.files.encodings import text
from probation_commission.intake.files.limits import Format, recognise

# `<t>` of cells and comments, `<a:t>` of drawings, on hidden sheets too (decision 63).
_TEXT = re.compile(r"<(?:\w+:)?t(?: [^>]*)?>([^<]*)<")
# What people write into attributes: names, tips, prompts, what a pivot table keeps of its list, addresses.
# Not every attribute: the cell "F123456" is nobody's number.
_WRITTEN = re.compile(
    r"\s(?:\w+:)?(?:name|v|display|tooltip|prompt|promptTitle|error|errorTitle|descr|title|caption|Target|href"
    r"|string-value)=(?:\"([^\"]*)\"|'([^']*)')"
)
# Elements with words outside cells: headers and footers, lists to choose from, defined names, charts.
_ELSEWHERE = re.compile(
    r"<(?:\w+:)?(?:(?:odd|even|first)(?:Header|Footer)|formula[12]|definedName|v|creator|lastModifiedBy|title"
    r"|subject|description|keywords|category|lpwstr|lpstr|Company|Manager)(?: [^>]*)?>([^<]*[^\W\d_][^<]*)<"
)
# Of an OpenDocument workbook, in which a paragraph can be cut by spaces that are elements.
_ANY_TEXT = re.compile(r">([^<]+)<")
_PARAGRAPH = re.compile(r"<text:(?:s|tab|line-break)\b[^>]*>|</?text:span\b[^>]*>|</?text:a\b[^>]*>")
# A binary format has no marks around its texts: whatever can be printed, in a byte or in two a character.
_NARROW = re.compile(rb"[\x20-\x7e\xa0-\xff]{4,}")
_WIDE = re.compile(rb"(?:[\x20-\x7e\xa0-\xff]\x00){4,}")


def words(content: bytes) -> Iterator[str]:
    """Each text of a file that was read before."""
    form = recognise(content)
    if form is Format.CSV:
        yield from text(content).splitlines()
    elif form is Format.OLD_WORKBOOK:
        yield from _printable(content)
    else:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            for part in package.namelist():
                yield from _of_part(part, package)


def _of_part(part: str, package: zipfile.ZipFile) -> Iterator[str]:
    if part.endswith(".bin"):
        yield from _printable(package.read(part))
    elif part.endswith((".xml", ".rels")):
        xml = package.read(part).decode("utf-8", errors="replace")
        is_ods = "mimetype" in package.namelist()
        texts = _ANY_TEXT.findall(_PARAGRAPH.sub(" ", xml)) if is_ods else _TEXT.findall(xml)
        yield from map(html.unescape, texts)
        # A header, a pivot table's memory or a document's properties can name somebody as well (decision 63).
        # "&LX123456" is a header's left part.
        yield from (re.sub(r"&[LCR]", " ", html.unescape(found)) for found in _ELSEWHERE.findall(xml))
        yield from (html.unescape(match[1] or match[2] or "") for match in _WRITTEN.finditer(xml))


def _printable(content: bytes) -> Iterator[str]:
    for match in _NARROW.finditer(content):
        yield match[0].decode("latin-1")
    for match in _WIDE.finditer(content):
        yield match[0].decode("utf-16-le")
