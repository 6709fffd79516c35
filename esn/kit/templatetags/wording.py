"""How templates show words that were made safe when they were written."""

from django import template

from esn.kit.markup import plain, trusted

register = template.Library()
register.filter("written", trusted)
register.filter("plain", plain)
