"""Addresses of SDG indicator 10.7.2."""

from django.urls import path

from openmgi.publications.sdg import views

urlpatterns = [
    # <language>/sdg-10-7-2/
    path("sdg-10-7-2/", views.overview, name="sdg"),
    path("sdg-10-7-2/<str:alpha3>/", views.country, name="sdg-country"),
]
