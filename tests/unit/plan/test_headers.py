from __future__ import annotations

from dataclasses import replace

from beyan.plan.headers import header_rules
from tests.unit.plan.conftest import config


def policy(path: str, **settings: object) -> str:
    rules = header_rules(replace(config(), **settings))  # type: ignore[arg-type]  # any of its fields
    (found,) = (
        dict(rule.headers)["Content-Security-Policy"] for rule in rules if path in rule.paths
    )
    return found


def test_no_policy_lets_a_page_run_what_stands_in_it() -> None:
    for path in ("/*", "/az/search/*", "/en/search/*"):
        said = policy(path)
        assert said.startswith("default-src 'none'; ")
        assert "unsafe-inline" not in said
        assert "'unsafe-eval'" not in said
        assert "frame-ancestors 'none'" in said
        assert "base-uri 'none'" in said
        assert "http" not in said
    assert "script-src" not in policy("/*")


def test_what_a_browser_shows_by_itself_is_in_a_sandbox() -> None:
    for path in ("/*.xml", "/*.jpg", "/*.mp4", "/*.svg"):
        assert policy(path).endswith("; sandbox")
        assert "script-src" not in policy(path)


def test_a_site_without_search_lets_no_script_run() -> None:
    rules = header_rules(replace(config(), search=False))
    assert "script-src" not in repr(rules)


def test_only_a_site_with_tls_asks_for_it() -> None:
    for base_url, is_said in (("https://a.example", True), ("http://a.example", False)):
        (first, *_) = header_rules(replace(config(), base_url=base_url))
        assert ("Strict-Transport-Security" in dict(first.headers)) is is_said
