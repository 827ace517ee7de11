"""The application a WSGI server runs."""

import os
import threading
from importlib import import_module

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "alongside.settings")
application = get_wsgi_application()

# Half a second to load what draws the charts: the first page that has one need not wait for it.
threading.Thread(target=import_module, args=("vl_convert",), daemon=True).start()
