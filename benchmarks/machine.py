"""What the benchmark ran on."""

from __future__ import annotations

import os
import platform
import sysconfig
from pathlib import Path

from benchmarks.results import Machine


def this_machine() -> Machine:
    return Machine(
        cores=len(os.sched_getaffinity(0)),
        processor=_processor(),
        memory=os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES"),
        system=f"{platform.system()} {platform.release()}",
        python=platform.python_version(),
        python_build=python_build(
            *(str(sysconfig.get_config_var(name) or "") for name in ("CONFIG_ARGS", "PY_CFLAGS"))
        ),
    )


def python_build(arguments: str, flags: str) -> str:
    """What was asked of `configure`, and of the compiler where it was not asked of that."""
    chosen = [
        label
        for label, words in (
            ("profile-guided", ("--enable-optimizations", "-fprofile-use", "-fprofile-instr-use")),
            ("link-time", ("--with-lto", "-flto")),
        )
        if any(word in f"{arguments} {flags}" for word in words)
    ]
    return f"optimised ({', '.join(chosen)})" if chosen else "not optimised"


def _processor() -> str:
    for line in Path("/proc/cpuinfo").read_text().splitlines():
        name, _, value = line.partition(":")
        if name.strip() == "model name":
            return value.strip()
    return platform.machine()
