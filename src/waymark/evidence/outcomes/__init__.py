"""Published definitions of abstinence, reduction and relapse, computed from weekly words."""
