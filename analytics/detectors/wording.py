"""What a detector has seen in one plain sentence, and up to three things to do about it."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from analytics.detectors.gates import GATE_PLANS, STAGES
from analytics.detectors.sight import percent
from analytics.detectors.withering import ends_on

CONFUSED = 1.5


def withering(evidence: dict[str, Any], level: str) -> str:
    """Say what D1 has seen."""
    if evidence["standing"] == "no launch yet":
        return _("There has been no week yet in which 5 % of the people took part.")
    words = {"peak": percent(evidence["peak"]), "now": percent(evidence["current"])}
    if evidence["standing"] != "judged":
        return _("Participation reached its highest point less than six weeks ago; it is too soon to judge.")
    words |= {
        "end": ends_on(evidence["peak_week"]),
        "fall": percent(evidence["drawdown"]),
        "least": percent(max(evidence["drawdown_low"], 0)),
    }
    if level == "calm" and (evidence["drawdown_low"] or 0) < 0.1:
        return _("Weekly participation holds: %(now)s of people, against %(peak)s at its best.") % words
    sentence = _(
        "Weekly participation fell from %(peak)s of people (four weeks to %(end)s) to %(now)s:"
        " %(fall)s down, and certainly no less than %(least)s."
    )
    return f"{sentence % words} {_cause(evidence)}".strip()


def _cause(evidence: dict[str, Any]) -> str:
    causes = {
        "headcount": _("Most of it because there are fewer people."),
        "activation": _("Most of it because fewer people take part at all."),
        "frequency": _("Most of it because people come less often."),
        "intensity": _("Most of it because people do less when they come."),
    }
    split = evidence.get("decomposition")
    return causes[split["largest"]] if split and (split["change"] or 0) < 0 else ""


def silos(evidence: dict[str, Any], level: str) -> str:
    """Say what D2 has seen."""
    if evidence["gini"] is None:
        return _("Nobody has taken part in the last four weeks.")
    words = {"breadth": percent(evidence.get("breadth")), "gini": f"{evidence['gini']:.2f}"}
    if evidence["wording"] == "one department":
        return _one_department(evidence)
    if level in ("alert", "critical"):
        return (
            _("A few departments carry it: only %(breadth)s of departments do not clearly lag the best.")
            % words
        )
    if level == "watch":
        return (
            _("Adoption is uneven (G %(gini)s); %(breadth)s of departments do not clearly lag the best.")
            % words
        )
    return _("Departments adopt alike: %(breadth)s of them do not clearly lag the best (G %(gini)s).") % words


def _one_department(evidence: dict[str, Any]) -> str:
    top = next((row for row in evidence["departments"] if row["id"] == evidence["top"]), None)
    if top is None:
        return _("One department carries it; it is too small to be named.")
    if top["share"] is None:
        return _("One department carries it: most of all who take part are in %(name)s.") % {
            "name": top["name"]
        }
    words = {"name": top["name"], "share": percent(top["share"])}
    return _("One department carries it: %(share)s of all who take part are in %(name)s.") % words


def leaders(evidence: dict[str, Any], level: str) -> str:
    """Say what D3 has seen."""
    words = {"presence": percent(evidence["presence"]), "n": evidence.get("leaders", "–")}
    said = (
        _("%(presence)s of directors and executives wrote something themselves in the last four weeks.")
        % words
    )
    if level == "critical":
        started = percent(evidence["started"])
        said += " " + _("Of them, %(started)s took part in the first 60 days.") % {"started": started}
    if evidence["conversation"] is not None:
        share = percent(evidence["conversation"])
        said += " " + _("%(share)s of what they wrote answered somebody.") % {"share": share}
    if evidence["response"] is not None:
        share = percent(evidence["response"])
        said += " " + _("They answered %(share)s of direct questions within five workdays.") % {
            "share": share
        }
    if (evidence["confusion"] or 0.0) > CONFUSED:
        said += " " + _(
            "More than usual is deleted, reported or left unanswered: people seem unsure what to post."
        )
    return said


def maturity(evidence: dict[str, Any], level: str) -> str:
    """Say what D4 has seen."""
    said = _("Stage %(stage)s of 4 on evidence: %(name)s.") % {
        "stage": evidence["stage"],
        "name": STAGES[evidence["stage"]],
    }
    if evidence["next"]:
        missing = ngettext(
            "%(n)s gate is missing for the next one.",
            "%(n)s gates are missing for the next one.",
            len(evidence["next"]),
        )
        said += " " + missing % {"n": len(evidence["next"])}
    if evidence["gained"] is not None and not evidence["gained"]:
        said += " " + _("No gate was gained in the last two quarters.")
    if evidence["overclaim"] >= 1:
        said += " " + ngettext(
            "The self-assessment is a stage above the evidence.",
            "The self-assessment is %(n)s stages above the evidence.",
            evidence["overclaim"],
        ) % {"n": evidence["overclaim"]}
    return said


def sentence(detector: str, evidence: dict[str, Any], level: str) -> str:
    """Say what a detector has seen."""
    say = {"D1": withering, "D2": silos, "D3": leaders, "D4": maturity}[detector]
    return say(evidence, level)


def _advice_on_leaders(evidence: dict[str, Any]) -> list[str]:
    lines = [
        _(
            "Give each absent executive one question a week that only they can answer, and fifteen minutes for it."
        )
    ]
    if evidence["conversation"] is not None and evidence["conversation"] < 0.6:
        lines.append(
            _("Have leaders answer rather than announce: replies lift an audience, broadcasts do not.")
        )
    if evidence["response"] is not None and evidence["response"] < 0.7:
        lines.append(
            _("Agree who answers when a leader is named, and by when; five workdays is the measure.")
        )
    if (evidence["confusion"] or 0.0) > CONFUSED:
        lines.append(_("Publish three examples of good posts, and answer every first post within the day."))
    return lines[:3]


def _advice_on_maturity(evidence: dict[str, Any]) -> list[str]:
    return [str(GATE_PLANS[key]) for key in evidence["next"][:3]]


def advice(detector: str, evidence: dict[str, Any]) -> list[str]:
    """Return what to do, at most three things, the nearest to the cause first."""
    if detector == "D3":
        return _advice_on_leaders(evidence)
    if detector == "D4":
        return _advice_on_maturity(evidence)
    if detector == "D2":
        return [
            _("Ask one visible person in each lagging department to answer questions there every week."),
            _("Open a challenge whose sponsor sits in a lagging department."),
            _("Look for pairs of departments with common customers that do not talk."),
        ]
    first = {
        "headcount": _("Invite whoever joined since: new people have not been asked yet."),
        "activation": _("Ask the people who fell silent in person; three questions find the reason."),
        "frequency": _("Give the week a fixed occasion: one question from a leader every Monday."),
        "intensity": _("Answer within the day: a first reply is what brings people back."),
    }
    split = evidence.get("decomposition") or {"largest": "activation"}
    return [
        first[split["largest"]],
        _("Have leaders answer rather than announce: replies lift an audience, broadcasts do not."),
        _("Close communities that nobody misses, so that the others are found."),
    ]
