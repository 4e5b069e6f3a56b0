from django.urls import path

from openmgi.publications.data import reports

_VERSION = "data/profiles/<str:slug>/v<int:version>"

urlpatterns = [
    # data/profiles/
    path(f"{_VERSION}.<str:language>.pdf", reports.report, {"form": "pdf"}, name="report-pdf"),
    path(f"{_VERSION}.<str:language>.docx", reports.report, {"form": "docx"}, name="report-docx"),
]
