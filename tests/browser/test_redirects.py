"""Old addresses, asked for from a real nginx and a real Apache with the rules that the build wrote.

What is asked for is sent as it is written here: a browser would put some of it right.
"""

from __future__ import annotations

import os
import random
import re
import shutil
import socket
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import pytest

from beyan.model.export import RedirectRules, RedirectStyle
from beyan.model.old_address import OldAddress
from beyan.render.exporters.redirects import redirect_rules
from beyan.render.exporters.redirects_nginx import MOST_QUERIES
from beyan.render.exporters.tools import Tools
from tests.browser.conftest import REPOSITORY
from tests.browser.webserver import PATIENCE, apache, documented_host, free_port, nginx
from tests.conftest import CONFIG, SampleSite, release

HOST = "https://press.example.org"
LONG = "/2012/05/22/ombudsman-qht-rehberleri-ve-huquq-mudafiecileri-ile-onlayn-gorus/"
LONGEST = "/".join(["", "l" * 200, "l" * 200, "l" * 200])
JOOMLA = "/index.php?option=com_content&view=article&id={}:some-title&catid=12&Itemid=34"

# By an alias, as it is typed: what is asked for.
ALIASES: Mapping[str, tuple[str, ...]] = {
    "/old/": ("/old", "/old/", "/old?utm_source=x"),
    "/news/12.aspx": ("/news/12.aspx", "/news/12.aspx/", "/news/12.aspx?x=1"),
    # Queries.
    "/index.php?id=12": ("/index.php?id=12",),
    "/index.php?id=13": ("/index.php?id=13", "/index.php/?id=13"),
    "/?p=3": ("/?p=3",),
    "/az/?page=3": ("/az/?page=3",),
    "/list.php?a=1&b=2": ("/list.php?a=1&b=2",),
    "/n.php?tx_news[id]=7": ("/n.php?tx_news[id]=7", "/n.php?tx_news%5Bid%5D=7"),
    "/n.php?t='x'[2]": ("/n.php?t='x'[2]", "/n.php?t=%27x%27[2]", "/n.php?t=%27x%27%5B2%5D"),
    "/n.php?ad=Bəyan q": ("/n.php?ad=B%C9%99yan%20q", "/n.php?ad=B%c9%99yan%20q"),
    "/n.nsf/0/1?OpenDocument": ("/n.nsf/0/1?OpenDocument",),
    "/n.php?a=$b^{c}|d": ("/n.php?a=$b%5E%7Bc%7D%7Cd", "/n.php?a=$b^{c}|d"),
    "/both.php": ("/both.php", "/both.php?id=2", "/both.php?"),
    "/both.php?id=1": ("/both.php?id=1",),
    # Letters and signs of all kinds.
    "/köhnə/ünvan": ("/k%C3%B6hn%C9%99/%C3%BCnvan", "/k%c3%b6hn%c9%99/%c3%bcnvan/"),
    "/%D1%81%D1%82/": ("/%D1%81%D1%82/", "/%d1%81%d1%82"),
    "/a b/c d.html": ("/a%20b/c%20d.html",),
    "/x%FEb/": ("/x%FEb/", "/x%feb"),
    "/a:b;c=@!$&'()*+,~-._/": ("/a:b;c=@!$&'()*+,~-._/", "/a:b;c=@!$&%27()*+,~-._"),
    "/q%3Fm/%22q%22/%23": ("/q%3Fm/%22q%22/%23",),
    "/100%/{x}|y": ("/100%25/%7Bx%7D%7Cy", "/100%25/{x}|y"),
    "/%2541": ("/%2541",),
    # Of any length.
    LONG: (LONG, LONG.rstrip("/")),
    JOOMLA.format(1): (JOOMLA.format(1),),
    JOOMLA.format(2): (JOOMLA.format(2),),
    f"{LONGEST}?{'q' * 300}": (f"{LONGEST}?{'q' * 300}",),
    f"/{'s' * 31}": (f"/{'s' * 31}/", f"/{'s' * 31}"),
    f"/{'s' * 63}": (f"/{'s' * 63}/", f"/{'s' * 63}"),
    f"/{'s' * 64}": (f"/{'s' * 64}/", f"/{'s' * 64}"),
    f"/{'s' * 63}/more": (f"/{'s' * 63}/more/",),
    # Capitals that tell two apart.
    "/Case/": ("/Case/", "/Case"),
    "/case/": ("/case/", "/case"),
    "/w.php?ID=aB": ("/w.php?ID=aB",),
    "/w.php?ID=ab": ("/w.php?ID=ab",),
}
# Found where there is room for a table, or for flags.
IN_ANY_CAPITALS = {
    "/OLD/": "/old/",
    "/News/12.ASPX": "/news/12.aspx",
    "/Index.php?ID=12": "/index.php?id=12",
    LONG.upper(): LONG,
}
NOTHING = (
    *("/", "/az/", "/older/", "/old/x", "/index.php", "/index.php?id=1", "/index.php?id=122"),
    *("/?p=33", "/az/?page=4", "/case/x", "/CASE/", "/w.php?ID=AB", "/newsX12Xaspx", "/%41"),
    *("/list.php?b=2&a=1", f"/{'s' * 32}", f"/{'s' * 65}", JOOMLA.format(3), LONG[:-2]),
)


