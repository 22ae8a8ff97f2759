"""How a new site goes online: a recipe for each place, of one table of steps.

The shell commands are the same wherever they run (tests/test_recipes.py runs them).
"""

from __future__ import annotations

from collections.abc import Mapping
from textwrap import indent

from beyan.desk.container import IGNORED, containerfile

INSTALL = "python -m pip install --quiet -r requirements.txt"
CHECK = "beyan check --format {format}"
BUILD = "beyan build --format {format} --changes changes.json"
# Ends with 3 where no hour has come since the last build: then a schedule has nothing to do.
DUE = "beyan due --since-last"
# What is wrong otherwise, the build tells.
NOT_DUE = f"""\
code=0
{DUE} || code=$?
if [ "$code" -eq 3 ]"""

# Python whose digests of packages are in requirements.txt.
PYTHON = "3.12"


def recipe(place: str) -> dict[str, str]:
    """The files of a recipe by their path; none for "none"."""
    return dict(_RECIPES[place])


def _shell(*lines: str) -> str:
    return "\n".join(("#!/bin/sh", *lines)) + "\n"


_GITHUB = f"""\
# Publishes the site on GitHub Pages: on each commit, and when an embargo ends or a text expires.
# In the repository's settings, under Pages, choose "GitHub Actions" as the source.
name: Publish

on:
  push:
    branches: [main]
  pull_request:
  schedule:
    - cron: "7,27,47 * * * *"
  workflow_dispatch:

permissions:
  contents: read

# Two runs never publish at once.
concurrency:
  group: publish-${{{{ github.ref }}}}
  cancel-in-progress: false

jobs:
  build:
    runs-on: ubuntu-latest
    outputs:
      is-due: ${{{{ steps.due.outputs.is-due }}}}
    steps:
      - uses: actions/checkout@v4
      - uses: actions/setup-python@v5
        with:
          python-version: "{PYTHON}"
          cache: pip
      - name: Install
        run: {INSTALL}
      - uses: actions/cache@v4
        with:
          path: .cache
          key: beyan-${{{{ github.run_id }}}}
          restore-keys: beyan-
      # First: most scheduled runs have nothing to do.
      - id: due
        name: Due
        run: |
{indent(NOT_DUE, 10 * " ")} && [ "$GITHUB_EVENT_NAME" = schedule ]; then
            exit 0
          fi
          echo "is-due=true" >> "$GITHUB_OUTPUT"
      - name: Build
        if: steps.due.outputs.is-due == 'true'
        run: {BUILD.format(format="github")}
      # The site as the pull request makes it, to be looked at.
      - if: github.event_name == 'pull_request'
        uses: actions/upload-artifact@v4
        with:
          name: site
          path: output
      - if: github.event_name != 'pull_request' && steps.due.outputs.is-due == 'true'
        uses: actions/upload-pages-artifact@v3
        with:
          path: output

  publish:
    needs: build
    if: github.event_name != 'pull_request' && needs.build.outputs.is-due == 'true'
    runs-on: ubuntu-latest
    permissions:
      pages: write
      id-token: write
    environment:
      name: github-pages
      url: ${{{{ steps.deployment.outputs.page_url }}}}
    steps:
      - id: deployment
        uses: actions/deploy-pages@v4
"""

_GITLAB = f"""\
# Publishes the site on GitLab Pages: on each commit to the default branch, and by a schedule (under
# Build, Pipeline schedules: every 20 minutes) when an embargo ends or a text expires.
image: python:{PYTHON}

variables:
  PIP_CACHE_DIR: $CI_PROJECT_DIR/.pip

cache:
  key: beyan
  paths: [.cache/, .pip/]

before_script:
  - {INSTALL}

# Of a merge request: the site as it makes it, and problems beside the lines they are in.
preview:
  rules:
    - if: $CI_PIPELINE_SOURCE == "merge_request_event"
  script:
    - {CHECK.format(format="gitlab")} > problems.json
    - {BUILD.format(format="text")}
  artifacts:
    when: always
    paths: [output/]
    reports:
      codequality: problems.json

pages:
  rules:
    - if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH
  resource_group: pages
  script:
    # First: most scheduled runs have nothing to do. What was published stays.
    - |
{indent(NOT_DUE, 6 * " ")} && [ "$CI_PIPELINE_SOURCE" = schedule ] && [ -d output ]; then
        exit 0
      fi
    - {BUILD.format(format="text")}
  publish: output
  artifacts:
    paths: [output/]
"""

_NETLIFY = f"""\
# Netlify builds on each commit. For embargoes that end: a build hook, called by a schedule.
[build]
  command = "{INSTALL} && {BUILD.format(format="text")}"
  publish = "output"

[build.environment]
  PYTHON_VERSION = "{PYTHON}"
"""

