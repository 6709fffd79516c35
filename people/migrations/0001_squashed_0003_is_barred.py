import django.core.validators
import django.db.models.deletion
import esn.kit.clock
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    replaces = [('people', '0001_initial'), ('people', '0002_reading_preferences'), ('people', '0003_is_barred')]

    initial = True

    dependencies = [
        ('auth', '0012_alter_user_first_name_max_length'),
    ]

    operations = [
        migrations.CreateModel(
            name='Site',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=80, unique=True, verbose_name='name')),
                ('timezone', models.CharField(default='UTC', max_length=40, verbose_name='time zone')),
            ],
            options={
                'ordering': ['name'],
            },
        ),
        migrations.CreateModel(
            name='OrgUnit',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=120, verbose_name='name')),
                ('kind', models.CharField(choices=[('company', 'company'), ('division', 'division'), ('department', 'department'), ('team', 'team')], default='department', max_length=12, verbose_name='kind')),
                ('parent', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='children', to='people.orgunit')),
                ('code', models.CharField(help_text='Key in the source directory.', max_length=80, unique=True, verbose_name='code')),
            ],
            options={
                'ordering': ['name'],
            },
        ),
        migrations.CreateModel(
            name='Person',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('password', models.CharField(max_length=128, verbose_name='password')),
                ('last_login', models.DateTimeField(blank=True, null=True, verbose_name='last login')),
                ('is_superuser', models.BooleanField(default=False, help_text='Designates that this user has all permissions without explicitly assigning them.', verbose_name='superuser status')),
                ('username', models.CharField(max_length=40, unique=True, validators=[django.core.validators.RegexValidator('^[a-z0-9](?:[a-z0-9._-]{0,38}[a-z0-9])?$', 'Letters a–z, digits, . _ -')], verbose_name='user name')),
                ('email', models.EmailField(blank=True, max_length=254, null=True, unique=True, verbose_name='e-mail')),
                ('display_name', models.CharField(max_length=120, verbose_name='name')),
                ('sort_name', models.CharField(db_index=True, editable=False, max_length=240)),
                ('title', models.CharField(blank=True, max_length=120, verbose_name='title')),
                ('bio', models.TextField(blank=True, max_length=2000, verbose_name='about me')),
                ('skills', models.CharField(blank=True, help_text='Separated by commas.', max_length=400, verbose_name='skills')),
                ('phone', models.CharField(blank=True, max_length=40, verbose_name='phone')),
                ('timezone', models.CharField(blank=True, max_length=40, verbose_name='time zone')),
                ('theme', models.CharField(blank=True, choices=[('light', 'light'), ('dark', 'dark')], max_length=6)),
                ('search_text', models.TextField(blank=True, editable=False)),
                ('stream_order', models.CharField(choices=[('ranked', 'most relevant first'), ('newest', 'newest first')], db_default='ranked', default='ranked', max_length=8)),
                ('has_shortcuts', models.BooleanField(db_default=True, default=True)),
                ('here_at', models.DateTimeField(editable=False, help_text='Last seen reading.', null=True)),
                ('left_at', models.DateTimeField(editable=False, help_text='End of the visit before this.', null=True)),
                ('caught_up_at', models.DateTimeField(editable=False, null=True)),
                ('unit', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='people', to='people.orgunit')),
                ('department', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='department_people', to='people.orgunit')),
                ('level', models.PositiveSmallIntegerField(choices=[(1, 'employee'), (2, 'team lead'), (3, 'manager'), (4, 'director'), (5, 'executive')], default=1, verbose_name='level')),
                ('reports_to', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='reports', to=settings.AUTH_USER_MODEL)),
                ('site', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='people', to='people.site')),
                ('hired_on', models.DateField(blank=True, null=True, verbose_name='hired on')),
                ('is_active', models.BooleanField(default=True, verbose_name='active')),
                ('is_staff', models.BooleanField(default=False, verbose_name='administrator')),
                ('is_external', models.BooleanField(default=False, verbose_name='guest from outside')),
                ('is_service', models.BooleanField(default=False, verbose_name='service account')),
                ('is_demo', models.BooleanField(default=False, editable=False)),
                ('is_barred', models.BooleanField(db_default=False, default=False, editable=False)),
                ('joined_at', models.DateTimeField(default=esn.kit.clock.now, editable=False)),
                ('deactivated_on', models.DateField(blank=True, editable=False, null=True)),
                ('external_id', models.CharField(blank=True, max_length=120, null=True, unique=True)),
                ('groups', models.ManyToManyField(blank=True, help_text='The groups this user belongs to. A user will get all permissions granted to each of their groups.', related_name='user_set', related_query_name='user', to='auth.group', verbose_name='groups')),
                ('user_permissions', models.ManyToManyField(blank=True, help_text='Specific permissions for this user.', related_name='user_set', related_query_name='user', to='auth.permission', verbose_name='user permissions')),
            ],
            options={
                'verbose_name': 'person',
                'verbose_name_plural': 'people',
                'indexes': [models.Index(fields=['sort_name', 'id'], name='person_by_name')],
            },
        ),
        migrations.CreateModel(
            name='Placement',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='placements', to=settings.AUTH_USER_MODEL)),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='placements', to='people.orgunit')),
                ('department', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.orgunit')),
                ('level', models.PositiveSmallIntegerField(default=1)),
                ('since_on', models.DateField(help_text='Empty: as long as anybody remembers.', null=True)),
                ('until_on', models.DateField(help_text='First day that it no longer holds.', null=True)),
            ],
            options={
                'constraints': [models.UniqueConstraint(condition=models.Q(('until_on', None)), fields=('person',), name='placement_one_current'), models.CheckConstraint(condition=models.Q(('until_on', None), ('since_on', None), ('until_on__gte', models.F('since_on')), _connector='OR'), name='placement_ends_after_start')],
            },
        ),
        migrations.CreateModel(
            name='Leave',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='leaves', to=settings.AUTH_USER_MODEL)),
                ('starts_on', models.DateField()),
                ('ends_on', models.DateField()),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('ends_on__gte', models.F('starts_on'))), name='leave_ends_after_start')],
            },
        ),
        migrations.CreateModel(
            name='RoleGrant',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='roles', to=settings.AUTH_USER_MODEL)),
                ('role', models.CharField(choices=[('administrator', 'administrator'), ('executive', 'executive'), ('analyst', 'analyst')], max_length=16)),
                ('granted_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('granted_at', models.DateTimeField()),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('person', 'role'), name='role_once')],
            },
        ),
        migrations.CreateModel(
            name='ApiToken',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='api_tokens', to=settings.AUTH_USER_MODEL)),
                ('name', models.CharField(max_length=80)),
                ('digest', models.CharField(max_length=64, unique=True)),
                ('scope', models.CharField(choices=[('read', 'read'), ('write', 'read and write')], default='read', max_length=8)),
                ('created_at', models.DateTimeField()),
                ('expires_at', models.DateTimeField(null=True)),
                ('last_used_at', models.DateTimeField(null=True)),
                ('revoked_at', models.DateTimeField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name='SignInLink',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='sign_in_links', to=settings.AUTH_USER_MODEL)),
                ('digest', models.CharField(max_length=64, unique=True)),
                ('created_at', models.DateTimeField()),
                ('expires_at', models.DateTimeField()),
                ('used_at', models.DateTimeField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name='Follow',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('follower', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='following', to=settings.AUTH_USER_MODEL)),
                ('followed', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='followers', to=settings.AUTH_USER_MODEL)),
                ('since_at', models.DateTimeField()),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('follower', 'followed'), name='follow_once'), models.CheckConstraint(condition=models.Q(('follower', models.F('followed')), _negated=True), name='follow_not_oneself')],
            },
        ),
    ]
