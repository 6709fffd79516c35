"""Where people gather: communities, membership and roles, requests and invitations, THE visibility rule.

Not what is written there.
"""