_CLOUDFLARE = {
    "wrangler.toml": """\
# Cloudflare Pages: connect the repository, with "sh build.sh" as the build command. For embargoes
# that end: a deploy hook, called by a schedule.
name = "press"
pages_build_output_dir = "output"
compatibility_date = "2026-01-01"
""",
    ".python-version": f"{PYTHON}\n",
    "build.sh": _shell("set -eu", INSTALL, BUILD.format(format="text")),
}

# Of a server of the office: run by hand, and by cron every few minutes with "--if-due".
_ON_A_SERVER = f"""\
set -eu
cd "$(dirname "$0")"
: "${{WHERE:?is where it goes}}"
if [ "${{1:-}}" = --if-due ]; then
{indent(NOT_DUE, 2 * " ")}; then
    exit 0
  fi
fi
{BUILD.format(format="text")}"""


_S3 = _shell(
    "# Builds the site and puts it into a bucket: sh publish.sh [--if-due]",
    "# BUCKET is its name; with DISTRIBUTION, changed addresses leave CloudFront's caches.",
    _ON_A_SERVER.replace("WHERE", "BUCKET"),
    "# Pages last, so that none is seen before what it shows; then what is gone.",
    'aws s3 sync output "s3://$BUCKET" --exclude "*.html" --only-show-errors',
    'aws s3 sync output "s3://$BUCKET" --only-show-errors',
    'aws s3 sync output "s3://$BUCKET" --delete --only-show-errors',
    'if [ -n "${DISTRIBUTION:-}" ]; then',
    "  # Where nobody knows what was published before, all of it.",
    "  paths=$(python -c '",
    "import json",
    'changes = json.load(open("changes.json"))',
    'seen = changes["added"] + changes["changed"] + changes["removed"]',
    'print(*(seen if changes["base"] and len(seen) < 1000 else ["/*"]))',
    "')",
    '  [ -z "$paths" ] || aws cloudfront create-invalidation \\',
    '    --distribution-id "$DISTRIBUTION" --paths $paths',
    "fi",
)

_RSYNC = _shell(
    "# Builds the site and puts it on a web server: sh publish.sh [--if-due]",
    "# TARGET is the folder there: press@www.example.org:/var/www/press, or /var/www/press here.",
    _ON_A_SERVER.replace("WHERE", "TARGET"),
    "# New files first and old ones last: no page is seen before what it shows.",
    'rsync --recursive --links --times --delay-updates --exclude "*.html" output/ "$TARGET/"',
    'rsync --recursive --links --times --delay-updates --delete-after output/ "$TARGET/"',
)

_CONTAINER = {
    "Containerfile": containerfile(
        PYTHON, INSTALL.replace(" -r", " --no-cache-dir -r"), "beyan build"
    ),
    ".dockerignore": IGNORED,
}

_RECIPES: Mapping[str, Mapping[str, str]] = {
    "github": {".github/workflows/publish.yml": _GITHUB},
    "gitlab": {".gitlab-ci.yml": _GITLAB},
    "netlify": {"netlify.toml": _NETLIFY},
    "cloudflare": _CLOUDFLARE,
    "s3": {"publish.sh": _S3},
    "rsync": {"publish.sh": _RSYNC},
    "container": _CONTAINER,
    "none": {},
}
PLACES = tuple(_RECIPES)
# What the site's README says of it.
NOTES: Mapping[str, str] = {
    "github": (
        "Each commit to the branch main is published on GitHub Pages by "
        ".github/workflows/publish.yml. Once: in the repository's settings, under Pages, choose "
        '"GitHub Actions" as the source.'
    ),
    "gitlab": (
        "Each commit to the default branch is published on GitLab Pages by .gitlab-ci.yml. Once: "
        "under Build, Pipeline schedules, add a schedule for every 20 minutes, so that embargoes "
        "end by themselves."
    ),
    "netlify": (
        "Netlify publishes each commit by netlify.toml. Once: connect the repository, and have a "
        "schedule call a build hook every 20 minutes, so that embargoes end by themselves."
    ),
    "cloudflare": (
        "Cloudflare Pages publishes each commit. Once: connect the repository with sh build.sh as "
        "the build command, and have a schedule call a deploy hook every 20 minutes, so that "
        "embargoes end by themselves."
    ),
    "s3": (
        "BUCKET=name sh publish.sh builds the site and puts it into the bucket. Have cron run it "
        "with --if-due every 5 minutes, so that embargoes end by themselves."
    ),
    "rsync": (
        "TARGET=user@host:/var/www/press sh publish.sh builds the site and puts it on the web "
        "server. Have cron run it with --if-due every 5 minutes, so that embargoes end by "
        "themselves."
    ),
    "container": (
        'podman build --build-arg WHEN="$(date)" --tag press . makes an image of the site and its '
        "web server, as Containerfile says. Have a schedule build it every 20 minutes and start it "
        "anew where it is another one, so that embargoes end by themselves."
    ),
    "none": (
        "beyan build makes the site in output/: put all of it on a web server. On a server of your "
        "own, beyan publish --to DIR --wait does that on the second."
    ),
}
