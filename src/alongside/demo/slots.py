"""What fills the slots of a line: days, dates, sums, files, in the tongue of the line."""

import re
from collections.abc import Callable
from datetime import date, timedelta
from random import Random

DAYS = {
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday"),
    "de": ("Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag"),
    "fr": ("lundi", "mardi", "mercredi", "jeudi", "vendredi"),
    "es": ("lunes", "martes", "miércoles", "jueves", "viernes"),
}
MONTHS = {
    "en": [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ],
    "de": [
        "Januar",
        "Februar",
        "März",
        "April",
        "Mai",
        "Juni",
        "Juli",
        "August",
        "September",
        "Oktober",
        "November",
        "Dezember",
    ],
    "fr": [
        "janvier",
        "février",
        "mars",
        "avril",
        "mai",
        "juin",
        "juillet",
        "août",
        "septembre",
        "octobre",
        "novembre",
        "décembre",
    ],
    "es": [
        "enero",
        "febrero",
        "marzo",
        "abril",
        "mayo",
        "junio",
        "julio",
        "agosto",
        "septiembre",
        "octubre",
        "noviembre",
        "diciembre",
    ],
}
DAY_FORM = {"en": "{} {}", "de": "{}. {}", "fr": "{} {}", "es": "{} de {}"}
MONEY_FORM = {"GBP": "£{}", "USD": "${}", "EUR": "{} euros", "NOK": "{} NOK", "JPY": "{}00 yen"}
PAGE = {"fr": "la page d'accueil", "es": "la portada"}
QUOTED = {"fr": "« {} »", "es": "«{}»"}
ENDINGS = ("pdf", "xlsx", "docx", "zip", "pdf", "png")


def day_name(day: date, tongue: str) -> str:
    """The date in words, without the year: '14 March', '14. März'."""
    return DAY_FORM[tongue].format(day.day, MONTHS[tongue][day.month - 1])


def money(amount: int, currency: str, tongue: str = "en") -> str:
    """The amount as people write it in mail."""
    form = "{} Euro" if (currency, tongue) == ("EUR", "de") else MONEY_FORM[currency]
    return form.format(amount)


def file_name(subject: str, dice: Random) -> str:
    """A file as clients name them: 'spring-catalogue_v3.pdf'."""
    stem = re.sub(r"[^a-z0-9]+", "-", subject.lower()).strip("-")
    version = dice.choice((f"_v{dice.randint(2, 9)}", f"-{dice.randint(1, 28):02d}{dice.choice('abc')}", "", "_new"))
    return f"{stem}{version}.{dice.choice(ENDINGS)}"


def make_slots(  # noqa: PLR0913 - one fact, one name
    dice: Random,
    today: date,
    tongue: str,
    *,
    subject: str = "notes",
    topic: str = "it",
    page: str = "the page",
    currency: str = "EUR",
    aide: str = "Robin",
    more: dict[str, str] | None = None,
) -> Callable[[str], str]:
    """The filler of one message: `n` and `amount` differ at each place, all else stays the same in it."""
    topic = QUOTED[tongue].format(subject) if tongue in QUOTED else topic
    day, day2 = dice.sample(DAYS[tongue], 2)
    month = MONTHS[tongue][(today.month - 1 + dice.choice((-1, 0, 1))) % 12]
    fixed = {
        "topic": topic,
        "Topic": topic[0].upper() + topic[1:],
        "subject": subject,
        "page": PAGE.get(tongue, page),
        "file": file_name(subject, dice),
        "day": day,
        "day2": day2,
        "month": month,
        "date": day_name(today + timedelta(days=dice.randint(4, 26)), tongue),
        "past": day_name(today - timedelta(days=dice.randint(4, 16)), tongue),
        "time": f"{dice.choice((9, 10, 11, 14, 15, 16))}:{dice.choice(('00', '15', '30', '45'))}",
        "pct": str(dice.choice((8, 10, 12, 15, 18, 20, 25, 30))),
        "aide": aide,
    } | (more or {})

    def slot(name: str) -> str:
        if name == "n":
            return str(dice.randint(3, 9))
        if name == "amount" and name not in fixed:
            return money(dice.randint(7, 96) * 20, currency, tongue)
        return fixed[name]

    return slot
