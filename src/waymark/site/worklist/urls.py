from django.urls import path

from waymark.site.worklist import views

urlpatterns = [
    path("work", views.work, name="work"),
    path("people/<str:person>/work/<str:entry>/later", views.snooze, name="put-off"),
]
