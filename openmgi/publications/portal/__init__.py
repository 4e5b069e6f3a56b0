"""The public site: pages for people. Everything here reads publications only, never drafts."""
