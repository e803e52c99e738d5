"""A page of a few words that needs no Streamlit."""

from html import escape

_PAGE = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}, Partnership &amp; Commissioning Explorer</title>
<style>
body {{ margin: 0; background: #fff; color: #17212b; font: 1.1rem/1.5 sans-serif; }}
main {{ max-width: 36rem; margin: 15vh auto; padding: 0 1.5rem; }}
h1 {{ font-size: 1.9rem; line-height: 1.2; }}
a {{ color: #1d5a96; }}
a.button, button {{
  display: inline-block; padding: 0.5rem 1.25rem; border: 0; border-radius: 0.5rem;
  background: #1d5a96; color: #fff; font: inherit; text-decoration: none; cursor: pointer;
}}
a.button:hover, button:hover {{ background: #164674; }}
:is(a, button):focus-visible {{ outline: 3px solid #17212b; outline-offset: 2px; }}
</style>
</head>
<body>
<main>
<h1>{heading}</h1>
{body}
</main>
</body>
</html>
"""


def framed(title: str, heading: str, body: str) -> str:
    """The page as HTML around a body that is HTML already."""
    return _PAGE.format(title=escape(title), heading=escape(heading), body=body)


def plain_page(title: str, heading: str, sentence: str, *, to: str, link: str, button: bool = False) -> str:
    """The page as HTML, with one link, which may look like a button."""
    look = ' class="button"' if button else ""
    leads_on = f'<a{look} href="{escape(to)}">{escape(link)}</a>'
    return framed(title, heading, f"<p>{escape(sentence)}</p>\n<p>{leads_on}</p>")
