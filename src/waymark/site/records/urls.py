from django.urls import path

from waymark.site.records import views

urlpatterns = [
    path("people/<str:person>/record/note", views.note, name="note"),
    path("people/<str:person>/record", views.record, name="record"),
    path("people/<str:person>/record/file", views.download, name="record-file"),
    path("people/<str:person>/record/archive", views.archive, name="record-archive"),
    path("people/<str:person>/record/add", views.upload, name="upload"),
]
