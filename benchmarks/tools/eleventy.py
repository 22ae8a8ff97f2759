"""Eleventy, from npm with a lock file; templates in JavaScript, the fastest kind it has."""

from __future__ import annotations

from pathlib import Path

from benchmarks.tools.javascript import JavaScriptTool
from benchmarks.tools.node import NodePackages
from benchmarks.tools.tool import Command

PACKAGES = NodePackages("eleventy", "@11ty/eleventy/cmd.cjs")


class Eleventy(JavaScriptTool):
    key = "eleventy"
    label = "Eleventy"
    assets = "assets"
    lacks = (
        "no choice of language at `/` and no `404.html` beside the ones of each language",
        "no news sitemap, no `robots.txt`, no rules for redirects and headers",
        "names of assets without a part of their content’s hash",
    )

    def install(self) -> None:
        PACKAGES.install()

    def version(self) -> str:
        return PACKAGES.version("@11ty/eleventy")

    def build(self, folder: Path, *, is_clean: bool) -> tuple[Command, ...]:
        return (PACKAGES.command(folder, "--quiet"),)

    def output(self, folder: Path) -> Path:
        return folder / "_site"

    def left_behind(self, folder: Path) -> tuple[Path, ...]:
        return (folder / "_site", folder / ".cache")

    def preview(self, folder: Path, port: int) -> Command | None:
        return PACKAGES.command(folder, "--serve", "--incremental", "--quiet", f"--port={port}")
