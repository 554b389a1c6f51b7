"""The referral network: who led to whom, how far it reaches, and how it grows."""
