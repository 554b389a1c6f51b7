"""The chain in numbers: who was talked to, whom they named, and what became of those."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from infoview_analytics.as_of import column
from infoview_analytics.network._namings import is_new, talks_of
from infoview_analytics.network._people import NEVER, Bools, Ints, Network, numbered
from infoview_analytics.records.campaign import Campaign
from infoview_analytics.weeks import Day, day, day_numbers


@dataclass(frozen=True, slots=True)
class Chain:
    """The interviews that were held, and the new people whom they named.

    Attributes
    ----------
    network : Network
        All people and referrals in numbers; its requests tell where each of them stands.
    today : int
        The day, in days since 1970, as all days here.
    giver, held_on : numpy.ndarray
        The person and the day of each interview.
    talk : numpy.ndarray
        For each new person, the place of the interview that named them.
    named_on, asked_on, met_on : numpy.ndarray
        For each new person, the days on which they were named, first asked and first met;
        NEVER for what has not happened.
    declined : numpy.ndarray
        For each new person, whether all that came was a no.
    known_only : int
        How many people you know of from the table of people alone.
    """

    network: Network
    today: int
    giver: Ints
    held_on: Ints
    talk: Ints
    named_on: Ints
    asked_on: Ints
    met_on: Ints
    declined: Bools
    known_only: int

    @property
    def size(self) -> int:
        """How many interviews were held."""
        return len(self.held_on)

    @property
    def leads(self) -> int:
        """How many contacts have not been asked yet."""
        named = int(np.count_nonzero(self.network.first_asked_on == NEVER))
        return named + self.known_only

    def names(self, days: int = 0) -> Ints:
        """Return how many new people were named by each interview that is so many days old."""
        counts = np.bincount(self.talk, minlength=self.size)
        return counts[self.today - self.held_on >= days]


def chain_of(campaign: Campaign, *, as_of: Day) -> Chain:
    """Return the chain of a campaign as it was known on a day."""
    network = numbered(
        campaign.interviews, campaign.referrals, as_of=as_of, you=campaign.you, whole=True
    )
    requests = network.requests
    held = requests["held"].to_numpy(dtype=bool)
    giver, talks = network.asked[held], requests.loc[held]
    talk = talks_of(network, talks.assign(interview_id=column(talks, "interview_id")), giver)
    held_on = _held_on(talks)

    met_on = np.full(network.size, NEVER)
    np.minimum.at(met_on, giver, held_on)
    declined = np.zeros(network.size, dtype=bool)
    declined[network.asked[requests["declined"].to_numpy(dtype=bool)]] = True

    new = is_new(network) & (talk >= 0)
    person, talk = network.named[new], talk[new]
    return Chain(
        network=network,
        today=int(day_numbers(day(as_of))[0]),
        giver=giver,
        held_on=held_on,
        talk=talk,
        named_on=np.maximum(network.named_on[new], held_on[talk]),
        asked_on=network.first_asked_on[person],
        met_on=met_on[person],
        declined=declined[person] & (met_on[person] == NEVER),
        known_only=_known_only(campaign, network, day(as_of)),
    )


def _known_only(campaign: Campaign, network: Network, today: pd.Timestamp) -> int:
    """Return how many people stand in the table of people, and in no other by then."""
    people = campaign.people
    known = people.loc[~(column(people, "known_since").astype("datetime64[s]") > today), "person"]
    others = set(network.names.take(network.name)) | {campaign.you}
    return len(set(known) - others)


def _held_on(talks: pd.DataFrame) -> Ints:
    """Return the day of each interview."""
    return day_numbers(talks["interview_on"]) if len(talks) else np.zeros(0, dtype=np.int64)
