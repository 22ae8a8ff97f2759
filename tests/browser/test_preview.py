"""`serve` as an officer has it: files are saved, and the open page is looked at."""

from __future__ import annotations

import http.client
import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import pytest
from playwright.sync_api import Error, Locator, Page, expect

from beyan.model.export import FEEDS
from tests.conftest import CONFIG, REPOSITORY, SampleSite, release

TEXT = "content/releases/2026/2026-03-05-open-day.az.md"
OPEN_DAY = "/az/releases/2026/open-day/"
# Seconds that something may take on a machine that does other things as well.
PATIENCE = 30.0

REGISTRY = """\
aynur:
  name: {az: Aynur Quliyeva, en: Aynur Guliyeva}
  role: {az: Məsləhətçi, en: Adviser}
"""


@dataclass
class Served:
    """A site that `serve` shows. `log` is what it prints."""

    site: SampleSite
    process: subprocess.Popen[str]
    port: int
    log: Path

    def url(self, address: str) -> str:
        return f"http://127.0.0.1:{self.port}{address}"

    def get(self, address: str, **headers: str) -> tuple[int, str]:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        try:
            connection.request("GET", address, headers=headers)
            answer = connection.getresponse()
            return answer.status, answer.read().decode(errors="replace")
        finally:
            connection.close()

    def type(self, address: str) -> str | None:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        try:
            connection.request("GET", address)
            return connection.getresponse().headers["Content-Type"]
        finally:
            connection.close()

    def state(self) -> dict[str, Any]:
        found: dict[str, Any] = json.loads(self.get("/_desk/state.json")[1])
        return found

    def settled(self, *, after: int) -> dict[str, Any]:
        """The state once more builds than `after` were made and nothing is owed."""
        return until(
            self.state, lambda now: now["builds"] > after and now["is_settled"], "no build"
        )


Found = TypeVar("Found")


def until(ask: Callable[[], Found], is_right: Callable[[Found], bool], what: str) -> Found:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        found = ask()
        if is_right(found):
            return found
        time.sleep(0.02)
    raise AssertionError(f"{what}: {found}")


@pytest.fixture
def preview(site: Callable[..., SampleSite], tmp_path: Path) -> Iterator[Callable[..., Served]]:
    """`preview({"content/…": "…"})` → the site, served."""
    running: list[subprocess.Popen[str]] = []

    def start(
        files: Mapping[str, str | bytes] | None = None,
        language: str = "en",
        more: Sequence[str] = (),
    ) -> Served:
        made = site(
            {
                TEXT: release("Açıq qapı", text="Gəlin."),
                "content/releases/2026/2026-02-01-other.az.md": release("Başqa", "2026-02-01"),
                **(files or {}),
            }
        )
        log = tmp_path / "log"
        with log.open("w") as opened:
            process = subprocess.Popen(
                [
                    *(sys.executable, "-m", "beyan", "--site", str(made.root)),
                    *("--ui-lang", language, "serve", "--port", "0", *more),
                ],
                cwd=REPOSITORY,
                env={**os.environ, "PYTHONPATH": str(REPOSITORY), "PYTHONUNBUFFERED": "1"},
                stdout=opened,
                stderr=subprocess.STDOUT,
                text=True,
            )
        running.append(process)
        address = re.compile(r"http://127\.0\.0\.1:(\d+)/")
        printed = until(log.read_text, lambda text: bool(address.search(text)), "no address")
        match = address.search(printed)
        assert match is not None
        return Served(made, process, int(match[1]), log)

    yield start
    for process in running:
        process.send_signal(signal.SIGCONT)
        process.send_signal(signal.SIGINT)
        assert process.wait(timeout=PATIENCE) == 0


def test_a_saved_text_shows_in_the_open_page(preview: Callable[..., Served], page: Page) -> None:
    served = preview()
    page.goto(served.url(OPEN_DAY))
    expect(page.locator(".prose")).to_have_text("Gəlin.")

    served.site.change({TEXT: release("Açıq qapı", text="Mütləq gəlin.")})
    expect(page.locator(".prose")).to_have_text("Mütləq gəlin.")

    # Many editors write beside the file and rename.
    path = served.site.root / TEXT
    aside = path.with_name("4913")
    aside.write_text(release("Açıq qapı günü", text="Hamı gəlsin."))
    aside.replace(path)
    expect(page.locator(".prose")).to_have_text("Hamı gəlsin.")
    expect(page.locator("h1")).to_have_text("Açıq qapı günü")


