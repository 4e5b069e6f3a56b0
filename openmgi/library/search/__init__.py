"""Passages of documents: found by words, suggested for an indicator. `docs/search.md` says how."""
