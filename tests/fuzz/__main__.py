"""`make fuzz`: thousands of inputs that are wrong in some way; each is told, or read as it stands.

python -m tests.fuzz --count 20000 --seed 1
python -m tests.fuzz --seed 1 --only release:1234      one of them again, with its bytes
"""

from __future__ import annotations

import argparse
import signal
import sys
import tempfile
from collections import Counter
from pathlib import Path
from random import Random
from typing import Any

from tests.fuzz import generated, seeds
from tests.fuzz.judgement import Hung, guarded
from tests.fuzz.kinds import READERS, SITES, Kind, Place

KINDS = (*READERS, *SITES)
# By hypothesis, which numbers nothing; so many of a thousand.
GENERATED, GENERATED_SHARE = "generated", 100
# No reader takes a second; what takes so many does not come to an end.
PATIENCE = 60


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz")
    parser.add_argument("--count", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", default="", metavar="KIND[:NUMBER]")
    options = parser.parse_args()
    kind, _, number = options.only.partition(":")
    signal.signal(signal.SIGALRM, hung)
    faults, told, of_kind = 0, Counter[str](), Counter[str]()
    with tempfile.TemporaryDirectory() as folder:
        for each in KINDS:
            if kind not in ("", each.name):
                continue
            place = Place(seeds.own_site(Path(folder) / each.name))
            count = max(1, options.count * each.share // 1000)
            for n in [int(number)] if number else range(count):
                found = run(each, place, options.seed, n)
                of_kind[each.name] += 1
                told[each.name] += place.told
                faults += bool(found)
                for fault in found:
                    print(f"{each.name}:{n}: {fault}", flush=True)
                if number:
                    sys.stdout.flush()
                    sys.stdout.buffer.write(place.data)
                if found:
                    place = Place(seeds.own_site(Path(folder) / f"{each.name}-{n}"))
        if kind in ("", GENERATED):
            place = Place(seeds.own_site(Path(folder) / GENERATED))
            of_kind[GENERATED] = max(1, options.count * GENERATED_SHARE // 1000)
            documents, told[GENERATED] = generated.faults(place, options.seed, of_kind[GENERATED])
            faults += len(documents)
            for fault in documents:
                print(f"{GENERATED}: {fault}", flush=True)
    for name, mutants in of_kind.items():
        print(f"{name:<12} {mutants:6} mutants, {told[name]:6} of them told")
    print(f"{sum(of_kind.values())} mutants, {faults} faults")
    sys.exit(faults > 0)


def run(kind: Kind, place: Place, seed: int, number: int) -> list[str]:
    """The faults of one mutant, which is the same whenever it has this number."""
    place.told = False
    signal.alarm(PATIENCE)
    try:
        return guarded(kind.run(place, Random(f"{seed} {kind.name} {number}")))
    finally:
        signal.alarm(0)


def hung(*_: Any) -> None:
    raise Hung


if __name__ == "__main__":
    main()