def test_a_new_title_reaches_the_lists_as_well(preview: Callable[..., Served], page: Page) -> None:
    served = preview()
    page.goto(served.url("/az/releases/"))
    expect(page.locator("main")).to_contain_text("Açıq qapı")

    served.site.change({TEXT: release("Qapılar açılır", text="Gəlin.")})

    expect(page.locator("main")).to_contain_text("Qapılar açılır")


def test_a_page_that_the_edit_does_not_touch_is_not_loaded_again(
    preview: Callable[..., Served], page: Page
) -> None:
    served = preview()
    page.goto(served.url("/az/topics/"))
    page.evaluate("window.stays = true")
    before = served.state()["builds"]

    served.site.change({TEXT: release("Açıq qapı", text="Mütləq gəlin.")})
    served.settled(after=before)

    assert page.evaluate("window.stays") is True


def test_a_new_slug_takes_the_open_page_along(preview: Callable[..., Served], page: Page) -> None:
    served = preview()
    page.goto(served.url(OPEN_DAY))

    served.site.change({TEXT: release("Açıq qapı", text="Gəlin.", slug="aciq-qapi")})

    page.wait_for_url(served.url("/az/releases/2026/aciq-qapi/"))
    expect(page.locator(".prose")).to_have_text("Gəlin.")


def test_an_error_lies_over_the_last_good_page_until_it_is_mended(
    preview: Callable[..., Served], page: Page
) -> None:
    served = preview(language="az")
    page.goto(served.url(OPEN_DAY))

    served.site.change({TEXT: "---\ntitle: Açıq qapı\ndate: 5 mart\n---\nMütləq gəlin.\n"})

    overlay = page.locator("#beyan-preview .overlay")
    expect(overlay).to_be_visible()
    expect(overlay.locator(".place")).to_have_text(f"{TEXT}:3:7")
    expect(overlay.locator("h2")).to_contain_text("tarix")
    lines = overlay.locator("pre").inner_text().splitlines()
    assert lines[2] == "3 │ date: 5 mart"
    assert lines[3] == "  │       ^"
    expect(page.locator(".prose")).to_have_text("Gəlin.")
    # The terminal is told after the browser.
    until(served.log.read_text, lambda told: "error[" in told or "səhv[" in told, "not told")

    # Whoever comes now sees the same.
    page.reload()
    expect(overlay).to_be_visible()
    expect(page.locator(".prose")).to_have_text("Gəlin.")

    served.site.change({TEXT: release("Açıq qapı", text="Mütləq gəlin.")})
    expect(overlay).to_have_count(0)
    expect(page.locator(".prose")).to_have_text("Mütləq gəlin.")


def test_the_overlay_can_be_hidden_by_the_keyboard(
    preview: Callable[..., Served], page: Page
) -> None:
    served = preview({"content/releases/2026/2026-01-02-bad.az.md": "---\n---\n"})
    page.goto(served.url(OPEN_DAY))
    overlay = page.locator("#beyan-preview .overlay")
    expect(overlay).to_be_visible()

    overlay.get_by_role("button").focus()
    page.keyboard.press("Enter")

    expect(overlay).to_have_count(0)
    expect(page.locator("#beyan-preview .badge")).to_be_visible()


def test_a_template_that_fails_leaves_the_page_below_its_error(
    preview: Callable[..., Served], page: Page
) -> None:
    served = preview()
    page.goto(served.url(OPEN_DAY))
    own = "templates/release.html"
    plain = '{% extends "base.html" %}{% block title %}{{ page.title }}{% endblock %}\n'

    served.site.change(
        {own: plain + "{% block main %}<h1>{{ page.title.nothing.at_all }}</h1>{% endblock %}\n"}
    )
    overlay = page.locator("#beyan-preview .overlay")
    expect(overlay.locator(".place")).to_have_text(f"{own}:2:1")
    expect(page.locator(".prose")).to_have_text("Gəlin.")

    served.site.change({own: plain + "{% block main %}<h1>Yeni</h1>{% endblock %}\n"})
    expect(page.locator("h1")).to_have_text("Yeni")
    expect(overlay).to_have_count(0)

    served.site.change({own: plain + "{% block main %}<h1>{% if %}</h1>{% endblock %}\n"})
    expect(overlay.locator(".place")).to_have_text(f"{own}:2:1")
    expect(page.locator("h1")).to_have_text("Yeni")


