"""The outlines over HTTP: one address, one content, for good."""

import gzip
import json

import pytest
from starlette.applications import Starlette

from probation_commission.geography.outlines import content, current_sets
from probation_commission.web.outlines import outline_route
from tests.web.asking import asked

pytestmark = pytest.mark.usefixtures("home")
APP = Starlette(routes=[outline_route()])


@pytest.fixture
def haringey():
    return current_sets()["E09000014-2022"]


def test_every_current_set_is_served_with_its_exact_content():
    for outlines in current_sets().values():
        assert asked(APP, outlines.url).body == content(outlines)


def test_it_may_be_kept_for_good_under_a_strong_tag(haringey):
    answer = asked(APP, haringey.url)
    assert answer.headers["content-type"] == "application/geo+json"
    assert answer.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert answer.headers["etag"] == f'"{haringey.sha}"'


def test_whoever_has_it_gets_no_body(haringey):
    tag = asked(APP, haringey.url).headers["etag"]
    again = asked(APP, haringey.url, headers={"if-none-match": f'"older", {tag}'})
    assert (again.status, again.body, again.headers["etag"]) == (304, b"", tag)
    assert asked(APP, haringey.url, headers={"if-none-match": '"older"'}).status == 200


def test_it_travels_compressed_under_a_tag_of_its_own(haringey):
    packed = asked(APP, haringey.url, headers={"accept-encoding": "br, gzip"})
    assert packed.headers["content-encoding"] == "gzip"
    assert packed.headers["vary"] == "Accept-Encoding"
    assert packed.headers["etag"] != asked(APP, haringey.url).headers["etag"]
    assert len(packed.body) < len(content(haringey)) / 2
    assert json.loads(gzip.decompress(packed.body))["type"] == "FeatureCollection"


def test_a_hash_of_yesterday_and_a_set_unknown_are_not_found(haringey):
    for url in (haringey.url.replace(haringey.sha, "0" * 12), "/geo/nowhere-000.geojson", "/geo/index.json"):
        assert asked(APP, url).status == 404
