"""Writes the files beside this one: what is installed for what, each artifact with its digest.

Run by `make lock`, in an environment with the extra `release`. constraints.txt has the versions;
of each of them it is noted which files the package index offers, for all systems and Pythons, and
`pip install --require-hashes` takes no other.
"""

from __future__ import annotations

import subprocess
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PROJECT = "pyproject.toml"
# What each file is for: what `beyan` itself needs, the same with an extra.
SETS = {
    "site": [PROJECT],
    "test": [PROJECT, "--extra=test"],
    "measure": [PROJECT, "--extra=coverage", "--extra=mutants"],
    "release": [PROJECT, "--extra=release"],
    # What makes an installed package of this folder.
    "build": ["-"],
}
# The build backend asks for it only where `pip install --editable` does.
EDITABLE = "editables"
# Within 3.11 some packages ask for this one.
OLDEST = "3.11.5"


def main() -> None:
    backend = tomllib.loads((ROOT / PROJECT).read_text())["build-system"]["requires"]
    for name, sources in SETS.items():
        compiled = subprocess.run(
            [
                *(sys.executable, "-m", "uv", "pip", "compile", "--quiet", *sources),
                *("--constraint", "constraints.txt", "--universal", "--python-version", OLDEST),
                *("--generate-hashes", "--no-header", "--no-annotate", "--no-emit-index-url"),
            ],
            cwd=ROOT,
            input="\n".join([*backend, EDITABLE]),
            stdout=subprocess.PIPE,
            text=True,
            check=True,
        )
        file = ROOT / "requirements" / f"{name}.txt"
        file.write_text(f"# Made by `make lock` from constraints.txt.\n{compiled.stdout}")


if __name__ == "__main__":
    main()
