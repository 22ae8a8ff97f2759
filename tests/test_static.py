"""What lies in static/ is published as it is, at the same address."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.conftest import SampleSite, release

Make = Callable[..., SampleSite]
X = "content/releases/2026/2026-03-05-x.az.md"
FILES: dict[str, str | bytes] = {
    "static/.well-known/security.txt": "Contact: mailto:press@example.org\n",
    "static/google0123.html": "google-site-verification: google0123.html",
    "static/files/Hesabat 2025 (son).pdf": b"%PDF-1.4\n\xff\0",
    "static/files/ədliyyə.txt": "ə",
    "static/.nojekyll": "",
}


def test_static_files_are_copied_byte_for_byte_hidden_ones_too(site: Make) -> None:
    made = site({X: release(), **FILES})
    result = made.build(strict=True)
    assert result.lines == []
    for path, content in FILES.items():
        data = content if isinstance(content, bytes) else content.encode()
        assert (made.output / path.removeprefix("static/")).read_bytes() == data
    assert not any("static" in path.split("/")[0] for path in result.files)


def test_a_text_may_link_to_them(site: Make) -> None:
    text = "[Hesabat](/files/Hesabat%202025%20(son).pdf), [açar](/.well-known/security.txt)"
    assert site({X: release(text=text), **FILES}).build(strict=True).lines == []


@pytest.mark.parametrize(
    "path",
    [
        "static/.DS_Store",
        "static/files/._report.pdf",
        "static/.git/config",
        "static/.gitkeep",
        "static/Thumbs.db",
        "static/report.pdf~",
        "static/.report.pdf.swp",
    ],
)
def test_what_programs_leave_lying_about_is_not_published(site: Make, path: str) -> None:
    result = site({X: release(), path: "left"}).build()
    assert "left" not in {each.decode(errors="replace") for each in result.tree().values()}


@pytest.mark.parametrize(
    ("path", "taken"),
    [
        ("static/robots.txt", "robots.txt"),
        ("static/az/index.html", "az/index.html"),
        ("static/AZ/Feed.xml", "az/feed.xml"),
        ("static/az/releases/2026/x", "az/releases/2026/x/"),
    ],
)
def test_a_file_that_the_site_makes_itself_is_told_and_not_overwritten(
    site: Make, path: str, taken: str
) -> None:
    result = site({X: release(), path: "ours"}).build()
    assert result.codes
    assert all(each.code in {"address-collision", "alias-collision"} for each in result.diagnostics)
    assert any(path in line for line in result.lines)
    assert not result.files


def test_a_drawing_that_could_run_a_script_is_refused(site: Make) -> None:
    drawing = '<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>'
    result = site({X: release(), "static/plan.svg": drawing}).build()
    assert [str(each.span.path) for each in result.diagnostics] == ["static/plan.svg"]


def test_edited_added_and_deleted_files_are_seen_by_the_next_build(site: Make) -> None:
    made = site({X: release(), **FILES})
    made.build()
    made.change(
        {
            "static/google0123.html": "new",
            "static/more/new.txt": "new",
            "static/.well-known/security.txt": None,
        }
    )
    result = made.build()
    assert (made.output / "google0123.html").read_text() == "new"
    assert (made.output / "more/new.txt").read_text() == "new"
    assert not (made.output / ".well-known").exists()
    assert result.report.written == 2
    assert made.build(uses_cache=False).tree() == result.tree()


def test_a_link_that_leads_out_of_the_site_is_not_published(site: Make) -> None:
    made = site({X: release(), "static/a.txt": "a"})
    (made.root.parent / "secret.txt").write_text("secret")
    (made.root / "static/b.txt").symlink_to(made.root.parent / "secret.txt")
    assert "b.txt" not in made.build().files


def test_what_a_static_file_tells_everybody_is_no_secret(site: Make) -> None:
    words = "Bu cümlə hamının oxuya biləcəyi hesabatda da var və yetərincə uzundur, deyə tanınır."
    held = release(title="Gələcək", date="2027-01-01", text=words)
    plain = {X: release(), "content/releases/2027/2027-01-01-y.az.md": held}
    assert site({**plain, "static/report.txt": words}).build().lines == []
