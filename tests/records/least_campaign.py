"""The least campaign that is sound."""

from collections.abc import Callable
from pathlib import Path

INTERVIEWS = "interview_id,person,requested_on\nI1,Ana Silva,2026-03-02\n"
REFERRALS = "referral_id,from_person,to_person,referred_on\nR1,Ana Silva,Bo Lee,2026-03-09\n"

Campaign = Callable[..., Path]
