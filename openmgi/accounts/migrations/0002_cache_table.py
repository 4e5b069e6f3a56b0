"""The table in which all workers count failed logins."""

from django.conf import settings
from django.core.management import call_command
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps


def create(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    call_command("createcachetable", database=schema_editor.connection.alias, verbosity=0)


def drop(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    name = schema_editor.quote_name(str(settings.CACHES["default"]["LOCATION"]))
    schema_editor.execute(schema_editor.sql_delete_table % {"table": name})


class Migration(migrations.Migration):
    dependencies = [("accounts", "0001_first")]

    operations = [migrations.RunPython(create, drop)]
