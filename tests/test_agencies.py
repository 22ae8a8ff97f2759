"""What news agencies read: each release as ninjs 3.1, and the list of the releases."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator
from PIL import Image
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT202012

from beyan.build import build
from beyan.build.options import Options
from beyan.model.export import AgencyItem
from beyan.plan.plan import plan_pages
from beyan.render.exporters.ninjs import item
from beyan.render.exporters.tools import Tools
from beyan.source.settings import load_config
from beyan.source.site import load_site
from tests.conftest import CONFIG, NOW, REPOSITORY, Result, SampleSite, release

# IPTC's own file; it lies beside the checkout and is not a part of the repository.
SCHEMA = REPOSITORY.parent / "shared/data/ninjs-schema_3.1.json"
GEOJSON = "https://geojson.org/schema/GeoJSON.json"

BASE = "https://press.ombudsman.example"
LANGUAGES = ("az", "en")

MakeSite = Callable[..., SampleSite]
Document = dict[str, Any]


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Result:
    output = tmp_path_factory.mktemp("sample") / "output"
    return Result(build(REPOSITORY, output, Options(now=NOW)), output)


@pytest.fixture(scope="module")
def schema() -> Draft202012Validator:
    if not SCHEMA.is_file():
        pytest.skip(f"{SCHEMA} is not at hand: get ninjs-schema_3.1.json from iptc.org to run this")
    geojson: Resource[Any] = DRAFT202012.create_resource({})
    return Draft202012Validator(
        json.loads(SCHEMA.read_text()), registry=Registry().with_resource(GEOJSON, geojson)
    )


def _items(result: Result) -> dict[str, Document]:
    """Every item of the site by the path of its file."""
    return {
        path: json.loads(result.html(f"/{path}"))
        for path in sorted(result.files)
        if path.endswith("/release.json")
    }


def _source(document: Document) -> Path:
    """The file of the edition that an item was made from."""
    name = document["uri"].partition(":releases/")[2]
    (found,) = (REPOSITORY / "content/releases").rglob(f"{name}.md")
    return found


def _front_matter(path: Path) -> Document:
    values: Document = yaml.safe_load(path.read_text().split("---\n")[1])
    return values


def _twins(path: Path) -> list[Path]:
    return sorted(path.parent.glob(f"{path.name.split('.')[0]}.*.md"))


def _published() -> set[Path]:
    """The editions of the sample site that may be seen at NOW, read without the program."""
    found = set()
    for path in (REPOSITORY / "content/releases").rglob("*.md"):
        twins = [_front_matter(twin) for twin in _twins(path)]
        held_back = any(
            twin.get("draft") or str(twin.get("embargo", "")) > NOW.date().isoformat()
            for twin in twins
        )
        if not held_back:
            found.add(path)
    return found


def _addresses(value: Any) -> Iterator[str]:
    """Every address of the site that a document leads to."""
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list):
        for each in value:
            yield from _addresses(each)
    elif isinstance(value, str) and value.startswith(f"{BASE}/"):
        yield value.removeprefix(BASE)


def test_every_item_of_the_sample_site_is_valid_ninjs(
    sample: Result, schema: Draft202012Validator
) -> None:
    items = _items(sample)
    assert len(items) >= 30
    faults = {
        path: [f"{each.json_path}: {each.message}" for each in schema.iter_errors(document)]
        for path, document in items.items()
    }
    assert not {path: found for path, found in faults.items() if found}


def test_every_item_is_valid_ninjs_when_it_is_handed_over_before_publication(
    schema: Draft202012Validator,
) -> None:
    config, _ = load_config(REPOSITORY)
    assert config is not None
    plan = plan_pages(load_site(REPOSITORY, config, NOW + timedelta(days=30)).site)
    tools = Tools(BASE, lambda prose, language: f"<p>{len(prose.html)}</p>")
    planned = [output for output in plan.outputs if isinstance(output, AgencyItem)]
    assert planned
    for each in planned:
        document = item(replace(each, embargoed_until=NOW), tools)
        assert document["embargoedUntil"] == "2026-11-22T12:00:00+00:00"
        assert document["pubStatus"] == "withheld"
        assert not [fault.message for fault in schema.iter_errors(document)], each.address


def test_the_schema_would_notice_a_key_of_ninjs_2(schema: Draft202012Validator) -> None:
    assert schema.is_valid({"uri": "tag:a"})
    assert not schema.is_valid({"uri": "tag:a", "versioncreated": "2026-01-01T00:00:00Z"})
    assert not schema.is_valid({"headlines": []})


def test_every_published_edition_and_no_other_has_an_item(sample: Result) -> None:
    documents = _items(sample).values()
    assert {_source(document) for document in documents} == _published()
    uris = [document["uri"] for document in documents]
    assert len(set(uris)) == len(uris)


def test_every_item_says_what_its_source_does(sample: Result) -> None:
    for path, document in _items(sample).items():
        source = _source(document)
        own = _front_matter(source)
        facts = {
            key: value for twin in _twins(source) for key, value in _front_matter(twin).items()
        }
        assert document["uri"].startswith("tag:press.ombudsman.example,"), path
        assert document["standard"]["version"] == "3.1"
        assert document["language"] == path[:2] == source.name.split(".")[-2]
        assert document["headlines"][0]["value"] == own["title"]
        assert document["contentCreated"][:10] == source.name[:10]
        assert document["contentCreated"].endswith("+04:00")
        assert document["altIds"][0]["value"] == f"{BASE}/{path.removesuffix('release.json')}"
        assert document.get("located") == own.get("place"), path
        assert "embargoedUntil" not in document
        (office,) = document["organisations"]
        contacts = {each["type"]: each.get("value") for each in office["contactInfo"]}
        # A release's own contact stands instead of the office's.
        said = facts.get("contact", {"call_centre": "916", "email": "press@ombudsman.example"})
        assert "916" in contacts.values(), path
        assert contacts["email"] == said["email"]
        assert contacts.get("call-centre") == said.get("call_centre"), path
        if "withdrawn" in facts:
            continue
        assert document["pubStatus"] == "usable"
        assert [body["contentType"] for body in document["bodies"]] == ["text/html", "text/plain"]
        html, text = (body["value"] for body in document["bodies"])
        assert html.startswith("<")
        assert text
        assert not set("<>↩") & set(text), path
        people = facts.get("participants", [])
        # Who is quoted has a part in it, too.
        people = [
            *people,
            *{each["person"] for each in facts.get("quotes", [])}.difference(map(str, people)),
        ]
        assert len(document.get("people", [])) == len(people), path


def test_the_people_of_may_2020_have_their_roles(sample: Result) -> None:
    people = {
        person["name"]: person
        for person in _items(sample)["en/releases/2020/ngo-meeting/release.json"]["people"]
    }
    assert len(people) == 13
    assert people["Rauf Zeini"]["literal"] == "President of the National NGO Forum"
    assert people["Sahib Mammadov"]["literal"] == (
        "Chairman, Citizens’ Labour Rights Protection League"
    )
    assert people["Sahib Mammadov"]["uri"] == f"{BASE}/en/participants/sahib-mammadov/"
    assert "uri" not in people["Rauf Zeini"]


def test_photos_have_renditions_of_their_true_size(sample: Result) -> None:
    seen = 0
    for document in _items(sample).values():
        for photo in document.get("associations", []):
            if photo["rel"] != "photo":
                continue
            assert [each["name"] for each in photo["renditions"]] == ["original", "large"]
            for rendition in photo["renditions"]:
                path = rendition["href"].removeprefix(f"{BASE}/")
                with Image.open(sample.output / path) as image:
                    assert image.size == (rendition["width"], rendition["height"])
                assert rendition["contentType"] == "image/jpeg"
            seen += 1
    assert seen >= 8


def test_every_address_in_an_item_answers(sample: Result) -> None:
    for path, document in _items(sample).items():
        for address in _addresses({**document, "bodies": []}):
            file = f"{address[1:]}index.html" if address.endswith("/") else address[1:]
            assert (sample.output / file).is_file(), (path, address)


def test_translations_are_linked_both_ways(sample: Result) -> None:
    links = {}
    for path, document in _items(sample).items():
        links[f"{BASE}/{path}"] = {
            other["uri"]
            for other in document.get("associations", [])
            if other["rel"] == "translation"
        }
        twins = {twin for twin in _twins(_source(document)) if twin in _published()}
        assert len(links[f"{BASE}/{path}"]) == len(twins) - 1, path
    assert all(one in links[other] for one, others in links.items() for other in others)


def test_a_correction_is_a_note_to_editors_and_a_new_version(sample: Result) -> None:
    document = _items(sample)["en/releases/2024/home-visits-for-older-people/release.json"]
    assert document["edNote"].startswith("2024-10-03: The booking line is open until 18:00.")
    assert document["versionCreated"] > document["contentCreated"]
    assert document["pubStatus"] == "usable"


def test_a_withdrawn_release_is_canceled_and_has_no_body(sample: Result) -> None:
    document = _items(sample)["en/releases/2023/guba-reception-venue/release.json"]
    assert document["pubStatus"] == "canceled"
    assert document["edNote"].startswith("2023-06-07: Withdrawn because")
    assert document.keys().isdisjoint({"bodies", "descriptions", "people", "subjects"})


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_list_has_exactly_the_releases_of_its_language_newest_first(
    sample: Result, language: str
) -> None:
    document = json.loads(sample.html(f"/{language}/releases.json"))
    assert document["language"] == language
    listed = [each["href"].removeprefix(f"{BASE}/") for each in document["items"]]
    items = _items(sample)
    assert sorted(listed) == [path for path in items if path.startswith(f"{language}/")]
    created = [each["contentCreated"] for each in document["items"]]
    assert created == sorted(created, reverse=True)
    for each in document["items"]:
        own = items[each["href"].removeprefix(f"{BASE}/")]
        assert (each["uri"], each["headline"]) == (own["uri"], own["headlines"][0]["value"])
        assert each["versionCreated"] == own["versionCreated"]
        file = f"{each['page'].removeprefix(f'{BASE}/')}index.html"
        assert (sample.output / file).is_file()


def test_nothing_held_back_is_in_any_file_for_machines(sample: Result) -> None:
    hidden = set()
    for path in set((REPOSITORY / "content/releases").rglob("*.md")) - _published():
        values = _front_matter(path)
        hidden |= {values["title"], path.name.removesuffix(".md"), values["summary"]}
    assert len(hidden) >= 8
    files = [path for path in sample.files if path.endswith(".json")]
    assert len(files) > 40
    for name in files:
        data = (sample.output / name).read_text()
        assert not [words for words in hidden if words in data], name


def test_views_do_not_change_an_item_or_the_list(site: MakeSite) -> None:
    path = "content/releases/2026-03-05-a.az.md"
    made = site({path: release(views="1")})
    before = made.build()
    page, items = before.html("/az/releases/2026/a/"), _bytes(before)
    after = made.change({path: release(views="999")}).build()
    assert after.html("/az/releases/2026/a/") != page
    assert _bytes(after) == items
    assert len(items) == 3


def test_an_embargo_that_ends_puts_the_release_into_the_list(site: MakeSite) -> None:
    text = release(date="2026-11-25", embargo="2026-11-25T10:00")
    made = site({"content/releases/2026-11-25-a.az.md": text})
    before = made.build()
    assert json.loads(before.html("/az/releases.json"))["items"] == []
    assert _items(before) == {}
    after = made.at(NOW + timedelta(days=4)).build()
    (entry,) = json.loads(after.html("/az/releases.json"))["items"]
    (document,) = _items(after).values()
    assert entry["uri"] == document["uri"]
    assert document["pubStatus"] == "usable"
    assert "embargoedUntil" not in document


def test_addresses_have_the_base_path(site: MakeSite) -> None:
    config = CONFIG.replace("https://press.example.org", "https://example.org/press")
    made = site({"content/releases/2026-03-05-a.az.md": release()}, config=config).build()
    (entry,) = json.loads(made.html("/az/releases.json"))["items"]
    assert entry["href"] == "https://example.org/press/az/releases/2026/a/release.json"
    (document,) = _items(made).values()
    assert document["altIds"][0]["value"] == "https://example.org/press/az/releases/2026/a/"


def _bytes(result: Result) -> dict[str, bytes]:
    return {
        path: data
        for path, data in result.tree().items()
        if path.endswith(("release.json", "releases.json"))
    }
