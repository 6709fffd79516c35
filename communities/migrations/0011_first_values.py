"""How one joins follows from the kind that a community had; a member was last active when they joined, as far as is known."""

from typing import Any

from django.db import migrations
from django.db.models import F


def fill(apps: Any, _schema: Any) -> None:
    communities = apps.get_model("communities", "Community").objects
    communities.filter(kind="private").update(join_policy="request")
    communities.filter(kind="secret").update(join_policy="invitation")
    apps.get_model("communities", "Membership").objects.update(last_active_at=F("since_at"))


class Migration(migrations.Migration):

    dependencies = [("communities", "0010_richer_communities")]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
