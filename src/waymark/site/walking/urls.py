from django.urls import path

from waymark.site.walking import move_views, return_views, views

urlpatterns = [
    path("people/<str:person>/progress", views.progress, name="progress"),
    path("people/<str:person>/progress/counts", views.count, name="own-count"),
    path("people/<str:person>/progress/talk", views.talk, name="talk"),
    path("people/<str:person>/progress/change/<str:change>", views.change, name="change"),
    path("people/<str:person>/progress/signal/<str:signal>", views.signal, name="signal"),
    path("people/<str:person>/after-use", return_views.after, name="after-use"),
    path("people/<str:person>/move", move_views.move, name="move"),
    path("people/<str:person>/move/prepare", move_views.prepare, name="prepare-move"),
    path("people/<str:person>/move/arrange", move_views.arrange, name="arrange-move"),
    path("people/<str:person>/move/check-up", move_views.check_up, name="check-up"),
    path("people/<str:person>/move/back", move_views.come_back, name="come-back"),
]
