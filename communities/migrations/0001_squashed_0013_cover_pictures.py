import django.db.models.deletion
import django.db.models.functions.datetime
import django.db.models.functions.text
import esn.kit.clock
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    replaces = [('communities', '0001_initial'), ('communities', '0002_initial'), ('communities', '0003_names'), ('communities', '0010_richer_communities'), ('communities', '0011_first_values'), ('communities', '0012_secret_by_invitation'), ('communities', '0013_cover_pictures')]

    initial = True

    dependencies = [
        ('people', '0001_squashed_0003_is_barred'),
        ('people', '__first__'),
    ]

    operations = [
        migrations.CreateModel(
            name='Community',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=80, verbose_name='name')),
                ('slug', models.SlugField(max_length=80, unique=True)),
                ('kind', models.CharField(choices=[('open', 'open'), ('private', 'private'), ('secret', 'secret')], default='open', max_length=8, verbose_name='kind')),
                ('description', models.CharField(blank=True, max_length=400, verbose_name='what it is for')),
                ('reach', models.CharField(choices=[('team', 'team'), ('department', 'department'), ('division', 'division'), ('company', 'company'), ('extended', 'extended enterprise')], default='company', max_length=12, verbose_name='reach')),
                ('department', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='communities', to='people.orgunit', verbose_name='department')),
                ('posting', models.CharField(choices=[('everyone', 'everybody who may write'), ('leads', 'those who run it')], db_default='everyone', default='everyone', max_length=8, verbose_name='who starts threads')),
                ('join_policy', models.CharField(choices=[('open', 'at once'), ('request', 'on request'), ('invitation', 'by invitation')], db_default='open', default='open', max_length=10, verbose_name='how one joins')),
                ('questions', models.JSONField(blank=True, db_default=[], default=list)),
                ('welcome', models.TextField(blank=True, db_default='', max_length=2000, verbose_name='welcome')),
                ('rules', models.TextField(blank=True, db_default='', max_length=4000, verbose_name='rules')),
                ('cover', models.CharField(choices=[('hills', 'hills'), ('waves', 'waves'), ('dots', 'dots'), ('rays', 'rays'), ('blocks', 'blocks'), ('steps', 'steps'), ('roofs', 'roofs'), ('rings', 'rings')], db_default='hills', default='hills', max_length=8, verbose_name='cover')),
                ('picture', models.FileField(blank=True, db_default='', editable=False, upload_to='')),
                ('picture_alt', models.CharField(blank=True, db_default='', max_length=300, verbose_name='description for those who cannot see it')),
                ('tint', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='colour')),
                ('preset', models.CharField(blank=True, db_default='', editable=False, max_length=16)),
                ('parent', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='children', to='communities.community', verbose_name='part of')),
                ('archived_at', models.DateTimeField(editable=False, null=True)),
                ('archived_by', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('merged_into', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='merged', to='communities.community')),
                ('version', models.PositiveIntegerField(db_default=1, default=1, editable=False)),
                ('is_everyone', models.BooleanField(default=False, editable=False)),
                ('is_demo', models.BooleanField(default=False, editable=False)),
                ('founded_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('founded_at', models.DateTimeField(default=esn.kit.clock.now)),
                ('member_count', models.PositiveIntegerField(default=0, help_text='Derived; `reconcile` checks it.')),
                ('tip_at', models.DateTimeField(db_index=True, help_text='When the newest thread was started.', null=True)),
            ],
            options={
                'verbose_name': 'community',
                'verbose_name_plural': 'communities',
                'constraints': [models.UniqueConstraint(django.db.models.functions.text.Lower('name'), condition=models.Q(models.Q(('kind', 'secret'), _negated=True), ('merged_into', None)), name='community_name_once', violation_error_message='Another community has this name.'), models.UniqueConstraint(condition=models.Q(('is_everyone', True)), fields=('is_everyone',), name='community_one_everyone'), models.CheckConstraint(condition=models.Q(('is_everyone', False), ('kind', 'open'), _connector='OR'), name='community_everyone_is_open'), models.CheckConstraint(condition=models.Q(models.Q(('kind', 'secret'), _negated=True), ('join_policy', 'invitation'), _connector='OR'), name='community_secret_by_invitation'), models.CheckConstraint(condition=models.Q(('is_everyone', False), models.Q(('archived_at', None), ('merged_into', None), ('parent', None)), _connector='OR'), name='community_everyone_stays'), models.CheckConstraint(condition=models.Q(('parent', None), models.Q(('parent', models.F('id')), _negated=True), _connector='OR'), name='community_not_its_own_parent'), models.CheckConstraint(condition=models.Q(('tint', None), ('tint__lte', 9), _connector='OR'), name='community_tint_known')],
            },
        ),
        migrations.CreateModel(
            name='DismissedSuggestion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('name', models.CharField(max_length=50)),
                ('at', models.DateTimeField()),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('person', 'name'), name='dismissed_once')],
            },
        ),
        migrations.CreateModel(
            name='Topic',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('community', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='topics', to='communities.community')),
                ('name', models.CharField(db_index=True, max_length=50)),
            ],
            options={
                'ordering': ['name'],
                'constraints': [models.UniqueConstraint(fields=('community', 'name'), name='topic_once')],
            },
        ),
        migrations.CreateModel(
            name='Resource',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('community', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='resources', to='communities.community')),
                ('title', models.CharField(max_length=120, verbose_name='title')),
                ('url', models.CharField(help_text='Of this site, or beginning with https://.', max_length=400, verbose_name='address')),
                ('is_pinned', models.BooleanField(default=False)),
                ('place', models.PositiveSmallIntegerField(default=0)),
            ],
            options={
                'ordering': ['-is_pinned', 'place', 'pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('url__startswith', '/'), ('url__startswith', 'https://'), ('url__startswith', 'http://'), ('url__startswith', 'mailto:'), _connector='OR'), name='resource_address_is_harmless')],
            },
        ),
        migrations.CreateModel(
            name='CommunityAddress',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('community', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='addresses', to='communities.community')),
                ('slug', models.SlugField(max_length=80)),
                ('left_at', models.DateTimeField()),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('slug', 'community'), name='community_address_once')],
            },
        ),
        migrations.CreateModel(
            name='Membership',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('community', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='memberships', to='communities.community')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='memberships', to=settings.AUTH_USER_MODEL)),
                ('role', models.CharField(choices=[('owner', 'owner'), ('moderator', 'moderator'), ('member', 'member'), ('guest', 'guest')], default='member', max_length=10, verbose_name='role')),
                ('since_at', models.DateTimeField()),
                ('via', models.CharField(choices=[('joined', 'joined'), ('added', 'added'), ('request', 'asked to join'), ('invitation', 'invited'), ('link', 'invitation link'), ('rule', 'by rule'), ('import', 'list'), ('merge', 'merged community')], db_default='joined', default='joined', max_length=10)),
                ('until_at', models.DateTimeField(help_text="When a guest's access ends.", null=True)),
                ('last_active_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), default=esn.kit.clock.now, help_text='Kept by a listener; at first when they joined.')),
                ('wrote_at', models.DateTimeField(null=True)),
                ('welcomed_at', models.DateTimeField(help_text='When they put the welcome away.', null=True)),
            ],
            options={
                'indexes': [models.Index(fields=['community', 'role'], name='membership_role'), models.Index(fields=['community', '-since_at', '-id'], name='membership_newest'), models.Index(fields=['community', '-last_active_at', '-id'], name='membership_active'), models.Index(condition=models.Q(('until_at__isnull', False)), fields=['until_at'], name='membership_ending')],
                'constraints': [models.UniqueConstraint(fields=('person', 'community'), name='membership_once'), models.CheckConstraint(condition=models.Q(('until_at', None), ('role', 'guest'), _connector='OR'), name='membership_only_guests_end')],
            },
        ),
        migrations.CreateModel(
            name='JoinRequest',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('community', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='join_requests', to='communities.community')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='join_requests', to=settings.AUTH_USER_MODEL)),
                ('note', models.CharField(blank=True, max_length=400, verbose_name='why I would like to join')),
                ('answers', models.JSONField(blank=True, db_default=[], default=list)),
                ('asked_at', models.DateTimeField()),
                ('is_accepted', models.BooleanField(null=True)),
                ('decided_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('decided_at', models.DateTimeField(null=True)),
            ],
            options={
                'constraints': [models.UniqueConstraint(condition=models.Q(('decided_at', None)), fields=('person', 'community'), name='join_request_one_open'), models.CheckConstraint(condition=models.Q(models.Q(('decided_at', None), ('is_accepted', None)), models.Q(('decided_at__isnull', False), ('is_accepted__isnull', False)), _connector='OR'), name='join_request_decided_whole')],
            },
        ),
        migrations.CreateModel(
            name='Departure',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('community', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='departures', to='communities.community')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='departures', to=settings.AUTH_USER_MODEL)),
                ('at', models.DateTimeField()),
                ('removed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('is_removal', models.BooleanField(default=False)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('person', 'community'), name='departure_once')],
            },
        ),
        migrations.CreateModel(
            name='Invitation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('community', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='invitations', to='communities.community')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='community_invitations', to=settings.AUTH_USER_MODEL)),
                ('role', models.CharField(choices=[('member', 'member'), ('guest', 'guest')], default='member', max_length=10)),
                ('note', models.CharField(blank=True, max_length=400, verbose_name='a word with it')),
                ('invited_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('invited_at', models.DateTimeField()),
                ('answered_at', models.DateTimeField(null=True)),
                ('is_accepted', models.BooleanField(null=True)),
            ],
            options={
                'constraints': [models.UniqueConstraint(condition=models.Q(('answered_at', None)), fields=('person', 'community'), name='invitation_one_open')],
            },
        ),
        migrations.CreateModel(
            name='InvitationLink',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('community', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='links_in', to='communities.community')),
                ('digest', models.CharField(max_length=64, unique=True)),
                ('role', models.CharField(choices=[('member', 'member'), ('guest', 'guest')], default='member', max_length=10, verbose_name='role')),
                ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('made_at', models.DateTimeField()),
                ('expires_at', models.DateTimeField()),
                ('max_uses', models.PositiveIntegerField()),
                ('uses', models.PositiveIntegerField(default=0)),
                ('revoked_at', models.DateTimeField(null=True)),
                ('revoked_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('uses__lte', models.F('max_uses'))), name='invitation_link_not_overused')],
            },
        ),
        migrations.CreateModel(
            name='JoinRule',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('community', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='rule', to='communities.community')),
                ('is_removing', models.BooleanField(default=True, help_text='Only those whom the rule added.', verbose_name='who no longer matches is taken out')),
                ('made_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('made_at', models.DateTimeField()),
                ('units', models.ManyToManyField(blank=True, related_name='+', to='people.orgunit')),
                ('sites', models.ManyToManyField(blank=True, related_name='+', to='people.site')),
            ],
        ),
        migrations.CreateModel(
            name='MemberWork',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('community', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='member_work', to='communities.community')),
                ('actor', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('deed', models.CharField(choices=[('role', 'Change role'), ('remove', 'Remove from community'), ('import', 'Add from a list')], max_length=8)),
                ('role', models.CharField(blank=True, max_length=10)),
                ('chosen', models.JSONField(default=list)),
                ('sieve', models.JSONField(default=dict)),
                ('lines', models.JSONField(default=list)),
                ('total', models.PositiveIntegerField(default=0)),
                ('done', models.PositiveIntegerField(default=0)),
                ('skipped', models.PositiveIntegerField(default=0)),
                ('remark', models.CharField(blank=True, max_length=400)),
                ('last_id', models.BigIntegerField(default=0, help_text='How far it is: members up to this row are done.')),
                ('until_id', models.BigIntegerField(default=0, help_text='Members that came later are left alone.')),
                ('made_at', models.DateTimeField()),
                ('confirmed_at', models.DateTimeField(null=True)),
                ('touched_at', models.DateTimeField(null=True)),
                ('finished_at', models.DateTimeField(null=True)),
            ],
            options={
                'indexes': [models.Index(condition=models.Q(('finished_at', None)), fields=['made_at'], name='member_work_unfinished')],
            },
        ),
        migrations.CreateModel(
            name='Merge',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('source', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='merge_out', to='communities.community')),
                ('target', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='merges_in', to='communities.community')),
                ('made_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('made_at', models.DateTimeField()),
                ('total', models.PositiveIntegerField(default=0)),
                ('moved', models.PositiveIntegerField(default=0)),
                ('touched_at', models.DateTimeField(null=True)),
                ('finished_at', models.DateTimeField(null=True)),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('source', models.F('target')), _negated=True), name='merge_of_two_communities')],
            },
        ),
    ]
