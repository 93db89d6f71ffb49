"""Ukrainian: no zero before a day beside the name of its month."""

DATE_FORMAT = r"j E Y р."
DATETIME_FORMAT = r"j E Y р. H:i"
MONTH_DAY_FORMAT = "j E"
