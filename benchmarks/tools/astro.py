"""Astro, from npm with a lock file: texts as a collection, pages from one template of strings."""

from __future__ import annotations

from pathlib import Path

from benchmarks.corpus import Corpus
from benchmarks.tools.javascript import JavaScriptTool
from benchmarks.tools.node import NodePackages
from benchmarks.tools.tool import Command

PACKAGES = NodePackages("astro", "astro/bin/astro.mjs")


class Astro(JavaScriptTool):
    key = "astro"
    label = "Astro"
    assets = "public/assets"
    lacks = (
        "no choice of language at `/` and no `404.html` beside the ones of each language",
        "no news sitemap, no `robots.txt`, no rules for redirects and headers",
        "names of assets without a part of their content’s hash",
    )

    def install(self) -> None:
        PACKAGES.install()

    def version(self) -> str:
        return PACKAGES.version("astro")

    def write_site(self, corpus: Corpus, folder: Path) -> None:
        super().write_site(corpus, folder)
        # A site finds its packages below itself.
        (folder / "node_modules").symlink_to(PACKAGES.modules)

    def build(self, folder: Path, *, is_clean: bool) -> tuple[Command, ...]:
        return (_command(folder, "build", "--silent"),)

    def output(self, folder: Path) -> Path:
        return folder / "dist"

    def left_behind(self, folder: Path) -> tuple[Path, ...]:
        return (folder / "dist", folder / ".cache", folder / ".astro")

    def preview(self, folder: Path, port: int) -> Command | None:
        return _command(folder, "dev", "--silent", "--host", "127.0.0.1", "--port", str(port))


def _command(folder: Path, *arguments: str) -> Command:
    return PACKAGES.command(folder, *arguments, ASTRO_TELEMETRY_DISABLED="1")
