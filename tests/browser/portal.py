"""The pages of the site with many profiles: one address of each kind."""

from __future__ import annotations

LANGUAGES = ("en", "fr", "es", "ar")
SET = "openmgi-national-1"
CODE = "1.A3"
QUESTION = f"themes/{SET}/indicators/{CODE}/"
PAGES = {
    "profiles with a map": "profiles/",
    "search": "search/?q=law&kind=well_developed",
    "places that have this": "search/like/xza-2030-04/1/1/",
    "nothing to compare yet": "compare/",
    "editions side by side": "compare/?profile=xza-2030-04&profile=xza-2033-04&only=differences",
    "themes": "themes/",
    "themes of a set": f"themes/{SET}/",
    "theme of a question": f"{QUESTION}?invented=yes",
    "theme of a topic": f"themes/{SET}/topics/1/A/?invented=yes",
    "theme of an item": f"themes/{SET}/sdg-10-7-2/1a/",
    "official data": "sdg-10-7-2/",
    "official data of a country": "sdg-10-7-2/KEN/",
    "open data": "data/",
}