def test_every_kind_of_file_is_watched(preview: Callable[..., Served], page: Page) -> None:
    served = preview(
        {
            "content/participants.yaml": REGISTRY,
            TEXT: release("Açıq qapı", text="Gəlin.", participants="[aynur]"),
        }
    )
    page.goto(served.url(OPEN_DAY))
    expect(page.locator(".people")).to_contain_text("Aynur Quliyeva")

    served.site.change({"content/participants.yaml": REGISTRY.replace("Quliyeva", "Qasımova")})
    expect(page.locator(".people")).to_contain_text("Aynur Qasımova")

    served.site.change({"site_config.yaml": CONFIG.replace("Nümunə İdarəsi", "Başqa İdarə")})
    expect(page.locator("header").first).to_contain_text("Başqa İdarə")

    catalogue = (REPOSITORY / "locales/az/LC_MESSAGES/messages.po").read_text()
    renamed = re.sub(r'(msgid "Participants"\nmsgstr )"[^"]*"', r'\1"Kimlər vardı"', catalogue)
    assert renamed != catalogue
    served.site.change({"locales/az/LC_MESSAGES/messages.po": renamed})
    expect(page.locator("main")).to_contain_text("Kimlər vardı")

    footer = (REPOSITORY / "templates/parts/footer.html").read_text()
    served.site.change({"templates/parts/footer.html": footer + "<p>Alt yazı</p>\n"})
    expect(page.locator("body")).to_contain_text("Alt yazı")

    page.goto(served.url("/az/"))
    served.site.change({"content/releases/2026/2026-03-06-new.az.md": release("Təzə xəbər")})
    expect(page.locator("main")).to_contain_text("Təzə xəbər")
    (served.site.root / "content/releases/2026/2026-03-06-new.az.md").unlink()
    expect(page.locator("main")).not_to_contain_text("Təzə xəbər")


def test_a_style_sheet_is_swapped_without_loading_the_page_again(
    preview: Callable[..., Served], page: Page
) -> None:
    sheet = (REPOSITORY / "assets/beyan.css").read_text()
    served = preview({"assets/beyan.css": sheet})
    page.goto(served.url(OPEN_DAY))
    page.evaluate("window.stays = true")

    served.site.change({"assets/beyan.css": f"{sheet}\nh1 {{ color: rgb(1, 2, 3); }}\n"})

    expect(page.locator("h1")).to_have_css("color", "rgb(1, 2, 3)")
    assert page.evaluate("window.stays") is True


def test_what_readers_do_not_see_yet_is_shown_with_a_banner(
    preview: Callable[..., Served], page: Page
) -> None:
    served = preview(
        {
            "content/releases/2099/2099-12-10-day.az.md": release(
                "Gələcək gün", "2099-12-10 09:30"
            ),
            "content/releases/2026/2026-01-09-draft.az.md": release(
                "Qaralama", "2026-01-09", draft="true"
            ),
            "content/releases/2026/2026-01-10-over.az.md": release(
                "Keçmiş", "2026-01-10", expires="2026-02-10 08:00"
            ),
            "content/pages/plan.az.md": "---\ntitle: Plan\ndraft: true\n---\nMətn.\n",
        }
    )
    banner = page.locator(".beyan-held-back")

    page.goto(served.url("/az/"))
    expect(page.locator("main")).to_contain_text("Gələcək gün")
    expect(banner).to_have_count(0)
    page.goto(served.url("/az/releases/2099/day/"))
    expect(banner).to_have_text(
        "Held back: this page appears on December 10, 2099 at 9:30\u202fAM."
    )
    page.goto(served.url("/az/releases/2026/draft/"))
    expect(banner).to_have_text("Draft: readers do not see this page.")
    page.goto(served.url("/az/releases/2026/over/"))
    expect(banner).to_contain_text("Taken down")
    page.goto(served.url("/az/plan/"))
    expect(banner).to_have_text("Draft: readers do not see this page.")


