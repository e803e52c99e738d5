"""All words of a file that is to be kept, looked through: also where no figure is read from."""

import html
import io
import re
import zipfile
from collections.abc import Iterator

from probation_commission.intake.files import Format, recognise, text
from probation_commission.intake.people.signs import found_in

# `<t>` of cells and comments, `<a:t>` of drawings, on hidden sheets too (decision 63).
_TEXT = re.compile(r"<(?:\w+:)?t(?: [^>]*)?>([^<]*)<")


def about_somebody(content: bytes) -> str | None:
    """What a file that was read before seems to hold of a person ("a postcode"); None where nothing is found.

    Of a workbook it looks at every text in it: hidden sheets and comments too.
    """
    return next(filter(None, map(found_in, _words(content))), None)


def _words(content: bytes) -> Iterator[str]:
    if recognise(content) is Format.CSV:
        yield from text(content).splitlines()
        return
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        for part in package.namelist():
            if part.endswith(".xml"):
                texts = _TEXT.findall(package.read(part).decode("utf-8", errors="replace"))
                yield from map(html.unescape, texts)
