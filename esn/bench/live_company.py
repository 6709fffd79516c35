"""Makes the readers of `bin/bench live` and prints their sessions; run in a process of its own."""

import json
import os
import sys


def main() -> None:
    """Found a community, sign readers in, and print what a client needs as JSON."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "esn.settings")
    import django

    django.setup()
    from django.test import Client

    from communities.actions import founding, membership
    from esn.kit import live
    from people.actions import access, joining

    writer = joining.add_person(None, username="writer", display_name="Writer")
    community = founding.found_community(writer, name="Hall")
    readers = []
    for number in range(int(sys.argv[1])):
        reader = joining.add_person(None, username=f"reader{number}", display_name=f"Reader {number}")
        membership.join_community(reader, community)
        client = Client()
        client.force_login(reader, backend="people.backends.SignIn")
        readers.append((client.cookies["session"].value, live.sign(reader, "home")))
    token = access.create_token(writer, name="bench", scope="write")
    print(json.dumps({"readers": readers, "token": token, "community": community.pk}))


if __name__ == "__main__":
    main()
