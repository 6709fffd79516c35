"""Views of moderation, one module per resource."""
