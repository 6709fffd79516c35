"""The demo company: its people, places and seven months of conversation, played through the ordinary actions.

What is said lives in `threads/` and the TOML files; who says it when is decided in `plot`.
"""
