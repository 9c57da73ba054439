"""The channels a woman can write on: one room a channel, none knows another."""
