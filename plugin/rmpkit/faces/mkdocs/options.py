"""The options of the plugin, as written under `rmp` in `mkdocs.yml`."""

from datetime import date, datetime

from mkdocs.config import config_options as option
from mkdocs.config.base import BaseConfigOption, Config, ValidationError

from rmpkit.model.days import read_day
from rmpkit.model.misfit import Misfit


class Day(BaseConfigOption[date]):
    """A day, which YAML hands over as a date and `!ENV` as text."""

    def run_validation(self, value: object) -> date:
        """The day that was written.

        Raises:
            ValidationError: it is no day.
        """
        if isinstance(value, date) and not isinstance(value, datetime):
            return value
        try:
            return read_day(str(value))
        except Misfit as misfit:
            raise ValidationError(f"{misfit.happened} {misfit.mend}") from None


class RmpConfig(Config):
    """What can be set; a site with one data folder beside its `mkdocs.yml` sets nothing."""

    data_ = option.Dir(default="rmp-data")  # spelt `data` in mkdocs.yml; that name is taken here
    """The folder that holds `organisation.yml`, relative to `mkdocs.yml`."""

    as_of = option.Optional(Day())
    """The day on which the plans are judged, such as `2026-11-20`, so that an example does not rot.

    Where none is set it is the day of `SOURCE_DATE_EPOCH` (UTC), and where that is not set either, today.
    """

    at = option.Optional(option.Type(str))
    """The revision of git at which the plans are read, such as a tag: what was recorded then.

    They are judged as on the day of that commit, unless `as_of` names another.
    """

    catalogue = option.Optional(option.Type(str))
    """The standard to judge by, such as `bs11000`; the organisation's first where none is set."""

    history = option.Type(bool, default=True)
    """Whether each plan has a page of what changed in it, day by day, and each record says when it was last changed.

    It is told from git, on the site of the owner's own people only. The first build works it out commit by commit;
    later ones take it from the cache folder of your account, which may be deleted at any time.
    """
