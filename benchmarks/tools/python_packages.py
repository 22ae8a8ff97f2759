"""Peers from PyPI, each in an environment of its own below `benchmarks/.peers/`."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from benchmarks.tools.tool import PEERS_FOLDER


@dataclass(frozen=True, slots=True)
class Packages:
    """`wanted` are requirements with a pinned version each."""

    name: str
    wanted: tuple[str, ...]

    @property
    def python(self) -> Path:
        return PEERS_FOLDER / self.name / "bin" / "python"

    def install(self) -> None:
        """Nothing happens if just these packages have been installed before."""
        done = PEERS_FOLDER / self.name / "installed.txt"
        if done.is_file() and done.read_text() == "\n".join(self.wanted):
            return
        folder = str(PEERS_FOLDER / self.name)
        subprocess.run([sys.executable, "-m", "venv", "--clear", folder], check=True)
        pip = [str(self.python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        subprocess.run([*pip, *self.wanted], check=True)
        done.write_text("\n".join(self.wanted))

    def site_packages(self) -> Path:
        (found,) = (PEERS_FOLDER / self.name / "lib").glob("python*/site-packages")
        return found

    def version(self, package: str) -> str:
        ask = f"from importlib.metadata import version; print(version({package!r}))"
        said = subprocess.run([str(self.python), "-c", ask], capture_output=True, check=True)
        return said.stdout.decode().strip()
