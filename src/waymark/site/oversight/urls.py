from django.urls import path

from waymark.site.oversight import views

urlpatterns = [path("oversight", views.oversight, name="oversight")]
