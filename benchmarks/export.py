"""The static site: CPU, time and size for 216 profiles in four languages, and what one changed profile costs.

Run by itself, `python -m benchmarks.export`, it makes a site of its own; with the others, it measures what is there.
"""

from __future__ import annotations

import os
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from benchmarks.figures import Figure

BUDGET_CPU = 60.0  # seconds of the processors for everything
BUDGET_CHANGE = 2.0  # seconds that pass for one changed profile
ADDRESS = "https://migration.example.org/profiles-of-the-world"


@dataclass(frozen=True, slots=True)
class Cost:
    """What an act cost, in seconds; the processor's with those of every process that it began."""

    wall: float
    cpu: float


def figures() -> Iterator[Figure]:
    """Figures for the profiles that this database has."""
    from openmgi.publications.export.checking import problems  # noqa: PLC0415 - after the settings are known
    from openmgi.publications.export.writing import export_site  # noqa: PLC0415 - the same
    from openmgi.publications.models import Publication  # noqa: PLC0415 - the same

    workers = os.cpu_count() or 1
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name, "site")
        first = _cost(lambda: export_site(folder, ADDRESS, workers=workers))
        files = [file for file in folder.rglob("*") if file.is_file()]
        named = f"static site of {Publication.objects.current().count()} profiles"
        yield Figure(f"{named}: CPU", first.cpu, "s", BUDGET_CPU)
        yield Figure(f"{named}: time, {workers} processes", first.wall, "s", None)
        yield Figure(f"{named}: files", len(files), "files", None)
        yield Figure(f"{named}: size", round(sum(file.stat().st_size for file in files) / 1e6), "MB", None)
        yield Figure(f"{named}: broken links and files", len(list(problems(folder))), "problems", 0)
        again = _cost(lambda: export_site(folder, ADDRESS, workers=workers))
        yield Figure(f"{named}: nothing has changed", again.wall, "s", None)
        _correct_one()
        change = _cost(lambda: export_site(folder, ADDRESS, workers=workers))
        yield Figure(f"{named}: one changed profile, CPU", change.cpu, "s", None)
        yield Figure(f"{named}: one changed profile, time, {workers} processes", change.wall, "s", BUDGET_CHANGE)


def _correct_one() -> None:
    from openmgi.publications.actions import publish  # noqa: PLC0415 - the same
    from openmgi.publications.models import Publication  # noqa: PLC0415 - the same

    profile = Publication.objects.current().order_by("slug")[0].profile
    source = profile.source.model_copy(update={"publisher": "The invented printing office"})
    publish(profile=profile.model_copy(update={"source": source}), by="Benchmark", correction="The publisher is named.")


def _cost(act: Callable[[], object]) -> Cost:
    wall, cpu = time.perf_counter(), _cpu()
    act()
    return Cost(round(time.perf_counter() - wall, 2), round(_cpu() - cpu, 2))


def _cpu() -> float:
    used = [resource.getrusage(whose) for whose in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in used)


def main() -> int:
    """Make 216 invented places, measure, and exit 1 when a budget does not hold."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {"OPENMGI_VAR": folder, "DATABASE_URL": f"sqlite:///{folder}/site.sqlite3"}
        from click.testing import CliRunner  # noqa: PLC0415 - the same

        from openmgi.cli import openmgi  # noqa: PLC0415 - the same

        assert CliRunner().invoke(openmgi, ["setup"]).exit_code == 0
        from benchmarks.places import fill  # noqa: PLC0415 - the same

        fill(Path(folder), editions=1)
        held = True
        for figure in figures():
            print(figure.line(), flush=True)
            held = held and figure.holds
    return 0 if held else 1


if __name__ == "__main__":
    sys.exit(main())
