"""The address at which profiles are compared."""

from django.urls import path

from openmgi.publications.comparing import views

urlpatterns = [
    # <language>/
    path("compare/", views.compare, name="compare"),
]
