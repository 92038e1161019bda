from django.apps import AppConfig


class PagesConfig(AppConfig):
    name = "waymark.site.pages"
    label = "pages"
    default_auto_field = "django.db.models.BigAutoField"
