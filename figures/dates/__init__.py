"""When: times in news prose of both languages, resolved to days.

``find_dates`` gives the dates of a sentence. Relative ones look back from the publication date; without one they are
found but stay open. The conventions: a bare weekday is the latest on or before the publication; last month is the
calendar month before, last week Monday to Sunday; within 24 hours is the day before and the day; since X runs to the
publication; seasons begin on the first of March, June, September, December; early, mid and late month are days 1–10,
11–20 and 21 to the end.
"""

from figures.dates.find import find_dates, glued, opens_date, opens_earlier
from figures.dates.joined import DateMention

__all__ = ["DateMention", "find_dates", "glued", "opens_date", "opens_earlier"]
