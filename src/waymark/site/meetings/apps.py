from django.apps import AppConfig


class MeetingsConfig(AppConfig):
    name = "waymark.site.meetings"
    label = "team_meetings"
    default_auto_field = "django.db.models.BigAutoField"
