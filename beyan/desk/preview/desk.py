"""The press desk's page in the preview: the board of the site as it is in memory."""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import parse_qs

from beyan.build.options import Options
from beyan.console import Console
from beyan.desk.board import board
from beyan.desk.preview.pages import DESK, with_script
from beyan.desk.preview.site import Preview
from beyan.desk.reads import most_read, reads_by_month, reads_section
from beyan.desk.status import survey
from beyan.source.views import load_views


def desk_page(preview: Preview, query: str, console: Console) -> bytes | None:
    """The board, which is loaded again with every change; None while there is no site to show."""
    language, pseudo = console.language, console.pseudo
    state, generation = preview.state, preview.generation
    if state is None:
        return None
    loaded, config = state.loaded, state.site.config
    # The preview keeps the last good version of what has errors; the board says that it has.
    broken, releases = loaded.held.broken, loaded.readings.releases
    sound = {key: each for key, each in releases.items() if key not in broken}
    readings = replace(loaded.readings, releases=sound)
    now = Options().now
    status = survey(replace(loaded, readings=readings), state.source.inputs, config, now)
    links = {
        artifact.source: artifact.name
        for artifact in state.artifacts.values()
        if artifact.template
        and not artifact.target
        and artifact.source.endswith(f".{artifact.language}.md")
    }
    asked = parse_qs(query)
    page = asked.get("page", ["1"])[0][:9]
    office = config.name.best((language, *config.languages))
    shown = board(
        status,
        preview.problems(),
        language,
        office=office.text if office is not None else "",
        links=links,
        reads=reads_section(
            reads_by_month(load_views(preview.root)[0], now.astimezone(config.zone).date()),
            most_read(loaded.site, language),
            language,
            links=links,
            pseudo=pseudo,
        ),
        pseudo=pseudo,
        state=asked.get("state", [""])[0],
        page=int(page) if page.isdecimal() else 1,
    )
    return with_script(shown, DESK, str(generation))
