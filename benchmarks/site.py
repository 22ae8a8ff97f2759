"""The made-up releases of `benchmarks/corpus.py` as a site of Bəyan, to try things out on:

python -m benchmarks.site DIR --releases 1000
"""

from __future__ import annotations

import argparse
from pathlib import Path

from benchmarks.corpus import Corpus
from benchmarks.tools.beyan import Beyan


def main() -> None:
    parser = argparse.ArgumentParser(description="Write a made-up site of Bəyan.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--releases", type=int, default=1_000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    Beyan().write_site(Corpus(options.releases, options.seed), options.folder)


if __name__ == "__main__":
    main()
