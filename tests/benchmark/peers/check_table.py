"""The check table of ref-lifecycle 1.0 (40,000 replications of an independent C++ program) and its pass rule."""

import math

# output: (mean, sd of one replication, standard error of that mean)
TABLE = {
    "revenue": (53_906_019.0, 2_349_670.0, 11_748.0),
    "cost": (16_191_940.0, 211_908.0, 1_060.0),
    "profit": (2_675_166.0, 628_590.0, 3_143.0),
    "key_end": (170.074, 9.219, 0.046),
    "lost_end": (294.920, 15.876, 0.079),
    "orders": (6_824.15, 241.45, 1.207),
}
LIMIT = 4.0


def deviations(means, replications):
    """How many standard errors each mean lies from the table; None where a mean is missing."""
    result = {}
    for output, (expected, sd, standard_error) in TABLE.items():
        mean = means.get(output)
        spread = math.sqrt(sd * sd / replications + standard_error * standard_error)
        result[output] = None if mean is None else (mean - expected) / spread
    return result


def agrees(z_by_output):
    return all(z is not None and abs(z) <= LIMIT for z in z_by_output.values())


def worst(z_by_output):
    """(output, z) of the largest deviation; a missing output is the worst of all."""
    return max(z_by_output.items(), key=lambda item: math.inf if item[1] is None else abs(item[1]))
