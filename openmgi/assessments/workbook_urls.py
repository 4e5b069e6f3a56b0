from django.urls import path

from openmgi.assessments.views import workbooks

urlpatterns = [
    # <language>/work/<assessment>/workbook/
    path("work/<int:pk>/workbook/", workbooks.workbook, name="workbook"),
    path("work/<int:pk>/workbook/send/", workbooks.send, name="send-workbook"),
    path("work/<int:pk>/workbook/apply/", workbooks.apply, name="apply-workbook"),
]
