"""Requests of visitors, robots and proxies, as the logs of many servers tell of them."""

from __future__ import annotations

import bz2
import gzip
import json
import lzma
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta, timezone
from typing import NamedTuple
from urllib.parse import quote

import zstandard

from beyan.desk.coverage import Coverage
from beyan.desk.logs.addresses import Visitors
from beyan.desk.logs.hosts import Hosts
from beyan.desk.pages import Pages
from beyan.desk.sifting import Sieve

FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
HOST = "press.example.org"
BALANCER = "10.0.0.5"


class Asked(NamedTuple):
    """`at` in seconds since 1970; through the balancer where `is_proxied`."""

    at: int
    visitor: str = "198.51.100.7"
    path: str = "/az/releases/2026/x/"
    host: str = HOST
    agent: str = FIREFOX
    method: str = "GET"
    status: int = 200
    is_proxied: bool = False

    @property
    def peer(self) -> str:
        return BALANCER if self.is_proxied else self.visitor

    @property
    def forwarded(self) -> str:
        return self.visitor if self.is_proxied else "-"

    @property
    def clf(self) -> str:
        moment = datetime.fromtimestamp(self.at, timezone(timedelta(hours=4)))
        return moment.strftime("%d/%b/%Y:%H:%M:%S +0400")

    @property
    def iso(self) -> str:
        return datetime.fromtimestamp(self.at, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")

    @property
    def request(self) -> str:
        return f"{self.method} {self.path} HTTP/1.1"


def _tail(asked: Asked) -> str:
    return f'[{asked.clf}] "{asked.request}" {asked.status} 5120 "-" "{asked.agent}"'


def _combined(asked: Asked) -> str:
    return f"{asked.visitor} - - {_tail(asked)}"


def _nginx_json(asked: Asked) -> str:
    return json.dumps(
        {
            "msec": f"{asked.at}.250",
            "remote_addr": asked.peer,
            "http_x_forwarded_for": asked.forwarded,
            "host": asked.host,
            "request": asked.request,
            "status": str(asked.status),
            "http_user_agent": asked.agent,
        }
    )


def _caddy(asked: Asked) -> str:
    headers = {"User-Agent": [asked.agent]}
    if asked.is_proxied:
        headers["X-Forwarded-For"] = [asked.visitor]
    request = {
        "remote_ip": asked.peer, "remote_port": "5123", "proto": "HTTP/2.0",
        "method": asked.method, "host": asked.host, "uri": asked.path, "headers": headers,
    }  # fmt: skip
    return json.dumps(
        {"level": "info", "ts": asked.at + 0.25, "logger": "http.log.access.log0",
         "msg": "handled request", "request": request, "status": asked.status}
    )  # fmt: skip


def _traefik(asked: Asked) -> str:
    return json.dumps(
        {"ClientAddr": f"{asked.peer}:4711", "ClientHost": asked.peer,
         "DownstreamStatus": asked.status, "RequestHost": asked.host,
         "RequestMethod": asked.method, "RequestPath": asked.path,
         "StartUTC": asked.iso.replace("Z", ".123456789Z"), "level": "info", "msg": "",
         "request_User-Agent": asked.agent,
         **({"request_X-Forwarded-For": asked.visitor} if asked.is_proxied else {})}
    )  # fmt: skip


def _cloudflare(asked: Asked) -> str:
    return json.dumps(
        {"ClientIP": asked.visitor, "ClientRequestHost": asked.host,
         "ClientRequestMethod": asked.method, "ClientRequestURI": asked.path,
         "ClientRequestUserAgent": asked.agent, "EdgeResponseStatus": asked.status,
         "EdgeStartTimestamp": asked.at * 10**9 + 5}
    )  # fmt: skip


def _balancer(asked: Asked) -> str:
    return (
        f"h2 {asked.iso.replace('Z', '.123456Z')} app/press/50dc {asked.visitor}:2817 10.0.0.1:80 "
        f"0.000 0.001 0.000 {asked.status} {asked.status} 34 366 "
        f'"{asked.method} https://{asked.host}:443{asked.path} HTTP/2.0" "{asked.agent}" '
        'ECDHE TLSv1.3 arn:aws:x "Root=1-58" "press" "arn:x" 0 - "forward" "-" "-"'
    )


def _cloudfront(asked: Asked) -> str:
    day, time = asked.iso.removesuffix("Z").split("T")
    agent = quote(quote(asked.agent))
    path = quote(asked.path, safe="/?=&%")
    return "\t".join(
        (day, time, "FRA2", asked.visitor, asked.method, "d111.cloudfront.example", path,
         str(asked.status), "-", agent, asked.host)
    )  # fmt: skip


def _iis(asked: Asked) -> str:
    day, time = asked.iso.removesuffix("Z").split("T")
    agent = asked.agent.replace(" ", "+")
    return (
        f"{day} {time} 10.0.0.1 {asked.method} {asked.path} - 443 - {asked.peer} {agent} - "
        f"{asked.host} {asked.status} 0 0 15 {asked.forwarded}"
    )


def _syslog(asked: Asked) -> str:
    moment = datetime.fromtimestamp(asked.at, timezone(timedelta(hours=4)))
    return f"<190>{moment:%b} {moment.day:2} {moment:%H:%M:%S} web1 nginx: {_combined(asked)}"


def _rfc5424(asked: Asked) -> str:
    return f"<190>1 {asked.iso} web1 nginx 4711 - - {asked.host} {_combined(asked)}"


def _docker(asked: Asked) -> str:
    log = f'{asked.peer} - - {_tail(asked)} "{asked.forwarded}"\n'
    return json.dumps({"log": log, "stream": "stdout", "time": asked.iso})


class Format(NamedTuple):
    """What its lines can tell besides who asked for what, and when."""

    line: Callable[[Asked], str]
    head: str = ""
    has_hosts: bool = True
    has_proxies: bool = True


_CLOUDFRONT = (
    "#Version: 1.0\n#Fields: date time x-edge-location c-ip cs-method cs(Host) cs-uri-stem "
    "sc-status cs(Referer) cs(User-Agent) x-host-header\n"
)
_IIS = (
    "#Software: Microsoft Internet Information Services 10.0\n#Fields: date time s-ip cs-method "
    "cs-uri-stem cs-uri-query s-port cs-username c-ip cs(User-Agent) cs(Referer) cs-host "
    "sc-status sc-substatus sc-win32-status time-taken X-Forwarded-For\n"
)
DECLARED = (
    '$status|$host|$remote_addr|$http_x_forwarded_for|$time_iso8601|$request|"$http_user_agent"'
)
FORMATS = {
    "combined": Format(_combined, has_hosts=False, has_proxies=False),
    "vhost": Format(lambda a: f"{a.host}:443 {_combined(a)}", has_proxies=False),
    "balanced": Format(lambda a: f"10.0.0.9 {_combined(a)}", has_hosts=False, has_proxies=False),
    "main": Format(lambda a: f'{a.peer} - - {_tail(a)} "{a.forwarded}"', has_hosts=False),
    "nginx-json": Format(_nginx_json),
    "caddy": Format(_caddy),
    "traefik": Format(_traefik),
    "cloudflare": Format(_cloudflare, has_proxies=False),
    "alb": Format(_balancer, has_proxies=False),
    "cloudfront": Format(_cloudfront, _CLOUDFRONT, has_proxies=False),
    "iis": Format(_iis, _IIS),
    "syslog": Format(_syslog, has_hosts=False, has_proxies=False),
    "rfc5424": Format(_rfc5424, has_proxies=False),
    "docker": Format(_docker, has_hosts=False),
    "compose": Format(
        lambda a: f'web-1  | {a.host} {a.peer} - - {_tail(a)} "{a.forwarded}"'
    ),
    "declared": Format(
        lambda a: f'{a.status}|{a.host}|{a.peer}|{a.forwarded}|{a.iso}|{a.request}|"{a.agent}"'
    ),
}  # fmt: skip

PACKED: Sequence[Callable[[bytes], bytes]] = (
    bytes,
    gzip.compress,
    bz2.compress,
    lzma.compress,
    lambda data: zstandard.ZstdCompressor().compress(data),
    # As `cat` joins rotated logs.
    lambda data: gzip.compress(data[:100]) + gzip.compress(data[100:]),
)
ENCODED: Sequence[Callable[[str], bytes]] = (
    str.encode,
    lambda text: b"\xef\xbb\xbf" + text.encode(),
    lambda text: text.encode("utf-16"),
    lambda text: text.replace("\n", "\r\n").encode(),
    lambda text: text.replace("\n", "\r").encode(),
)


def log(format: str, asked: Sequence[Asked]) -> str:
    chosen = FORMATS[format]
    return chosen.head + "".join(f"{chosen.line(each)}\n" for each in asked)


def sieve_of(
    coverage: Coverage, shown: Sequence[str] = (Asked(0).path,), now: int = 1 << 31
) -> Sieve:
    """Of a site whose pages are those of one release."""
    return Sieve(
        Pages(dict.fromkeys(shown, ("2026/x", "az"))),
        lambda agent: False,
        Visitors(),
        Hosts(f"https://{HOST}"),
        coverage.counted(""),
        now=now,
    )
