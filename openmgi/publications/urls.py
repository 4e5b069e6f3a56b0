"""Addresses at which profiles of assessments are published."""

from django.urls import path

from openmgi.publications import publishing

urlpatterns = [
    # <language>/work/<assessment>/
    path("work/<int:pk>/publish/", publishing.publish, name="publish-assessment"),
]
