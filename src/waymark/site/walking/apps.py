from django.apps import AppConfig


class WalkingConfig(AppConfig):
    name = "waymark.site.walking"
    label = "walking"
    default_auto_field = "django.db.models.BigAutoField"
