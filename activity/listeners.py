"""What activity does when something happens below it."""

from django.db.models import F

from activity.models import Comment, CommunityMention, Post, Thread
from communities import events as communities
from communities.models import Community
from esn.kit import markup
from esn.kit.events import listen
from esn.kit.models import Event


@listen(communities.COMMUNITY_EDITED, "activity.unlink_closed")
def unlink_closed(event: Event) -> None:
    """Turn links to a community that is open no longer into plain words: texts are read by people outside it."""
    place = Community.objects.filter(pk=event.object_id).first()
    if place is None or place.is_open:
        return
    url = place.get_absolute_url()
    for mention in CommunityMention.objects.filter(community=place).select_related("comment").iterator():
        text = mention.comment or Post.objects.filter(thread=mention.thread_id).first()
        html = markup.unlink(text.body_html, url) if text else ""
        if text is None or html == text.body_html:
            continue
        type(text).objects.filter(pk=text.pk).update(body_html=html)
        Thread.objects.filter(pk=mention.thread_id).update(version=F("version") + 1)
        if mention.comment:
            Comment.objects.filter(pk=text.pk).update(version=F("version") + 1)
