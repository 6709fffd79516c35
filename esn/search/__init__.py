"""Finding: one index over everything that the apps know, which answers nothing that the viewer may not see.

It owns no facts: every document is made from a row of an app and can be made again (`manage.py rebuild_search`).
"""
