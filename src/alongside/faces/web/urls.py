"""Every address of the web pages."""

from django.urls import URLPattern, URLResolver, include, path

from alongside import config
from alongside.faces.web import door
from alongside.faces.web.pages import (
    clients,
    decisions,
    guide,
    jobs,
    keeping,
    mails,
    pushes,
    search,
    settings,
    sources,
    today,
)

urlpatterns: list[URLPattern | URLResolver] = [
    path("", today.today, name="today"),
    path("alive/", door.alive, name="alive"),
    path("welcome/", sources.welcome, name="welcome"),
    path("clients/", clients.clients, name="clients"),
    path("clients/map/", clients.client_map, name="clients_map"),
    path("clients/<int:row>/", clients.client, name="client"),
    path("clients/<int:row>/mails/", mails.client_mails, name="client_mails"),
    path("clients/<int:row>/decide/", decisions.decide, name="client_decide"),
    path("decisions/<int:number>/undo/", decisions.undo, name="undo"),
    path("mails/<int:message>/", mails.mail, name="mail"),
    path("pushes/", pushes.pushes, name="pushes"),
    path("pushes/log/", pushes.log, name="pushes_log"),
    path("pushes/<int:signal>/wrong/", pushes.wrong, name="pushes_wrong"),
    path("pushes/missed/", pushes.missed, name="pushes_missed"),
    path("pushes/undo/", pushes.undo, name="pushes_undo"),
    path("sources/", sources.sources, name="sources"),
    path("sources/read/", sources.read, name="sources_read"),
    path("sources/drop/", sources.drop, name="sources_drop"),
    path("sources/piece/", sources.piece, name="sources_piece"),
    path("sources/demo/", sources.demo, name="sources_demo"),
    path("sources/demo/remove/", sources.remove_demo, name="sources_demo_remove"),
    path("sources/rebuild/", sources.rebuild, name="sources_rebuild"),
    path("jobs/<int:number>/", jobs.job, name="job"),
    path("jobs/<int:number>/notice/", jobs.notice, name="job_notice"),
    path("jobs/<int:number>/stop/", jobs.stop, name="job_stop"),
    path("search/", search.search, name="search"),
    path("settings/", settings.settings, name="settings"),
    path("settings/me/", settings.me, name="settings_me"),
    path("settings/hours/", settings.hours, name="settings_hours"),
    path("settings/language/", settings.language, name="settings_language"),
    path("settings/backup/", keeping.backup, name="settings_backup"),
    path("settings/restore/", keeping.restore, name="settings_restore"),
    path("settings/export/", keeping.export, name="settings_export"),
    path("settings/erase/", keeping.erase, name="settings_erase"),
    path("api/", include("alongside.faces.api.urls")),
    path("guide/", guide.guide, name="guide"),
    path("guide/<path:page>", guide.guide, name="guide_page"),
]
if config.on_server():
    from alongside.faces.web.accounts.urls import urlpatterns as accounts

    urlpatterns += accounts
else:
    urlpatterns += [path("enter/<str:key>/", door.enter, name="enter"), path("leave/", door.leave, name="leave")]
handler404 = "alongside.faces.web.sorry.missing"
handler500 = "alongside.faces.web.sorry.broken"
