"""Lets a finished card name a place for what depends on its viewer."""

from django import template

from activity.inserts import mark

register = template.Library()
register.simple_tag(mark, name="insert")
