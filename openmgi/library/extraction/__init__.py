"""What a file says, page by page. Imports nothing of Django, so that the process that reads a file starts fast.

`reading.read` is the way in for everyone else: it reads in a process of its own, with limits, and harms nobody.
"""