class Answer(NamedTuple):
    status: int
    location: str | None


def ask(port: int, target: str) -> Answer:
    with socket.create_connection(("127.0.0.1", port), PATIENCE) as connection:
        connection.sendall(f"GET {target} HTTP/1.0\r\nHost: press.example.org\r\n\r\n".encode())
        data = b"".join(iter(lambda: connection.recv(65536), b""))
    head = data.partition(b"\r\n\r\n")[0].decode()
    found = re.search(r"(?mi)^location: (.*?)\r?$", head)
    return Answer(int(head.split()[1]), found[1] if found is not None else None)


def made(folder: Path, aliases: Mapping[str, object], base: str = HOST) -> dict[str, str]:
    """Builds a site with a release for each alias; where each leads."""
    files = {
        f"content/releases/2026/n{number}.az.md": release(f"№ {number}", aliases=f"['{typed}']")
        for number, old in enumerate(aliases)
        if (typed := old.replace("'", "''"))
    }
    config = CONFIG.replace(HOST, base)
    result = SampleSite(folder).change({"site_config.yaml": config, **files}).build()
    assert not result.report.has_errors, result.lines
    return {old: f"{base}/az/releases/2026/n{number}/" for number, old in enumerate(aliases)}


class Served(NamedTuple):
    port: int
    leads: Mapping[str, str]


@pytest.fixture(scope="module")
def folder() -> Iterator[Path]:
    """Apache, which root does not run as root, has to be let in."""
    with tempfile.TemporaryDirectory() as name:
        os.chmod(name, 0o755)
        yield Path(name)


@pytest.fixture(scope="module")
def leads(folder: Path) -> dict[str, str]:
    return made(folder / "site", ALIASES)


def server_block(output: Path, port: int, name: str) -> str:
    """With the map or without; of many aliases, with the one line that asks it."""
    rules = f"include {output}/redirects.nginx.conf;"
    if "line" in name:
        lines = (output / "redirects.nginx.conf").read_text("utf-8", "replace").splitlines()
        rules = next(line for line in lines if line.startswith("if ("))
    rules = f"include {output}/headers.nginx.conf; {rules}"
    table = f"include {output}/redirects.map.nginx.conf;" if "map" in name else ""
    return f"{table} server {{ listen 127.0.0.1:{port}; root {output}; {rules} }}"


@contextmanager
def served_by(name: str, folder: Path) -> Iterator[int]:
    output, port = folder / "site/output", free_port()
    place = folder / name
    place.mkdir()
    if name.startswith("nginx"):
        with nginx(place, server_block(output, port, name), port):
            yield port
        return
    if name == "apache":
        host = documented_host(output, port)
    else:
        root = shutil.copytree(output, place / "root")
        shutil.copyfile(output / "redirects.apache.conf", root / ".htaccess")
        host = f"DocumentRoot {root}\n<Directory {root}>\nAllowOverride All\n</Directory>\n"
    with apache(place, host, port, "rewrite"):
        yield port


@pytest.fixture(
    scope="module", params=["nginx", "nginx-map", "nginx-map-line", "apache", "htaccess"]
)
def served(
    request: pytest.FixtureRequest, folder: Path, leads: dict[str, str]
) -> Iterator[tuple[str, Served]]:
    with served_by(request.param, folder) as port:
        yield request.param, Served(port, leads)


