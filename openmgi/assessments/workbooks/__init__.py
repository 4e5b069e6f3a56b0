"""Workbooks that people take away to work off line: laid out, written, read, and told of in their language."""
