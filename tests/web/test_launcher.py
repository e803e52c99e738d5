"""The app as it is served: every kind of answer, and every way of starting it."""

import gzip
import http.client
import json
import os
import re
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ClientState_pb2 import ClientState
from websockets.exceptions import InvalidStatus
from websockets.sync.client import ClientConnection, connect

from probation_commission import setup
from probation_commission.geography.outlines import current_sets
from probation_commission.intake.files.limits import MAX_BYTES
from probation_commission.views.maps.base import BROWSER_URL, LEAFLET_URL
from tests.running import ROOT, explorer, free_port

SECURED = ("content-security-policy", "x-content-type-options", "referrer-policy", "permissions-policy")


CLEARED = "everybody's cache was cleared"
WATCHED = f"""
import runpy, sys
sys.path.insert(0, {str(ROOT)!r})
from streamlit.runtime.app_session import AppSession
AppSession._handle_clear_cache_request = lambda _: print({CLEARED!r}, flush=True)
runpy.run_path({str(ROOT / "app.py")!r}, run_name="__main__")
"""


@pytest.fixture(scope="module")
def app(tmp_path_factory):
    """The app, which says in its log when a message has cleared the cache."""
    folder = tmp_path_factory.mktemp("served")
    (script := folder / "watched.py").write_text(WATCHED)
    with explorer(folder, sample=False, script=script) as app:
        yield app


def line_to(app, origin: str) -> ClientConnection:
    """The open line of a page of that origin."""
    return connect(f"ws://{app.host}/_stcore/stream", origin=origin, subprotocols=["streamlit"])


def test_nobody_clears_everybodys_cache(app):
    with line_to(app, app.address("")) as line:
        line.send(BackMsg(clear_cache=True).SerializeToString())
        line.send(BackMsg(rerun_script=ClientState()).SerializeToString())
        assert line.recv(timeout=60)  # the page, which comes after it
    assert CLEARED not in app.log.read_text()


@pytest.mark.parametrize("origin", ["http://localhost:1", "http://127.0.0.1:1", "http://evil.example"])
def test_a_page_of_another_port_opens_no_line(app, origin):
    with pytest.raises(InvalidStatus):
        line_to(app, origin)


def fetched(app, path: str, **headers: str) -> tuple[http.client.HTTPResponse, bytes]:
    """The answer to exactly this path; no client that tidies it up comes between."""
    connection = http.client.HTTPConnection(app.host, timeout=30)
    connection.request("GET", path, headers=headers)
    answer = connection.getresponse()
    return answer, answer.read()


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/", 200),
        ("/iom", 200),
        ("/healthz", 200),
        ("/_stcore/health", 200),
        (f"{LEAFLET_URL}/leaflet.js", 200),
        (f"{BROWSER_URL}/map.css", 200),
        ("/component/streamlit_folium.st_folium/index.html", 200),  # though no page with a map has run yet
        ("/geo/none-0.geojson", 404),
        ("/media/none.png", 404),
        (f"{LEAFLET_URL}/none.js", 404),
        ("//elsewhere.example/share", 400),
        ("/nowhere", 404),
        ("/iom/nowhere", 404),
        ("/_stcore/metrics", 404),
        ("/_stcore/metrics?families=cache_memory_bytes", 404),
    ],
)
def test_every_kind_of_answer_carries_the_headers(app, path, status):
    answer, _ = fetched(app, path)
    assert answer.status == status
    assert [name for name in SECURED if not answer.getheader(name)] == []


@pytest.mark.parametrize(
    "path",
    [
        f"{LEAFLET_URL}/../../../../../../pyproject.toml",
        f"{LEAFLET_URL}/%2e%2e/%2e%2e/apps.py",
        f"{LEAFLET_URL}/..%2f..%2fapps.py",
        f"{BROWSER_URL}/../maps.py",
        f"{BROWSER_URL}/%2e%2e/maps.py",
        "/geo/..%2findex.json",
    ],
)
def test_nothing_outside_the_folders_can_be_read(app, path):
    answer, body = fetched(app, path)
    assert answer.status in {400, 404}
    assert b"import" not in body


def test_scripts_are_kept_for_good_and_travel_compressed(app):
    answer, body = fetched(app, f"{LEAFLET_URL}/leaflet.js", **{"Accept-Encoding": "gzip"})
    assert answer.getheader("cache-control") == "public, max-age=31536000, immutable"
    assert answer.getheader("content-encoding") == "gzip"
    assert b"Leaflet 1.9.4" in gzip.decompress(body)


def test_outlines_are_compressed_once_and_not_twice(app):
    url = current_sets()["E06000047-2025"].url
    answer, body = fetched(app, url, **{"Accept-Encoding": "gzip"})
    assert answer.getheader("content-encoding") == "gzip"
    assert gzip.decompress(body).startswith(b'{"type":"FeatureCollection"')


