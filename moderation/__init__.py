"""Moderation: reports, the queue, rulings and appeals, rules on what may be said, and the log of those who decide.

It removes nothing itself: it calls the actions of whoever owns the thing.
"""
