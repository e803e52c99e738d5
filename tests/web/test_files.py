"""No file from, and none to, whoever has not signed in for it; none is kept on the way."""

import asyncio

import pytest

from probation_commission.web.files import FilesOfTheirOwn
from tests.web.asking import asked, greeting

UPLOAD, FETCHED = "/_stcore/upload_file/session/file", "/media/hash.xlsx"


def guarded(
    *, sign_in=True, may=False, room=True
) -> tuple[FilesOfTheirOwn, list[tuple[dict[str, str], str]]]:
    questions: list[tuple[dict[str, str], str]] = []

    def answer(cookies, name):
        questions.append((cookies, name))
        return may

    return FilesOfTheirOwn(greeting, lambda: sign_in, answer, lambda *_: room, answer), questions


@pytest.mark.parametrize(("path", "status"), [(UPLOAD, 403), (FETCHED, 404), ("/iom", 200)])
def test_a_stranger_sends_and_fetches_nothing(path, status):
    app, _ = guarded()
    assert asked(app, path).status == status


@pytest.mark.parametrize(("path", "name"), [(UPLOAD, "session"), (FETCHED, "hash.xlsx")])
def test_it_is_asked_by_the_cookies_and_what_is_meant(path, name):
    app, questions = guarded(may=True)
    assert asked(app, path, headers={"cookie": "_streamlit_user=x"}).body == b"come in"
    assert questions == [({"_streamlit_user": "x"}, name)]


@pytest.mark.parametrize("path", [UPLOAD, FETCHED])
def test_where_nobody_signs_in_nobody_is_asked(path):
    app, questions = guarded(sign_in=False)
    assert asked(app, path).status == 200
    assert questions == []


@pytest.mark.parametrize("sign_in", [True, False])
def test_nobody_keeps_a_file_on_the_way(sign_in):
    app, _ = guarded(sign_in=sign_in, may=True)
    assert asked(app, FETCHED).headers["cache-control"] == "no-store"


def test_not_a_byte_of_a_file_is_read_that_is_not_taken():
    app, _ = guarded()
    sent = []

    async def receive():
        raise AssertionError("read")

    async def send(message):
        sent.append(message)

    scope = {"type": "http", "method": "PUT", "path": UPLOAD, "headers": []}
    asyncio.run(app(scope, receive, send))
    assert sent[0]["status"] == 403
    assert (b"connection", b"close") in sent[0]["headers"]


@pytest.mark.parametrize(("method", "status"), [("PUT", 413), ("POST", 413), ("DELETE", 200)])
def test_whoever_has_many_files_open_sends_no_more_and_can_let_go_of_them(method, status):
    app, _ = guarded(may=True, room=False)

    async def by_method(scope, receive, send):
        await app(scope | {"method": method}, receive, send)

    assert asked(by_method, UPLOAD).status == status
    assert asked(by_method, FETCHED).status == 200
