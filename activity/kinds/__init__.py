"""Read models of the kinds of posts: polls, praise, announcements that must be read, links, and the signs to react with."""
