"""Which features the model gets, and why some of the catalogue stay out."""

# In PaySim a fraud takes exactly the balance before it, and the mule's account is created for the purpose and empty.
# These columns describe that recipe, not fraud: with any group of them the test slice is separated perfectly.
BALANCE_FEATURES = frozenset(
    {
        "sender_balance_before",
        "amount_to_sender_balance",
        "drains_sender_balance",
        "receiver_balance_before",
        "receiver_was_empty",
    }
)
NEW_ACCOUNT_FEATURES = frozenset(
    {
        "sender_age_days",
        "sender_hours_since_sent",
        "receiver_age_days",
        "receiver_hours_since_received",
        "receiver_amount_mean",
        "receiver_has_sent",
        "receiver_distinct_senders",
        "receiver_received_count_7d",
        "receiver_received_amount_7d",
    }
)
# A simulated month has no weekdays: whatever a tree finds there is the date of the simulator's quiet days.
WEEKDAY_FEATURES = frozenset({"day_of_week", "is_weekend"})

LEFT_OUT = BALANCE_FEATURES | NEW_ACCOUNT_FEATURES | WEEKDAY_FEATURES


def columns_without(names: list[str], left_out: frozenset[str]) -> list[int]:
    """Column numbers, in model order. Raises ValueError when a name to leave out is not in the table."""
    unknown = left_out - set(names)
    if unknown:
        raise ValueError(f"The table has no column {', '.join(sorted(unknown))}")
    return [i for i, name in enumerate(names) if name not in left_out]
