"""`serve`: a preview from its first moment to Ctrl+C."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from beyan.build.report import Report
from beyan.console import Console
from beyan.desk.preview import words
from beyan.desk.preview.connections import ADDRESS
from beyan.desk.preview.server import PreviewServer, Serving
from beyan.desk.preview.site import Preview
from beyan.desk.preview.watch import Changes, Watch
from beyan.lifetime import end_in_order
from beyan.model.diagnostic import Span, problem
from beyan.snapshot.inputs import CONFIG_FILE
from beyan.snapshot.location import caches_of_site, open_preview_cache
from beyan.snapshot.store import Cache

# What is owed is planned once the officer has paused for as long (seconds).
_PAUSE = 0.4
# And what earlier states left goes once nobody has saved for as long. It may take a second of a
# site with ten thousand releases.
_QUIET = 4.0


def serve(
    root: Path,
    port: int,
    console: Console,
    language: str,
    *,
    jobs: int | None,
    cache: Path | None = None,
) -> int:
    """Show the site at `port` (0: any free one) until Ctrl+C; the exit code."""
    if not (root / CONFIG_FILE).is_file():
        console.problems([problem("missing-config", Span(CONFIG_FILE))])
        return 2
    with open_preview_cache(root, cache) as own:
        return _serve(root, port, console, language, own, jobs, caches_of_site(root, cache))


def _serve(
    root: Path,
    port: int,
    console: Console,
    language: str,
    cache: Cache,
    jobs: int | None,
    others: Iterable[Cache],
) -> int:
    preview, ended = Preview(root, cache), threading.Event()
    try:
        server = PreviewServer(port, Serving(preview, console, language, ended))
    except OSError as error:
        reason = error.strerror or str(error)
        span = Span(f"{ADDRESS}:{port}")
        console.problems([problem("port-taken", span, port=port, reason=reason)])
        return 2
    changes = Changes()
    watch = Watch(root, changes)
    address = f"http://{ADDRESS}:{server.port}"
    # A shell has what it starts in the background ignore Ctrl+C, and then it could not be ended.
    end_in_order(even={signal.SIGINT})
    # Watched before it is read, so that nothing saved in between is missed.
    watch.start()
    try:
        # Links lead to the preview itself, wherever the site will be published.
        preview.start(address, jobs=jobs, pseudo=console.pseudo, others=others)
        preview.remember()
        # The server has threads; from here on no other process is started.
        threading.Thread(target=server.serve_forever, daemon=True).start()
        _tell(preview, console)
        console.line(words.READY, address=f"{address}/")
        _follow(preview, changes, console)
    except KeyboardInterrupt:
        pass
    finally:
        ended.set()
        watch.stop()
        server.server_close()
    preview.remember(is_end=True)
    return 0


def _follow(preview: Preview, changes: Changes, console: Console) -> None:
    told = preview.problems()
    while True:
        saved = changes.take(_patience(preview))
        if saved is None:
            return
        if saved:
            preview.save(saved)
            if preview.is_overdue:
                preview.tidy()
        elif preview.is_owed:
            preview.settle()
        else:
            preview.tidy()
        if preview.problems() != told:
            told = preview.problems()
            _tell(preview, console)


def _patience(preview: Preview) -> float | None:
    """How long the next save is waited for before something else is done, if there is any."""
    if preview.is_owed:
        return _PAUSE
    return _QUIET if preview.is_untidy else None


def _tell(preview: Preview, console: Console) -> None:
    """The problems on the terminal, as `check` shows them."""
    report = Report(problems=frozenset(preview.problems()))
    if preview.loaded is not None:
        summaries = preview.loaded.readings.summaries
        report = replace(
            report,
            releases=len(summaries),
            editions=sum(len(each.editions) for each in summaries),
            pages=sum(1 for each in set(preview.artifacts) if each.template),
        )
    console.check_report(report)
