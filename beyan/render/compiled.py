"""Templates as Python code: kept in the process for all it builds, and in a folder for the next."""

from __future__ import annotations

import os
from collections import OrderedDict
from collections.abc import Iterable
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from types import CodeType

from jinja2 import BytecodeCache, FileSystemBytecodeCache
from jinja2.bccache import Bucket

# The program has 30 templates, and a process may build several sites.
_REMEMBERED = 256
# By template and file, with the text it was made of: as large as a page, and of each the last, for
# the preview compiles anew what is edited. Code knows no site: what it calls is looked up when it
# runs.
_compiled: OrderedDict[str, tuple[str, CodeType]] = OrderedDict()


class CompiledTemplates(BytecodeCache):
    """`folder` holds what other processes have compiled, where there is one and it can be used.

    `modules` are the files that decide what the code is like.
    """

    def __init__(self, folder: Path | None, modules: Iterable[str]) -> None:
        self._kept = _in(folder, modules) if folder is not None else None

    def load_bytecode(self, bucket: Bucket) -> None:
        checksum, code = _compiled.get(bucket.key, ("", None))
        if checksum == bucket.checksum:
            bucket.code = code
        elif self._kept is not None:
            self._kept.load_bytecode(bucket)
            _remember(bucket)

    def dump_bytecode(self, bucket: Bucket) -> None:
        _remember(bucket)
        if self._kept is not None:
            with suppress(OSError):  # a full disk: it is compiled again
                self._kept.dump_bytecode(bucket)


def _remember(bucket: Bucket) -> None:
    if bucket.code is not None:
        _compiled[bucket.key] = bucket.checksum, bucket.code
        _compiled.move_to_end(bucket.key)
        if len(_compiled) > _REMEMBERED:
            _compiled.popitem(last=False)


def _in(folder: Path, modules: Iterable[str]) -> BytecodeCache | None:
    code = b"".join(Path(module).read_bytes() for module in modules)
    # A command that writes nothing, in a site that was never built, leaves nothing either.
    if not folder.parent.is_dir():
        return None
    own = folder / sha256(code).hexdigest()[:12]
    # A site that may not be written to is compiled anew each time.
    with suppress(OSError):
        own.mkdir(mode=0o700, parents=True, exist_ok=True)
        if os.access(own, os.W_OK):
            return FileSystemBytecodeCache(str(own))
    return None
