"""Where a page of a long list begins."""

from django.http import HttpRequest

__all__ = ["start_of"]


def start_of(request: HttpRequest) -> int:
    """`?from=40`; the first page where that is no number."""
    written = request.GET.get("from", "")
    return int(written) if written.isascii() and written.isdigit() and len(written) < 7 else 0
