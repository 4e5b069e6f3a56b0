"""Groups of places: in files, and beside the areas of M49."""

from __future__ import annotations

from datetime import datetime
from functools import lru_cache
from pathlib import Path

from django.conf import settings

from openmgi.core.areas import Area, Areas
from openmgi.core.groups import parse_groups
from openmgi.library.areas import areas
from openmgi.library.models import PlaceGroup
from openmgi.library.places import gazetteer
from openmgi.library.yaml_files import nearest_line, read_yaml

State = tuple[tuple[int, datetime], ...]


def group_files() -> list[Path]:
    """The files of groups in the data folder."""
    return sorted((Path(settings.DATA_DIR) / "places" / "groups").glob("*.yaml"))


def read_groups(file: Path) -> list[Area]:
    """The groups of this file. Raises YamlError for what is no YAML, and ParsingError with all problems."""
    data, lines = read_yaml(file)
    return parse_groups(str(file), data, gazetteer(), lambda _file, path: nearest_line(lines, path))


def group_state() -> State:
    """Another one whenever a group is loaded, changed or removed; one small query."""
    return tuple(PlaceGroup.objects.order_by("pk").values_list("pk", "changed_at"))


def areas_and_groups(state: State | None = None) -> Areas:
    """Every area of M49 and every group; one small query, unless the state of the groups is known already."""
    groups = _groups(group_state() if state is None else state)
    return Areas.of([*areas().values(), *groups])


# Their members need to be read only once while no group changes.
@lru_cache(maxsize=2)
def _groups(state: State) -> tuple[Area, ...]:
    return tuple(one.spec for one in PlaceGroup.objects.kept()) if state else ()
