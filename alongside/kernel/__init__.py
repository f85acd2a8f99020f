"""Plain building blocks without a mentoring noun: clock, refusal, ids, crypto, text, rate limits."""
