"""The version of everything that concludes."""

# Raised whenever the same evidence would be heard or read otherwise; conclusions drawn by another number are redrawn.
ENGINE = 6
