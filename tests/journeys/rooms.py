"""Furnishes the journeys' Yard: one of everything that has a page, so that each page has something to show."""

from datetime import timedelta
from typing import Any

PLAN = b"Belts lie on the left. Ask for the key."


def furnish(lab: Any, cast: dict[str, Any]) -> None:
    """Found the Yard, with a guest from outside, and let the cast post, ask, report, decide and appeal in it."""
    from django.core.files.uploadedfile import SimpleUploadedFile

    from activity.actions import announcing, attaching, commenting, polling, publishing, standing
    from communities.actions import founding, membership

    bo, cy, max_ = cast["bo"], cast["cy"], cast["max"]
    yard = founding.found_community(max_, name="Yard", description="Where the belts lie")
    for person in (bo, cy):
        membership.join_community(person, yard)
    membership.add_member(max_, yard, cast["gus"], role="guest")
    membership.add_member(max_, lab, bo)
    plan = attaching.upload_file(bo, SimpleUploadedFile("plan.txt", PLAN))
    post = publishing.publish_post(
        bo, community=yard, body="The #belts came. Thank you @cy!", title="New belts", attachments=[plan]
    )
    publishing.edit_post(bo, post, body="The #belts came today. Thank you @cy!", title="New belts")
    answer = commenting.add_comment(cy, post.thread, body="You are welcome")
    commenting.edit_comment(cy, answer, body="You are *very* welcome")
    commenting.add_comment(bo, post.thread, body="See you", parent=answer)
    standing.pin_thread(max_, post.thread)
    question = publishing.publish_post(cy, community=yard, body="Who has the key?", kind="question")
    commenting.accept_answer(cy, commenting.add_comment(bo, question.thread, body="I have it"))
    colours = polling.PollPlan(("Blue", "Green"), False, False, None)
    publishing.publish_post(cy, community=yard, body="Which colour?", kind="poll", plan=colours)
    must = announcing.MustReadPlan("members", None)
    publishing.publish_post(max_, community=yard, body="Helmets on", kind="announcement", plan=must)
    travel(post.thread, lab, cast)
    judge(yard, plan, cast)


def travel(thread: Any, lab: Any, cast: dict[str, Any]) -> None:
    """Keep, filter, draft, invite, ask to come in, and ask to show a post to more people."""
    from activity import drafts
    from activity.actions import drafting, filtering, keeping, promoting
    from communities.actions import inviting, membership
    from communities.models import Community
    from esn.kit import clock

    bo, cy, max_ = cast["bo"], cast["cy"], cast["max"]
    keeping.keep(bo, thread, note="For Monday", remind_at=clock.now() + timedelta(days=2))
    filtering.save_filter(bo, name="Questions", kind="question")
    place = drafts.Place(key=f"community:{lab.pk}", community=lab)
    drafting.keep_draft(bo, place, fields={"body": ["Half a thought"]})
    inviting.make_link(max_, lab)
    membership.request_to_join(cy, lab, reason="I would like to see the prototypes")
    promoting.ask_promotion(cy, thread, community=Community.objects.get(is_everyone=True))


def judge(yard: Any, plan: Any, cast: dict[str, Any]) -> None:
    """Have a file and a profile reported, and one post removed, about which its author appeals."""
    from activity.actions import publishing
    from moderation import queue
    from moderation.actions import appealing, reporting, ruling
    from moderation.models import Case

    bo, cy, max_ = cast["bo"], cast["cy"], cast["max"]

    def report(kind: str, pk: int) -> Any:
        thing: Any = queue.thing(cy, kind, pk)
        return reporting.report_thing(cy, thing, reason="rude", text="Please look").case

    report("file", plan.pk)
    report("person", bo.pk)
    loud = publishing.publish_post(bo, community=yard, body="BUY MY BIKE")
    case = Case.objects.for_display().get(pk=report("thread", loud.thread_id).pk)
    found = ruling.rule_case(max_, case, outcome="remove", reason="Not a market", measure="warn")
    appealing.appeal_ruling(bo, found, text="It is a good bike")
