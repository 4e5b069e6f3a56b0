from __future__ import annotations

from typing import Any

import pytest
from pydantic import ValidationError

from openmgi.core.framework import Framework


def one_domain(number: int, **changes: Any) -> dict[str, Any]:
    texts = {"name": {"en": "Rights"}, "national": {"en": "In a country."}, "local": {"en": "In a city."}}
    return {"number": number, **texts, **changes}


def small(**changes: Any) -> dict[str, Any]:
    """A framework of one domain in one language, with changes."""
    return {
        "code": "small",
        "languages": ["en"],
        "title": {"en": "Small"},
        "summary": {"en": "A framework for tests."},
        "domains": [one_domain(1)],
        **changes,
    }


def test_a_domain_is_found_by_its_number() -> None:
    framework = Framework.model_validate(small(domains=[one_domain(1), one_domain(2)]))

    assert framework.domain(2) == framework.domains[1]
    assert framework.domain(3) is None


def test_domains_are_numbered_without_a_gap() -> None:
    with pytest.raises(ValidationError, match=r"numbered from 1 without a gap, not \[1, 3\]"):
        Framework.model_validate(small(domains=[one_domain(1), one_domain(3)]))


def test_every_text_is_there_in_every_language() -> None:
    with pytest.raises(ValidationError, match="summary has no text in fr, es"):
        Framework.model_validate(
            small(languages=["en", "fr", "es"], title={"en": "Small", "fr": "Petit", "es": "Pequeño"})
        )


def test_a_missing_translation_is_named_by_its_domain_and_key() -> None:
    texts = {"en": "Small", "fr": "Petit"}
    domain = one_domain(1, name={"en": "Rights", "fr": "Droits"}, national={"en": "In a country."})

    with pytest.raises(ValidationError, match=r"domains\.1\.national has no text in fr"):
        Framework.model_validate(small(languages=["en", "fr"], title=texts, summary=texts, domains=[domain]))
