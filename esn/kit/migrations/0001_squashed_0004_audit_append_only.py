import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


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

    replaces = [('kit', '0001_initial'), ('kit', '0002_initial'), ('kit', '0003_audit'), ('kit', '0004_audit_append_only')]

    initial = True

    dependencies = [
        ('people', '__first__'),
    ]

    operations = [
        migrations.CreateModel(
            name='Event',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField(db_index=True)),
                ('verb', models.CharField(max_length=48)),
                ('actor_id', models.BigIntegerField(null=True)),
                ('object_type', models.CharField(max_length=24)),
                ('object_id', models.BigIntegerField()),
                ('owner_id', models.BigIntegerField(help_text='The person whose object it is: who was answered.', null=True)),
                ('thread_id', models.BigIntegerField(null=True)),
                ('community_id', models.BigIntegerField(null=True)),
                ('department_id', models.BigIntegerField(help_text="The actor's department at that time.", null=True)),
                ('level', models.SmallIntegerField(help_text="The actor's level at that time.", null=True)),
                ('scope', models.CharField(choices=[('own', 'own department'), ('cross', 'cross-department'), ('extended', 'extended enterprise')], max_length=8)),
                ('kind', models.CharField(choices=[('informal', 'conversation'), ('formal', 'workflow')], default='informal', max_length=8)),
                ('is_automated', models.BooleanField(default=False)),
                ('is_mandatory', models.BooleanField(default=False)),
                ('key', models.UUIDField(help_text='Identity of a fact that may arrive twice.', null=True, unique=True)),
            ],
            options={
                'indexes': [models.Index(fields=['actor_id', 'at'], name='event_actor_at'), models.Index(fields=['object_type', 'object_id'], name='event_object')],
            },
        ),
        migrations.CreateModel(
            name='AnsweredRequest',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('route', models.CharField(max_length=120)),
                ('key', models.CharField(max_length=64)),
                ('fingerprint', models.CharField(help_text='Hash of what was asked.', max_length=64)),
                ('status', models.PositiveSmallIntegerField(default=0)),
                ('headers', models.JSONField(default=dict)),
                ('body', models.BinaryField(default=bytes)),
                ('at', models.DateTimeField(db_index=True)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('person', 'route', 'key'), name='answered_request_once')],
            },
        ),
        migrations.CreateModel(
            name='Mail',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField(db_index=True)),
                ('to', models.TextField()),
                ('sender', models.TextField()),
                ('subject', models.TextField()),
                ('text', models.TextField()),
                ('html', models.TextField(blank=True)),
            ],
        ),
        migrations.CreateModel(
            name='Heartbeat',
            fields=[
                ('role', models.CharField(max_length=40, primary_key=True, serialize=False)),
                ('at', models.DateTimeField()),
                ('holder', models.CharField(blank=True, max_length=80)),
                ('lease_until', models.DateTimeField(null=True)),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('lease_until', None), ('lease_until__gte', models.F('at')), _connector='OR'), name='lease_after_beat')],
            },
        ),
        migrations.CreateModel(
            name='AuditEntry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField(db_index=True)),
                ('actor_id', models.BigIntegerField(null=True)),
                ('actor_name', models.CharField(blank=True, max_length=120)),
                ('verb', models.CharField(max_length=64)),
                ('object_type', models.CharField(max_length=24)),
                ('object_id', models.BigIntegerField()),
                ('object_name', models.CharField(blank=True, max_length=200)),
                ('community_id', models.BigIntegerField(null=True)),
                ('before', models.JSONField(default=dict)),
                ('after', models.JSONField(default=dict)),
                ('reason', models.TextField(blank=True)),
                ('place', models.CharField(blank=True, help_text='The network address it came from.', max_length=64)),
                ('digest', models.CharField(max_length=64)),
            ],
            options={
                'indexes': [models.Index(fields=['actor_id', 'at'], name='audit_actor'), models.Index(fields=['object_type', 'object_id'], name='audit_object'), models.Index(fields=['community_id', 'at'], name='audit_community')],
            },
        ),
        migrations.CreateModel(
            name='Outbox',
            fields=[
                ('event', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='outbox', serialize=False, to='kit.event')),
                ('next_at', models.DateTimeField(db_index=True)),
                ('attempts', models.PositiveSmallIntegerField(default=0)),
                ('error', models.TextField(blank=True)),
                ('quarantined_at', models.DateTimeField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name='Delivery',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('event', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to='kit.event')),
                ('listener', models.CharField(max_length=80)),
                ('at', models.DateTimeField()),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('event', 'listener'), name='delivery_once')],
            },
        ),
        migrations.RunPython(guard, unguard),
    ]
