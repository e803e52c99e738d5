"""The one address before several app processes: who answers, and what strangers get."""

import asyncio
from contextlib import asynccontextmanager
from types import SimpleNamespace

from probation_commission.web.serving import front as fronts
from probation_commission.web.serving.app_process import AppProcess
from probation_commission.web.serving.front import Front, _elsewhere
from probation_commission.web.serving.heads import LONGEST

COOKIE = "explorer_process_8501"


def asked(*requests: bytes, dead: int = 0, ready: bool = True) -> list[bytes]:
    """What each of the requests is answered by two processes, which say their number and what they got."""

    async def ask() -> list[bytes]:
        async with served(dead, ready=ready) as port:
            return [await answer(port, request) for request in requests]

    return asyncio.run(ask())


@asynccontextmanager
async def served(dead: int, *, ready: bool):
    processes = [AppProcess(number, "127.0.0.1", 8501) for number in (1, 2)]
    servers = [await asyncio.start_server(app(process.number), "127.0.0.1", 0) for process in processes]
    for process, server in zip(processes, servers, strict=True):
        process.port, process.ready = server.sockets[0].getsockname()[1], ready
        if process.number == dead:
            server.close()
    front = Front(COOKIE, processes)
    server = await asyncio.start_server(front.connected, "127.0.0.1", 0, limit=LONGEST)
    yield server.sockets[0].getsockname()[1]
    for each in (server, *servers):
        each.close()


def app(number: int):
    async def connected(reader, writer):
        head = await reader.readuntil(b"\r\n\r\n")
        writer.write(b"HTTP/1.1 200 OK\r\n\r\n%d: " % number + head)
        await writer.drain()
        writer.close()

    return connected


async def answer(port: int, request: bytes) -> bytes:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(request)
    try:
        answered = await asyncio.wait_for(reader.read(), 10)
    except ConnectionError:
        answered = b""
    writer.close()
    return answered


def request(*lines: str) -> bytes:
    return "\r\n".join(["GET / HTTP/1.1", "Host: localhost", *lines, "", ""]).encode()


def processes(answers: list[bytes]) -> list[str]:
    return [answer.decode().partition("\r\n\r\n")[2][:1] for answer in answers]


def test_a_session_stays_with_its_process_and_newcomers_are_shared_out():
    own = [request(f"Cookie: {COOKIE}={number}") for number in (2, 1, 2)]
    assert processes(asked(*own)) == ["2", "1", "2"]
    # Each is expected to open a line soon, so the next goes to the other, as does a number that is none.
    assert processes(asked(request(), request(), request(f"Cookie: {COOKIE}=7"))) == ["1", "2", "1"]


def test_where_a_process_has_died_another_takes_over():
    assert processes(asked(request(f"Cookie: {COOKIE}=1"), dead=1)) == ["2"]
    (answered,) = asked(request(), ready=False)
    assert answered.startswith(b"HTTP/1.1 503")
    assert b"Retry-After" in answered


def test_what_is_no_head_reaches_no_process(monkeypatch):
    monkeypatch.setattr(fronts, "HEAD_WITHIN", 0.2)
    long, endless = request(f"X-Long: {'x' * LONGEST}"), b"GET / HTTP/1.1\r\n"
    answers = asked(long, endless)
    assert answers[0].startswith(b"HTTP/1.1 431")
    assert answers[1] == b""


def test_more_connections_than_allowed_are_refused(monkeypatch):
    monkeypatch.setattr(fronts, "MOST_CONNECTIONS", 0)
    assert asked(request()) == [b""]


def test_who_comes_from_another_computer_is_said():
    def named(own: str, peer: str) -> str | None:
        names = {"sockname": (own, 8501), "peername": (peer, 5000)}
        return _elsewhere(SimpleNamespace(get_extra_info=names.get))

    assert named("127.0.0.1", "127.0.0.1") is None
    assert named("::1", "::1") is None
    # Through the address of the network, if only to oneself: local mode refuses that too (decision 13).
    assert named("192.0.2.1", "192.0.2.1") == "192.0.2.1"
    assert named("fe80::1%eth0", "fe80::2") == "fe80::2"
