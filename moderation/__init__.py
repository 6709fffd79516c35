"""Reports, the queue, rulings with reasons, sanctions, appeals, and the view of the audit log.

It decides and explains; what is hidden or removed is hidden or removed by the action of the app that owns it.
"""
