"""The stages, axes and gates of maturity in words, and how each stands to the models of others."""

from django.utils.translation import gettext_lazy as _

STAGES = [_("ad hoc"), _("formalized"), _("mature"), _("advanced"), _("transforming")]
AXES = {
    "strategy": _("Strategy"),
    "leadership": _("Leadership"),
    "governance": _("Governance"),
    "measurement": _("Measurement"),
    "integration": _("Integration and process"),
    "network": _("Network behaviour"),
}
GATES = {
    "objective": _("An objective with an owner and a measure"),
    "policy": _("A published policy on what may be posted"),
    "interactive_15": _("At least 15 % of people take part (M-3)"),
    "owners": _("An owner for every community"),
    "interactive_27": _("At least 27 % of people take part (M-3)"),
    "breadth": _("At least 60 % of departments without a clear lag (B)"),
    "response": _("At least 58 % of posts get a response (M-31)"),
    "leaders": _("At least half of the leaders contribute (M-56)"),
    "review": _("A review of what the network is worth, within the last quarter"),
    "interactive_38": _("At least 38 % of people take part (M-3)"),
    "openness": _("Departments have opened for two quarters (E-I excess)"),
    "benefit": _("A confirmed benefit"),
    "decisions": _("85 of 100 ideas are decided within 30 days (M-41)"),
    "extended": _("People outside take part, and are answered mainly outside one department (M-37, M-38)"),
    "releases": _("Releases are fed by the community"),
}
GATE_PLANS = {
    "objective": _("Name one business objective, who owns it and how it is measured; state it here."),
    "policy": _("Publish in one page what is fine to post and what is not; state it here."),
    "interactive_15": _("Ask one question a week that concerns everybody, and answer every first post."),
    "owners": _("Give every community an owner, or archive it."),
    "interactive_27": _("Move one meeting or mailing list of each department into its community."),
    "breadth": _("Ask one visible person in each lagging department to answer questions there every week."),
    "response": _("Agree that nobody's post stays alone: owners answer within a day."),
    "leaders": _("Give each absent executive one question a week that only they can answer."),
    "review": _("Hold the review of what the network is worth, and state its date here."),
    "interactive_38": _("Bring work itself in: decisions, handovers and answers where all can see them."),
    "openness": _("Open challenges across departments that share customers and do not talk."),
    "benefit": _("Have the benefit of one built idea confirmed by somebody who did not report it."),
    "decisions": _("Give each challenge a sponsor and a date by which every idea is decided."),
    "extended": _("Invite customers or partners, and have engineers and service answer them."),
    "releases": _("Trace what is released to the ideas and questions it came from; state it here."),
}
# How others name what this stage is like; metrics.md section 5.
CROSS_WALK = [
    (_("Ours (Altimeter's names to 3)"), [str(stage) for stage in range(5)]),
    (_("SWOOP, Terry"), [_("adopt"), _("engage"), _("connect"), _("share, solve"), _("innovate")]),
    (
        _("Idinopulos"),
        [_("–"), _("operational"), _("operational"), _("cultural"), _("business model")],
    ),
    (
        _("Community Roundtable"),
        [_("hierarchy"), _("emergent community"), _("community"), _("network"), _("network")],
    ),
]
