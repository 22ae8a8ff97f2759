#!/bin/sh
# Get what the browser tests need, where it is missing: Chromium, a Java runtime, nginx, Apache,
# Newsboat, npm packages; GNU gettext, which other tests hold catalogues to, and rsync, with which a
# site is published.
# A part that cannot be had is only named here: the tests decide (a failure with CI=true, else a
# skip that repeats what to do).
set -u
cd "$(dirname "$0")" || exit 1

have() { command -v "$1" >/dev/null 2>&1; }

install_debian() {
    if [ "$(id -u)" = 0 ] && have apt-get; then
        echo "installing: $*"
        apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq "$@" >/dev/null
    else
        echo "missing: $* (install it with your package manager)"
    fi
}

# Its windows cost the tests more than its pages do: where a system has Chromium without them, they
# take that. By itself, since not every system has it, and one unknown name would keep all away.
have chromium-headless-shell || install_debian chromium-headless-shell 2>/dev/null

packages=""
have chromium || have chromium-browser || have google-chrome || packages="$packages chromium"
have java || packages="$packages default-jre-headless"
have npm || packages="$packages nodejs npm"
# Debian has it where only root looks for programs.
have nginx || [ -x /usr/sbin/nginx ] || packages="$packages nginx"
have apache2 || have httpd || [ -x /usr/sbin/apache2 ] || packages="$packages apache2-bin"
have msgfmt || packages="$packages gettext"
have rsync || packages="$packages rsync"
have newsboat || packages="$packages newsboat"
have openssl || packages="$packages openssl"
# Fonts that have every letter of the tested languages, Arabic among them.
[ -n "$packages" ] && have apt-get && packages="$packages fonts-noto-core"
# shellcheck disable=SC2086  # a list of words on purpose
[ -n "$packages" ] && install_debian $packages

have chromium || have chromium-browser || have google-chrome ||
    ../../.venv/bin/playwright install chromium ||
    echo "missing: a Chromium (apt-get install chromium)"

if [ ! -e node_modules/.package-lock.json ] || [ package-lock.json -nt node_modules/.package-lock.json ]; then
    npm ci --ignore-scripts --no-audit --no-fund --loglevel=error ||
        echo "missing: the npm packages (npm ci --ignore-scripts in tests/browser)"
fi
exit 0
