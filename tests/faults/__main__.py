"""Inside the site, in a process of its own: `python -m tests.faults make 20 apart`, then `… read`."""

from __future__ import annotations

import json
import sys

import django


def main() -> None:
    """Print as JSON what was made, or what the database holds."""
    django.setup()
    from tests.faults import desk, shelf  # noqa: PLC0415 - models can be imported only now

    match sys.argv[1:]:
        case ["make", people, "together" | "apart" as how]:
            told = desk.make(int(people), together=how == "together")
        case ["read"]:
            told = desk.read()
        case ["file", count]:
            told = shelf.add(int(count))
        case ["file-bad"]:
            told = shelf.add_bad()
        case ["problems"]:
            told = shelf.problems()
        case ["held"]:
            told = shelf.held()
        case _:
            sys.exit(__doc__)
    json.dump(told, sys.stdout)


if __name__ == "__main__":
    main()
