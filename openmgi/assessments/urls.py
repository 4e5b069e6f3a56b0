from django.urls import path

from openmgi.assessments.views import adjudicating, answering, files, setting_up, talking, work

urlpatterns = [
    # <language>/work/
    path("work/", work.work, name="my-work"),
    path("work/programme/", work.programme, name="programme"),
    path("work/new/", setting_up.new_assessment, name="new-assessment"),
    # <language>/work/<assessment>/
    path("work/<int:pk>/", work.assessment, name="assessment"),
    path("work/<int:pk>/move/", work.move_stage, name="move-stage"),
    path("work/<int:pk>/set-up/", setting_up.set_up, name="set-up"),
    path("work/<int:pk>/people/", setting_up.people, name="people"),
    path("work/<int:pk>/people/<int:member>/", setting_up.assignments, name="assignments"),
    path("work/<int:pk>/people/<int:member>/remove/", setting_up.remove, name="remove-member"),
    path("work/<int:pk>/double-coding/", setting_up.double_coding, name="double-coding"),
    path("work/<int:pk>/agreement/", adjudicating.agreement, name="agreement"),
    path("work/<int:pk>/agreement/<str:code>/", adjudicating.adjudication, name="adjudication"),
    path("work/<int:pk>/export.<str:form>", files.export, name="export-assessment"),
    # <language>/work/<assessment>/topics/
    path("work/<int:pk>/topics/<int:number>/<str:code>/", answering.topic, name="work-topic"),
    # <language>/work/<assessment>/answers/
    path("work/<int:pk>/answers/<str:code>/<str:coding>/", answering.save, name="save-answer"),
    path("work/<int:pk>/answers/<str:code>/<str:coding>/quotes/", answering.quote, name="add-quote"),
    path("work/<int:pk>/quotes/<int:quote_pk>/remove/", answering.drop_quote, name="remove-quote"),
    # <language>/work/<assessment>/indicators/
    path("work/<int:pk>/indicators/<str:code>/", talking.indicator, name="work-indicator"),
    path("work/<int:pk>/indicators/<str:code>/messages/", talking.add_message, name="add-message"),
    path("work/<int:pk>/indicators/<str:code>/flags/", talking.add_flag, name="add-flag"),
    path("work/<int:pk>/flags/<int:flag>/", talking.settle_flag, name="settle-flag"),
]
