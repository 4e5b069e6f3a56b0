"""The structure of the shares as SDMX-JSON 2.0: what each column means, and the codes that may stand in it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django.conf import settings

from openmgi.core.areas import Area, Areas
from openmgi.core.text import Names
from openmgi.library.areas import WORLD, area_names
from openmgi.library.models import Edition
from openmgi.publications.bulk.asking import Question, asked, newest, questions
from openmgi.publications.bulk.rows import About
from openmgi.publications.bulk.shelf import Shelf
from openmgi.publications.bulk.tables import name_in
from openmgi.publications.citing import facts, licences

AGENCY, VERSION = "OPENMGI", "1.0"
DATAFLOW = f"{AGENCY}:DF_SHARES({VERSION})"
NORMAL, TOO_FEW = "A", "Q"  # as in the code list CL_OBS_STATUS of SDMX
_SCHEMA = "https://json.sdmx.org/2.0.0/sdmx-json-structure-schema.json"
_STRUCTURE, _CONCEPTS = "DSD_SHARES", "CS_SHARES"


@dataclass(frozen=True, slots=True)
class Component:
    """A column. type: of its values, where no code list has them; of: the dimensions on which an attribute depends."""

    id: str
    says: str
    codes: str = ""
    type: str = "String"
    of: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Code:
    """A code of a list. wordings: question set → what it asks under this code."""

    id: str
    names: Names
    wordings: Mapping[str, Names]


DIMENSIONS = (
    Component("FRAMEWORK_EDITION", "Question set", "CL_QUESTION_SET"),
    Component("INVENTED", "Whether the places exist", "CL_INVENTED"),
    Component("INDICATOR", "Question", "CL_QUESTION"),
    Component("OPTION", "Option by which it is answered", "CL_OPTION"),
    Component("REF_AREA", "Area in which the places are", "CL_AREA"),
)
MEASURE = Component("OBS_VALUE", "Percentage of the places that answered which did so by this option", type="Double")
_KEY = tuple(one.id for one in DIMENSIONS)
_ASKED = tuple(one for one in _KEY if one != "OPTION")
ATTRIBUTES = (
    Component("OBS_STATUS", "Whether the percentage is given", "CL_OBS_STATUS", of=_KEY),
    Component("PLACES_WITH_OPTION", "Number of the places that answered by this option", type="Integer", of=_KEY),
    Component("PLACES_ANSWERED", "Number of the places that answered: N", type="Integer", of=_ASKED),
    Component("PLACES_NOT_APPLICABLE", "Number of places to which it does not apply; not in N", "", "Integer", _ASKED),
    Component("PLACES_NOT_ANSWERED", "Number of places that do not answer; not in N", type="Integer", of=_ASKED),
    Component("YEAR_FIRST", "Year of the earliest profile", type="GregorianYear", of=_ASKED),
    Component("YEAR_LAST", "Year of the latest profile", type="GregorianYear", of=_ASKED),
    Component("PROFILES_WITH_OPTION", "Addresses of the profiles that answered by this option", of=_KEY),
    Component("PROFILES_ANSWERED", "Addresses of the profiles that answered", of=_ASKED),
    Component("LICENCE", "Licence of the profiles", of=_ASKED),
    Component("CITATION", "How to name the source", of=_ASKED),
)
COLUMNS = ("STRUCTURE", "STRUCTURE_ID", "ACTION", *_KEY, MEASURE.id, *(one.id for one in ATTRIBUTES))


def identifier(code: str) -> str:
    """A code as SDMX allows it, which has no full stop in codes."""
    return code.replace(".", "_")


def area_identifier(code: str) -> str:
    """Of M49 without zeros in front, as in the UN's data on the Sustainable Development Goals; of a group as it is."""
    return code.lstrip("0")


def by_code(every: Areas) -> list[Area]:
    return sorted(every.every, key=lambda one: one.code)


def as_structure(shelf: Shelf, source: str) -> bytes:
    """The message. source: how to name the whole."""
    terms = [
        {"type": "CITATION", "value": source},
        *({"type": "LICENCE", "value": one} for one in licences(facts(shelf.publications).values())),
    ]
    told = {
        "meta": {
            "schema": _SCHEMA,
            "id": "SHARES",
            "test": False,
            "prepared": (shelf.changed_at or datetime.fromtimestamp(0, UTC)).isoformat(),
            "sender": {"id": AGENCY, "name": settings.SITE_NAME},
        },
        "data": {
            "dataflows": [
                _artefact("DF_SHARES", "Shares of places by question, option and area")
                | {"structure": _urn("datastructure.DataStructure", _STRUCTURE), "annotations": terms}
            ],
            "dataStructures": [
                _artefact(_STRUCTURE, "Structure of the shares") | {"dataStructureComponents": _components()}
            ],
            "conceptSchemes": [_artefact(_CONCEPTS, "Columns of the shares") | {"concepts": _concepts()}],
            "codelists": [
                _artefact(name, says) | {"codes": [_code(one) for one in codes]} for name, says, codes in _lists(shelf)
            ],
        },
    }
    return json.dumps(told, ensure_ascii=False, indent=1).encode() + b"\n"


