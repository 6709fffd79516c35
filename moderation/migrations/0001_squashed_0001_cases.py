import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    replaces = [('moderation', '0001_cases')]

    initial = True

    dependencies = [
        ('activity', '0001_squashed_0012_stream_indexes'),
        ('communities', '0001_squashed_0013_cover_pictures'),
        ('people', '__first__'),
    ]

    operations = [
        migrations.CreateModel(
            name='Case',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('thread', 'post'), ('comment', 'comment'), ('idea', 'idea'), ('file', 'file'), ('person', 'profile')], max_length=8)),
                ('cause', models.CharField(choices=[('report', 'reported'), ('approval', 'waits for approval')], default='report', max_length=8)),
                ('subject', models.CharField(max_length=32)),
                ('thread', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='cases', to='activity.thread')),
                ('comment', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='cases', to='activity.comment')),
                ('file', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='cases', to='activity.attachment')),
                ('person', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='profile_cases', to=settings.AUTH_USER_MODEL)),
                ('author', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='cases_about', to=settings.AUTH_USER_MODEL)),
                ('excerpt', models.TextField(blank=True)),
                ('why', models.CharField(blank=True, help_text='Why it waits for approval.', max_length=200)),
                ('opened_at', models.DateTimeField()),
                ('report_count', models.PositiveIntegerField(default=0)),
                ('hidden_at', models.DateTimeField(null=True)),
                ('hidden_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('claimed_at', models.DateTimeField(null=True)),
                ('claimed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='claimed_cases', to=settings.AUTH_USER_MODEL)),
                ('closed_at', models.DateTimeField(null=True)),
            ],
            options={
                'indexes': [models.Index(condition=models.Q(('closed_at', None)), fields=['opened_at', 'id'], name='case_waiting'), models.Index(fields=['-closed_at', '-id'], name='case_closed'), models.Index(fields=['author', '-opened_at'], name='case_of_author')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('closed_at', None)), fields=('subject',), name='case_one_open')],
            },
        ),
        migrations.CreateModel(
            name='CommunityRules',
            fields=[
                ('community', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='moderation', serialize=False, to='communities.community')),
                ('approval', models.CharField(choices=[('nobody', "Nobody's posts wait"), ('newcomers', 'The first posts of newcomers wait for approval'), ('everybody', 'All posts wait for approval')], default='nobody', max_length=9, verbose_name='before a post appears')),
                ('newcomer_posts', models.PositiveSmallIntegerField(default=3, verbose_name='newcomers: until so many were approved')),
                ('newcomer_days', models.PositiveSmallIntegerField(default=0, verbose_name='newcomers: for so many days')),
                ('with_comments', models.BooleanField(default=False, verbose_name='comments wait too')),
                ('slow_seconds', models.PositiveIntegerField(default=0, verbose_name='slow mode: seconds between two texts')),
                ('hide_after', models.PositiveSmallIntegerField(default=3, verbose_name='hide by itself after so many reports')),
                ('version', models.PositiveIntegerField(default=1)),
                ('changed_at', models.DateTimeField(null=True)),
                ('changed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='WordRule',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('community', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='word_rules', to='communities.community')),
                ('kind', models.CharField(choices=[('word', 'word or phrase'), ('link', 'links to')], default='word', max_length=4, verbose_name='kind')),
                ('pattern', models.CharField(max_length=100, verbose_name='word, phrase or site')),
                ('effect', models.CharField(choices=[('warn', 'warn the writer'), ('hold', 'wait for approval'), ('block', 'refuse')], default='warn', max_length=5, verbose_name='then')),
                ('why', models.CharField(blank=True, max_length=200, verbose_name='what the writer is told')),
                ('made_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('made_at', models.DateTimeField()),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('community', 'kind', 'pattern'), name='word_rule_once_in_community'), models.UniqueConstraint(condition=models.Q(('community', None)), fields=('kind', 'pattern'), name='word_rule_once_everywhere')],
            },
        ),
        migrations.CreateModel(
            name='Report',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='reports', to='moderation.case')),
                ('reporter', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='reports_filed', to=settings.AUTH_USER_MODEL)),
                ('reason', models.CharField(choices=[('spam', 'Advertising or noise'), ('rude', 'Rude or insulting'), ('harassment', 'Harassment or discrimination'), ('confidential', 'Confidential or personal data'), ('false', 'False or misleading'), ('illegal', 'Against the law or our rules'), ('other', 'Something else')], max_length=12, verbose_name='reason')),
                ('text', models.TextField(blank=True, max_length=2000, verbose_name='what a moderator should know')),
                ('at', models.DateTimeField()),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('case', 'reporter'), name='report_once')],
            },
        ),
        migrations.CreateModel(
            name='Ruling',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('case', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='ruling', to='moderation.case')),
                ('outcome', models.CharField(choices=[('keep', 'stays'), ('remove', 'removed'), ('approve', 'approved'), ('decline', 'declined')], max_length=8, verbose_name='decision')),
                ('measure', models.CharField(blank=True, choices=[('', 'nothing further'), ('warn', 'warned'), ('mute', 'muted'), ('ban', 'banned from the community'), ('deactivate', 'account closed')], max_length=12, verbose_name='measure')),
                ('until_at', models.DateTimeField(null=True)),
                ('reason', models.CharField(blank=True, max_length=400, verbose_name='reason')),
                ('is_public', models.BooleanField(default=True, verbose_name='show the reason in its place')),
                ('note', models.TextField(blank=True, max_length=2000, verbose_name='note for moderators')),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='rulings', to=settings.AUTH_USER_MODEL)),
                ('at', models.DateTimeField(db_index=True)),
                ('kept', models.JSONField(default=dict)),
                ('overturned_at', models.DateTimeField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name='Appeal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('ruling', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='appeal', to='moderation.ruling')),
                ('text', models.TextField(max_length=4000, verbose_name='why it should be decided differently')),
                ('at', models.DateTimeField()),
                ('is_overturned', models.BooleanField(null=True)),
                ('reason', models.CharField(blank=True, max_length=400, verbose_name='reason')),
                ('decided_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('decided_at', models.DateTimeField(null=True)),
            ],
            options={
                'indexes': [models.Index(condition=models.Q(('decided_at', None)), fields=['at', 'id'], name='appeal_waiting')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('decided_at', None), ('is_overturned', None)), models.Q(('decided_at__isnull', False), ('is_overturned__isnull', False)), _connector='OR'), name='appeal_decided_whole')],
            },
        ),
        migrations.CreateModel(
            name='Sanction',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='sanctions', to=settings.AUTH_USER_MODEL)),
                ('community', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='sanctions', to='communities.community')),
                ('kind', models.CharField(choices=[('mute', 'may not write'), ('ban', 'may not come back')], max_length=4, verbose_name='sanction')),
                ('since_at', models.DateTimeField()),
                ('until_at', models.DateTimeField(null=True)),
                ('reason', models.CharField(blank=True, max_length=400, verbose_name='reason')),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('ruling', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='sanctions', to='moderation.ruling')),
                ('lifted_at', models.DateTimeField(null=True)),
                ('lifted_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.UniqueConstraint(condition=models.Q(('lifted_at', None)), fields=('person', 'community', 'kind'), name='sanction_one_of_a_kind'), models.CheckConstraint(condition=models.Q(('kind', 'ban'), ('until_at__isnull', False), _connector='OR'), name='sanction_mute_ends')],
            },
        ),
    ]
