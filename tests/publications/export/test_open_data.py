"""Open data in the folder."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from openmgi.publications.bulk.files import FILES
from openmgi.publications.export.links import file_of
from tests.publications.export.conftest import ADDRESS, files_in, page_in


@pytest.mark.parametrize("name", FILES)
def test_every_address_that_a_file_names_is_in_the_folder(whole_site: Path, name: str) -> None:
    text = (whole_site / "data" / "bulk" / name).read_text(encoding="utf-8")
    addresses = re.findall(rf"{re.escape(ADDRESS)}([^\s\"'<>,;]*)", text)
    files = {file_of(one.partition("#")[0].rstrip(".") or "/") for one in addresses}

    assert files
    assert files - files_in(whole_site).keys() == set()


def test_the_folder_of_the_files_leads_to_each_of_them_and_to_their_page_in_every_language(whole_site: Path) -> None:
    links = [one.get("href") for one in page_in(whole_site, "data/bulk/index.html").cssselect("main ul a")]

    assert links == [
        *(f"../../{code}/data/index.html" for code in ("en", "fr", "es", "ar")),
        *(f"../../data/bulk/{name}" for name in FILES),
    ]
