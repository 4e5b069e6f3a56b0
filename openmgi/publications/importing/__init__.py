"""Importing a published profile: from a file to a draft.

opening    the file: its kind, its size, its lines of text
text_file, web_page, word_document, pdf_file    one reader for each kind
messages   every doubt and error in the reader's language
drafting   from what was read to a profile
"""
