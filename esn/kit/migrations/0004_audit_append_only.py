"""The database itself refuses to change or remove audit entries."""

from django.db import migrations

SQLITE = {
    "kit_audit_no_update": "BEFORE UPDATE ON kit_auditentry",
    "kit_audit_no_delete": "BEFORE DELETE ON kit_auditentry",
}
REFUSAL = "Audit entries are never changed or removed."


def guard(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(
            "CREATE OR REPLACE FUNCTION kit_audit_refuse() RETURNS trigger LANGUAGE plpgsql AS "
            f"$$ BEGIN RAISE EXCEPTION '{REFUSAL}'; END $$"
        )
        schema_editor.execute(
            "CREATE TRIGGER kit_audit_append_only BEFORE UPDATE OR DELETE ON kit_auditentry "
            "FOR EACH ROW EXECUTE FUNCTION kit_audit_refuse()"
        )
        return
    for name, when in SQLITE.items():
        schema_editor.execute(f"CREATE TRIGGER {name} {when} BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END")


def unguard(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("DROP TRIGGER IF EXISTS kit_audit_append_only ON kit_auditentry")
        schema_editor.execute("DROP FUNCTION IF EXISTS kit_audit_refuse")
        return
    for name in SQLITE:
        schema_editor.execute(f"DROP TRIGGER IF EXISTS {name}")


class Migration(migrations.Migration):
    dependencies = [("kit", "0003_audit")]
    operations = [migrations.RunPython(guard, unguard)]