def test_every_old_address_leads_to_its_release_however_it_is_asked_for(
    served: tuple[str, Served],
) -> None:
    _, (port, leads) = served
    wrong = [
        (asked, answer)
        for old, ways in ALIASES.items()
        for asked in ways
        if (answer := ask(port, asked)).status != 301
        or (answer.location or "").partition("?")[0] != leads[old]
    ]
    assert wrong == []


def test_no_other_address_leads_anywhere(served: tuple[str, Served]) -> None:
    _, (port, _) = served
    led = [(asked, ask(port, asked)) for asked in NOTHING]
    assert [each for each in led if each[1].status not in (200, 404)] == []


def test_capitals_do_not_matter_where_they_tell_nothing_apart(served: tuple[str, Served]) -> None:
    name, (port, leads) = served
    for asked, old in IN_ANY_CAPITALS.items():
        expected = 404 if name == "nginx" and "?" not in asked else 301
        answer = ask(port, asked)
        assert answer.status == expected, asked
        assert answer.location in (None, leads[old])


def test_an_apache_without_rewriting_starts_and_knows_the_paths(
    folder: Path, leads: dict[str, str]
) -> None:
    output, port, place = folder / "site/output", free_port(), folder / "plain"
    place.mkdir()
    with apache(place, documented_host(output, port), port):
        assert ask(port, "/news/12.aspx") == (301, leads["/news/12.aspx"])
        assert ask(port, "/index.php?id=12").status == 404
        assert ask(port, "/az/").status == 200


def rules(
    place: Path, redirects: Mapping[str, str], base: str = HOST, *styles: RedirectStyle
) -> list[Path]:
    """The files of these styles for old and new addresses."""
    found = []
    for number, style in enumerate(styles):
        planned = RedirectRules(address="/x", style=style, redirects=tuple(redirects.items()))
        found.append(place / f"{len(base)}.{number}.conf")
        found[-1].write_bytes(redirect_rules(planned, Tools(base, lambda prose, language: "")))
    return found


def any_address(chance: random.Random) -> str:
    """With all signs that an address can have, of a length at which the pieces of a key end."""
    signs = "abcXYZ0189-._~!$&()*+,;=:@/%{}[]|^`\" '#?əşщ字\xe9"
    length = chance.choice((1, 3, 30, 31, 32, 33, 45, 46, 47, 63, 64, 65, 96, 128, 200))
    path = "".join(chance.choice(signs) for _ in range(length))
    query = "".join(chance.choice(signs) for _ in range(chance.choice((0, 0, 1, 16, 32, 46, 100))))
    path = "/".join(part.strip(".") for part in path.split("/"))
    quoted = OldAddress(f"/x{path}").text
    return f"{quoted}?{query.replace('#', '%23')}" if query else quoted


def test_nginx_finds_any_addresses_among_many(tmp_path: Path) -> None:
    chance = random.Random(20261129)
    found = (OldAddress.read(any_address(chance)) for _ in range(600))
    old = {each.text: each for each in found if each is not None}
    leads = {text: f"/az/{number}/" for number, text in enumerate(old)}
    # What differs in its closing slash alone is one address, which a build would tell.
    same = {(each.path.rstrip("/"), each.query): text for text, each in old.items()}
    server, table = rules(tmp_path, leads, HOST, RedirectStyle.NGINX, RedirectStyle.NGINX_MAP)
    port = free_port()
    block = f"include {table}; server {{ listen 127.0.0.1:{port}; include {server}; }}"
    with nginx(tmp_path, block, port):
        answers = {text: ask(port, text) for text in same.values()}
    assert len(answers) > 500
    assert {text: answer.location for text, answer in answers.items()} == {
        text: HOST + leads[text] for text in answers
    }


def test_more_addresses_with_a_query_than_nginx_compares_are_in_its_map(tmp_path: Path) -> None:
    leads = {f"/?p={number}": f"/az/{number}/" for number in range(MOST_QUERIES + 50)}
    server, table = rules(tmp_path, leads, HOST, RedirectStyle.NGINX, RedirectStyle.NGINX_MAP)
    for first, known in ((f"include {table};", MOST_QUERIES + 50), ("", MOST_QUERIES)):
        port = free_port()
        with nginx(
            tmp_path, f"{first} server {{ listen 127.0.0.1:{port}; include {server}; }}", port
        ):
            found = {old: ask(port, old).location for old in leads}
        assert [old for old in leads if found[old] == HOST + leads[old]] == list(leads)[:known]


