"""The report: a publication as a PDF and as a document for word processors, both saying the same."""
