import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    replaces = [('search', '0001_documents'), ('search', '0002_file_texts')]

    initial = True

    dependencies = [
        ('activity', '0001_squashed_0012_stream_indexes'),
    ]

    operations = [
        migrations.CreateModel(
            name='Document',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('person', 'People'), ('community', 'Communities'), ('post', 'Posts'), ('comment', 'Comments'), ('idea', 'Ideas'), ('challenge', 'Challenges'), ('file', 'Files')], max_length=9)),
                ('object_id', models.BigIntegerField()),
                ('thread_id', models.BigIntegerField(db_index=True, null=True)),
                ('community_id', models.BigIntegerField(null=True)),
                ('author_id', models.BigIntegerField(null=True)),
                ('at', models.DateTimeField()),
                ('label', models.CharField(blank=True, help_text='The kind of a post.', max_length=12)),
                ('language', models.CharField(blank=True, max_length=12)),
                ('is_question', models.BooleanField(default=False)),
                ('is_answered', models.BooleanField(default=False)),
                ('is_solved', models.BooleanField(default=False)),
                ('has_file', models.BooleanField(default=False)),
                ('has_link', models.BooleanField(default=False)),
                ('is_hidden', models.BooleanField(default=False)),
                ('is_thread_hidden', models.BooleanField(default=False)),
                ('revision', models.PositiveIntegerField(default=0)),
                ('fingerprint', models.CharField(blank=True, max_length=16)),
            ],
            options={
                'indexes': [models.Index(fields=['-at', '-id'], name='search_newest'), models.Index(fields=['author_id', '-at'], name='search_by_author'), models.Index(fields=['community_id', '-at'], name='search_in_community'), models.Index(condition=models.Q(('is_answered', False), ('is_question', True)), fields=['-at'], name='search_unanswered')],
                'constraints': [models.UniqueConstraint(fields=('kind', 'object_id'), name='search_document_once')],
            },
        ),
        migrations.CreateModel(
            name='FileText',
            fields=[
                ('file', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='found_text', serialize=False, to='activity.attachment')),
                ('text', models.TextField(blank=True)),
                ('is_read', models.BooleanField(default=False)),
                ('tries', models.PositiveSmallIntegerField(default=0)),
            ],
        ),
        migrations.CreateModel(
            name='Rebuild',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=9, unique=True)),
                ('last_id', models.BigIntegerField(default=0)),
                ('started_at', models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name='Miss',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('digest', models.CharField(max_length=32, unique=True)),
                ('words', models.CharField(blank=True, max_length=80)),
                ('groups', models.PositiveIntegerField(default=0)),
                ('days', models.PositiveIntegerField(default=1)),
                ('last_on', models.DateField()),
            ],
            options={
                'indexes': [models.Index(fields=['-days', 'words'], name='search_miss_most')],
                'constraints': [models.CheckConstraint(condition=models.Q(('groups__lt', 65536)), name='search_miss_groups')],
            },
        ),
        migrations.CreateModel(
            name='Text',
            fields=[
                ('document', models.OneToOneField(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, primary_key=True, related_name='text', serialize=False, to='search.document')),
                ('title', models.CharField(blank=True, max_length=400)),
                ('keywords', models.TextField(blank=True)),
                ('body', models.TextField(blank=True)),
                ('shape', models.CharField(blank=True, max_length=400)),
            ],
        ),
    ]