def test_several_sites_share_one_nginx(tmp_path: Path) -> None:
    """In folders of one host, and the whole of another; each has the same old addresses."""
    bases = [f"{HOST}/press", f"{HOST}/a-b", f"{HOST}/a_b", "https://other.example.org"]
    host = tmp_path / "host"
    outputs: list[Path] = []
    for base in bases:
        site = tmp_path / f"site{len(outputs)}"
        made(site, {"/old/": (), "/index.php?id=1": (), LONG: (), JOOMLA.format(1): ()}, base)
        inside = base.removeprefix(HOST) if base.startswith(HOST) else "/../other"
        output = Path(os.path.normpath(f"{host}{inside}"))
        output.parent.mkdir(exist_ok=True)
        outputs.append((site / "output").rename(output))
    ports = (free_port(), free_port())
    parts = ("headers.nginx.conf", "redirects.nginx.conf")
    blocks = [f"include {output}/redirects.map.nginx.conf;" for output in outputs]
    for port, root, within in ((ports[0], host, outputs[:3]), (ports[1], outputs[3], outputs[3:])):
        includes = " ".join(f"include {output}/{part};" for output in within for part in parts)
        blocks.append(f"server {{ listen 127.0.0.1:{port}; root {root}; {includes} }}")
    with nginx(tmp_path, " ".join(blocks), ports[0]):
        for base in bases:
            port, path = (ports[0], base[len(HOST) :]) if HOST in base else (ports[1], "")
            for number, old in enumerate(("/old/", "/index.php?id=1", LONG, JOOMLA.format(1))):
                new = f"{base}/az/releases/2026/n{number}/"
                assert ask(port, path + old) == (301, new)
            with socket.create_connection(("127.0.0.1", port), PATIENCE) as connection:
                connection.sendall(f"GET {path}/az/ HTTP/1.0\r\n\r\n".encode())
                head = b"".join(iter(lambda: connection.recv(65536), b"")).partition(b"\r\n\r\n")
            assert head[0].lower().count(b"content-security-policy:") == 1, base


OUTSIDE = {
    f"{HOST}/index.php?id=7": "/index.php?id=7",
    f"{HOST}/köhnə.html": "/k%C3%B6hn%C9%99.html",
    f"{HOST}/press/old/": "/press/old/",
    "/older/": "/press/older/",
    "http://www.press.example.org/?p=4": "/?p=4",
}


@pytest.fixture(scope="module")
def inside(folder: Path) -> tuple[Path, dict[str, str]]:
    """A site for the folder `press` of its host."""
    return folder / "press", made(folder / "press/site", OUTSIDE, f"{HOST}/press")


@pytest.mark.parametrize("server", ["nginx", "nginx-map", "apache"])
def test_what_lay_outside_of_the_sites_folder_leads_into_it(
    inside: tuple[Path, dict[str, str]], server: str
) -> None:
    place, leads = inside
    with served_by(server, place) as port:
        assert {old: ask(port, asked) for old, asked in OUTSIDE.items()} == {
            old: (301, leads[old]) for old in OUTSIDE
        }
        assert ask(port, "/older/").location is None


def yesterday() -> str:
    """The server block of the documentation as it was before there was a map."""
    text = (REPOSITORY / "docs/publishing.md").read_text()
    blocks = re.findall(r"```nginx\n(.*?)```", text, re.DOTALL)
    return re.sub("ssl|server_name.*;", "", re.sub(".*(map|certificate).*\n", "", blocks[0]))


def test_the_rules_stay_in_the_server_block_that_has_no_map(
    folder: Path, leads: dict[str, str]
) -> None:
    block, port, place = yesterday(), free_port(), folder / "yesterday"
    assert block.lstrip().startswith("server {")
    block = block.replace("listen 443 ;", f"listen 127.0.0.1:{port};")
    place.mkdir()
    with nginx(place, block.replace("/var/www/press", str(folder / "site/output")), port):
        for old in ("/old/", "/news/12.aspx", "/index.php?id=12", LONG):
            assert ask(port, old) == (301, leads[old])
        assert ask(port, "/az/").status == 200
