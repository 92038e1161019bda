from django.urls import path

from waymark.site.messages import views

urlpatterns = [
    path("people/<str:person>/messages", views.messages, name="messages"),
    path("people/<str:person>/messages/new", views.send, name="send-message"),
]
