"""`python -m lexora_services.translation` serves."""

from lexora_services.translation.main import run

run()
