"""`lexora fsrs optimize EMAIL_OR_HANDLE [--apply]`"""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from lexora.accounts.models import User
from lexora.accounts.queries import user_by_name
from lexora.core.errors import Refused
from lexora.learning import actions
from lexora.learning.rules.retention import Accuracy
from lexora.ui.sentences import sentence


class Command(BaseCommand):
    help = "Fit the weights of FSRS to a learner's reviews."

    def add_arguments(self, parser: CommandParser) -> None:
        parts = parser.add_subparsers(dest="part", required=True)
        optimize = parts.add_parser("optimize", help="fit weights, and show how well they predict")
        optimize.add_argument("learner", metavar="EMAIL_OR_HANDLE")
        optimize.add_argument("--apply", action="store_true", help="store them where they predict better")

    def handle(self, *_args: Any, **options: Any) -> None:
        user = user_by_name(options["learner"])
        if not user:
            raise CommandError(f"There is no account for {options['learner']}.")
        try:
            self.optimize(user, apply=options["apply"])
        except Refused as refused:
            raise CommandError(sentence(refused.code, refused.params)) from refused

    def optimize(self, user: User, *, apply: bool) -> None:
        fit = actions.fit_of(user)
        self.show(fit.default, fit.fitted)
        if not fit.is_better:
            self.stdout.write("The default weights predict these reviews as well. Nothing was stored.")
        elif apply:
            actions.use_weights(user, fit.weights, now=timezone.now())
            self.stdout.write(f"Stored the fitted weights of {user.email}.")
        else:
            self.stdout.write("Nothing was stored; --apply stores the fitted weights.")

    def show(self, default: Accuracy, fitted: Accuracy) -> None:
        # The fit has seen these reviews, so of new ones it foresees a little less.
        self.stdout.write(f"{default.reviews:,} reviews, without the second one of a day; less is better.\n\n")
        self.stdout.write(f"{'weights':<9}{'log loss':>10}{'RMSE (bins)':>13}")
        for name, found in (("default", default), ("fitted", fitted)):
            self.stdout.write(f"{name:<9}{found.log_loss:>10.4f}{found.rmse_bins:>13.4f}")
        self.stdout.write("")
