"""A copy of a template from which pieces were taken has no code of its own."""

from __future__ import annotations

import pytest

from beyan.checks.own_code import has_own_code

TEMPLATE = """{% extends "base.html" %}
{% from "parts/inline.html" import day, moment %}
{% block title %}{{ page.title }}{% endblock %}
{% block main %}
{% set tag = page.language|lang %}
<h1{{ tag }}>{{ page.title|bdi }}</h1>
{% if page.lead %}<p class="lead">{{ page.lead|bdi }}</p>{% endif %}
{% if page.photos %}
<p>{{ page.photos[0].alt.text }}</p>
{% elif page.card %}{{ page.card.address }}
{% else %}<p>{{ _("No photo") }}</p>{% endif %}
{% for each in page.topics if each.label %}
<a href="{{ each.address|url }}">{{ each.label|bdi }}</a>
{% endfor %}
{{ names.append(page.title) }}
<script type="application/ld+json">{{ structured_data }}</script>
{% endblock %}
"""


def edited(before: str, after: str) -> bytes:
    assert TEMPLATE.count(before) == 1
    return TEMPLATE.replace(before, after).encode()


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("<h1", "{# ours #}<h2 class=big"),
        ('<p class="lead">', "<div>Mətbuat xidməti: "),
        ('{% if page.lead %}<p class="lead">{{ page.lead|bdi }}</p>{% endif %}', ""),
        ('<p class="lead">{{ page.lead|bdi }}</p>', ""),
        ('{% else %}<p>{{ _("No photo") }}</p>', ""),
        ("{{ page.title }}", ""),
        ("<p>{{ page.photos[0].alt.text }}</p>", ""),
        ('<a href="{{ each.address|url }}">', ""),
        ("{% block title %}", "{%- block title -%}"),
        ("page.photos[0].alt", "page.photos[ 0 ] . alt"),
    ],
)
def test_what_was_left_out_or_is_no_code_adds_nothing(before: str, after: str) -> None:
    assert not has_own_code(edited(before, after), TEMPLATE.encode())


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("<h1", "{{ page.summary }}<h1"),
        ("page.title|bdi", "page.title|upper"),
        # The condition was what kept it from failing.
        ("{% if page.lead %}", "{% if page.title %}"),
        (
            '{% if page.lead %}<p class="lead">{{ page.lead|bdi }}</p>{% endif %}',
            "{{ page.lead|bdi }}",
        ),
        ("{% elif page.card %}{{ page.card.address }}", ""),
        ("page.topics if each.label", "page.topics"),
        ("{% for each in page.topics if each.label %}", "{% for each in page.topics recursive %}"),
        # Of these something else asks.
        ("{% set tag = page.language|lang %}", ""),
        ('{% from "parts/inline.html" import day, moment %}', ""),
        ("import day, moment", "import day"),
        ("{% block title %}{{ page.title }}{% endblock %}", ""),
        ("{{ names.append(page.title) }}", ""),
        # What stands there is read by other programs.
        ("{{ structured_data }}", "[{{ structured_data }}]"),
        ("{{ structured_data }}", ""),
        ("<h1", '<script type="application/ld+json">{}</script><h1'),
        ("{% endfor %}", "{% endfor %}{% include 'parts/own.html' %}"),
        ("<h1", "{% set tag %}{{ page.title }}{% endset %}<h1"),
        ("{% endfor %}", ""),
        ("{% endfor %}", "{% break %}{% endfor %}"),
    ],
)
def test_what_was_added_moved_or_no_longer_guarded_is_own_code(before: str, after: str) -> None:
    assert has_own_code(edited(before, after), TEMPLATE.encode())


def test_what_is_no_text_or_nested_without_end_is_own_code() -> None:
    deep = "{% if a %}" * 400 + "{% endif %}" * 400
    assert has_own_code(b"\xff", TEMPLATE.encode())
    assert has_own_code(deep.encode(), deep.encode() + b"{{ a }}")
