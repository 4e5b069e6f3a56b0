"""`python -m benchmarks`: every figure, one JSON line each, on a database of its own."""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

from benchmarks.serving import own_database


def main() -> int:
    """Set up a fresh site in a temporary folder, measure, and exit 1 when a budget does not hold."""
    with tempfile.TemporaryDirectory() as folder, own_database(Path(folder)) as database:
        os.environ["OPENMGI_VAR"] = folder
        os.environ["OPENMGI_HOSTS"] = "testserver,127.0.0.1"
        os.environ["DATABASE_URL"] = database
        # Everything of ours reads the settings when it is imported, so it is imported here.
        from click.testing import CliRunner  # noqa: PLC0415

        from openmgi.cli import openmgi  # noqa: PLC0415

        for command in ("setup", "demo"):
            result = CliRunner().invoke(openmgi, [command])
            assert result.exit_code == 0, result.output
        from benchmarks import (  # noqa: PLC0415 - the same
            anchors,
            api,
            extraction,
            findings_search,
            gate,
            importer,
            portal,
            profile_page,
            report,
            search,
            workspace,
        )

        held = True
        own = (profile_page, report, gate, importer, workspace, extraction, anchors, search, findings_search)
        groups = (*own, api, portal)  # the last two fill the database
        for figure in (figure for group in groups for figure in group.figures()):
            print(figure.line(), flush=True)
            held = held and figure.holds
    return 0 if held else 1


if __name__ == "__main__":
    sys.exit(main())
