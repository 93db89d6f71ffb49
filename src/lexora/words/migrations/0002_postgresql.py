"""What only PostgreSQL needs: an order by code points, whatever the database's collation, and the index of the search.

Every new row is put into the index at once (`fastupdate` off): a list of waiting rows would be read by each search.
"""

from django.db import migrations

FORWARDS = """
    ALTER TABLE words_entry ALTER COLUMN sort_key TYPE varchar(80) COLLATE "C";
    CREATE EXTENSION IF NOT EXISTS pg_trgm;
    CREATE EXTENSION IF NOT EXISTS btree_gin;
    CREATE INDEX entry_search ON words_entry USING gin (owner_id, search_text gin_trgm_ops) WITH (fastupdate = off);
"""
BACKWARDS = """
    DROP INDEX entry_search;
    ALTER TABLE words_entry ALTER COLUMN sort_key TYPE varchar(80) COLLATE "default";
"""


def forwards(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(FORWARDS)


def backwards(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(BACKWARDS)


class Migration(migrations.Migration):
    dependencies = [("words", "0001_initial")]

    operations = [migrations.RunPython(forwards, backwards)]
