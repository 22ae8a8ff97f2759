"""Fields with names, as JSON, W3C's extended logs and declared formats have them → a hit."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import unquote

import orjson

from beyan.desk.logs.hit import Hit, Unreadable
from beyan.desk.logs.instants import instant
from beyan.desk.logs.requests import PREFETCH, parted

# Under which names a log has what is asked for, the surer ones first: variables of nginx, fields of
# Cloudflare's Logpush, W3C (CloudFront, IIS), Caddy, Traefik, and what people call them in JSON.
_AT = (
    "time_iso8601", "time_local", "msec", "EdgeStartTimestamp", "StartUTC", "StartLocal",
    "ts", "time", "timestamp", "@timestamp", "datetime",
)  # fmt: skip
_ADDRESSES = (
    "client_ip", "remote_addr", "remote_ip", "remote_host", "peer_addr", "realip_remote_addr",
    "proxy_protocol_addr", "ClientIP", "c-ip", "ClientHost", "ClientAddr", "clientip", "client",
    "ip",
)  # fmt: skip
_FORWARDED = (
    "http_x_forwarded_for", "proxy_add_x_forwarded_for", "x_forwarded_for", "xff",
    "x-forwarded-for", "X-Forwarded-For", "cs(X-Forwarded-For)", "request_X-Forwarded-For",
    "http_true_client_ip", "http_cf_connecting_ip", "http_x_real_ip", "OriginalIP",
)  # fmt: skip
_HOST = (
    "x-host-header", "host", "http_host", "ClientRequestHost", "cs-host", "cs(Host)",
    "RequestHost", "vhost", "server_name",
)  # fmt: skip
_METHOD = ("request_method", "ClientRequestMethod", "cs-method", "RequestMethod", "method")
_TARGET = (
    "request_uri", "ClientRequestURI", "ClientRequestPath", "cs-uri-stem", "RequestPath", "uri",
    "url", "path", "document_uri",
)  # fmt: skip
_STATUS = (
    "status", "EdgeResponseStatus", "sc-status", "DownstreamStatus", "status_code", "code",
)  # fmt: skip
_AGENT = (
    "http_user_agent", "ClientRequestUserAgent", "cs(User-Agent)", "request_User-Agent",
    "user_agent", "useragent", "agent",
)  # fmt: skip
_PURPOSE = (
    "http_sec_purpose", "http_purpose", "http_x_purpose", "http_x_moz",
    "cs(Sec-Purpose)", "cs(Purpose)", "cs(X-Moz)",
    "request_Sec-Purpose", "request_Purpose", "request_X-Moz",
)  # fmt: skip
# In which a program keeps what another one wrote: docker, journald, collectors of logs.
_WRAPPED = ("log", "MESSAGE", "message", "msg")
# Of CloudFront, whose own host is none of the site's.
_EDGE = "x-edge-location"


def wrapped(line: str) -> str:
    """What a container wrote, in JSON of the program that keeps it; the line where it is none."""
    if not line.startswith("{"):
        return line
    values = _object(line)
    inside = next((values[name] for name in _WRAPPED if isinstance(values.get(name), str)), None)
    if inside is None or "request" in values or _first(values, _STATUS) is not None:
        return line
    return str(inside).strip()


def from_json(line: str) -> Hit:
    if not line.startswith("{"):
        raise Unreadable
    values = _object(line)
    if "date" in values and "time" in values and _AT[0] not in values:
        return from_w3c(values)
    request = values.get("request")
    return hit_of(_caddy(values, request) if isinstance(request, Mapping) else values)


def from_w3c(values: Mapping[str, Any]) -> Hit:
    """Texts are percent-encoded, by CloudFront once or twice, and "-" is nothing."""
    given = {name: value for name, value in values.items() if value != "-"}
    agent = _first(given, _AGENT)
    if agent is not None:
        decoded = unquote(unquote(str(agent)))
        given[_AGENT[0]] = decoded if " " in decoded else decoded.replace("+", " ")
    elif any(name in values for name in _AGENT):
        given[_AGENT[0]] = "-"
    forwarded = _first(given, _FORWARDED)
    if forwarded is not None:
        given[_FORWARDED[0]] = unquote(str(forwarded)).replace("+", " ")
    if _EDGE in values:
        given.pop("cs(Host)", None)
    given[_AT[0]] = f"{given['date']}T{given['time']}Z"
    return hit_of(given)


def hit_of(values: Mapping[str, Any]) -> Hit:
    method, target = _first(values, _METHOD), _first(values, _TARGET)
    request = values.get("request")
    if isinstance(request, str) and (method is None or target is None):
        method, target = parted(request)
    if method is None or target is None:
        raise Unreadable
    addresses = tuple(str(values[name]) for name in _ADDRESSES if values.get(name))
    if not addresses:
        raise Unreadable
    agent = _first(values, _AGENT)
    return Hit(
        instant(str(_needed(values, _AT))),
        addresses,
        _text(values, _FORWARDED),
        _text(values, _HOST),
        str(method),
        str(target),
        int(_needed(values, _STATUS)),
        str(agent) if agent is not None else None,
        any(PREFETCH.match(str(values[name])) for name in _PURPOSE if values.get(name)),
    )


def _caddy(values: Mapping[str, Any], request: Mapping[str, Any]) -> Mapping[str, Any]:
    """The headers under the names that nginx gives them."""
    headers = request.get("headers")
    flat = {
        f"http_{name.lower().replace('-', '_')}": ", ".join(map(str, each))
        for name, each in (headers.items() if isinstance(headers, Mapping) else ())
        if isinstance(each, list)
    }
    # A browser says who it is: here it could have, and did not.
    return {"http_user_agent": "-", **values, **request, **flat, "request": None}


def _object(line: str) -> Mapping[str, Any]:
    values = orjson.loads(line)
    if not isinstance(values, Mapping):
        raise Unreadable
    return values


def _first(values: Mapping[str, Any], names: Iterable[str]) -> Any:
    return next((values[name] for name in names if values.get(name) is not None), None)


def _needed(values: Mapping[str, Any], names: Iterable[str]) -> Any:
    found = _first(values, names)
    if found is None:
        raise Unreadable
    return found


def _text(values: Mapping[str, Any], names: Iterable[str]) -> str:
    return next((str(values[n]) for n in names if values.get(n) and values[n] != "-"), "")
