"""A real nginx, with the configuration that docs/publishing.md shows, and a real Apache."""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.browser.conftest import REPOSITORY, needed

# Debian puts it where only root looks for programs.
_PLACES = os.pathsep.join((os.environ.get("PATH", ""), "/usr/sbin", "/usr/local/sbin"))
# One process, which is that of the tests: it may read what they wrote.
_FRAME = """\
daemon off;
master_process off;
pid {folder}/pid;
error_log stderr;
events {{ }}
http {{
    include {types};
    access_log off;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
{servers}
}}
"""

_MODULES = ("/usr/lib/apache2/modules", "/usr/lib64/httpd/modules", "/usr/lib/httpd/modules")
_LOADED = ("mpm_event", "authz_core", "dir", "headers", "alias")
_APACHE = """\
ServerName localhost
PidFile {folder}/pid
ErrorLog {folder}/errors
Listen 127.0.0.1:{port}
{modules}
<IfModule unixd_module>
User #65534
Group #65534
</IfModule>
{site}
"""

# Seconds that a server may take to begin, to answer or to end on a machine that does other things
# as well.
PATIENCE = 60.0
_held: list[socket.socket] = []


def free_port() -> int:
    """A port that a server can have, and that nobody else on this machine is given meanwhile.

    The socket that holds it never listens, and servers may take such an address over.
    """
    held = socket.socket()
    held.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    held.bind(("127.0.0.1", 0))
    _held.append(held)
    port: int = held.getsockname()[1]
    return port


def documented_server(output: Path, port: int, certificate: tuple[Path, Path]) -> str:
    """The server block of the documentation with the location that it shows, for this machine."""
    text = (REPOSITORY / "docs/publishing.md").read_text()
    server, location = re.findall(r"```nginx\n(.*?)```", text, re.DOTALL)
    block: str = server.rstrip().removesuffix("}") + location + "}\n"
    for shown, real in {
        "listen 443 ssl;": f"listen 127.0.0.1:{port} ssl;",
        "server_name press.example.org;": "",
        "/var/www/press": str(output),
        "/etc/ssl/press.pem": str(certificate[0]),
        "/etc/ssl/press.key": str(certificate[1]),
    }.items():
        assert shown in block
        block = block.replace(shown, real)
    return block


def documented_host(output: Path, port: int) -> str:
    """The virtual host of the documentation, for this machine and without TLS."""
    text = (REPOSITORY / "docs/publishing.md").read_text()
    (host,) = re.findall(r"```apache\n(.*?)```", text, re.DOTALL)
    host = re.sub(" *SSL.*\n", "", host).replace("/var/www/press", str(output))
    assert "*:443" in host
    changed: str = host.replace("*:443", f"127.0.0.1:{port}")
    return changed


def made_certificate(folder: Path) -> tuple[Path, Path]:
    """One of this machine's own, and its key."""
    program = needed(shutil.which("openssl"), "openssl")
    certificate, key = folder / "press.pem", folder / "press.key"
    kind = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"]
    names = ["-subj", "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1"]
    files = ["-keyout", str(key), "-out", str(certificate)]
    command = [program, "req", "-x509", *kind, *names, *files]
    subprocess.run(command, check=True, capture_output=True)
    return certificate, key


def nginx_program() -> str:
    return needed(shutil.which("nginx", path=_PLACES), "nginx")


def settings_of_nginx(folder: Path, servers: str) -> Path:
    """The file with these servers, and with nothing in other folders."""
    file = folder / "nginx.conf"
    file.write_text(_FRAME.format(folder=folder, types="/etc/nginx/mime.types", servers=servers))
    return file


@contextmanager
def nginx(folder: Path, servers: str, port: int) -> Iterator[None]:
    """A server that answers at the port for as long as the block lasts."""
    program = nginx_program()
    file = settings_of_nginx(folder, servers)
    errors = folder / "errors"
    with errors.open("wb") as log:
        command = [program, "-p", str(folder), "-c", str(file)]
        running = subprocess.Popen(command, stderr=log, stdout=log)
    try:
        _wait_for(port, running, errors)
        yield
    finally:
        running.terminate()
        running.wait(PATIENCE)


@contextmanager
def apache(folder: Path, site: str, port: int, *more: str) -> Iterator[None]:
    """A server that answers at the port for as long as the block lasts.

    Root starts it as another user, who has to be let into the folder. `more` are further modules.
    """
    found = (shutil.which(name, path=_PLACES) for name in ("apache2", "httpd"))
    program = needed(next(filter(None, found), None), "Apache")
    modules = next(path for path in map(Path, _MODULES) if path.is_dir())
    file, errors = folder / "apache.conf", folder / "errors"
    loaded = (f"LoadModule {each}_module {modules}/mod_{each}.so" for each in (*_LOADED, *more))
    file.write_text(_APACHE.format(folder=folder, port=port, modules="\n".join(loaded), site=site))
    with errors.open("wb") as log:
        command = [program, "-X", "-d", str(folder), "-f", str(file)]
        running = subprocess.Popen(command, stderr=log, stdout=log)
    try:
        _wait_for(port, running, errors)
        yield
    finally:
        running.terminate()
        running.wait(PATIENCE)


def _wait_for(port: int, running: subprocess.Popen[bytes], errors: Path) -> None:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        assert running.poll() is None, errors.read_text()
        try:
            socket.create_connection(("127.0.0.1", port), PATIENCE).close()
            return
        except OSError:
            time.sleep(0.05)
    raise AssertionError(f"the server does not answer: {errors.read_text()}")
