"""A framework from its folder in `data/frameworks/`: `framework.yaml` and `translations/<language>.yaml`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.conf import settings
from pydantic import ValidationError

from openmgi.core.framework import Framework
from openmgi.core.workflow import stages_from
from openmgi.library.yaml_files import YamlError, read_yaml

TRANSLATED = ("name", "national", "local")


class FrameworkError(Exception):
    """A framework folder that cannot be read: the message names the file, the key and what was expected."""


def framework_folders() -> list[Path]:
    """The folders that hold a framework, in the order of their names."""
    return sorted(file.parent for file in (settings.DATA_DIR / "frameworks").glob("*/framework.yaml"))


def read_framework(folder: Path) -> Framework:
    """The framework of this folder. Raises FrameworkError."""
    source = _read_yaml(folder / "framework.yaml")
    languages = {source.get("source_language", "en"): source}
    for file in sorted((folder / "translations").glob("*.yaml")):
        languages[file.stem] = _read_yaml(file)
    try:
        return Framework.model_validate(
            {
                "code": source.get("code"),
                "languages": source.get("languages"),
                "title": _by_language(languages, "title"),
                "summary": _by_language(languages, "summary"),
                "stages": _stages(folder / "stages.yaml"),
                "domains": [_domain(number, languages) for number in source.get("domains", {})],
            }
        )
    except ValidationError as error:
        raise FrameworkError(f"{folder}: {_first(error)}") from error


def _stages(file: Path) -> Any:
    """The table of stages, where the framework has one."""
    return stages_from(_read_yaml(file).get("stages", {})) if file.exists() else ()


def _read_yaml(file: Path) -> dict[str, Any]:
    try:
        content, _lines = read_yaml(file)
    except YamlError as error:
        raise FrameworkError(str(error)) from error
    if not isinstance(content, dict):
        raise FrameworkError(f"{file}: expected keys and values")
    return content


def _by_language(languages: dict[str, dict[str, Any]], key: str) -> dict[str, Any]:
    return {language: content[key] for language, content in languages.items() if key in content}


def _domain(number: int, languages: dict[str, dict[str, Any]]) -> dict[str, Any]:
    domains = {language: content.get("domains", {}).get(number, {}) for language, content in languages.items()}
    texts = {key: _by_language(domains, key) for key in TRANSLATED}
    return {"number": number, "wordings": _by_language(domains, "wordings"), **texts}


def _first(error: ValidationError) -> str:
    problem = error.errors()[0]
    where = ".".join(str(part) for part in problem["loc"])
    return f"{where}: {problem['msg']}" if where else problem["msg"]
