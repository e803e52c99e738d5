"""The counts of several processes in one answer, and for whom."""

import asyncio
import time

import pytest
from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from prometheus_client.parser import text_string_to_metric_families

from probation_commission.web.serving import counts
from probation_commission.web.serving.app_process import AppProcess
from probation_commission.web.serving.front import Front
from tests.web.serving.test_front import answer

REQUEST = b"GET /metrics HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept-Encoding: gzip\r\n\r\n"
MISSING = b"HTTP/1.1 404 Not Found\r\ncontent-length: 9\r\n\r\nNot Found"


def text_of(number: int) -> str:
    """What a process with so many tabs and actions says."""
    registry = CollectorRegistry()
    Gauge("pc_sessions_open", "Open tabs.", registry=registry).set(number)
    actions = Counter("pc_actions", "What was done.", ["action"], registry=registry)
    actions.labels(f"ideas.{'ab'[number % 2]}").inc(number)
    Histogram("pc_rerun_seconds", "How long.", ["page"], registry=registry).labels("iom").observe(number)
    return generate_latest(registry).decode()


TEXTS = {1: text_of(1), 2: text_of(2)}


def test_each_sample_has_its_process_and_each_family_stands_once():
    joined = counts.joined(TEXTS)
    families = list(text_string_to_metric_families(joined))
    names = [family.name for family in families]
    assert len(set(names)) == len(names)
    samples = {
        (each.name, *sorted(each.labels.items())): each.value for one in families for each in one.samples
    }
    assert samples["pc_sessions_open", ("process", "1")] == 1
    assert samples["pc_sessions_open", ("process", "2")] == 2
    assert samples["pc_actions_total", ("action", "ideas.b"), ("process", "1")] == 1
    assert samples["pc_actions_total", ("action", "ideas.a"), ("process", "2")] == 2
    alone = [len(list(one.samples)) for one in text_string_to_metric_families(TEXTS[1])]
    assert [len(list(one.samples)) for one in families] == [2 * samples for samples in alone]


def asked(*answers: bytes | None) -> tuple[bytes, list[bytes]]:
    """What the front answers where its processes answer so, None not at all; and what they were asked."""
    heads = []

    def app(said):
        async def connected(reader, writer):
            heads.append(await reader.readuntil(b"\r\n\r\n"))
            if said is None:
                await asyncio.sleep(2)
            writer.write(said or b"")
            writer.close()

        return connected

    async def ask() -> bytes:
        servers = [await asyncio.start_server(app(said), "127.0.0.1", 0) for said in answers]
        processes = [AppProcess(number, "127.0.0.1", 8501) for number in range(1, len(answers) + 1)]
        for process, server in zip(processes, servers, strict=True):
            process.port, process.ready = server.sockets[0].getsockname()[1], True
        front = await asyncio.start_server(Front("explorer_process", processes).connected, "127.0.0.1", 0)
        return await answer(front.sockets[0].getsockname()[1], REQUEST)

    return asyncio.run(ask()), heads


def said(text: str) -> bytes:
    return (
        f"HTTP/1.1 200 OK\r\ncontent-length: {len(text)}\r\ncontent-type: text/plain\r\n\r\n{text}".encode()
    )


def test_the_front_answers_for_all():
    answered, heads = asked(*map(said, TEXTS.values()))
    head, _, body = answered.partition(b"\r\n\r\n")
    assert body.decode() == counts.joined(TEXTS)
    assert b"Content-Length: %d" % len(body) in head
    assert head.lower().count(b"content-length") == 1
    assert not any(b"accept-encoding" in head.lower() for head in heads)


@pytest.mark.parametrize("others", [[MISSING], [said("x 1\n")]])
def test_whom_a_process_refuses_gets_its_answer(others):
    assert asked(MISSING, *others)[0] == MISSING


def test_one_that_hangs_is_left_out(monkeypatch):
    monkeypatch.setattr(counts, "WITHIN", 0.2)
    begun = time.monotonic()
    answered, _ = asked(None, said(TEXTS[2]))
    assert time.monotonic() - begun < 2
    assert answered.partition(b"\r\n\r\n")[2].decode() == counts.joined({2: TEXTS[2]})
    assert asked(None, None)[0].startswith(b"HTTP/1.1 503 ")