def _artefact(name: str, says: str) -> dict[str, Any]:
    return {"id": name, "agencyID": AGENCY, "version": VERSION, "name": says, "names": {"en": says}}


def _urn(kind: str, name: str, item: str = "") -> str:
    return f"urn:sdmx:org.sdmx.infomodel.{kind}={AGENCY}:{name}({VERSION}){item and f'.{item}'}"


def _concepts() -> list[dict[str, Any]]:
    every = (*DIMENSIONS, MEASURE, *ATTRIBUTES)
    return [{"id": one.id, "name": one.says, "names": {"en": one.says}} for one in every]


def _components() -> dict[str, Any]:
    return {
        "dimensionList": {
            "id": "DimensionDescriptor",
            "dimensions": [_component(one) | {"position": place} for place, one in enumerate(DIMENSIONS)],
        },
        "measureList": {"id": "MeasureDescriptor", "measures": [_component(MEASURE)]},
        "attributeList": {"id": "AttributeDescriptor", "attributes": [_attribute(one) for one in ATTRIBUTES]},
    }


def _component(one: Component) -> dict[str, Any]:
    values = {"enumeration": _urn("codelist.Codelist", one.codes)} if one.codes else {"format": {"dataType": one.type}}
    concept = _urn("conceptscheme.Concept", _CONCEPTS, one.id)
    return {"id": one.id, "conceptIdentity": concept, "localRepresentation": values}


def _attribute(one: Component) -> dict[str, Any]:
    relation: dict[str, Any] = {"observation": {}} if one.of == _KEY else {"dimensions": list(one.of)}
    usage = "mandatory" if one.codes else "optional"
    return _component(one) | {"attributeRelationship": relation, "usage": usage}


def _code(one: Code) -> dict[str, Any]:
    told = {"id": one.id, "name": name_in(one.names, "en"), "names": one.names}
    asks = [{"id": edition, "type": "QUESTION", "texts": names} for edition, names in one.wordings.items()]
    return {**told, "annotations": asks} if asks else told


def _lists(shelf: Shelf) -> list[tuple[str, str, Sequence[Code]]]:
    """The id of each list, what it holds, and its codes. SDMX has no list without codes."""
    given = questions(shelf, newest(shelf.publications), About())
    options = {one.option for each in given for one in asked(shelf, each).shares.options}
    every = [
        ("CL_QUESTION_SET", "Question sets", _question_sets({one.question.framework_edition for one in given})),
        ("CL_INVENTED", "Whether places exist", _plain({"N": "Real places", "Y": "Places that do not exist"})),
        ("CL_QUESTION", "Questions", _questions(shelf, [one.question for one in given])),
        ("CL_OPTION", "Options", _options(shelf, options)),
        ("CL_AREA", "Areas of M49 and groups of places", _areas(shelf.areas)),
        (
            "CL_OBS_STATUS",
            "Whether a percentage is given, by codes of SDMX:CL_OBS_STATUS",
            _plain({NORMAL: "Normal value", TOO_FEW: "Missing value; suppressed: fewer than five places answered"}),
        ),
    ]
    return [(name, says, codes or _plain({"_Z": "None yet"})) for name, says, codes in every]


def _plain(codes: Mapping[str, str]) -> list[Code]:
    return [Code(code, {"en": says}, {}) for code, says in codes.items()]


def _question_sets(editions: Iterable[str]) -> list[Code]:
    titles = {one.code: one.spec.title for one in Edition.objects.light()}
    return [Code(identifier(one), titles.get(one, {"en": one}), {}) for one in sorted(editions)]


def _questions(shelf: Shelf, every: Sequence[Question]) -> list[Code]:
    """Each code with its wording in every question set that has it; its name is the first of them."""
    wordings: dict[str, dict[str, Names]] = {}
    for one in every:
        known = shelf.indicators.get(one.framework_edition, {}).get(one.indicator)
        said = known.question if known else {"en": one.indicator}
        wordings.setdefault(one.indicator, {})[one.framework_edition] = said
    return [Code(identifier(code), _named(code, next(iter(said.values()))), said) for code, said in wordings.items()]


def _named(code: str, wording: Names) -> Names:
    return {language: f"{code} {text}" if text != code else code for language, text in wording.items()}


def _options(shelf: Shelf, codes: Iterable[str]) -> list[Code]:
    labels: dict[str, Names] = {}
    for indicators in shelf.indicators.values():
        for indicator in indicators.values():
            for one in indicator.answers:
                labels.setdefault(one.code, one.label)
    return [Code(identifier(one), labels.get(one, {"en": one}), {}) for one in sorted(codes)]


def _areas(every: Areas) -> list[Code]:
    world = Code(area_identifier(WORLD), area_names()[WORLD], {})
    return [world, *(Code(area_identifier(one.code), one.names, {}) for one in by_code(every))]
