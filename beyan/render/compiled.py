"""Templates as Python code: kept in the process for all it builds, and in a folder for the next."""

from __future__ import annotations

import os
from collections import OrderedDict
from collections.abc import Iterable, Iterator
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from types import CodeType

from jinja2 import BytecodeCache, FileSystemBytecodeCache, compiler
from jinja2.bccache import Bucket

from beyan.model.defaults import DEFAULTS, keep_for_program, program_cache, real

# The program has 30 templates, and a process may build several sites.
_REMEMBERED = 256
_PROGRAM = f"{real(DEFAULTS / 'templates')}{os.sep}"
_OF_PROGRAM = "program-"
# By template and file, with the text it was made of: as large as a page, and of each the last, for
# the preview compiles anew what is edited. Code knows no site: what it calls is looked up when it
# runs.
_compiled: OrderedDict[str, tuple[str, CodeType]] = OrderedDict()


class CompiledTemplates(BytecodeCache):
    """`folder` holds what other processes have compiled, where there is one and it can be used.

    The program's own templates are compiled once for all sites, where the program may be written to
    as Python does it. `modules` are the files that decide what the code is like.
    """

    def __init__(self, folder: Path | None, modules: Iterable[str]) -> None:
        self._program = _Program(str(program_cache("templates", *modules, str(compiler.__file__))))
        self._kept = _in(folder, modules) if folder is not None else None

    def get_cache_key(self, name: str, filename: str | None = None) -> str:
        key = super().get_cache_key(name, filename)
        return f"{_OF_PROGRAM}{key}" if filename and filename.startswith(_PROGRAM) else key

    def load_bytecode(self, bucket: Bucket) -> None:
        checksum, code = _compiled.get(bucket.key, ("", None))
        if checksum == bucket.checksum:
            bucket.code = code
            return
        for kept in self._stores(bucket):
            kept.load_bytecode(bucket)
            if bucket.code is not None:
                _remember(bucket)
                return

    def dump_bytecode(self, bucket: Bucket) -> None:
        _remember(bucket)
        for kept in self._stores(bucket):
            with suppress(OSError):  # a full disk, or a folder of others: it is compiled again
                kept.dump_bytecode(bucket)
                return

    def _stores(self, bucket: Bucket) -> Iterator[BytecodeCache]:
        if bucket.key.startswith(_OF_PROGRAM):
            yield self._program
        if self._kept is not None:
            yield self._kept


class _Program(FileSystemBytecodeCache):
    def load_bytecode(self, bucket: Bucket) -> None:
        with suppress(OSError):
            super().load_bytecode(bucket)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Raises OSError where it cannot be kept."""
        file = Path(self._get_cache_filename(bucket))
        keep_for_program(file, bucket.bytecode_to_string())
        file.stat()


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
    # Templates of a site that may not be written to are compiled anew each time.
    with suppress(OSError):
        own.mkdir(mode=0o700, parents=True, exist_ok=True)
        if os.access(own, os.W_OK):
            return FileSystemBytecodeCache(str(own))
    return None
