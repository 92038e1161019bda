from django.urls import path

from waymark.site.walking import return_views, views

urlpatterns = [
    path("people/<str:person>/progress", views.progress, name="progress"),
    path("people/<str:person>/progress/counts", views.count, name="own-count"),
    path("people/<str:person>/progress/change/<str:change>", views.change, name="change"),
    path("people/<str:person>/progress/signal/<str:signal>", views.signal, name="signal"),
    path("people/<str:person>/after-use", return_views.after, name="after-use"),
]
