from hypothesis import given
from lxml import etree, html

from tests.properties.conftest import Generated, Make, built, few, generated_sites, parsed


def alternates(page: html.HtmlElement) -> dict[str, str]:
    links = page.xpath("//head/link[@rel='alternate'][@hreflang]")
    found = {link.get("hreflang"): link.get("href") for link in links}
    assert len(found) == len(links), "a language is named twice"
    return found


@given(generated_sites(hidden=True))
@few
def test_the_versions_of_a_page_name_each_other_and_no_page_that_is_none(
    make: Make, generated: Generated
) -> None:
    pages = {
        generated.base_url + address: page
        for address, page in parsed(built(make(generated)).output).items()
    }
    for address, page in pages.items():
        found = alternates(page)
        is_hidden = bool(page.xpath("//meta[@name='robots'][contains(@content, 'noindex')]"))
        (canonical,) = page.xpath("//link[@rel='canonical']/@href")
        if is_hidden:
            assert found == {}, "a page search engines shall not list has no versions"
            continue
        assert canonical == address
        assert found.pop("x-default") == f"{generated.base_url}/"
        assert address in found.values() or address == f"{generated.base_url}/"
        for tag, other in found.items():
            twin = pages[other]
            assert twin.get("lang") == tag
            assert not twin.xpath("//meta[@name='robots']"), "hreflang points to a notice page"
            if address != f"{generated.base_url}/":
                assert alternates(twin) == {**found, "x-default": f"{generated.base_url}/"}


@given(generated_sites(hidden=True))
@few
def test_the_sitemap_has_the_pages_for_search_engines_with_the_versions_they_name(
    make: Make, generated: Generated
) -> None:
    output = built(make(generated)).output
    listed = {
        str(url.findtext("{*}loc")): {
            str(link.get("hreflang")): str(link.get("href")) for link in url.iterfind("{*}link")
        }
        for url in etree.parse(output / "sitemap.xml").iterfind("{*}url")
    }
    indexed = {
        generated.base_url + address: alternates(page)
        for address, page in parsed(output).items()
        if not page.xpath("//meta[@name='robots'][contains(@content, 'noindex')]")
    }
    assert listed.keys() == indexed.keys()
    for address, versions in listed.items():
        # Of a page without translations there is nothing to tell.
        if versions or len(indexed[address].keys() - {"x-default"}) > 1:
            assert versions == indexed[address]


@given(generated_sites(mode="notice"))
@few
def test_a_notice_page_names_a_real_page_as_the_original(make: Make, generated: Generated) -> None:
    pages = parsed(built(make(generated)).output)
    for page in pages.values():
        if page.xpath("//meta[@name='robots']") and "404" not in str(page.xpath("//title/text()")):
            (canonical,) = page.xpath("//link[@rel='canonical']/@href")
            assert canonical.removeprefix(generated.base_url) in pages


@given(generated_sites())
@few
def test_text_in_another_language_carries_its_own(make: Make, generated: Generated) -> None:
    """Titles of generated releases end with their language."""
    for page in parsed(built(make(generated)).output).values():
        for element in page.xpath("//*[starts-with(text(), 'r') and not(self::title)]"):
            text = (element.text or "").strip()
            for tag in ("az", "en"):
                if text.endswith(f" {tag}") and text[1].isdigit():
                    language = element.xpath("(ancestor-or-self::*/@lang)[last()]")
                    assert language == [tag], text
