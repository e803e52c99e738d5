"""The look of a page that needs no sign-in, and its parts; every text in it is escaped here."""

from __future__ import annotations

from functools import cache
from html import escape
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from probation_commission.domain.days import in_full
from probation_commission.domain.public_pages import PublicPage
from probation_commission.geography.partnership import partnership
from probation_commission.views import marks
from probation_commission.views.terms import said

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from probation_commission.web.public_pages.kept import ShownDirectory

_STYLE = """
body { margin: 0; background: #fff; color: #17212b; font: 1rem/1.5 "Source Sans", sans-serif; }
header { background: #f1f4f7; padding: .6rem 1rem; font-weight: 600; }
header p { max-width: 60rem; margin: 0 auto; }
main, footer { max-width: 60rem; margin: 0 auto; padding: 1rem; }
h1 { font-size: 1.9rem; line-height: 1.2; margin: .5rem 0; }
h2 { font-size: 1.2rem; margin: 1.75rem 0 .5rem; }
h3 { font-size: 1.1rem; margin: 0; }
a { color: #1d5a96; }
.finding { font-size: 1.15rem; }
.mark { background: #fff3d6; border-left: 6px solid #b35c00; color: #4d2800; padding: .5rem .75rem; }
.error { background: #fdecea; border-left: 6px solid #b3261e; color: #5c1410; padding: .5rem .75rem; }
ul.parts { padding: 0; list-style: none; display: flex; flex-wrap: wrap; gap: .35rem 1rem; }
ul.cards, ol.cards { padding: 0; margin: 0; list-style: none; }
.cards > li { border: 1px solid #8b9aa8; border-radius: .5rem; padding: .75rem 1rem; margin: 0 0 .75rem; }
dl { margin: .35rem 0 0; display: grid; grid-template-columns: 13rem 1fr; gap: .15rem 1rem; }
dt { color: #44515e; }
dt::first-letter { text-transform: uppercase; }
dd { margin: 0; overflow-wrap: anywhere; }
label, legend { display: block; font-weight: 600; padding: 0; }
fieldset { border: 0; margin: 0; padding: 0; }
fieldset label { display: inline-block; font-weight: 400; margin-right: 1.5rem; padding: .4rem 0; }
.hint { color: #44515e; margin: 0; }
.hint.after { margin: 1rem 0; }
.fields { display: grid; gap: 1rem; max-width: 30rem; }
input[type=text], select { width: 100%; box-sizing: border-box; font: inherit; padding: .5rem;
  border: 1px solid #5b6670; border-radius: .5rem; background: #fff; color: inherit; }
a.button, button { display: inline-block; padding: .5rem 1.25rem; border: 0; border-radius: .5rem;
  background: #1d5a96; color: #fff; font: inherit; text-decoration: none; cursor: pointer; }
a.button:hover, button:hover { background: #164674; }
:is(a, button, input, select):focus-visible { outline: 3px solid #17212b; outline-offset: 2px; }
footer { color: #44515e; font-size: .9rem; border-top: 1px solid #d9dee3; }
@media (max-width: 40rem) { dl { grid-template-columns: 1fr; } dd { margin-bottom: .35rem; }
  h1 { font-size: 1.6rem; } }
@media print { header, form, .button, ul.parts { display: none; } }
"""


def page(title: str, body: str, shown: ShownDirectory, *, source: str = "") -> str:
    """The page as HTML around a body that is HTML already."""
    others = [other for other in shown.directory.published if other.label != title]
    more = "".join(f'<p><a href="{other.path}">{escape(other.label)}</a></p>' for other in others)
    words = escape(
        said(
            f"{source} As on {in_full(shown.day)}. This page needs no sign-in; nobody on probation is in it."
        )
    )
    name = escape(partnership().name)
    return f"""<!doctype html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>{escape(title)}, {name}</title>
<style>{_typeface()}{_STYLE}</style>
</head>
<body>
<header><p>{name}</p></header>
<main>
<h1>{escape(title)}</h1>
{body}
</main>
<footer>{more}<p>{words.strip()}</p></footer>
</body>
</html>
"""


@cache
def _typeface() -> str:
    """The app's own typeface, which Streamlit serves under a name that changes with its version."""
    spec = find_spec("streamlit")
    folder = Path(next(iter(spec.submodule_search_locations or ()), "")) if spec else Path()
    found = sorted((folder / "static" / "static" / "media").glob("SourceSansVF-Upright.*.woff2"))
    if not found:
        return ""
    source = f"/static/media/{found[0].name}"
    return (
        '@font-face { font-family: "Source Sans"; font-weight: 200 900; font-display: swap; '
        f'src: url("{source}") format("woff2"); }}'
    )


def made_up(of: Sequence[str]) -> str:
    """The mark of what is made up; empty where nothing is."""
    if not of:
        return ""
    words = escape(said(marks.sentence(of)))
    return f'<p class="mark" role="note"><strong>Made up on this page:</strong> {words}</p>'


def paragraph(words: str, look: str = "") -> str:
    """A sentence of ours, in the partnership's words."""
    kind = f' class="{look}"' if look else ""
    return f"<p{kind}>{escape(said(words))}</p>"


def button(path: str, label: str) -> str:
    """A link that looks like a button."""
    return f'<p><a class="button" href="{escape(path)}">{escape(label)}</a></p>'


def facts(pairs: Iterable[tuple[str, str]]) -> str:
    """What each is called and what is known of it."""
    rows = "".join(f"<dt>{escape(name)}</dt><dd>{escape(words)}</dd>" for name, words in pairs)
    return f"<dl>{rows}</dl>"


PAPER = {page: f"{page.path}.pdf" for page in PublicPage}
"""Where each stands as a sheet of paper."""
