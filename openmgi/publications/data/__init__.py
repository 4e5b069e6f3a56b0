"""The public site: files for programs and spreadsheets."""