def test_the_desk_shows_where_everything_stands_and_leads_there(
    preview: Callable[..., Served], page: Page
) -> None:
    served = preview(
        {"content/releases/2099/2099-12-10-day.az.md": release("Gələcək gün", "2099-12-10 09:30")}
    )
    page.goto(served.url(OPEN_DAY))
    page.locator("#beyan-preview .badge").click()

    row = page.locator("tr", has_text="Açıq qapı")
    expect(row).to_contain_text("published")
    expect(row).to_contain_text("missing")
    expect(page.locator("tr", has_text="Gələcək gün")).to_contain_text("scheduled")

    served.site.change({TEXT: "---\ntitle: Açıq qapı\ndate: 5 mart\n---\nMətn.\n"})
    expect(page.locator("body")).to_contain_text(f"{TEXT}:3:7")
    expect(page.locator("#beyan-preview")).to_have_count(0)
    served.site.change({TEXT: release("Qapılar açılır", text="Gəlin.")})
    expect(page.locator("body")).not_to_contain_text(f"{TEXT}:3:7")

    published = page.get_by_role("link", name=re.compile("published")).first
    follow(page, published, served.url("/_desk/?state=published"))
    follow(page, page.locator(f'a[href="{OPEN_DAY}"]').first, served.url(OPEN_DAY))
    expect(page.locator("h1")).to_have_text("Qapılar açılır")


def follow(page: Page, link: Locator, url: str) -> None:
    """The desk is loaded anew after a save, and a click that comes just then is lost."""
    for patience in (1_000, 2_000, 4_000, 8_000, 16_000):
        with suppress(Error):
            link.click(timeout=patience)
            page.wait_for_url(url, timeout=patience)
            return
    expect(page).to_have_url(url)


def test_reading_every_file_builds_nothing(preview: Callable[..., Served]) -> None:
    served = preview()
    before = served.state()["builds"]

    for path in served.site.root.rglob("*"):
        if path.is_file() and ".cache" not in path.parts:
            path.read_bytes()
    served.get(OPEN_DAY)
    # A save after the reading, and only this one, is a build.
    served.site.change({TEXT: release("Açıq qapı", text="Sonra.")})
    until(lambda: served.get(OPEN_DAY)[1], lambda text: "Sonra." in text, "not shown")
    served.settled(after=before)

    time.sleep(1)
    assert served.state()["builds"] <= before + 2


def test_a_burst_of_saves_ends_in_the_right_page_with_few_builds(
    preview: Callable[..., Served], page: Page
) -> None:
    served = preview()
    page.goto(served.url(OPEN_DAY))
    before = served.state()["builds"]

    # Held meanwhile: on a machine that does other things as well, saves would come one by one.
    served.process.send_signal(signal.SIGSTOP)
    for number in range(200):
        served.site.change({TEXT: release("Açıq qapı", text=f"Say {number}.")})
    served.process.send_signal(signal.SIGCONT)

    expect(page.locator(".prose")).to_have_text("Say 199.")
    assert served.settled(after=before)["builds"] - before <= 20


def test_it_answers_this_computer_alone(preview: Callable[..., Served]) -> None:
    served = preview()

    assert served.get(OPEN_DAY, Host=f"localhost:{served.port}")[0] == 200
    for host in ("evil.example", f"evil.example:{served.port}", "127.0.0.1:1", "127.0.0.1"):
        assert served.get(OPEN_DAY, Host=host)[0] == 421, host


def test_addresses_answer_as_they_will_on_the_web(preview: Callable[..., Served]) -> None:
    served = preview()

    status, page = served.get("/az/nothing/here/")
    assert (status, 'lang="az"' in page) == (404, True)
    assert served.get("/az/releases")[0] == 302
    for feed in FEEDS:
        assert served.get(f"/az/{feed.file}")[0] == 200
        assert served.type(f"/az/{feed.file}") == f"{feed.type}; charset=utf-8"
    assert json.loads(served.get(f"{OPEN_DAY}release.json")[1])["uri"]
    assert served.get("/_desk/nothing")[0] == 404


def test_the_search_finds_what_the_last_build_indexed(preview: Callable[..., Served]) -> None:
    served = preview()
    served.site.change(
        {
            "output/search-index/az/2026/index": "found",
            "output/secret.txt": "secret",
        }
    )

    assert served.get("/search-index/az/2026/index") == (200, "found")
    assert served.get("/search-index/az/2027/index")[0] == 404
    for address in ("/search-index/../secret.txt", "/search-index/../../site_config.yaml"):
        assert served.get(address)[0] == 404, address


def test_a_cache_that_is_deleted_meanwhile_is_made_again(
    preview: Callable[..., Served], page: Page
) -> None:
    import shutil

    served = preview()
    shutil.rmtree(served.site.root / ".cache")

    page.goto(served.url(OPEN_DAY))
    served.site.change({TEXT: release("Açıq qapı", text="Yenə də.")})

    expect(page.locator(".prose")).to_have_text("Yenə də.")
    assert "Traceback" not in served.log.read_text()
