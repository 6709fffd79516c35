"""Ideas from challenge to outcome: briefs, ideas, ballots, decisions with a reason.

Not comments: an idea owns a thread of activity.
"""
