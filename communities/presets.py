"""What a community can begin as: named presets, declared here and nowhere else; each is only a filled form."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Words = str | Promise


@dataclass(frozen=True)
class Preset:
    """A kind of community with its usual settings and the first things to write in it."""

    key: str
    name: Words
    purpose: Words
    icon: str
    kind: str = "open"
    posting: str = "everyone"
    join_policy: str = "open"
    cover: str = "hills"
    rules: Words = ""
    welcome: Words = ""
    questions: tuple[Words, ...] = ()
    first_posts: tuple[Words, ...] = ()


PRESETS: dict[str, Preset] = {
    preset.key: preset
    for preset in (
        Preset(
            "project",
            _("Project"),
            _("A team with a goal and an end: decisions, progress, open questions."),
            "rocket-launch",
            kind="private",
            join_policy="request",
            cover="steps",
            rules=_(
                "Decisions are written down here, with who decided and why.\nOne topic, one thread.\n"
                "Say early when a date is in danger."
            ),
            welcome=_(
                "Good that you are here. Begin with the pinned goal, then tell us what you will work on."
            ),
            questions=(_("Which part of the project do you work on?"),),
            first_posts=(
                _("What is our goal, and how will we know that we have reached it?"),
                _("Who does what? Everybody answers with their part."),
                _("What could go wrong? Let us collect risks in this thread."),
            ),
        ),
        Preset(
            "practice",
            _("Practice or guild"),
            _("People of one craft across departments, who learn from each other."),
            "academic-cap",
            cover="waves",
            rules=_(
                "There are no stupid questions.\nShow unfinished work.\nCredit whoever gave you the idea."
            ),
            welcome=_("Welcome to the craft. Say what you are good at and what you would like to learn."),
            first_posts=(
                _("Introduce yourself: what do you do, and which trick should everybody know?"),
                _("Which question comes up again and again? Let us answer it once, here."),
            ),
        ),
        Preset(
            "location",
            _("Location"),
            _("Life at one site: notices, lifts, lunch and help next door."),
            "map-pin",
            cover="roofs",
            rules=_(
                "What concerns the whole company belongs in its own community.\nFound something? Post a line."
            ),
            welcome=_("Welcome to the site. Ask here for everything that no plan of the house shows."),
            first_posts=(
                _("What should everybody who is new at this site know?"),
                _("Where is the best lunch nearby?"),
            ),
        ),
        Preset(
            "announcements",
            _("Announcements"),
            _("News from those who run it; everybody reads and may answer."),
            "megaphone",
            posting="leads",
            cover="rays",
            rules=_("Only those who run it start threads.\nQuestions go under the news they belong to."),
            welcome=_("Here you hear what matters, and little else. Ask under any post."),
            first_posts=(_("What will be announced here, how often, and by whom?"),),
        ),
        Preset(
            "questions",
            _("Questions & answers"),
            _("One place to ask; the next person with the same question finds the answer."),
            "question-mark-circle",
            cover="dots",
            rules=_(
                "Search before you ask.\nOne question, one thread.\nMark the answer that helped: it helps the next person."
            ),
            welcome=_("Ask as if nobody knew your project: say what you tried and what happened."),
            first_posts=(
                _("What are the three questions that you are asked most often? Ask and answer them here."),
            ),
        ),
        Preset(
            "onboarding",
            _("Onboarding cohort"),
            _("Those who begin together, with the people who help them."),
            "sparkles",
            kind="private",
            join_policy="invitation",
            cover="blocks",
            rules=_("What is asked here stays here.\nEverybody was new once."),
            welcome=_(
                "Welcome! Say hello, tell us where you sit, and ask everything. Your cohort reads along."
            ),
            first_posts=(
                _("Who are you, and what did you do before?"),
                _("The first two weeks: what to do on which day."),
                _("What surprised you this week?"),
            ),
        ),
    )
}
