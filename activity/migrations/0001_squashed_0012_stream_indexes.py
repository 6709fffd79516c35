import django.db.models.deletion
import django.db.models.functions.text
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    replaces = [('activity', '0001_initial'), ('activity', '0002_initial'), ('activity', '0003_remove_thread_thread_stream_and_more'), ('activity', '0004_questions'), ('activity', '0005_attention'), ('activity', '0006_travelling'), ('activity', '0007_attachments'), ('activity', '0008_thread_newest'), ('activity', '0009_kinds'), ('activity', '0010_streams'), ('activity', '0011_writing'), ('activity', '0012_stream_indexes')]

    initial = True

    dependencies = [
        ('communities', '0001_squashed_0013_cover_pictures'),
        ('people', '__first__'),
    ]

    operations = [
        migrations.CreateModel(
            name='Thread',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('community', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='%(class)ss', to='communities.community')),
                ('kind', models.CharField(choices=[('post', 'post'), ('idea', 'idea')], default='post', max_length=8)),
                ('title', models.CharField(blank=True, max_length=200)),
                ('starter', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='threads', to=settings.AUTH_USER_MODEL)),
                ('created_at', models.DateTimeField()),
                ('last_activity_at', models.DateTimeField()),
                ('version', models.PositiveIntegerField(default=1)),
                ('comment_count', models.PositiveIntegerField(default=0, help_text='Derived; `reconcile` checks it.')),
                ('is_question', models.BooleanField(default=False)),
                ('language', models.CharField(blank=True, help_text='A language tag such as pt-BR.', max_length=12)),
                ('sharing', models.CharField(choices=[('nobody', 'nobody'), ('readers', 'only where everybody can read it already'), ('anyone', 'anywhere in the company')], default='readers', max_length=8)),
                ('shared_from', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='shares', to='activity.thread')),
                ('closed_at', models.DateTimeField(null=True)),
                ('closed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('held_at', models.DateTimeField(null=True)),
                ('held_because', models.CharField(blank=True, choices=[('approval', 'waits for approval'), ('review', 'hidden while it is reviewed')], max_length=12)),
                ('removed_at', models.DateTimeField(null=True)),
                ('removed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('removal_reason', models.CharField(blank=True, max_length=400)),
            ],
            options={
                'indexes': [models.Index(condition=models.Q(('removed_at', None)), fields=['community', '-created_at', '-id', 'held_at'], name='thread_stream'), models.Index(condition=models.Q(('removed_at', None)), fields=['starter', '-created_at', '-id', 'held_at'], name='thread_by_person'), models.Index(condition=models.Q(('removed_at', None)), fields=['-created_at', '-id', 'community', 'held_at'], name='thread_newest'), models.Index(condition=models.Q(('removed_at', None)), fields=['community', '-last_activity_at', '-id', 'held_at'], name='thread_active'), models.Index(condition=models.Q(('comment_count', 0), ('is_question', True), ('removed_at', None)), fields=['community', '-created_at'], name='thread_unanswered'), models.Index(condition=models.Q(('is_question', True), ('removed_at', None)), fields=['-created_at'], name='thread_questions')],
            },
        ),
        migrations.CreateModel(
            name='Tag',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=50, unique=True)),
            ],
        ),
        migrations.CreateModel(
            name='ReactionSign',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.SlugField(max_length=12, unique=True)),
                ('label', models.CharField(max_length=40, verbose_name='name')),
                ('emoji', models.CharField(blank=True, max_length=16, verbose_name='emoji')),
                ('place', models.PositiveSmallIntegerField(default=0, verbose_name='order')),
                ('retired_at', models.DateTimeField(null=True)),
                ('drawing', models.CharField(blank=True, choices=[('like', 'thumb'), ('love', 'heart'), ('celebrate', 'sparkles'), ('insightful', 'light bulb'), ('curious', 'question mark')], max_length=12, verbose_name='drawing')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='CompanyValue',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.SlugField(max_length=12, unique=True)),
                ('label', models.CharField(max_length=40, verbose_name='name')),
                ('emoji', models.CharField(blank=True, max_length=16, verbose_name='emoji')),
                ('place', models.PositiveSmallIntegerField(default=0, verbose_name='order')),
                ('retired_at', models.DateTimeField(null=True)),
                ('tint', models.PositiveSmallIntegerField(choices=[(0, 'petrol'), (1, 'amber'), (2, 'green'), (3, 'violet'), (4, 'red'), (5, 'blue'), (6, 'yellow'), (7, 'teal'), (8, 'rose'), (9, 'leaf')], default=0, verbose_name='colour')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='SavedFilter',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='saved_filters', to=settings.AUTH_USER_MODEL)),
                ('slot', models.PositiveSmallIntegerField()),
                ('name', models.CharField(max_length=40, verbose_name='name')),
                ('kind', models.CharField(blank=True, max_length=12, verbose_name='kind')),
                ('community', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='communities.community', verbose_name='community')),
                ('author', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='author')),
                ('since_on', models.DateField(blank=True, null=True, verbose_name='from')),
                ('until_on', models.DateField(blank=True, null=True, verbose_name='until')),
                ('is_pinned', models.BooleanField(default=False, verbose_name='in the navigation')),
                ('created_at', models.DateTimeField()),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('person', 'slot'), name='saved_filter_slot_once'), models.CheckConstraint(condition=models.Q(('slot__gte', 1), ('slot__lte', 20)), name='saved_filter_at_most_twenty'), models.UniqueConstraint(models.F('person'), django.db.models.functions.text.Lower('name'), name='saved_filter_name_once'), models.CheckConstraint(condition=models.Q(('since_on', None), ('until_on', None), ('until_on__gte', models.F('since_on')), _connector='OR'), name='saved_filter_dates_in_order')],
            },
        ),
        migrations.CreateModel(
            name='Tagging',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('tag', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='taggings', to='activity.tag')),
                ('thread', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='taggings', to='activity.thread')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('tag', 'thread'), name='tagging_once')],
            },
        ),
        migrations.CreateModel(
            name='Comment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('thread', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='comments', to='activity.thread')),
                ('author', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='comments', to=settings.AUTH_USER_MODEL)),
                ('parent', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='replies', to='activity.comment')),
                ('body', models.TextField(verbose_name='text')),
                ('body_html', models.TextField()),
                ('created_at', models.DateTimeField()),
                ('edited_at', models.DateTimeField(null=True)),
                ('revision', models.PositiveIntegerField(default=1)),
                ('version', models.PositiveIntegerField(default=1)),
                ('held_at', models.DateTimeField(null=True)),
                ('held_because', models.CharField(blank=True, choices=[('approval', 'waits for approval'), ('review', 'hidden while it is reviewed')], max_length=12)),
                ('removed_at', models.DateTimeField(null=True)),
                ('removed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('removal_reason', models.CharField(blank=True, max_length=400)),
            ],
            options={
                'indexes': [models.Index(fields=['thread', 'id'], name='comment_in_thread')],
            },
        ),
        migrations.CreateModel(
            name='Watch',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='watches', to=settings.AUTH_USER_MODEL)),
                ('thread', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='watches', to='activity.thread')),
                ('level', models.CharField(choices=[('following', 'following'), ('neither', 'neither'), ('muted', 'muted')], default='following', max_length=10)),
                ('is_chosen', models.BooleanField(default=False)),
                ('since_at', models.DateTimeField()),
            ],
            options={
                'indexes': [models.Index(fields=['person', 'level', '-thread'], name='watch_of_person')],
                'constraints': [models.UniqueConstraint(fields=('thread', 'person'), name='watch_once')],
            },
        ),
        migrations.CreateModel(
            name='Muting',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='mutings', to=settings.AUTH_USER_MODEL)),
                ('muted_person', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('tag', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='activity.tag')),
                ('since_at', models.DateTimeField()),
            ],
            options={
                'constraints': [models.UniqueConstraint(condition=models.Q(('muted_person__isnull', False)), fields=('person', 'muted_person'), name='muting_person_once'), models.UniqueConstraint(condition=models.Q(('tag__isnull', False)), fields=('person', 'tag'), name='muting_tag_once'), models.CheckConstraint(condition=models.Q(models.Q(('muted_person', None), ('tag__isnull', False)), models.Q(('muted_person__isnull', False), ('tag', None)), _connector='OR'), name='muting_one_thing')],
            },
        ),
        migrations.CreateModel(
            name='Reading',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='readings', to=settings.AUTH_USER_MODEL)),
                ('thread', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='readings', to='activity.thread')),
                ('last_comment_id', models.BigIntegerField(default=0)),
                ('is_unread', models.BooleanField(default=False, help_text='Marked unread by its reader.')),
                ('at', models.DateTimeField()),
            ],
            options={
                'indexes': [models.Index(fields=['at'], name='reading_by_age')],
                'constraints': [models.UniqueConstraint(fields=('person', 'thread'), name='reading_once')],
            },
        ),
        migrations.CreateModel(
            name='Pin',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('thread', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='pin', to='activity.thread')),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('at', models.DateTimeField()),
                ('until', models.DateTimeField(null=True)),
            ],
            options={
                'indexes': [models.Index(fields=['until'], name='pin_until')],
            },
        ),
        migrations.CreateModel(
            name='Promotion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('thread', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='promotions', to='activity.thread')),
                ('target', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='promotions', to='communities.community')),
                ('note', models.CharField(blank=True, max_length=400, verbose_name='why')),
                ('asked_by', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('asked_at', models.DateTimeField()),
                ('is_accepted', models.BooleanField(null=True)),
                ('decided_at', models.DateTimeField(null=True)),
                ('share', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='activity.thread')),
            ],
            options={
                'constraints': [models.UniqueConstraint(condition=models.Q(('decided_at', None)), fields=('thread', 'target'), name='promotion_one_open'), models.CheckConstraint(condition=models.Q(models.Q(('decided_at', None), ('is_accepted', None)), models.Q(('decided_at__isnull', False), ('is_accepted__isnull', False)), _connector='OR'), name='promotion_decided_whole')],
            },
        ),
        migrations.CreateModel(
            name='Post',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('thread', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='post', to='activity.thread')),
                ('kind', models.CharField(choices=[('update', 'update'), ('question', 'question'), ('poll', 'poll'), ('praise', 'praise'), ('announcement', 'announcement')], default='update', max_length=12, verbose_name='kind')),
                ('author', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='posts', to=settings.AUTH_USER_MODEL)),
                ('body', models.TextField(verbose_name='text')),
                ('body_html', models.TextField()),
                ('accepted_answer', models.OneToOneField(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='accepted_for', to='activity.comment')),
                ('edited_at', models.DateTimeField(null=True)),
                ('revision', models.PositiveIntegerField(default=1)),
            ],
        ),
        migrations.CreateModel(
            name='Mention',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='mentions', to=settings.AUTH_USER_MODEL)),
                ('thread', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='mentions', to='activity.thread')),
                ('comment', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='mentions', to='activity.comment')),
            ],
            options={
                'indexes': [models.Index(fields=['person', '-id'], name='mention_of_person')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('comment', None)), fields=('person', 'thread'), name='mention_once_per_opening'), models.UniqueConstraint(condition=models.Q(('comment__isnull', False)), fields=('person', 'comment'), name='mention_once_per_comment')],
            },
        ),
        migrations.CreateModel(
            name='Attachment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uploader', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='attachments', to=settings.AUTH_USER_MODEL)),
                ('thread', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='attachments', to='activity.thread')),
                ('comment', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='attachments', to='activity.comment')),
                ('name', models.CharField(max_length=120)),
                ('content_type', models.CharField(max_length=100)),
                ('size', models.PositiveBigIntegerField()),
                ('digest', models.CharField(help_text='SHA-256 of what is kept.', max_length=64)),
                ('file', models.FileField(upload_to='')),
                ('small', models.FileField(blank=True, upload_to='')),
                ('width', models.PositiveIntegerField(null=True)),
                ('height', models.PositiveIntegerField(null=True)),
                ('alt', models.CharField(blank=True, max_length=500, verbose_name='description for those who cannot see it')),
                ('created_at', models.DateTimeField()),
            ],
            options={
                'indexes': [models.Index(fields=['thread', 'comment'], name='attachment_of_thread'), models.Index(condition=models.Q(('thread', None)), fields=['created_at'], name='attachment_unsent'), models.Index(fields=['uploader'], name='attachment_uploader')],
                'constraints': [models.CheckConstraint(condition=models.Q(('comment', None), ('thread__isnull', False), _connector='OR'), name='attachment_comment_in_thread')],
            },
        ),
        migrations.CreateModel(
            name='Bookmark',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='bookmarks', to=settings.AUTH_USER_MODEL)),
                ('thread', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='bookmarks', to='activity.thread')),
                ('comment', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='bookmarks', to='activity.comment')),
                ('note', models.CharField(blank=True, max_length=200)),
                ('created_at', models.DateTimeField()),
                ('remind_at', models.DateTimeField(null=True)),
                ('reminded_at', models.DateTimeField(null=True)),
            ],
            options={
                'indexes': [models.Index(fields=['person', '-created_at'], name='bookmark_of_person'), models.Index(condition=models.Q(('remind_at__isnull', False), ('reminded_at', None)), fields=['remind_at'], name='bookmark_due')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('comment', None)), fields=('person', 'thread'), name='bookmark_thread_once'), models.UniqueConstraint(condition=models.Q(('comment__isnull', False)), fields=('person', 'comment'), name='bookmark_comment_once')],
            },
        ),
        migrations.CreateModel(
            name='Reaction',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('thread', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='reactions', to='activity.thread')),
                ('comment', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='reactions', to='activity.comment')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='reactions', to=settings.AUTH_USER_MODEL)),
                ('kind', models.CharField(default='like', max_length=12)),
                ('at', models.DateTimeField()),
            ],
            options={
                'constraints': [models.UniqueConstraint(condition=models.Q(('comment', None)), fields=('person', 'thread'), name='reaction_once_per_thread'), models.UniqueConstraint(condition=models.Q(('comment__isnull', False)), fields=('person', 'comment'), name='reaction_once_per_comment')],
            },
        ),
        migrations.CreateModel(
            name='Draft',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('author', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='drafts', to=settings.AUTH_USER_MODEL)),
                ('key', models.CharField(max_length=60)),
                ('place', models.CharField(choices=[('post', 'post'), ('comment', 'comment'), ('edit_post', 'change of a post'), ('edit_comment', 'change of a comment')], default='post', max_length=12)),
                ('community', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='communities.community')),
                ('thread', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='activity.thread')),
                ('comment', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='activity.comment')),
                ('fields', models.JSONField(default=dict)),
                ('version', models.PositiveIntegerField(default=1)),
                ('created_at', models.DateTimeField()),
                ('updated_at', models.DateTimeField()),
                ('due_at', models.DateTimeField(null=True)),
                ('attempts', models.PositiveSmallIntegerField(default=0)),
                ('refusal', models.CharField(blank=True, help_text='Why it was not published.', max_length=400)),
            ],
            options={
                'indexes': [models.Index(condition=models.Q(('due_at__isnull', False)), fields=['due_at'], name='draft_due'), models.Index(fields=['author', '-updated_at'], name='draft_of_author')],
                'constraints': [models.UniqueConstraint(fields=('author', 'key'), name='draft_once_per_place')],
            },
        ),
        migrations.CreateModel(
            name='Revision',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('thread', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='revisions', to='activity.thread')),
                ('comment', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='revisions', to='activity.comment')),
                ('number', models.PositiveIntegerField()),
                ('title', models.CharField(blank=True, max_length=200)),
                ('body', models.TextField()),
                ('language', models.CharField(blank=True, max_length=12)),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('at', models.DateTimeField()),
                ('is_minor', models.BooleanField(default=False)),
            ],
            options={
                'constraints': [models.UniqueConstraint(condition=models.Q(('comment', None)), fields=('thread', 'number'), name='revision_once_per_opening'), models.UniqueConstraint(condition=models.Q(('comment__isnull', False)), fields=('comment', 'number'), name='revision_once_per_comment')],
            },
        ),
        migrations.CreateModel(
            name='CommunityMention',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('community', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='mentions', to='communities.community')),
                ('thread', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='community_mentions', to='activity.thread')),
                ('comment', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='community_mentions', to='activity.comment')),
            ],
            options={
                'constraints': [models.UniqueConstraint(condition=models.Q(('comment', None)), fields=('community', 'thread'), name='place_once_per_opening'), models.UniqueConstraint(condition=models.Q(('comment__isnull', False)), fields=('community', 'comment'), name='place_once_per_comment')],
            },
        ),
        migrations.CreateModel(
            name='Sent',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('author', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('thread', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='activity.thread')),
                ('comment', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='activity.comment')),
                ('stamp', models.CharField(blank=True, help_text="The form's idempotency key.", max_length=64)),
                ('key', models.CharField(blank=True, max_length=60)),
                ('fields', models.JSONField(default=dict)),
                ('at', models.DateTimeField(db_index=True)),
            ],
            options={
                'indexes': [models.Index(fields=['author', 'stamp'], name='sent_stamp')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('comment', None)), fields=('thread',), name='sent_opening_once'), models.UniqueConstraint(condition=models.Q(('comment__isnull', False)), fields=('comment',), name='sent_comment_once')],
            },
        ),
        migrations.CreateModel(
            name='MustRead',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('post', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='must_read', to='activity.post')),
                ('audience', models.CharField(choices=[('members', 'the members of the community'), ('readers', 'everybody who can read it')], default='members', max_length=8, verbose_name='who')),
                ('due_on', models.DateField(blank=True, null=True, verbose_name='until')),
                ('reminded_at', models.DateTimeField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name='LinkCard',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('post', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='link', to='activity.post')),
                ('url', models.CharField(max_length=2000)),
                ('state', models.CharField(choices=[('waiting', 'waiting'), ('ready', 'ready'), ('empty', 'empty'), ('removed', 'removed')], default='waiting', max_length=8)),
                ('target', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='activity.thread')),
                ('title', models.CharField(blank=True, max_length=200)),
                ('description', models.CharField(blank=True, max_length=400)),
                ('site_name', models.CharField(blank=True, max_length=100)),
                ('image_width', models.PositiveSmallIntegerField(default=0)),
                ('image_height', models.PositiveSmallIntegerField(default=0)),
                ('tries', models.PositiveSmallIntegerField(default=0)),
                ('tried_at', models.DateTimeField(null=True)),
            ],
            options={
                'indexes': [models.Index(condition=models.Q(('state', 'waiting')), fields=['id'], name='link_waiting')],
            },
        ),
        migrations.CreateModel(
            name='Poll',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('post', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='poll', to='activity.post')),
                ('is_multiple', models.BooleanField(default=False, verbose_name='several answers')),
                ('is_hidden', models.BooleanField(default=False, verbose_name='results after voting')),
                ('closes_at', models.DateTimeField(blank=True, null=True, verbose_name='open until')),
                ('closed_at', models.DateTimeField(null=True)),
                ('closed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='Praise',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('post', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='praise', to='activity.post')),
                ('value', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='praises', to='activity.companyvalue')),
            ],
        ),
        migrations.CreateModel(
            name='Acknowledgement',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('must_read', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='acknowledgements', to='activity.mustread')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='acknowledgements', to=settings.AUTH_USER_MODEL)),
                ('at', models.DateTimeField()),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('must_read', 'person'), name='acknowledged_once')],
            },
        ),
        migrations.CreateModel(
            name='LinkImage',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('card', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='image', to='activity.linkcard')),
                ('content', models.BinaryField()),
            ],
        ),
        migrations.CreateModel(
            name='PollOption',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('poll', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='options', to='activity.poll')),
                ('place', models.PositiveSmallIntegerField()),
                ('text', models.CharField(max_length=140)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('poll', 'place'), name='poll_option_place_once'), models.UniqueConstraint(fields=('poll', 'text'), name='poll_option_text_once'), models.CheckConstraint(condition=models.Q(('place__lt', 12)), name='poll_option_at_most_twelve')],
            },
        ),
        migrations.CreateModel(
            name='Praised',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('praise', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='praised', to='activity.praise')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='praises', to=settings.AUTH_USER_MODEL)),
                ('giver', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'indexes': [models.Index(fields=['person', '-id'], name='praise_of_person')],
                'constraints': [models.UniqueConstraint(fields=('praise', 'person'), name='praised_once'), models.CheckConstraint(condition=models.Q(('giver', models.F('person')), _negated=True), name='praised_by_another')],
            },
        ),
        migrations.CreateModel(
            name='Vote',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('poll', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='votes', to='activity.poll')),
                ('option', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='votes', to='activity.polloption')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='votes', to=settings.AUTH_USER_MODEL)),
                ('is_single', models.BooleanField()),
                ('at', models.DateTimeField()),
            ],
            options={
                'indexes': [models.Index(fields=['poll', 'person'], name='vote_of_person')],
                'constraints': [models.UniqueConstraint(fields=('person', 'option'), name='vote_once_per_option'), models.UniqueConstraint(condition=models.Q(('is_single', True)), fields=('person', 'poll'), name='vote_once_per_single_poll')],
            },
        ),
    ]
