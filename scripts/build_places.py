"""Write data/places/ from the UN's M49 tables and a table of ISO 3166-2 codes.

    python scripts/build_places.py M49_FOLDER ISO_3166_PACKAGE

M49_FOLDER holds UNSD-en.csv and its sisters, one for each UN language, as the UN Statistics Division gives them.
ISO_3166_PACKAGE is the unpacked npm package iso-3166 (MIT).
"""

from __future__ import annotations

import csv
import re
import sys
from pathlib import Path

LANGUAGES = {"en": "en", "fr": "fr", "es": "es", "ar": "ar", "ru": "ru", "zh": "cn"}
GROUPS = {
    "ldc": "Least Developed Countries (LDC)",
    "lldc": "Land Locked Developing Countries (LLDC)",
    "sids": "Small Island Developing States (SIDS)",
}
# The English table at hand departs from the UN's own names here; its French and Spanish sisters show it.
UN_NAMES = {
    "CIV": "Côte d’Ivoire",
    "FLK": "Falkland Islands (Malvinas)",
    "NLD": "Netherlands (Kingdom of the)",
}
# In the table at hand, but not in the M49 standard as the UN publishes it, which we follow.
NOT_IN_M49 = {"TWN"}
# Groups of countries and regions of the SDG report: in no table at hand in these languages.
OTHER_AREAS = {
    "199": (
        "Least Developed Countries (LDCs)",
        "Pays les moins avancés (PMA)",
        "Países menos adelantados (PMA)",
        "أقل البلدان نموا",
    ),
    "432": (
        "Landlocked developing countries (LLDCs)",
        "Pays en développement sans littoral (PDSL)",
        "Países en desarrollo sin litoral (PDL)",
        "البلدان النامية غير الساحلية",
    ),
    "722": (
        "Small island developing States (SIDS)",
        "Petits États insulaires en développement (PEID)",
        "Pequeños Estados insulares en desarrollo (PEID)",
        "الدول الجزرية الصغيرة النامية",
    ),
    "062": (
        "Central and Southern Asia",
        "Asie centrale et Asie du Sud",
        "Asia Central y Meridional",
        "آسيا الوسطى وجنوب آسيا",
    ),
    "513": (
        "Europe and Northern America",
        "Europe et Amérique du Nord",
        "Europa y América del Norte",
        "أوروبا وأمريكا الشمالية",
    ),
    "543": (
        "Oceania (excluding Australia and New Zealand)",
        "Océanie (hors Australie et Nouvelle-Zélande)",
        "Oceanía (excluidas Australia y Nueva Zelandia)",
        "أوقيانوسيا (باستثناء أستراليا ونيوزيلندا)",
    ),
    "747": (
        "Northern Africa and Western Asia",
        "Afrique du Nord et Asie de l’Ouest",
        "África Septentrional y Asia Occidental",
        "شمال أفريقيا وغرب آسيا",
    ),
    "753": (
        "Eastern and South-Eastern Asia",
        "Asie de l’Est et du Sud-Est",
        "Asia Oriental y Sudoriental",
        "شرق آسيا وجنوب شرق آسيا",
    ),
}
AREA_LANGUAGES = ("en", "fr", "es", "ar")
ENTRY = re.compile(r"code: '(?P<code>[A-Z]{2}-\w+)',\s+name: (?P<quote>['\"])(?P<name>.*?)(?P=quote),", re.DOTALL)


def read_m49(folder: Path, suffix: str) -> dict[str, dict[str, str]]:
    with (folder / f"UNSD-{suffix}.csv").open(encoding="utf-8-sig", newline="") as file:
        return {row["M49 Code"]: row for row in csv.DictReader(file)}


def country_rows(folder: Path) -> list[dict[str, str]]:
    tables = {language: read_m49(folder, suffix) for language, suffix in LANGUAGES.items()}
    return [_country_row(m49, row, tables) for m49, row in sorted(tables["en"].items()) if _is_listed(row)]


def _is_listed(row: dict[str, str]) -> bool:
    return bool(row["ISO-alpha3 Code"]) and row["ISO-alpha3 Code"] not in NOT_IN_M49


def _country_row(m49: str, row: dict[str, str], tables: dict[str, dict[str, dict[str, str]]]) -> dict[str, str]:
    facts = {
        "m49": m49,
        "alpha2": row["ISO-alpha2 Code"],
        "alpha3": row["ISO-alpha3 Code"],
        "region": row["Region Code"],
        "sub_region": row["Sub-region Code"],
        "intermediate_region": row["Intermediate Region Code"],
    }
    groups = {group: "1" if row[column].strip() else "" for group, column in GROUPS.items()}
    names = {f"name_{language}": table[m49]["Country or Area"].strip() for language, table in tables.items()}
    if facts["alpha3"] in UN_NAMES:
        names["name_en"] = UN_NAMES[facts["alpha3"]]
    return facts | groups | names


def area_rows(folder: Path) -> list[dict[str, str]]:
    """Regions of the M49 table, the groups of countries in it, and the SDG regions made from them."""
    found = {code: dict(zip(AREA_LANGUAGES, names, strict=True)) for code, names in OTHER_AREAS.items()}
    for language in AREA_LANGUAGES:
        for row in read_m49(folder, LANGUAGES[language]).values():
            for level in ("Global", "Region", "Sub-region", "Intermediate Region"):
                if row[f"{level} Code"]:
                    found.setdefault(row[f"{level} Code"], {})[language] = row[f"{level} Name"].strip()
    columns = {language: f"name_{language}" for language in AREA_LANGUAGES}
    return [
        {"code": code, **{columns[language]: name for language, name in names.items()}}
        for code, names in sorted(found.items())
    ]


def subdivision_rows(package: Path) -> list[dict[str, str]]:
    source = (package / "2.js").read_text(encoding="utf-8")
    found = [(match["code"], match["name"].replace("\\'", "'")) for match in ENTRY.finditer(source)]
    return [{"code": code, "name": name} for code, name in sorted(found)]


def write(path: Path, rows: list[dict[str, str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, fieldnames=list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    print(f"{path}: {len(rows)} rows")


if __name__ == "__main__":
    target = Path(__file__).resolve().parent.parent / "data" / "places"
    write(target / "countries.csv", country_rows(Path(sys.argv[1])))
    write(target / "areas.csv", area_rows(Path(sys.argv[1])))
    write(target / "subdivisions.csv", subdivision_rows(Path(sys.argv[2])))
