from django.urls import path

from openmgi.publications.data import views

urlpatterns = [
    # data/profiles/
    path("data/profiles/<str:slug>/v<int:version>.json", views.profile_json, name="profile-json"),
    path("data/profiles/<str:slug>/v<int:version>.csv", views.findings_csv, name="findings-csv"),
]
