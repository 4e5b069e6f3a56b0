"""Open data for programs: the API, the addresses of files, and the page that explains both."""
