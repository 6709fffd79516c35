"""What is known of an uploaded file before anybody trusts it: its name, its true type, and a clean copy of a picture.

Pure functions over bytes; nothing here knows people, threads or storage.
"""
