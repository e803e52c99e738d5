"""Whether everybody can read a screen and find a way through it: axe, headings, widths, keyboard."""

from dataclasses import dataclass

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Frame, Page

STREAMLITS_OWN: dict[str, str] = {}
"""Rules of axe that Streamlit itself breaks: rule → the selector within which alone it is passed over."""
OPTIONS = {"resultTypes": ["violations"]}

_WIDER = """() => [document.documentElement, document.querySelector('[data-testid="stMain"]')]
    .filter((part) => part.scrollWidth > part.clientWidth)
    .map((part) => `${part.tagName}: ${part.scrollWidth} in ${part.clientWidth}`)"""
PATIENCE = 20
"""How often a page that is too wide is looked at again."""

LOOKS = 3
"""How often a page at which axe finds something is looked at again: what a rerun takes away fades first."""

_HEADINGS = """() => [...document.querySelectorAll("h1, h2, h3, h4, h5, h6, [role=heading]")]
    .filter((heading) => heading.checkVisibility())
    .map((heading) => [
        Number(heading.getAttribute("aria-level") ?? heading.tagName.slice(1)),
        heading.innerText.trim(),
    ])"""
_STILL = "*, *::before, *::after { transition: none !important; animation: none !important; }"
_FOCUSED = """() => {
    const here = document.activeElement;
    if (!here || here === document.body) return null;
    window.stops = [...(window.stops ?? []), here];
    const looks = (element) => {
        const look = getComputedStyle(element);
        return [look.outline, look.boxShadow, look.borderColor, look.backgroundColor].join();
    };
    const around = (stop) => [stop, stop.parentElement, stop.parentElement.parentElement];
    window.looks = () => window.stops.map((stop) => around(stop).map(looks).join());
    const box = here.getBoundingClientRect();
    const across = box.width > 0 && box.right > 0 && box.left < innerWidth;
    const inSight = across && box.bottom > 0 && box.top < innerHeight;
    const name = here.getAttribute("aria-label") ?? here.innerText ?? here.tagName;
    return {
        name: name.trim().split("\\n").pop(),
        control: here.matches("a, button, input, select, textarea, summary, [role]") && !here.matches("main"),
        inMain: !!here.closest("main"),
        inSight,
        looks: window.looks().pop(),
    };
}"""


def serious(frame: Page | Frame) -> list[str]:
    """What axe calls serious or critical, but for what Streamlit itself does; looks again at what fades."""
    if not frame.evaluate("() => 'axe' in window"):
        frame.evaluate(Axe().axe_script)
    found = _serious_now(frame)
    for _ in range(LOOKS):
        if not found:
            break
        frame.wait_for_timeout(500)
        found = _serious_now(frame)
    return found


def _serious_now(frame: Page | Frame) -> list[str]:
    violations = frame.evaluate("options => axe.run(options)", OPTIONS)["violations"]
    return [
        f"{found['id']}: {found['help']}: {node['html'][:200]}"
        for found in violations
        if found["impact"] in {"serious", "critical"}
        for node in found["nodes"]
        if not _streamlits_own(frame, found["id"], node["target"][0])
    ]


def _streamlits_own(frame: Page | Frame, rule: str, target: str) -> bool:
    return rule in STREAMLITS_OWN and frame.eval_on_selector(
        target, "(node, within) => node.closest(within) !== null", STREAMLITS_OWN[rule]
    )


def serious_anywhere(page: Page) -> list[str]:
    """What axe finds in the page and in every frame of it."""
    return [finding for frame in page.frames for finding in serious(frame)]


def too_wide(page: Page) -> list[str]:
    """What can be scrolled sideways: the document, or Streamlit's main part, when charts have shrunk."""
    parts = page.evaluate(_WIDER)
    for _ in range(PATIENCE):
        if not parts:
            break
        page.wait_for_timeout(250)
        parts = page.evaluate(_WIDER)
    return parts


def out_of_order(page: Page) -> list[str]:
    """What is wrong with the headings: not one of the first level, before all others, or a level left out."""
    return faults_of(page.evaluate(_HEADINGS))


def faults_of(headings: list[tuple[int, str]]) -> list[str]:
    """The same of levels and words in their order."""
    first = [words for level, words in headings if level == 1]
    faults = [] if len(first) == 1 else [f"{len(first)} headings of the first level: {first}"]
    before = 0
    for level, words in headings:
        if level > before + 1:
            faults.append(f"“{words}” is of level {level} after level {before}")
        before = level
    return faults


def frames_shown(page: Page) -> list[str]:
    """The names of the frames, which a screen reader says before it enters one."""
    return [frame.get_attribute("title") or "" for frame in page.locator("iframe").all()]


def to_the_top(page: Page) -> None:
    """Let the next press of the Tab key begin at the top of the page."""
    page.evaluate("() => { const top = document.body; top.tabIndex = -1; top.focus(); top.blur(); }")


@dataclass(frozen=True, slots=True)
class Stop:
    """Where a press of the Tab key leads: what it is called, where it is, and whether one sees that."""

    name: str
    control: bool
    in_main: bool
    seen: bool


def walked(page: Page, presses: int) -> list[Stop]:
    """The stops of the Tab key from the top of the page; fewer than presses where it comes to the end."""
    page.add_style_tag(content=_STILL)
    to_the_top(page)
    page.evaluate("() => { window.stops = []; }")
    stops = []
    for _ in range(presses):
        page.keyboard.press("Tab")
        if (stop := page.evaluate(_FOCUSED)) is None:
            break
        stops.append(stop)
    page.evaluate("() => document.activeElement?.blur()")
    unfocused = page.evaluate("() => window.looks()")
    return [
        Stop(
            stop["name"],
            stop["control"],
            stop["inMain"],
            stop["inSight"] and stop["looks"] != looks,
        )
        for stop, looks in zip(stops, unfocused, strict=True)
    ]
