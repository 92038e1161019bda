from django.urls import path

from waymark.site.audit import views

urlpatterns = [
    path("people/<str:person>/seen", views.seen, name="who-saw"),
    path("lately", views.lately, name="lately"),
]
