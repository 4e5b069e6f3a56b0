"""Reading a published profile page: lines of text in, a structured profile and a list of doubts out.

lines       a line of the page, and how broken lines and words are joined again
dates       "2022 Novembre", "November 2022", "noviembre de 2022"
vocabulary  the words by which a heading is recognised, in each language
places      from the name of a place to its codes
findings    the items of one list of findings
page        the page as a whole: frame, introduction, findings, title, date
reading     what was read, as data, and the doubts about it
"""
