"""Business time worked by hand: the schedules, and what the minutes between two moments must be."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import numpy as np

from alongside.core.days import HalfDay, Hours, Schedule

SINCE, ALL_WEEK = date(2020, 1, 1), frozenset(range(7))
BERLIN = "Europe/Berlin"
NOON_EVES = (HalfDay(time(13), 12, 24), HalfDay(time(13), 12, 31))
AUGUST = frozenset(date(2024, 8, day) for day in range(5, 17))


def hours(zone: str, opens: str, closes: str, since: date = SINCE, **more: object) -> Hours:
    return Hours(since, zone, opens=time.fromisoformat(opens), closes=time.fromisoformat(closes), **more)  # type: ignore[arg-type]


SCHEDULES = {
    "berlin": Schedule((hours(BERLIN, "09:00", "18:00", country="DE", region="BE"),)),
    "munich": Schedule((hours(BERLIN, "09:00", "17:00", country="DE", region="BY", half_days=NOON_EVES),)),
    "vienna": Schedule((hours("Europe/Vienna", "08:00", "16:00", half_days=(HalfDay(time(13), weekday=4),)),)),
    "newyork": Schedule((hours("America/New_York", "09:00", "17:00", country="US"),)),
    "la": Schedule((hours("America/Los_Angeles", "10:00", "18:00"),)),
    "london": Schedule((hours("Europe/London", "09:00", "17:30", country="GB", region="ENG"),)),
    "sydney": Schedule((hours("Australia/Sydney", "09:00", "17:00", country="AU", region="NSW"),)),
    "auckland": Schedule((hours("Pacific/Auckland", "08:30", "17:00", country="NZ"),)),
    "kolkata": Schedule((hours("Asia/Kolkata", "10:00", "18:30", weekdays=frozenset(range(6))),)),
    "dubai": Schedule((hours("Asia/Dubai", "08:00", "16:00", weekdays=frozenset({6, 0, 1, 2, 3})),)),
    "always": Schedule((hours(BERLIN, "00:00", "00:00", weekdays=ALL_WEEK),)),
    "early": Schedule((hours(BERLIN, "01:30", "04:30", weekdays=ALL_WEEK),)),
    "gap": Schedule((hours(BERLIN, "02:30", "05:00", weekdays=ALL_WEEK),)),
    "moved": Schedule((hours(BERLIN, "09:00", "17:00"), hours("America/New_York", "09:00", "17:00", date(2024, 6, 1)))),
    "four": Schedule(
        (
            hours(BERLIN, "09:00", "17:00"),
            hours(BERLIN, "08:00", "18:00", date(2024, 9, 2), weekdays=frozenset(range(4))),
        )
    ),
    "summer": Schedule((hours(BERLIN, "09:00", "17:00", closed=AUGUST),)),
}

# Each line: from > to = minutes. Times are on the wall of the schedule's own zone, or of another one (@name);
# the year is 2024 unless written. In 2024 the first of January is a Monday.
CASES = """
[berlin] 9-18, 540 a day; Women's Day is a holiday here
01-10 09:00 > 01-10 18:00 = 540
01-10 10:15 > 01-10 11:45 = 90
01-10 08:00 > 01-10 09:00 = 0
01-10 08:00 > 01-10 09:01 = 1
01-10 17:59 > 01-11 09:00 = 1
01-10 18:00 > 01-11 09:00 = 0
01-10 18:00 > 01-11 09:01 = 1
01-10 23:59 > 01-11 00:01 = 0
01-10 12:00 > 01-11 12:00 = 360+180
01-12 17:59 > 01-15 09:00 = 1                       Friday 17:59
01-12 17:59 > 01-15 09:01 = 1+1
01-12 18:00 > 01-15 09:30 = 30
01-13 10:00 > 01-14 20:00 = 0                       weekend
01-13 10:00 > 01-15 10:00 = 60
01-08 09:00 > 01-12 18:00 = 5*540
01-08 09:00 > 01-22 09:00 = 10*540
01-10 11:00 > 01-10 11:00 = 0
01-10 11:00 > 01-10 10:00 = 0                       the answer's clock is behind
03-07 17:00 > 03-11 10:00 = 60+60                   Women's Day, Friday
03-08 09:00 > 03-08 18:00 = 0
03-28 17:59 > 04-02 09:01 = 1+1                     Easter with the clock change in it
03-28 09:00 > 04-02 18:00 = 540+540
03-22 17:00 > 03-25 10:00 = 60+60
10-25 17:00 > 10-28 10:00 = 60+60                   clocks go back
10-27 00:00 > 10-28 00:00 = 0
10-26 00:00 > 10-29 00:00 = 540
03-30 00:00 > 04-01 00:00 = 0
04-30 12:00 > 05-02 12:00 = 360+180                 Labour Day
05-08 17:30 > 05-10 09:30 = 30+30                   Ascension
05-17 16:00 > 05-21 11:00 = 120+120                 Whit Monday
10-02 17:00 > 10-04 10:00 = 60+60                   Unity Day
10-03 10:00 > 10-03 16:00 = 0
12-24 09:00 > 12-27 18:00 = 540+540
12-31 15:00 > 2025-01-02 10:00 = 180+60
12-20 17:00 > 2025-01-02 09:00 = 60+5*540           23, 24, 27, 30, 31 December
02-28 12:00 > 03-01 12:00 = 360+540+180             leap year
2023-02-28 12:00 > 2023-03-01 12:00 = 360+180
01-10 12:00@newyork > 01-10 13:00@newyork = 0       18:00 here
01-10 09:00@newyork > 01-10 11:00@newyork = 120
03-13 09:00@newyork > 03-13 11:00@newyork = 120     three weeks of five hours only
03-13 12:00@newyork > 03-13 13:00@newyork = 60
04-03 12:00@newyork > 04-03 13:00@newyork = 0
10-30 12:00@newyork > 10-30 13:00@newyork = 60
11-06 12:00@newyork > 11-06 13:00@newyork = 0
01-10 17:00@kolkata > 01-10 18:30@kolkata = 90
07-10 00:00@auckland > 07-10 23:00@auckland = 240+240
01-09 20:00@la > 01-10 06:00@la = 360
2023-10-27 17:00 > 2023-10-30 10:00 = 60+60
2023-12-22 17:30 > 2023-12-27 09:30 = 30+30
07-01 09:00 > 08-01 09:00 = 23*540
[munich] 9-17, 480 a day; 24 and 31 December close at 13:00, 240
03-08 09:00 > 03-08 17:00 = 480                     Women's Day is none here
05-29 16:00 > 05-31 10:00 = 60+60                   Corpus Christi
10-31 16:00 > 11-04 10:00 = 60+60                   All Saints
12-24 09:00 > 12-24 17:00 = 240
12-24 12:59 > 12-27 09:01 = 1+1
12-24 13:00 > 12-27 09:00 = 0
12-24 14:00 > 12-27 10:00 = 60
12-23 16:00 > 12-24 10:00 = 60+60
12-23 09:00 > 12-27 17:00 = 480+240+480
12-31 12:00 > 2025-01-02 10:00 = 60+60
12-30 09:00 > 2025-01-03 17:00 = 480+240+480+480
2025-01-03 16:00 > 2025-01-07 10:00 = 60+60         Epiphany on a Monday
2023-12-22 16:00 > 2023-12-27 10:00 = 60+60         Christmas Eve on a Sunday
2023-12-23 09:00 > 2023-12-25 00:00 = 0
01-05 16:00 > 01-08 10:00 = 60+60                   Epiphany on a Saturday
2023-12-29 16:00 > 01-02 10:00 = 60+60
12-24 12:00 > 12-24 15:00 = 60
12-24 08:00 > 12-24 09:30 = 30
12-24 11:00@london > 12-24 13:00@london = 60
12-31 06:00@newyork > 12-31 08:00@newyork = 60
[vienna] 8-16, 480 a day; Friday closes at 13:00, 300; no holidays
01-12 08:00 > 01-12 16:00 = 300
01-12 12:59 > 01-15 08:01 = 1+1
01-12 13:00 > 01-15 08:00 = 0
01-11 15:00 > 01-12 09:00 = 60+60
01-08 08:00 > 01-13 00:00 = 4*480+300
01-08 08:00 > 01-22 08:00 = 8*480+2*300
01-12 14:00 > 01-15 09:00 = 60
03-29 12:00 > 04-01 09:00 = 60+60
03-31 00:00 > 04-01 00:00 = 0
10-25 12:30 > 10-28 08:30 = 30+30
01-12 11:00@london > 01-12 13:00@london = 60
05-09 08:00 > 05-10 16:00 = 480+300
12-24 08:00 > 12-27 16:00 = 3*480+300
02-29 15:59 > 03-01 08:01 = 1+1
2025-02-28 12:59 > 2025-03-03 08:01 = 1+1
[newyork] 9-17, 480 a day
03-08 16:59 > 03-11 09:01 = 1+1                     clocks go forward
11-01 16:59 > 11-04 09:01 = 1+1                     clocks go back
03-08 09:00 > 03-11 17:00 = 2*480
03-10 00:00 > 03-11 00:00 = 0
07-03 16:00 > 07-05 10:00 = 60+60
07-04 09:00 > 07-04 17:00 = 0
2021-07-02 16:00 > 2021-07-06 10:00 = 60+60         Sunday the 4th kept on Monday
2020-07-02 16:00 > 2020-07-06 10:00 = 60+60         Saturday the 4th kept on Friday
01-12 16:00 > 01-16 10:00 = 60+60
02-16 16:30 > 02-20 09:30 = 30+30
05-24 16:00 > 05-28 10:00 = 60+60
06-18 16:00 > 06-20 10:00 = 60+60
08-30 16:00 > 09-03 10:00 = 60+60
10-11 16:00 > 10-15 10:00 = 60+60
11-08 16:00 > 11-12 10:00 = 60+60
11-27 16:00 > 11-29 10:00 = 60+60
11-29 09:00 > 11-29 17:00 = 480
12-24 16:00 > 12-26 10:00 = 60+60
01-10 14:00@berlin > 01-10 16:00@berlin = 60
03-13 14:00@berlin > 03-13 16:00@berlin = 120
04-03 14:00@berlin > 04-03 16:00@berlin = 60
10-30 14:00@berlin > 10-30 16:00@berlin = 120
11-06 14:00@berlin > 11-06 16:00@berlin = 60
01-10 22:00@berlin > 01-10 23:30@berlin = 60
01-10 23:00@berlin > 01-11 15:00@berlin = 0
01-12 23:00@berlin > 01-15 15:30@berlin = 0         Martin Luther King Day
01-19 23:00@berlin > 01-22 15:30@berlin = 30
01-10 17:00@london > 01-11 15:00@london = 300+60
01-11 09:00@sydney > 01-11 12:00@sydney = 0
01-11 02:00@sydney > 01-11 09:00@sydney = 420
02-28 09:00 > 03-01 17:00 = 3*480
[la] 10-18, 480 a day; no holidays
03-08 17:00 > 03-11 11:00 = 60+60
11-01 17:00 > 11-04 11:00 = 60+60
07-04 10:00 > 07-04 18:00 = 480
01-10 19:00@berlin > 01-10 20:00@berlin = 60
01-11 02:00@berlin > 01-11 04:00@berlin = 60
01-12 09:00@newyork > 01-12 14:00@newyork = 60
01-12 20:59@newyork > 01-15 13:01@newyork = 1+1
03-13 18:00@berlin > 03-13 20:00@berlin = 120
01-13 00:00 > 01-14 23:59 = 0
01-10 09:59 > 01-10 10:01 = 1
[london] 9-17:30, 510 a day
03-28 17:29 > 04-02 09:01 = 1+1
10-25 17:29 > 10-28 09:01 = 1+1
05-03 17:00 > 05-07 09:30 = 30+30
05-24 17:00 > 05-28 09:30 = 30+30
08-23 17:00 > 08-27 09:30 = 30+30
12-24 17:00 > 12-27 09:30 = 30+30
2022-12-23 17:00 > 2022-12-28 09:30 = 30+30         Sunday's Christmas kept on Tuesday
2021-12-24 17:00 > 2021-12-29 09:30 = 30+30         both kept on Monday and Tuesday
06-03 09:00 > 06-07 17:30 = 5*510
01-10 17:00@berlin > 01-10 19:00@berlin = 90
01-10 10:00@berlin > 01-10 11:00@berlin = 60
01-10 09:30@berlin > 01-10 10:30@berlin = 30
03-13 13:00@newyork > 03-13 14:00@newyork = 30
01-10 12:00@newyork > 01-10 13:00@newyork = 30
07-10 12:00@newyork > 07-10 13:00@newyork = 30
2020-05-07 17:00 > 2020-05-11 09:30 = 30+30         the May holiday moved to a Friday
01-01 09:00 > 01-02 09:30 = 30
05-20 09:00 > 05-20 17:30 = 510
03-30 12:00 > 04-01 12:00 = 0
10-27 00:00 > 10-28 10:00 = 60
[sydney] 9-17, 480 a day; summer time ends 7 April, begins 6 October
04-05 16:59 > 04-08 09:01 = 1+1
10-04 16:59 > 10-08 09:01 = 1+1                     and Labour Day on the 7th
01-25 16:00 > 01-29 10:00 = 60+60
04-24 16:00 > 04-26 10:00 = 60+60
06-07 16:00 > 06-11 10:00 = 60+60
01-10 23:00@berlin > 01-11 00:00@berlin = 60
07-10 01:00@berlin > 07-10 03:00@berlin = 120
04-10 01:00@berlin > 04-10 02:00@berlin = 60
04-03 00:00@berlin > 04-03 02:00@berlin = 120
10-09 00:00@berlin > 10-09 02:00@berlin = 120
10-02 00:00@berlin > 10-02 02:00@berlin = 60
10-30 00:00@berlin > 10-30 02:00@berlin = 120
03-28 16:00 > 04-02 10:00 = 60+60
12-24 16:00 > 12-27 10:00 = 60+60
04-07 00:00 > 04-08 00:00 = 0
01-12 16:00@newyork > 01-14 18:00@newyork = 60
[auckland] 8:30-17, 510 a day; summer time ends 7 April, begins 29 September
04-05 16:59 > 04-08 08:31 = 1+1
09-27 16:59 > 09-30 08:31 = 1+1
02-05 16:00 > 02-07 09:30 = 60+60
06-27 16:00 > 07-01 09:30 = 60+60
10-25 16:00 > 10-29 09:30 = 60+60
2023-12-29 16:00 > 01-03 09:30 = 60+60
01-10 20:30@berlin > 01-10 21:30@berlin = 60
07-10 22:30@berlin > 07-10 23:30@berlin = 60
07-10 22:00@berlin > 07-10 23:00@berlin = 30
01-12 14:30@newyork > 01-14 15:30@newyork = 60
[kolkata] Monday to Saturday 10-18:30, 510 a day; UTC+5:30
01-13 18:00 > 01-15 10:30 = 30+30
01-13 10:00 > 01-13 18:30 = 510
01-14 10:00 > 01-14 18:30 = 0
01-08 10:00 > 01-15 10:00 = 6*510
01-10 13:00@berlin > 01-10 15:00@berlin = 60
07-10 14:00@berlin > 07-10 15:30@berlin = 60
01-10 05:30@berlin > 01-10 06:30@berlin = 60
01-09 22:00@la > 01-09 23:00@la = 60
01-10 05:00@berlin > 01-10 06:00@berlin = 30
03-30 18:29 > 04-01 10:01 = 1+1
[dubai] Sunday to Thursday 8-16, 480 a day
01-11 15:59 > 01-14 08:01 = 1+1
01-12 08:00 > 01-13 16:00 = 0
01-14 08:00 > 01-14 16:00 = 480
01-07 08:00 > 01-14 08:00 = 5*480
01-10 11:00@berlin > 01-10 13:00@berlin = 120
07-10 13:00@berlin > 07-10 15:00@berlin = 60
[always] Berlin round the clock
03-31 00:00 > 04-01 00:00 = 23*60
10-27 00:00 > 10-28 00:00 = 25*60
06-15 00:00 > 06-16 00:00 = 24*60
03-30 12:00 > 03-31 12:00 = 23*60
10-26 12:00 > 10-27 12:00 = 25*60
03-31 01:59 > 03-31 03:00 = 1
03-31 01:00 > 03-31 04:00 = 120
10-27 01:00 > 10-27 04:00 = 240
03-30 00:00 > 04-01 00:00 = 24*60+23*60
12-31 23:59 > 2025-01-01 00:01 = 2
01-10 23:59 > 01-11 00:00 = 1
06-16 13:30@newyork > 06-16 14:00@newyork = 30
[early] every day 1:30-4:30, over the hour the clocks change
03-30 00:00 > 03-31 00:00 = 180
03-31 00:00 > 04-01 00:00 = 30+90
10-27 00:00 > 10-28 00:00 = 180+60
10-26 00:00 > 10-27 00:00 = 180
03-31 01:45 > 03-31 03:15 = 15+15
10-27 01:30 > 10-27 04:30 = 240
03-31 04:00 > 03-31 05:00 = 30
10-27 04:00 > 10-27 05:00 = 30
[gap] every day 2:30-5; on 31 March there is no 2:30, the day begins at 3:00
03-30 00:00 > 03-31 00:00 = 150
03-31 00:00 > 04-01 00:00 = 120
03-31 03:00 > 03-31 03:10 = 10
03-31 00:00 > 03-31 03:00 = 0
10-27 00:00 > 10-28 00:00 = 30+60+120
[moved] 9-17, in Berlin until 31 May, in New York from 1 June
05-31 16:00@berlin > 06-03 10:00@newyork = 60+60
05-31 17:00@berlin > 06-03 09:00@newyork = 0
06-03 09:00@berlin > 06-03 17:00@berlin = 120
05-30 09:00@berlin > 05-30 17:00@berlin = 480
05-31 09:00@newyork > 05-31 17:00@newyork = 120
05-27 09:00@berlin > 06-07 17:00@newyork = 10*480
[four] 9-17 until August, from 2 September Monday to Thursday 8-18, 600 a day
08-30 16:00 > 09-02 09:00 = 60+60
09-06 08:00 > 09-06 18:00 = 0
08-30 09:00 > 08-30 17:00 = 480
09-05 17:00 > 09-09 09:00 = 60+60
08-26 09:00 > 09-06 18:00 = 5*480+4*600
2019-05-10 09:00 > 2019-05-10 17:00 = 480           before the first entry
09-01 00:00 > 09-02 00:00 = 0
09-02 08:00 > 09-02 08:30 = 30
[summer] 9-17, closed from 5 to 16 August
08-02 16:00 > 08-19 10:00 = 60+60
08-05 09:00 > 08-16 17:00 = 0
08-01 09:00 > 08-20 17:00 = 4*480
08-02 16:59 > 08-19 09:01 = 1+1
08-10 10:00 > 08-12 10:00 = 0
"""


def moment(text: str, own: str) -> int:
    """'03-28 17:59@newyork' as seconds since 1970."""
    wall, _, name = text.strip().partition("@")
    zone = SCHEDULES[name or own].hours[0].zone
    dated = wall if wall.count("-") == 2 else f"2024-{wall}"
    return int(datetime.fromisoformat(dated).replace(tzinfo=ZoneInfo(zone)).timestamp())


def worked(sum_: str) -> int:
    """'60+5*540' as a number."""
    parts = (part.split("*") for part in sum_.split("+"))
    return sum(int(np.prod([int(n) for n in part])) for part in parts)


def cases() -> list[tuple[str, str, str, int]]:
    found, name = [], ""
    for line in filter(None, CASES.splitlines()):
        if line.startswith("["):
            name = line[1 : line.index("]")]
            continue
        span, minutes = line.split(" = ")
        start, end = span.split(" > ")
        found.append((name, start, end, worked(minutes.split()[0])))
    return found
