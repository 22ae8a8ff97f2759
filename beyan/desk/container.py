"""A site as an image: what builds it, and the web server that shows it."""

from __future__ import annotations

# What no image is made of: it would be new each time, and have what is held back.
IGNORED = ".git\n.venv\n.cache\noutput\nchanges.json\n"

_TEXT = """\
# The site as an image: built with packages of known digests, and served by nginx with the headers
# and the redirects that the build writes. Podman and Docker (with --file Containerfile) take it:
#
#   podman build --build-arg WHEN="$(date)" --tag press .
#   podman run --rm --publish 8080:80 press
#
# An image shows what readers may see when it is built. With another WHEN it is built again although
# no file has changed, as is needed when an embargo ends. Push nothing but the image itself: what
# the first stage leaves in the engine's store has the texts that are held back.
FROM python:{python}-slim AS build
WORKDIR /press
COPY . .
RUN {install}
ARG WHEN
{arguments}RUN : "$WHEN" && {build}
# The pages for what is not there, each in its language.
RUN {{ printf '%s\\n' \\
        'include /srv/press/redirects.map.nginx.conf;' \\
        'server {{' \\
        '    listen 80;' \\
        '    root /srv/press;' \\
        '    charset utf-8;' \\
        '    absolute_redirect off;' \\
        '    include /srv/press/headers.nginx.conf;' \\
        '    include /srv/press/redirects.nginx.conf;' \\
        '    error_page 404 /404.html;'; \\
      for page in output/*/404.html; do \\
        language=$(basename "$(dirname "$page")"); \\
        echo "    location /$language/ {{ error_page 404 /$language/404.html; }}"; \\
      done; \\
      echo '}}'; \\
    }} > server.conf

FROM nginx:stable
COPY --from=build /press/server.conf /etc/nginx/conf.d/default.conf
COPY --from=build /press/output /srv/press
RUN nginx -t
EXPOSE 80
"""


def containerfile(python: str, install: str, build: str, *arguments: str) -> str:
    """`install` and `build` are commands in the folder of the site; the second may use the
    `arguments`, each with its default.
    """
    asked = "".join(f"ARG {each}\n" for each in arguments)
    return _TEXT.format(python=python, install=install, build=build, arguments=asked)
