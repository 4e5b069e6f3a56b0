from django.urls import path

from openmgi.publications.portal import answers_page, views

urlpatterns = [
    # <language>/
    path("", views.home, name="home"),
    path("about/", views.about, name="about"),
    # <language>/domains/
    path("domains/<int:number>/", views.domain, name="domain"),
    # <language>/profiles/
    path("profiles/", views.profiles, name="profiles"),
    path("profiles/<str:slug>/", views.profile, name="profile"),
    path("profiles/<str:slug>/v<int:version>/", views.profile_version, name="profile-version"),
    path("profiles/<str:slug>/v<int:version>/answers/", answers_page.answers, name="profile-answers"),
]
