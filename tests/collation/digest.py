"""The digest of the tables of alphabetical order.

Which program built a site hangs on its modules and text files (`beyan/snapshot/program.py`): this
one file stands there for all tables, so that no build has to read them.
"""

from hashlib import sha256
from pathlib import Path


def digest(tables: Path) -> str:
    found = sha256()
    for path in sorted(tables.glob("*.json")):
        found.update(path.name.encode() + b"\0" + path.read_bytes())
    return found.hexdigest()
