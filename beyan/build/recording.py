"""What stands on the site → the ledger of addresses, which only grows."""

from __future__ import annotations

from dataclasses import replace

from beyan.build.reading import Source
from beyan.build.report import Report
from beyan.model.ledger import LEDGER_FILE, LEDGER_HEADER
from beyan.plan.lasting import lasting_pages
from beyan.saving import save
from beyan.source.table import table_text


def recorded(report: Report, source: Source) -> Report:
    """Add to the ledger what is published and not recorded yet. Raises `NotSaved`.

    An address that a release with another `id:` has now is recorded as that one's.
    """
    root, site = source.root, source.loaded.site
    today = site.now.astimezone(site.config.zone).date().isoformat()
    rows = dict(site.ledger.rows)
    for address, of, language in lasting_pages(site):
        before = rows.get(address)
        if before is None or before[1] != of:
            rows[address] = (address, of, language, today)
    data = table_text(LEDGER_HEADER, rows.values()).encode()
    path = root / LEDGER_FILE
    if path.is_file() and path.read_bytes() == data:
        return report
    save(path, data)
    return replace(report, recorded=(LEDGER_FILE,))
