from pathlib import Path

from beyan.model.defaults import DEFAULTS, search_path


def test_the_generator_brings_templates_assets_and_locales_of_its_own() -> None:
    for folder in ("templates", "assets", "locales"):
        assert (DEFAULTS / folder).is_dir()


def test_a_sites_own_folder_comes_before_the_default_one(tmp_path: Path) -> None:
    (tmp_path / "templates").mkdir()
    assert search_path(tmp_path, "templates") == (tmp_path / "templates", DEFAULTS / "templates")


def test_a_folder_the_site_does_not_have_is_left_out(tmp_path: Path) -> None:
    assert search_path(tmp_path, "templates") == (DEFAULTS / "templates",)


def test_where_the_site_is_the_checkout_the_folder_counts_once() -> None:
    assert search_path(DEFAULTS, "templates") == (DEFAULTS / "templates",)
