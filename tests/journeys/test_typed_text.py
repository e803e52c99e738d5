"""What is typed is kept: over a reload, a server that is gone, a database that does not answer."""

import json
import re
import shutil
import sqlite3
import time
from collections.abc import Iterator
from contextlib import ExitStack, closing
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from probation_commission.settings import ROOT
from tests.browser import DESK, settled
from tests.journeys.states import unfold
from tests.journeys.test_idea import view_as
from tests.running import explorer, free_port

FORM = "/submit-idea?fund=partnership-local-project"
WHAT, TITLE, INDICATOR = "What would you do?", "Title", "How will you know that it worked?"
SCRIPT = ROOT / "probation_commission" / "ui" / "parts" / "kept_text" / "browser" / "kept.js"


class Server:
    """The app on one port, that can be stopped and started again."""

    def __init__(self, home: Path) -> None:
        self.home, self.port, self.running = home, free_port(), ExitStack()

    def start(self) -> None:
        app = self.running.enter_context(explorer(self.home, sample=False, port=self.port))
        self.address = app.address

    def stop(self) -> None:
        self.running.close()

    def database(self) -> sqlite3.Connection:
        return sqlite3.connect(self.home / "explorer.db", isolation_level=None)


@pytest.fixture(scope="module")
def server(bundled_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    server = Server(shutil.copytree(bundled_home, tmp_path_factory.mktemp("typed"), dirs_exist_ok=True))
    server.start()
    yield server
    server.stop()


@pytest.fixture(scope="module")
def form(browser: Browser, server: Server) -> Iterator[Page]:
    """The form on one page for all of these; without a watch, since its server goes away under it."""
    context = browser.new_context(viewport=DESK)
    page = context.new_page()
    page.goto(server.address(FORM))
    settled(page)
    yield page
    context.close()


def question(page: Page, slug: str) -> None:
    """Another question of the form, in the same session and so with what was typed."""
    box = page.get_by_role("combobox", name=re.compile("Question$"))
    box.click()
    box.press_sequentially(slug)
    page.get_by_role("option", name=re.compile(slug)).click()
    settled(page)


def field(page: Page, label: str):
    return page.get_by_label(label, exact=True)


def bar(page: Page):
    return page.locator(".kept-bar")


def saved(page: Page) -> None:
    expect(bar(page)).to_have_attribute("data-state", "saved")


def copies(page: Page) -> dict[str, str]:
    """What the browser keeps, by the name of its field."""
    kept = page.evaluate("Object.entries(localStorage).filter(([name]) => name.startsWith('kept:'))")
    return {name.rsplit(".", 1)[-1]: json.loads(copy)["text"] for name, copy in kept}


def kept_nothing(page: Page) -> None:
    """The browser has let its copies go, which it may do a moment after the bar says “Saved”."""
    page.wait_for_function("!Object.keys(localStorage).some((name) => name.startsWith('kept:'))")


def stored(server: Server, column: str) -> str:
    with closing(server.database()) as database:
        return str(database.execute(f"select {column} from idea").fetchone()[0])  # noqa: S608 (our own names)


def test_half_a_sentence_is_there_after_a_reload(server, form):
    field(form, WHAT).press_sequentially("Six-week courses in wh")
    assert copies(form) == {"what": "Six-week courses in wh"}
    form.reload()
    settled(form)
    expect(field(form, WHAT)).to_have_value("Six-week courses in wh")
    saved(form)
    expect(bar(form)).to_contain_text("Saved ")
    kept_nothing(form)  # the server has it
    assert stored(server, "what") == "Six-week courses in wh"


def test_what_is_typed_while_the_server_is_gone_is_saved_once_it_is_back(server, form):
    box = field(form, WHAT)
    box.press("End")
    server.stop()
    expect(bar(form)).to_contain_text("No connection: what you type is kept on this device")
    box.press_sequentially("ich people repair")
    expect(form.get_by_role("dialog")).to_have_count(0)
    server.start()
    saved(form)
    expect(box).to_be_focused()
    box.press_sequentially(" a bike")
    expect(box).to_have_value("Six-week courses in which people repair a bike")
    saved(form)
    assert stored(server, "what") == "Six-week courses in which people repair a bike"
    form.context.set_offline(True)
    expect(bar(form)).to_contain_text("No connection")
    box.press_sequentially(".")
    form.wait_for_timeout(1500)
    assert copies(form)["what"].endswith("bike.")
    form.context.set_offline(False)
    saved(form)
    assert stored(server, "what").endswith("bike.")


def test_a_slow_run_takes_no_key_back(server, form):
    box = field(form, TITLE)
    with closing(server.database()) as database:
        database.execute("begin immediate")  # whoever saves waits
        box.press_sequentially("Bike rep")
        form.wait_for_timeout(1500)  # sent, and waiting
        box.press_sequentially("air in Tott", delay=100)
        expect(bar(form)).to_have_text("Saving…")
        database.execute("rollback")
        box.press_sequentially("enham", delay=200)  # answers come meanwhile
    saved(form)
    expect(box).to_have_value("Bike repair in Tottenham")
    assert stored(server, "title") == "Bike repair in Tottenham"


def test_a_fault_of_the_database_is_said_and_saving_is_tried_again(server, form):
    question(form, "What will be different")
    box = field(form, INDICATOR)
    with closing(server.database()) as database:
        database.execute("create trigger fault before update on idea begin select raise(abort, 'no'); end")
        box.fill("People in work")
        expect(bar(form)).to_contain_text("Not saved yet: What you type is kept on this device")
        assert copies(form) == {"indicator": "People in work"}
        database.execute("drop trigger fault")
    saved(form)
    kept_nothing(form)


def test_where_a_person_is_named_the_copy_stays_until_it_is_mended(server, form):
    box = field(form, INDICATOR)
    box.fill("X123456 is in work")
    expect(bar(form)).to_contain_text(
        "Not saved yet: “How will you know that it worked?”: This seems to hold"
    )
    form.reload()
    settled(form)
    expect(box).to_have_value("X123456 is in work")
    expect(bar(form)).to_contain_text("Not saved yet")
    assert stored(server, "indicator") == "People in work"
    box.fill("People in work by May")
    saved(form)
    kept_nothing(form)


def test_nobody_else_finds_it(form):
    question(form, "What is it")
    field(form, WHAT).fill("Something else")
    view_as(form, "Partner")
    expect(field(form, WHAT)).to_have_value("")
    view_as(form, "Lead")
    expect(field(form, WHAT)).to_have_value("Something else")
    saved(form)


def test_what_another_window_saved_meanwhile_stands_and_mine_can_be_put_back(server, form):
    form.context.set_offline(True)
    field(form, WHAT).fill("Mine")
    expect(bar(form)).to_contain_text("No connection")
    with closing(server.database()) as database:
        database.execute("update idea set what = 'Theirs'")
    form.context.set_offline(False)
    form.reload()
    settled(form)
    expect(field(form, WHAT)).to_have_value("Theirs")
    form.get_by_role("button", name="Put mine back").click()
    expect(field(form, WHAT)).to_have_value("Mine")
    saved(form)
    assert stored(server, "what") == "Mine"
    kept_nothing(form)


def test_copies_end_with_the_sign_in_after_a_week_and_when_somebody_else_comes(form):
    week = time.time() * 1000 - 8 * 864e5
    left = form.evaluate(
        """async ([source, week]) => {
          const blob = new Blob([source], { type: "text/javascript" });
          const module = await import(URL.createObjectURL(blob));
          const seen = [];
          const keep = (name, at) =>
            localStorage.setItem(`kept:${name}`, JSON.stringify({ text: "x", bases: [], at }));
          const see = () =>
            seen.push(Object.keys(localStorage).filter((name) => name.startsWith("kept:")).sort().join());
          const draw = (alone, number, fields) => {
            const data = { part: "keeper", person: "a", alone, cleared: { number, fields } };
            module.default({ data, parentElement: document.body });
            see();
          };
          for (const name of ["a:one", "a:two", "b:one"]) keep(name, Date.now());
          keep("a:old", week);
          draw(false, "", []);
          draw(true, "", []);
          draw(true, "1", ["one"]);
          const button = document.createElement("button");
          button.textContent = "logoutSign out everywhere";
          document.body.append(button);
          button.click();
          button.remove();
          see();
          return seen;
        }""",
        [SCRIPT.read_text("utf-8"), week],
    )
    assert left == ["kept:a:one,kept:a:two,kept:b:one", "kept:a:one,kept:a:two", "kept:a:two", ""]


def test_numbers_choices_and_single_lines_are_there_after_a_cut_line_and_a_reload(server, form):
    page, source = form, "Where it is written (contract, page)"
    target, outcome = "Target, percent of known outcomes", "commences suitable ETE"

    def opened() -> None:
        settled(page)
        unfold("Write down what a service has promised")(page)

    page.goto(server.address("/outcomes"))
    opened()
    # The runs that the fields ask for as they come would close the list.
    page.wait_for_timeout(1500)
    settled(page)
    box = page.get_by_role("combobox", name="Desired outcome")
    box.click()
    box.press_sequentially(outcome)
    # By the keyboard: the list is drawn anew at each letter, and a click may meet the one before.
    # Until that is the only one left, Enter may take the first of a list that is drawn anew.
    expect(page.get_by_role("option")).to_have_count(1)
    box.press("Enter")
    expect(box).to_have_value(outcome)
    # The run that follows tells the browser to keep it; cut off before, the choice would be lost.
    page.wait_for_function(
        "words => Object.values(localStorage).some(kept => kept.includes(words))", arg=outcome
    )
    settled(page)
    field(page, source).press_sequentially("Contract A")
    page.context.set_offline(True)
    field(page, target).press_sequentially("5")
    page.context.set_offline(False)
    field(page, target).press_sequentially("5")  # half typed, and never left
    page.reload()
    opened()
    expect(field(page, target)).to_have_value("55")
    expect(field(page, source)).to_have_value("Contract A")
    expect(page.get_by_role("combobox", name=re.compile(f"{outcome}|Desired outcome"))).to_have_value(outcome)
    settled(page)  # the fields that were filled again ask for runs of their own
    page.get_by_role("button", name="Write it down").click()
    expect(page.get_by_text(f", {outcome}.")).to_be_visible()
    # The browser lets go of its copies a moment after it is told that all is kept.
    page.wait_for_function("Object.keys(localStorage).every((name) => !name.startsWith('kept:'))")
    assert copies_by_name(page) == []


def copies_by_name(page: Page) -> list[str]:
    return page.evaluate("Object.keys(localStorage).filter((name) => name.startsWith('kept:'))")
