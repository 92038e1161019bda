"""How care goes: measures over time, what is due, what stands out, what could be changed next."""
