from django.urls import path

from waymark.site.documents import views

urlpatterns = [
    path("people/<str:person>/documents", views.documents, name="documents"),
    path("people/<str:person>/documents/add", views.add, name="add-document"),
    path("people/<str:person>/documents/<str:document>", views.download, name="document"),
    path("people/<str:person>/documents/<str:document>/withdraw", views.withdraw, name="withdraw-document"),
]
