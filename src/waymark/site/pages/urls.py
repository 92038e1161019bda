from django.urls import path

from waymark.site.pages import views

urlpatterns = [path("gallery", views.gallery, name="gallery")]
