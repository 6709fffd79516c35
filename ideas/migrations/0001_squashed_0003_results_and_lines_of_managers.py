import django.core.validators
import django.db.models.deletion
import django.db.models.functions.comparison
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    replaces = [('ideas', '0001_initial'), ('ideas', '0002_the_whole_board'), ('ideas', '0003_results_and_lines_of_managers')]

    initial = True

    dependencies = [
        ('activity', '0001_squashed_0012_stream_indexes'),
        ('communities', '0001_squashed_0013_cover_pictures'),
        ('people', '__first__'),
    ]

    operations = [
        migrations.CreateModel(
            name='Challenge',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('community', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='%(class)ss', to='communities.community')),
                ('kind', models.CharField(choices=[('timed', 'challenge'), ('box', 'idea box')], default='timed', editable=False, max_length=8)),
                ('area', models.CharField(blank=True, choices=[('product', 'Product'), ('customers', 'Customers'), ('channels', 'Channels'), ('workplace', 'Workplace')], max_length=12, verbose_name='area')),
                ('title', models.CharField(max_length=160, verbose_name='question')),
                ('problem', models.TextField(max_length=4000, verbose_name='the problem')),
                ('why_now', models.TextField(blank=True, max_length=2000, verbose_name='why now')),
                ('in_scope', models.TextField(blank=True, max_length=2000, verbose_name='in scope')),
                ('out_of_scope', models.TextField(blank=True, max_length=2000, verbose_name='out of scope')),
                ('good_answer', models.TextField(blank=True, max_length=2000, verbose_name='what a good answer holds')),
                ('pledge', models.CharField(blank=True, max_length=300, verbose_name="the sponsor's pledge")),
                ('measure', models.CharField(blank=True, max_length=160, verbose_name='number that shall change')),
                ('unit', models.CharField(blank=True, max_length=24, verbose_name='its unit')),
                ('baseline', models.DecimalField(blank=True, decimal_places=4, max_digits=18, null=True, verbose_name='today')),
                ('target', models.DecimalField(blank=True, decimal_places=4, max_digits=18, null=True, verbose_name='target')),
                ('brief_html', models.TextField(editable=False)),
                ('sponsor', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='sponsored_challenges', to=settings.AUTH_USER_MODEL, verbose_name='sponsor')),
                ('manager', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='managed_challenges', to=settings.AUTH_USER_MODEL, verbose_name='manager')),
                ('created_at', models.DateTimeField()),
                ('opens_at', models.DateTimeField(verbose_name='opens')),
                ('submissions_close_at', models.DateTimeField(null=True, verbose_name='ideas until')),
                ('voting_opens_at', models.DateTimeField(blank=True, help_text='Empty: as soon as no more ideas are taken.', null=True, verbose_name='ballots from')),
                ('voting_close_at', models.DateTimeField(null=True, verbose_name='support until')),
                ('evaluate_by', models.DateTimeField(blank=True, null=True, verbose_name='evaluated by')),
                ('decide_by', models.DateTimeField(null=True, verbose_name='decided by')),
                ('count_visibility', models.CharField(choices=[('voted', 'once somebody has voted or supported something'), ('close', 'when voting has ended'), ('live', 'always')], default='voted', max_length=8, verbose_name='numbers are shown')),
                ('incubate', models.BooleanField(default=False, help_text='Whoever thinks alone first has more ideas, and better ones.', verbose_name='ideas stay private until submissions close')),
                ('budget_cents', models.BigIntegerField(blank=True, null=True, verbose_name='budget in cents')),
                ('currency', models.CharField(default='EUR', max_length=3, validators=[django.core.validators.RegexValidator('^[A-Z]{3}$')], verbose_name='currency')),
                ('rules_version', models.PositiveSmallIntegerField(default=1, editable=False)),
                ('idea_count', models.PositiveIntegerField(default=0)),
                ('undecided_count', models.PositiveIntegerField(default=0)),
            ],
            options={
                'indexes': [models.Index(fields=['community', '-opens_at'], name='challenge_in_community')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('decide_by', None), ('evaluate_by', None), ('kind', 'box'), ('submissions_close_at', None), ('voting_close_at', None), ('voting_opens_at', None)), models.Q(('decide_by__isnull', False), ('kind', 'timed'), ('submissions_close_at__isnull', False), ('voting_close_at__isnull', False)), _connector='OR'), name='challenge_dates_by_kind'), models.CheckConstraint(condition=models.Q(('opens_at__lt', models.F('submissions_close_at')), ('submissions_close_at__lte', models.F('voting_close_at')), ('voting_close_at__lte', models.F('decide_by'))), name='challenge_dates_in_order'), models.CheckConstraint(condition=models.Q(('voting_opens_at__gte', models.F('submissions_close_at')), ('voting_opens_at__lt', models.F('voting_close_at'))), name='challenge_votes_after_ideas'), models.CheckConstraint(condition=models.Q(models.Q(('kind', 'box'), models.Q(('area', ''), _negated=True)), models.Q(('area', ''), ('kind', 'timed')), _connector='OR'), name='challenge_area_of_box'), models.UniqueConstraint(condition=models.Q(('kind', 'box')), fields=('community', 'area'), name='challenge_one_box_per_area'), models.CheckConstraint(condition=models.Q(('budget_cents', None), ('budget_cents__gt', 0), _connector='OR'), name='challenge_budget_above_zero'), models.CheckConstraint(condition=models.Q(('kind', 'timed'), ('incubate', False), _connector='OR'), name='challenge_box_hides_nothing')],
            },
        ),
        migrations.CreateModel(
            name='CommentKind',
            fields=[
                ('comment', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='idea_kind', serialize=False, to='activity.comment')),
                ('kind', models.CharField(choices=[('question', 'Question'), ('evidence', 'Evidence'), ('risk', 'Risk'), ('build', 'Builds on it'), ('answer', 'Official answer')], max_length=8)),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('kind__in', ['question', 'evidence', 'risk', 'build', 'answer'])), name='comment_known_kind')],
            },
        ),
        migrations.CreateModel(
            name='Draft',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('challenge', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='drafts', to='ideas.challenge')),
                ('author', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='idea_drafts', to=settings.AUTH_USER_MODEL)),
                ('title', models.CharField(max_length=160, verbose_name='your idea in a line')),
                ('problem', models.TextField(blank=True, max_length=6000, verbose_name='what is wrong today')),
                ('proposal', models.TextField(blank=True, max_length=10000, verbose_name='what you propose')),
                ('answers', models.JSONField(default=dict)),
                ('cost_cents', models.BigIntegerField(blank=True, null=True, verbose_name='rough cost in cents')),
                ('created_at', models.DateTimeField()),
                ('changed_at', models.DateTimeField()),
                ('submitted_at', models.DateTimeField(null=True)),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('submitted_at', None), models.Q(('proposal', ''), _negated=True), _connector='OR'), name='draft_handed_in_with_words'), models.CheckConstraint(condition=models.Q(('cost_cents', None), ('cost_cents__gte', 0), _connector='OR'), name='draft_costs_nothing_or_more')],
            },
        ),
        migrations.CreateModel(
            name='TemplateQuestion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('challenge', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='questions', to='ideas.challenge')),
                ('place', models.PositiveSmallIntegerField()),
                ('question', models.CharField(max_length=160, verbose_name='question')),
                ('help', models.CharField(blank=True, max_length=300, verbose_name='help')),
                ('is_required', models.BooleanField(default=False, verbose_name='must be answered')),
            ],
            options={
                'ordering': ['place', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('challenge', 'place'), name='question_place_once')],
            },
        ),
        migrations.CreateModel(
            name='BallotRule',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('challenge', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='ballot_rules', to='ideas.challenge')),
                ('kind', models.CharField(choices=[('approval', 'Choose some'), ('points', 'Share out points'), ('quadratic', 'Quadratic votes'), ('pairwise', 'Compare two at a time'), ('ranking', 'Rank'), ('lemons', 'Name the weakest')], max_length=10)),
                ('amount', models.PositiveSmallIntegerField(default=5, verbose_name='how many')),
                ('cap', models.PositiveSmallIntegerField(default=3, verbose_name='at most on one idea')),
                ('may_oppose', models.BooleanField(default=False, verbose_name='votes against are allowed')),
            ],
            options={
                'ordering': ['pk'],
                'constraints': [models.UniqueConstraint(fields=('challenge', 'kind'), name='ballot_rule_once'), models.CheckConstraint(condition=models.Q(('amount__gte', 1), ('amount__lte', 1000), ('cap__gte', 1)), name='ballot_rule_has_numbers'), models.CheckConstraint(condition=models.Q(('kind__in', ['approval', 'points', 'quadratic', 'pairwise', 'ranking', 'lemons'])), name='ballot_rule_known_kind'), models.CheckConstraint(condition=models.Q(('may_oppose', False), ('kind', 'quadratic'), _connector='OR'), name='ballot_rule_opposes_by_square')],
            },
        ),
        migrations.CreateModel(
            name='Criterion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('challenge', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='criteria', to='ideas.challenge')),
                ('place', models.PositiveSmallIntegerField()),
                ('name', models.CharField(max_length=80, verbose_name='criterion')),
                ('question', models.CharField(max_length=300, verbose_name='question')),
                ('low', models.CharField(max_length=200, verbose_name='1 means')),
                ('middle', models.CharField(max_length=200, verbose_name='4 means')),
                ('high', models.CharField(max_length=200, verbose_name='7 means')),
                ('weight', models.PositiveSmallIntegerField(default=1, verbose_name='weight')),
            ],
            options={
                'ordering': ['place', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('challenge', 'name'), name='criterion_once'), models.CheckConstraint(condition=models.Q(('weight__gte', 1), ('weight__lte', 100)), name='criterion_weighs')],
            },
        ),
        migrations.CreateModel(
            name='Ballot',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('challenge', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='ballots', to='ideas.challenge')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='ballots', to=settings.AUTH_USER_MODEL)),
                ('kind', models.CharField(choices=[('approval', 'Choose some'), ('points', 'Share out points'), ('quadratic', 'Quadratic votes'), ('pairwise', 'Compare two at a time'), ('ranking', 'Rank'), ('lemons', 'Name the weakest')], max_length=10)),
                ('cast_at', models.DateTimeField()),
                ('superseded_at', models.DateTimeField(null=True)),
            ],
            options={
                'constraints': [models.UniqueConstraint(condition=models.Q(('superseded_at', None)), fields=('challenge', 'person', 'kind'), name='ballot_one_that_counts'), models.CheckConstraint(condition=models.Q(('kind__in', ['approval', 'points', 'quadratic', 'ranking', 'lemons'])), name='ballot_known_kind')],
            },
        ),
        migrations.CreateModel(
            name='Panel',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('challenge', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='panel', to='ideas.challenge')),
                ('is_blind', models.BooleanField(default=True, verbose_name='authors are hidden from the evaluators')),
                ('minds_chain', models.BooleanField(default=True, verbose_name='nobody scores ideas of their own line of managers')),
                ('round', models.PositiveSmallIntegerField(default=1)),
                ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('made_at', models.DateTimeField()),
                ('closed_at', models.DateTimeField(null=True)),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('round__gte', 1), ('round__lte', 3)), name='panel_of_few_rounds')],
            },
        ),
        migrations.CreateModel(
            name='Tally',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('challenge', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='tallies', to='ideas.challenge')),
                ('figure', models.CharField(max_length=24)),
                ('settings', models.JSONField(default=dict)),
                ('result', models.JSONField(null=True)),
                ('progress', models.PositiveSmallIntegerField(default=0)),
                ('error', models.TextField(blank=True)),
                ('asked_at', models.DateTimeField()),
                ('counted_at', models.DateTimeField(null=True)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('challenge', 'figure'), name='tally_once'), models.CheckConstraint(condition=models.Q(('progress__lte', 100)), name='tally_progress_in_percent')],
            },
        ),
        migrations.CreateModel(
            name='Result',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('challenge', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='result', to='ideas.challenge')),
                ('asked_at', models.DateTimeField()),
                ('asked_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('started_at', models.DateTimeField(null=True)),
                ('progress', models.PositiveSmallIntegerField(default=0)),
                ('error', models.TextField(blank=True)),
                ('counted_at', models.DateTimeField(null=True)),
                ('body', models.JSONField(default=dict)),
                ('notes', models.JSONField(default=dict)),
                ('published_at', models.DateTimeField(null=True)),
                ('published_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('signature', models.JSONField(default=dict)),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('progress__lte', 100)), name='result_progress_in_percent'), models.CheckConstraint(condition=models.Q(models.Q(('published_at', None), ('published_by', None)), models.Q(('counted_at__isnull', False), ('published_at__isnull', False), ('published_by__isnull', False)), _connector='OR'), name='result_published_when_counted')],
            },
        ),
        migrations.CreateModel(
            name='Decision',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('outcome', models.CharField(choices=[('adopt', 'adopted'), ('trial', 'on trial'), ('park', 'parked'), ('merge', 'merged'), ('decline', 'declined')], max_length=8, verbose_name='decision')),
                ('reason_code', models.CharField(choices=[('worth_it', 'worth doing'), ('worth_trying', 'worth a trial'), ('already_done', 'already done'), ('duplicate', 'the same as another idea'), ('out_of_scope', 'out of scope'), ('cost_exceeds_value', 'costs more than it brings'), ('conflicts_with', 'conflicts with a rule'), ('not_now', 'not now'), ('infeasible', 'cannot be done'), ('trialled_failed', 'tried, and it failed')], max_length=20, verbose_name='main reason')),
                ('reason_text', models.TextField(max_length=4000, verbose_name='reason')),
                ('review_on', models.DateField(blank=True, null=True, verbose_name='look again on')),
                ('decided_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='decisions', to=settings.AUTH_USER_MODEL)),
                ('decided_at', models.DateTimeField()),
                ('basis', models.JSONField(default=dict, help_text='The figures that were known when it was decided.')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('reason_text__trim__length__gte', 80)), name='decision_has_a_reason'), models.CheckConstraint(condition=models.Q(models.Q(('outcome', 'park'), _negated=True), ('review_on__isnull', False), _connector='OR'), name='decision_parked_until_a_day'), models.CheckConstraint(condition=models.Q(('outcome__in', ['adopt', 'trial', 'park', 'merge', 'decline'])), name='decision_known_outcome')],
            },
        ),
        migrations.CreateModel(
            name='Appeal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('decision', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='appeal', to='ideas.decision')),
                ('opened_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='appeals', to=settings.AUTH_USER_MODEL)),
                ('evidence', models.TextField(max_length=4000, verbose_name='new evidence')),
                ('at', models.DateTimeField()),
                ('granted_at', models.DateTimeField(null=True)),
                ('backers', models.ManyToManyField(related_name='backed_appeals', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('evidence__trim__length__gte', 80)), name='appeal_has_evidence')],
            },
        ),
        migrations.CreateModel(
            name='Idea',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('challenge', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='ideas', to='ideas.challenge')),
                ('thread', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='idea', to='activity.thread')),
                ('author', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='ideas', to=settings.AUTH_USER_MODEL)),
                ('title', models.CharField(max_length=160, verbose_name='your idea in a line')),
                ('problem', models.TextField(blank=True, max_length=6000, verbose_name='what is wrong today')),
                ('proposal', models.TextField(max_length=10000, verbose_name='what you propose')),
                ('body_html', models.TextField(editable=False)),
                ('answers', models.JSONField(default=dict)),
                ('cost_cents', models.BigIntegerField(blank=True, null=True, verbose_name='rough cost in cents')),
                ('stage', models.CharField(choices=[('needs_info', 'question to the author'), ('open', 'open'), ('shortlisted', 'shortlisted'), ('evaluating', 'being evaluated'), ('adopt', 'adopted'), ('trial', 'on trial'), ('park', 'parked'), ('merge', 'merged'), ('decline', 'declined'), ('delivering', 'being built'), ('implemented', 'built'), ('measured', 'benefit confirmed'), ('closed', 'closed')], default='open', max_length=12)),
                ('decision', models.OneToOneField(null=True, on_delete=django.db.models.deletion.RESTRICT, related_name='idea', to='ideas.decision')),
                ('canonical', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='merged_ideas', to='ideas.idea')),
                ('revision', models.PositiveIntegerField(default=1)),
                ('published_at', models.DateTimeField()),
                ('edited_at', models.DateTimeField(null=True)),
                ('support_count', models.PositiveIntegerField(default=0, help_text='Derived; `reconcile` checks it.')),
            ],
            options={
                'indexes': [models.Index(fields=['challenge', '-published_at'], name='idea_in_challenge')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('decision', None), ('stage__in', ('needs_info', 'open', 'shortlisted', 'evaluating'))), models.Q(models.Q(('stage__in', ('needs_info', 'open', 'shortlisted', 'evaluating')), _negated=True), ('decision__isnull', False)), _connector='OR'), name='idea_decided_with_decision'), models.CheckConstraint(condition=models.Q(('stage__in', ['needs_info', 'open', 'shortlisted', 'evaluating', 'adopt', 'trial', 'park', 'merge', 'decline', 'delivering', 'implemented', 'measured', 'closed'])), name='idea_known_stage'), models.CheckConstraint(condition=models.Q(('canonical', None), models.Q(('stage', 'merge'), models.Q(('canonical', models.F('pk')), _negated=True)), _connector='OR'), name='idea_merged_into_another'), models.CheckConstraint(condition=models.Q(('cost_cents', None), ('cost_cents__gte', 0), _connector='OR'), name='idea_costs_nothing_or_more')],
            },
        ),
        migrations.CreateModel(
            name='IdeaRevision',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('idea', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='revisions', to='ideas.idea')),
                ('number', models.PositiveIntegerField()),
                ('title', models.CharField(max_length=160)),
                ('problem', models.TextField(blank=True)),
                ('proposal', models.TextField()),
                ('answers', models.JSONField(default=dict)),
                ('cost_cents', models.BigIntegerField(null=True)),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='idea_revisions', to=settings.AUTH_USER_MODEL)),
                ('at', models.DateTimeField()),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('idea', 'number'), name='revision_once')],
            },
        ),
        migrations.CreateModel(
            name='StageChange',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('idea', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='stage_changes', to='ideas.idea')),
                ('before', models.CharField(choices=[('needs_info', 'question to the author'), ('open', 'open'), ('shortlisted', 'shortlisted'), ('evaluating', 'being evaluated'), ('adopt', 'adopted'), ('trial', 'on trial'), ('park', 'parked'), ('merge', 'merged'), ('decline', 'declined'), ('delivering', 'being built'), ('implemented', 'built'), ('measured', 'benefit confirmed'), ('closed', 'closed')], max_length=12)),
                ('after', models.CharField(choices=[('needs_info', 'question to the author'), ('open', 'open'), ('shortlisted', 'shortlisted'), ('evaluating', 'being evaluated'), ('adopt', 'adopted'), ('trial', 'on trial'), ('park', 'parked'), ('merge', 'merged'), ('decline', 'declined'), ('delivering', 'being built'), ('implemented', 'built'), ('measured', 'benefit confirmed'), ('closed', 'closed')], max_length=12)),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('at', models.DateTimeField()),
                ('note', models.TextField(blank=True)),
            ],
            options={
                'indexes': [models.Index(fields=['idea', 'at'], name='stage_changes_of_idea')],
            },
        ),
        migrations.CreateModel(
            name='BallotLine',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('ballot', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='lines', to='ideas.ballot')),
                ('idea', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='ballot_lines', to='ideas.idea')),
                ('value', models.SmallIntegerField()),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('ballot', 'idea'), name='ballot_line_once'), models.CheckConstraint(condition=models.Q(('value', 0), _negated=True), name='ballot_line_says_something')],
            },
        ),
        migrations.CreateModel(
            name='PairVote',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('challenge', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='pair_votes', to='ideas.challenge')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='pair_votes', to=settings.AUTH_USER_MODEL)),
                ('left', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='pairs_on_the_left', to='ideas.idea')),
                ('right', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='pairs_on_the_right', to='ideas.idea')),
                ('turn', models.PositiveIntegerField()),
                ('policy', models.CharField(max_length=12)),
                ('shown_at', models.DateTimeField()),
                ('answer', models.CharField(blank=True, choices=[('left', 'the left one'), ('right', 'the right one'), ('cant_decide', "I can't decide"), ('skip', 'skipped')], max_length=12)),
                ('answered_at', models.DateTimeField(null=True)),
            ],
            options={
                'indexes': [models.Index(fields=['challenge', 'answer'], name='pairs_of_challenge')],
                'constraints': [models.CheckConstraint(condition=models.Q(('left', models.F('right')), _negated=True), name='pair_of_two'), models.UniqueConstraint(fields=('challenge', 'person', 'turn'), name='pair_turn_once'), models.UniqueConstraint(models.F('person'), django.db.models.functions.comparison.Least('left', 'right'), django.db.models.functions.comparison.Greatest('left', 'right'), name='pair_once_per_person'), models.CheckConstraint(condition=models.Q(models.Q(('answer', ''), ('answered_at', None)), models.Q(('answer__in', ['left', 'right', 'cant_decide', 'skip']), ('answered_at__isnull', False)), _connector='OR'), name='pair_answered_at_a_time')],
            },
        ),
        migrations.CreateModel(
            name='Delivery',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('idea', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='delivery', to='ideas.idea')),
                ('owner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='deliveries', to=settings.AUTH_USER_MODEL)),
                ('community', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='communities.community')),
                ('promise', models.CharField(blank=True, max_length=300, verbose_name='what it shall change')),
                ('started_at', models.DateTimeField()),
                ('due_on', models.DateField(blank=True, null=True, verbose_name='ready by')),
                ('finished_at', models.DateTimeField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name='Outcome',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('idea', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='outcomes', to='ideas.idea')),
                ('owner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='outcomes', to=settings.AUTH_USER_MODEL)),
                ('kind', models.CharField(choices=[('hard_saving', 'money saved'), ('revenue', 'revenue'), ('hours', 'hours'), ('risk', 'risk'), ('other', 'something else')], max_length=12)),
                ('metric', models.CharField(max_length=160, verbose_name='what is measured')),
                ('unit', models.CharField(blank=True, max_length=24, verbose_name='unit')),
                ('baseline', models.DecimalField(decimal_places=4, max_digits=18, verbose_name='before')),
                ('baseline_on', models.DateField(verbose_name='measured on')),
                ('target', models.DecimalField(blank=True, decimal_places=4, max_digits=18, null=True, verbose_name='target')),
                ('attribution', models.PositiveSmallIntegerField(default=100, verbose_name='owed to the idea, in percent')),
                ('note', models.TextField(blank=True, max_length=2000)),
                ('created_at', models.DateTimeField()),
                ('verified_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='verified_outcomes', to=settings.AUTH_USER_MODEL)),
                ('verified_at', models.DateTimeField(null=True)),
                ('verification', models.TextField(blank=True, max_length=2000, verbose_name='how it was checked')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('verified_at', None), ('verified_by', None)), models.Q(('verified_at__isnull', False), ('verified_by__isnull', False), models.Q(('verified_by', models.F('owner')), _negated=True)), _connector='OR'), name='outcome_verified_by_another'), models.CheckConstraint(condition=models.Q(('attribution__lte', 100)), name='outcome_owed_in_percent')],
            },
        ),
        migrations.CreateModel(
            name='DuplicateLink',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('idea', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='likenesses', to='ideas.idea')),
                ('other', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='likenesses_from', to='ideas.idea')),
                ('score', models.FloatField(default=0)),
                ('state', models.CharField(choices=[('suggested', 'perhaps the same'), ('confirmed', 'the same'), ('rejected', 'different')], default='suggested', max_length=10)),
                ('difference', models.TextField(blank=True, max_length=600, verbose_name='mine differs because')),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('at', models.DateTimeField()),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('idea', 'other'), name='likeness_once'), models.CheckConstraint(condition=models.Q(('idea', models.F('other')), _negated=True), name='likeness_of_two')],
            },
        ),
        migrations.CreateModel(
            name='Merge',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('source', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='merges', to='ideas.idea')),
                ('target', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='merges_taken', to='ideas.idea')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('at', models.DateTimeField()),
                ('reason', models.TextField()),
                ('stage_before', models.CharField(choices=[('needs_info', 'question to the author'), ('open', 'open'), ('shortlisted', 'shortlisted'), ('evaluating', 'being evaluated'), ('adopt', 'adopted'), ('trial', 'on trial'), ('park', 'parked'), ('merge', 'merged'), ('decline', 'declined'), ('delivering', 'being built'), ('implemented', 'built'), ('measured', 'benefit confirmed'), ('closed', 'closed')], max_length=12)),
                ('counts', models.JSONField(default=dict)),
                ('objections_until', models.DateTimeField()),
                ('undone_at', models.DateTimeField(null=True)),
                ('undone_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('source', models.F('target')), _negated=True), name='merge_of_two'), models.UniqueConstraint(condition=models.Q(('undone_at', None)), fields=('source',), name='merge_into_one_at_a_time'), models.CheckConstraint(condition=models.Q(models.Q(('undone_at', None), ('undone_by', None)), models.Q(('undone_at__isnull', False), ('undone_by__isnull', False)), _connector='OR'), name='merge_undone_by_somebody')],
            },
        ),
        migrations.CreateModel(
            name='Assignment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('panel', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='assignments', to='ideas.panel')),
                ('evaluator', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='assignments', to=settings.AUTH_USER_MODEL)),
                ('idea', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='assignments', to='ideas.idea')),
                ('round', models.PositiveSmallIntegerField(default=1)),
                ('assigned_at', models.DateTimeField()),
                ('has_conflict', models.BooleanField(default=False)),
                ('conflict_reason', models.CharField(blank=True, max_length=400, verbose_name='conflict of interest')),
                ('scored_at', models.DateTimeField(null=True)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('panel', 'evaluator', 'idea', 'round'), name='assignment_once_a_round'), models.CheckConstraint(condition=models.Q(models.Q(('conflict_reason', ''), ('has_conflict', False)), models.Q(('has_conflict', True), ('scored_at', None), models.Q(('conflict_reason', ''), _negated=True)), _connector='OR'), name='assignment_conflict_with_reason')],
            },
        ),
        migrations.CreateModel(
            name='RoundFeedback',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('panel', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='feedback', to='ideas.panel')),
                ('idea', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='round_feedback', to='ideas.idea')),
                ('criterion', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='ideas.criterion')),
                ('round', models.PositiveSmallIntegerField()),
                ('median', models.FloatField()),
                ('lower_quartile', models.FloatField()),
                ('upper_quartile', models.FloatField()),
                ('rationales', models.JSONField(default=list)),
                ('at', models.DateTimeField()),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('panel', 'idea', 'criterion', 'round'), name='round_feedback_once')],
            },
        ),
        migrations.CreateModel(
            name='Support',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('idea', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='supports', to='ideas.idea')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='supports', to=settings.AUTH_USER_MODEL)),
                ('benefit', models.CharField(choices=[('use', 'I would use it'), ('help', 'I would help'), ('benefit', 'I would benefit')], default='benefit', max_length=8)),
                ('revision', models.PositiveIntegerField(default=1)),
                ('at', models.DateTimeField()),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('idea', 'person'), name='support_once')],
            },
        ),
        migrations.CreateModel(
            name='Concern',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('idea', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='concerns', to='ideas.idea')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='concerns', to=settings.AUTH_USER_MODEL)),
                ('text', models.TextField(max_length=1000, verbose_name='your concern')),
                ('at', models.DateTimeField()),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('idea', 'person'), name='concern_once'), models.CheckConstraint(condition=models.Q(('text__trim__length__gte', 10)), name='concern_in_words')],
            },
        ),
        migrations.CreateModel(
            name='Exposure',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('idea', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='exposures', to='ideas.idea')),
                ('order', models.CharField(max_length=12)),
                ('place', models.PositiveSmallIntegerField(help_text='1 for the first ten, 2 for the next, …')),
                ('day', models.DateField()),
                ('count', models.PositiveIntegerField(default=0)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('idea', 'order', 'place', 'day'), name='exposure_once')],
            },
        ),
        migrations.CreateModel(
            name='Contributor',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('idea', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='contributors', to='ideas.idea')),
                ('draft', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='contributors', to='ideas.draft')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='contributions', to=settings.AUTH_USER_MODEL)),
                ('role', models.CharField(choices=[('coauthor', 'co-author'), ('merged', 'author of a merged idea')], default='coauthor', max_length=8)),
                ('share', models.PositiveSmallIntegerField(null=True, verbose_name='share of the credit in percent')),
                ('added_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('added_at', models.DateTimeField()),
                ('consented_at', models.DateTimeField(null=True)),
                ('merge', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='contributors', to='ideas.merge')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('draft__isnull', False), ('idea', None)), models.Q(('draft', None), ('idea__isnull', False)), _connector='OR'), name='contributor_of_one'), models.UniqueConstraint(fields=('idea', 'person'), name='contributor_once'), models.UniqueConstraint(fields=('draft', 'person'), name='draft_contributor_once'), models.CheckConstraint(condition=models.Q(('share', None), ('share__lte', 100), _connector='OR'), name='contributor_share_in_percent')],
            },
        ),
        migrations.CreateModel(
            name='Milestone',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('delivery', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='milestones', to='ideas.delivery')),
                ('title', models.CharField(max_length=160, verbose_name='milestone')),
                ('due_on', models.DateField(blank=True, null=True, verbose_name='by')),
                ('done_at', models.DateTimeField(null=True)),
                ('done_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['due_on', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Reading',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('outcome', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='readings', to='ideas.outcome')),
                ('value', models.DecimalField(decimal_places=4, max_digits=18, verbose_name='value')),
                ('on', models.DateField(verbose_name='measured on')),
                ('source', models.CharField(max_length=200, verbose_name='source')),
                ('is_comparison', models.BooleanField(default=False, verbose_name='of the comparison group')),
                ('is_before', models.BooleanField(default=False, verbose_name='from before')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('at', models.DateTimeField()),
            ],
            options={
                'ordering': ['on', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='MergeObjection',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('merge', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='objections', to='ideas.merge')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='merge_objections', to=settings.AUTH_USER_MODEL)),
                ('at', models.DateTimeField()),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('merge', 'person'), name='objection_once')],
            },
        ),
        migrations.CreateModel(
            name='Score',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('assignment', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='scores', to='ideas.assignment')),
                ('criterion', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='scores', to='ideas.criterion')),
                ('value', models.PositiveSmallIntegerField()),
                ('confidence', models.PositiveSmallIntegerField(null=True, verbose_name='how sure, 1 to 5')),
                ('rationale', models.TextField(blank=True, max_length=2000, verbose_name='why')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('assignment', 'criterion'), name='score_once'), models.CheckConstraint(condition=models.Q(('value__gte', 1), ('value__lte', 7)), name='score_from_1_to_7'), models.CheckConstraint(condition=models.Q(('confidence', None), models.Q(('confidence__gte', 1), ('confidence__lte', 5)), _connector='OR'), name='score_confidence_from_1_to_5'), models.CheckConstraint(condition=models.Q(models.Q(('value__gte', 3), ('value__lte', 5)), ('rationale__trim__length__gte', 30), _connector='OR'), name='score_extreme_with_reason')],
            },
        ),
        migrations.AddField(
            model_name='decision',
            name='about',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='decisions', to='ideas.idea'),
        ),
    ]
