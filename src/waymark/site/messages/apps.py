from django.apps import AppConfig


class MessagesConfig(AppConfig):
    name = "waymark.site.messages"
    label = "team_messages"
    default_auto_field = "django.db.models.BigAutoField"
