"""Tables whose rows never change: the database itself refuses, whoever asks.

Triggers are installed after every migration, because SQLite rebuilds a table that is altered and forgets them.
"""

from __future__ import annotations

from django.db import connections

_SQLITE = (
    "DROP TRIGGER IF EXISTS {table}_no_update",
    "CREATE TRIGGER {table}_no_update BEFORE UPDATE ON {table} BEGIN SELECT RAISE(ABORT, '{message}'); END",
    "DROP TRIGGER IF EXISTS {table}_no_delete",
    "CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table} BEGIN SELECT RAISE(ABORT, '{message}'); END",
    # INSERT OR REPLACE deletes without asking the trigger above.
    "DROP TRIGGER IF EXISTS {table}_no_replace",
    "CREATE TRIGGER {table}_no_replace BEFORE INSERT ON {table}"
    " WHEN EXISTS (SELECT 1 FROM {table} WHERE {same_row})"
    " BEGIN SELECT RAISE(ABORT, '{message}'); END",
)
_POSTGRESQL = (
    "CREATE OR REPLACE FUNCTION {table}_refuse() RETURNS trigger LANGUAGE plpgsql AS $$"
    " BEGIN RAISE EXCEPTION '{message}' USING ERRCODE = 'integrity_constraint_violation'; END $$",
    "CREATE OR REPLACE TRIGGER {table}_no_change BEFORE UPDATE OR DELETE ON {table}"
    " FOR EACH ROW EXECUTE FUNCTION {table}_refuse()",
    "CREATE OR REPLACE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table}"
    " FOR EACH STATEMENT EXECUTE FUNCTION {table}_refuse()",
)


def freeze(*, table: str, message: str, unique: tuple[tuple[str, ...], ...], using: str = "default") -> None:
    """Make the database refuse to change or delete a row of this table.

    unique: the columns of each unique key; needed where a new row could replace an old one with the same key.
    """
    connection = connections[using]
    same_row = " OR ".join(" AND ".join(f"{column} = NEW.{column}" for column in key) for key in (("id",), *unique))
    statements = _SQLITE if connection.vendor == "sqlite" else _POSTGRESQL
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement.format(table=table, message=message, same_row=same_row))
