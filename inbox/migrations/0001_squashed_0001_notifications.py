import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    replaces = [('inbox', '0001_notifications')]

    initial = True

    dependencies = [
        ('activity', '0001_squashed_0012_stream_indexes'),
        ('communities', '0001_squashed_0013_cover_pictures'),
        ('kit', '0001_squashed_0004_audit_append_only'),
        ('people', '__first__'),
    ]

    operations = [
        migrations.CreateModel(
            name='FanOut',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('event', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='kit.event')),
                ('place', models.PositiveSmallIntegerField(help_text="Which of the event's audiences.")),
                ('after', models.BigIntegerField(default=0, help_text='Everybody up to this person has been told.')),
                ('told', models.PositiveIntegerField(default=0)),
                ('started_at', models.DateTimeField()),
                ('next_at', models.DateTimeField(help_text='When the sweep takes over if nobody moved it.')),
                ('done_at', models.DateTimeField(null=True)),
            ],
            options={
                'indexes': [models.Index(condition=models.Q(('done_at', None)), fields=['next_at'], name='fan_out_due')],
                'constraints': [models.UniqueConstraint(fields=('event', 'place'), name='fan_out_once')],
            },
        ),
        migrations.CreateModel(
            name='Notification',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('person', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='notifications', to=settings.AUTH_USER_MODEL)),
                ('kind', models.CharField(choices=[('mention', 'Somebody names me'), ('reply', 'Somebody answers me'), ('answer', 'My question gets an answer'), ('accepted', 'My answer is accepted'), ('comment', 'New comments in threads that I follow'), ('reaction', 'Somebody reacts to what I wrote'), ('praise', 'Somebody praises me'), ('post', 'New posts in communities that I chose'), ('acknowledge', 'I am asked to acknowledge an announcement'), ('request', 'Somebody asks to join a community that I lead'), ('invitation', 'I am invited to a community'), ('membership', 'I am let in, added or removed'), ('role', 'I get another role'), ('idea', 'An idea that I took part in is decided or merged'), ('bookmark', 'A reminder that I set is due'), ('schedule', 'A post that I scheduled could not appear'), ('follower', 'Somebody follows me'), ('ruling', 'A moderator decides something that concerns me')], max_length=12)),
                ('subject', models.CharField(help_text='What folds together: the kind and what it is about.', max_length=64)),
                ('thread', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='activity.thread')),
                ('comment', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='activity.comment')),
                ('community', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='communities.community')),
                ('follower', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('object_type', models.CharField(blank=True, max_length=24)),
                ('object_id', models.BigIntegerField(null=True)),
                ('word', models.CharField(blank=True, help_text='A nuance of the newest: declined, owner …', max_length=24)),
                ('count', models.PositiveIntegerField(default=0, help_text='How many things are folded into it.')),
                ('people', models.PositiveIntegerField(default=0, help_text='By how many different people.')),
                ('actors', models.JSONField(default=list, help_text='The last three of them, newest first.')),
                ('is_waiting', models.BooleanField(default=False, help_text='Waits until the person does something.')),
                ('first_at', models.DateTimeField()),
                ('last_at', models.DateTimeField()),
                ('read_at', models.DateTimeField(null=True)),
            ],
            options={
                'indexes': [models.Index(fields=['person', '-last_at', '-id'], name='notification_newest'), models.Index(condition=models.Q(('read_at', None)), fields=['person', '-last_at', '-id'], name='notification_unread'), models.Index(condition=models.Q(('is_waiting', True)), fields=['person', '-last_at', '-id'], name='notification_waiting'), models.Index(condition=models.Q(('read_at__isnull', False)), fields=['read_at'], name='notification_read_at')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('read_at', None)), fields=('person', 'subject'), name='notification_one_unread')],
            },
        ),
        migrations.CreateModel(
            name='Preference',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('person', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='notification_preferences', to=settings.AUTH_USER_MODEL)),
                ('kind', models.CharField(choices=[('mention', 'Somebody names me'), ('reply', 'Somebody answers me'), ('answer', 'My question gets an answer'), ('accepted', 'My answer is accepted'), ('comment', 'New comments in threads that I follow'), ('reaction', 'Somebody reacts to what I wrote'), ('praise', 'Somebody praises me'), ('post', 'New posts in communities that I chose'), ('acknowledge', 'I am asked to acknowledge an announcement'), ('request', 'Somebody asks to join a community that I lead'), ('invitation', 'I am invited to a community'), ('membership', 'I am let in, added or removed'), ('role', 'I get another role'), ('idea', 'An idea that I took part in is decided or merged'), ('bookmark', 'A reminder that I set is due'), ('schedule', 'A post that I scheduled could not appear'), ('follower', 'Somebody follows me'), ('ruling', 'A moderator decides something that concerns me')], max_length=12)),
                ('channel', models.CharField(choices=[('bell', 'In the bell')], default='bell', max_length=8)),
                ('is_on', models.BooleanField()),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('person', 'kind', 'channel'), name='preference_once')],
            },
        ),
        migrations.CreateModel(
            name='Default',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('mention', 'Somebody names me'), ('reply', 'Somebody answers me'), ('answer', 'My question gets an answer'), ('accepted', 'My answer is accepted'), ('comment', 'New comments in threads that I follow'), ('reaction', 'Somebody reacts to what I wrote'), ('praise', 'Somebody praises me'), ('post', 'New posts in communities that I chose'), ('acknowledge', 'I am asked to acknowledge an announcement'), ('request', 'Somebody asks to join a community that I lead'), ('invitation', 'I am invited to a community'), ('membership', 'I am let in, added or removed'), ('role', 'I get another role'), ('idea', 'An idea that I took part in is decided or merged'), ('bookmark', 'A reminder that I set is due'), ('schedule', 'A post that I scheduled could not appear'), ('follower', 'Somebody follows me'), ('ruling', 'A moderator decides something that concerns me')], max_length=12)),
                ('channel', models.CharField(choices=[('bell', 'In the bell')], default='bell', max_length=8)),
                ('is_on', models.BooleanField()),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('kind', 'channel'), name='default_once')],
            },
        ),
        migrations.CreateModel(
            name='CommunityLevel',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('person', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='community_levels', to=settings.AUTH_USER_MODEL)),
                ('community', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='communities.community')),
                ('level', models.CharField(choices=[('all', 'Every new post too'), ('normal', 'What concerns me'), ('mentions', 'Only what is said to me'), ('none', 'Nothing')], max_length=8)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('person', 'community'), name='community_level_once'), models.CheckConstraint(condition=models.Q(('level__in', ['all', 'mentions', 'none'])), name='community_level_known')],
            },
        ),
        migrations.CreateModel(
            name='Cause',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('notification', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='causes', to='inbox.notification')),
                ('person', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('event_id', models.BigIntegerField()),
                ('actor_id', models.BigIntegerField(null=True)),
                ('object_type', models.CharField(max_length=24)),
                ('object_id', models.BigIntegerField()),
            ],
            options={
                'indexes': [models.Index(fields=['object_type', 'object_id'], name='cause_object'), models.Index(fields=['actor_id'], name='cause_actor')],
                'constraints': [models.UniqueConstraint(fields=('person', 'event_id'), name='cause_once')],
            },
        ),
    ]
