"""Who works here: persons, the org tree with its history, profiles, the directory, following, sign-in.

Not communities and not what anybody writes.
"""