def test_a_name_from_elsewhere_is_refused_on_every_path(app):
    for path in ("/", "/healthz", f"{LEAFLET_URL}/leaflet.js", "/_stcore/stream"):
        answer, body = fetched(app, path, Host="evil.example")
        assert answer.status == 403
        assert b"Sign-in is not set up" in body


def test_the_start_is_in_the_log(app):
    log = app.log.read_text()
    assert re.search(r"migration +before=none after=\d{4}", log)
    assert re.search(r"start +version=\S+ database=sqlite sign_in=local partnership=durham", log)


def test_this_computer_reads_the_apps_own_counts(app):
    with line_to(app, app.address("")) as line:
        line.send(BackMsg(rerun_script=ClientState()).SerializeToString())
        assert line.recv(timeout=60)
        answer, body = fetched(app, "/metrics")
    assert answer.status == 200
    assert b"pc_sessions_open 1.0" in body
    assert b"pc_uploads_chosen 0.0" in body
    assert fetched(app, "/metrics", **{"X-Forwarded-For": "127.0.0.1"})[0].status == 403  # as everywhere


def test_health_says_which_write_was_the_last(app):
    _, body = fetched(app, "/healthz")
    assert json.loads(body) == {
        "status": "ok",
        "database": "reachable",
        "writing": "works",
        "revision": json.loads(body)["revision"],
    }


def started(way: str, port: str) -> list[str]:
    """The words after `python` that start the app on a port."""
    return {
        "streamlit": ["-m", "streamlit", "run", str(ROOT / "app.py"), "--server.port", port],
        "uvicorn": ["-m", "uvicorn", "app:app", "--app-dir", str(ROOT), "--port", port],
        "python": [str(ROOT / "app.py")],
    }[way]


@pytest.mark.parametrize("way", ["streamlit", "uvicorn"])
def test_it_starts_in_the_other_ways_too_from_anywhere(way, tmp_path):
    port = str(free_port())
    process = subprocess.Popen(
        [sys.executable, *started(way, port)],
        cwd=tmp_path,
        env=os.environ | {"PC_HOME": str(tmp_path), "PC_SAMPLE": "0"},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        assert health(f"http://127.0.0.1:{port}/healthz").startswith(b'{"status":"ok"')
    finally:
        process.terminate()
        process.wait(timeout=30)


SECRETS = {
    "another secret": (
        "another secret, as long as it should be",
        "This database was begun with another secret. Set PC_SE",
    ),
    "short": ("short", "PC_SECRET has fewer than 16 characters."),
    "empty": ("", "PC_SECRET has fewer than 16 characters."),
}


@pytest.mark.parametrize(
    ("way", "secret", "sentence"),
    [
        *(("python", *case) for case in SECRETS.values()),
        ("streamlit", *SECRETS["another secret"]),
        pytest.param("uvicorn", *SECRETS["another secret"], marks=pytest.mark.long),
    ],
)
def test_it_does_not_start_with_another_secret_and_says_why(way, secret, sentence, home):
    setup.begin()
    said = refused_start(way, home, PC_SECRET=secret)
    assert sentence in said
    kind = "'another secret'" if len(secret) > len("short") else "secret"
    assert re.search(f"start refused +kind={kind}", said)


def test_it_does_not_start_with_a_damaged_database_and_says_which(home):
    (home / "explorer.db").write_bytes(b"no database" * 1000)
    said = refused_start("uvicorn", home)
    assert f"{home / 'explorer.db'}: The database's file is damaged" in said
    assert "start refused" in said
    assert "kind='database damaged'" in said


def refused_start(way: str, home: Path, **environment: str) -> str:
    """What is said where the app does not start."""
    port = str(free_port())
    run = subprocess.run(
        [sys.executable, *started(way, port)],
        cwd=home,
        env=os.environ | {"PC_HOME": str(home), "PORT": port, "HOST": "127.0.0.1"} | environment,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert run.returncode
    assert "Traceback" not in run.stderr + run.stdout
    return run.stderr


def health(address: str) -> bytes:
    """The answer, once there is one; two minutes is hung, not slow."""
    for _ in range(600):
        try:
            return urllib.request.urlopen(address, timeout=5).read()  # noqa: S310 (127.0.0.1)
        except OSError:
            time.sleep(0.2)
    raise TimeoutError(address)


def test_no_upload_is_put_into_a_temporary_file():
    told = "import app; from starlette.formparsers import MultiPartParser as p; print(p.spool_max_size)"
    environment = os.environ | {"PC_SAMPLE": "0"}
    run = subprocess.run(
        [sys.executable, "-c", told], cwd=ROOT, env=environment, capture_output=True, check=True
    )
    assert int(run.stdout.split()[-1]) > MAX_BYTES + 1024**2  # and what is sent around it
