"""Days of the preview in minutes: edits of every kind, and what it takes of memory and disk.

python -m benchmarks.soak --releases 1200 10000 --edits 2000

In the end every page that it shows is compared with what a clean build publishes.
"""

from __future__ import annotations

import argparse
import gc
import math
import re
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path

from PIL import Image

from benchmarks.corpus import Corpus
from benchmarks.soak_plot import draw
from benchmarks.tools.beyan import Beyan
from beyan.build import build
from beyan.build.options import Options
from beyan.desk.preview.site import Preview
from beyan.snapshot.store import Cache

BASE_URL = "https://press.example.org"
# Pages that somebody has open, beside those of the text that is edited.
OPEN = ("/az/", "/en/", "/az/releases/", "/az/feed.xml", "/en/feed.json")
# Edits after which the first figure is taken.
FIRST = 100
# So much more than the first figure may be taken of memory.
TOLERANCE = 0.20
PLOT = Path(__file__).parent.parent / "docs" / "images" / "soak.svg"


@dataclass
class Soak:
    """The preview of a site, and what is edited in it. All but words in texts is taken back."""

    root: Path
    preview: Preview
    cache: Cache
    texts: list[Path] = field(default_factory=list)

    @classmethod
    def of(cls, root: Path, folder: Path) -> Soak:
        folder.mkdir(parents=True, exist_ok=True)
        cache = Cache(folder)
        preview = Preview(root, cache)
        preview.start(BASE_URL)
        preview.remember()
        return cls(root, preview, cache, sorted(root.glob("content/releases/*/*.az.md")))

    def edit(self, number: int) -> None:
        """The edit of this number, as `serve` shows it: saved, looked at, settled, and quiet."""
        kind = KINDS[number % len(KINDS)]
        path = self.texts[-1 - number * 7 % len(self.texts)]
        for paths in kind(self, path, number):
            self.preview.save(paths)
            self.look(path)
            if self.preview.is_owed:
                self.preview.settle()
            self.look(path)
        if self.preview.is_untidy:
            self.preview.tidy()

    def text(self, path: Path, number: int) -> Iterator[list[Path]]:
        text = path.read_text("utf-8")
        path.write_text(re.sub(r"\n\nSöz \d+\.\n\Z", "\n", text) + f"\nSöz {number}.\n", "utf-8")
        yield [path]

    def title(self, path: Path, number: int) -> Iterator[list[Path]]:
        yield from self._replaced(path, 'title: "', f'title: "Yeni {number} ')

    def broken(self, path: Path, number: int) -> Iterator[list[Path]]:
        yield from self._replaced(path, "topics: [", f"topics: [none{number}, ")

    def deleted(self, path: Path, number: int) -> Iterator[list[Path]]:
        paths = [path, path.with_name(path.name.replace(".az.md", ".en.md"))]
        texts = [each.read_bytes() for each in paths]
        for each in paths:
            each.unlink()
        yield paths
        for each, text in zip(paths, texts, strict=True):
            each.write_bytes(text)
        yield paths

    def photo(self, path: Path, number: int) -> Iterator[list[Path]]:
        text = path.read_text("utf-8")
        photo = path.with_name(path.name.removesuffix(".az.md")) / "photo.png"
        photo.parent.mkdir()
        data = BytesIO()
        Image.new("RGB", (1600, 1000), (number % 256, number // 256 % 256, 99)).save(data, "PNG")
        photo.write_bytes(data.getvalue())
        listed = f"---\nphotos: [{{file: photo.png, alt: {{az: Foto {number}, en: A photo}}}}]\n"
        path.write_text(text.replace("---\n", listed, 1), "utf-8")
        yield [photo, path]
        photo.unlink()
        photo.parent.rmdir()
        path.write_text(text, "utf-8")
        yield [photo, path]

    def registry(self, path: Path, number: int) -> Iterator[list[Path]]:
        people = self.root / "content" / "participants.yaml"
        yield from self._replaced(people, 'name: {az: "', f'name: {{az: "Ad{number} ')

    def configuration(self, path: Path, number: int) -> Iterator[list[Path]]:
        yield from self._replaced(
            self.root / "site_config.yaml", 'tagline: {az: "', f'tagline: {{az: "{number} '
        )

    def no_configuration(self, path: Path, number: int) -> Iterator[list[Path]]:
        yield from self._replaced(self.root / "site_config.yaml", "languages:", f"lang{number}:")

    def template(self, path: Path, number: int) -> Iterator[list[Path]]:
        own = Beyan().release_template(self.root)
        yield from self._replaced(own, "</article>", f"<!-- {number} --></article>")

    def no_template(self, path: Path, number: int) -> Iterator[list[Path]]:
        own = Beyan().release_template(self.root)
        yield from self._replaced(own, "</article>", f"{{{{ page.none{number} }}}}</article>")

    def wrong_pages(self) -> list[str]:
        """The addresses of which something else is shown than a clean build publishes."""
        with tempfile.TemporaryDirectory() as folder:
            output, cache = Path(folder, "output"), Path(folder, "cache")
            report = build(self.root, output, Options(base_url=BASE_URL, cache=cache))
            assert report.exit_code == 0, sorted(report.problems)
            published = {
                f"/{each.relative_to(output).as_posix()}".removesuffix("index.html")
                for each in output.rglob("*")
                if each.is_file()
            }
            shown = {address for each in self.preview.artifacts for address in each.addresses}
            wrong = sorted(shown ^ published)
            for address in sorted(shown & published):
                name = f"{address}index.html" if address.endswith("/") else address
                found = self.preview.show(address)
                if found is None or found.data != Path(f"{output}{name}").read_bytes():
                    wrong.append(address)
            return wrong

    def cache_bytes(self) -> int:
        folders = (self.cache.folder, self.cache.shared)
        return sum(
            each.stat().st_size for at in folders for each in at.rglob("*") if each.is_file()
        )

    def look(self, path: Path) -> None:
        """At what is open, and at all that shows the text."""
        name = path.name.removesuffix(".az.md")
        artifacts = [each for each in self.preview.artifacts if name in each.source]
        own = [address for each in artifacts for address in each.addresses]
        for address in (*OPEN, *own):
            # A template is broken, and the page was never shown before.
            with suppress(KeyError):
                self.preview.show(address)

    def _replaced(self, path: Path, old: str, new: str) -> Iterator[list[Path]]:
        """With one edit, and as it was again."""
        text = path.read_text("utf-8")
        assert old in text, (path, old)
        path.write_text(text.replace(old, new, 1), "utf-8")
        yield [path]
        path.write_text(text, "utf-8")
        yield [path]


Kind = Callable[[Soak, Path, int], Iterator[list[Path]]]
KINDS: tuple[Kind, ...] = (
    Soak.text, Soak.title, Soak.text, Soak.registry, Soak.text, Soak.broken, Soak.photo,
    Soak.text, Soak.configuration, Soak.deleted, Soak.template, Soak.text,
    Soak.no_configuration, Soak.no_template,
)  # fmt: skip


def resident() -> int:
    """Bytes that this process has in memory now; on Linux alone."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * 4096


def soaked(
    releases: int, edits: int, seconds: float, folder: Path
) -> tuple[list[tuple[int, int, int]], list[str]]:
    """After how many edits, how many bytes of memory and of the cache; and the wrong pages.

    No edit begins after so many seconds.
    """
    site = folder / "site"
    Beyan().write_site(Corpus(releases, 1), site)
    soak = Soak.of(site, folder / "caches" / "preview")
    found: list[tuple[int, int, int]] = []
    end = time.monotonic() + seconds
    for number in range(edits):
        soak.edit(number)
        is_last = number == edits - 1 or time.monotonic() > end
        if number % 20 == 19 or is_last:
            found.append((number + 1, resident(), soak.cache_bytes()))
            print(*found[-1], file=sys.stderr, flush=True)
        if is_last:
            break
    gc.collect()
    return found, soak.wrong_pages()


def main() -> None:
    parser = argparse.ArgumentParser(description="Edit a site for days while it is previewed.")
    parser.add_argument("--releases", type=int, nargs="+", default=[1_200, 10_000])
    parser.add_argument("--edits", type=int, default=2_000)
    parser.add_argument("--minutes", type=float, default=math.inf, help="of each site, at most")
    options = parser.parse_args()
    curves, is_right = {}, True
    for releases in options.releases:
        folder = Path(tempfile.mkdtemp(prefix="beyan-soak-"))
        try:
            curve, wrong = soaked(releases, options.edits, 60 * options.minutes, folder)
        finally:
            shutil.rmtree(folder, ignore_errors=True)
        curves[releases] = curve
        _, first, disk = next((each for each in curve if each[0] >= FIRST), curve[0])
        more = max(memory for _, memory, _ in curve) / first - 1
        print(
            f"{releases} releases, {curve[-1][0]} edits: {first / 1e6:.0f} MB after the first, "
            f"at most {more:+.0%}; cache {disk / 1e6:.0f} MB, at most "
            f"{max(each for *_, each in curve) / 1e6:.0f} MB; {len(wrong)} wrong pages"
        )
        is_right = is_right and more <= TOLERANCE and not wrong
        for address in wrong[:20]:
            print(f"  {address}")
    PLOT.write_text(draw(curves), "utf-8")
    sys.exit(not is_right)


if __name__ == "__main__":
    main()
