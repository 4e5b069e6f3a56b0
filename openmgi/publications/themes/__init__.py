"""Themes: what all published places answer to the same questions."""
