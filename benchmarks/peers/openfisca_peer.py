"""openfisca-core: a variable a condition; one case, and all cases at once."""

import warnings

warnings.filterwarnings("ignore")

import numpy as np  # noqa: E402
from openfisca_core.entities import build_entity  # noqa: E402
from openfisca_core.periods import DateUnit  # noqa: E402
from openfisca_core.simulations import SimulationBuilder  # noqa: E402
from openfisca_core.taxbenefitsystems import TaxBenefitSystem  # noqa: E402
from openfisca_core.variables import Variable  # noqa: E402
from shared import cases, check, tell, timed  # noqa: E402

PERIOD = "2026-11-21"
DISPUTE = build_entity(
    key="dispute", plural="disputes", label="A dispute", is_person=True
)
NUMBERS = ("filed", "replied", "due", "last", "at")
TRUTHS = (
    *("telecom", "interest", "identified", "specific", "stated", "satisfied"),
    *("settled", "performed", "here", "elsewhere", "barred", "hotel"),
)


def variable(name: str, kind: type, formula: object = None) -> type:
    """Return a variable of the system, with its formula where it has one."""
    body = {
        "value_type": kind,
        "entity": DISPUTE,
        "definition_period": DateUnit.ETERNITY,
    }
    if formula is not None:
        body["formula"] = formula
    return type(name, (Variable,), body)


def complained(dispute, period):  # noqa: ANN001, ANN201
    """Complained first."""
    on_time = dispute("filed", period) <= dispute("at", period)
    return dispute("hotel", period) + on_time


def unsatisfied(dispute, period):  # noqa: ANN001, ANN201
    """Unsatisfied, or unanswered."""
    at, due = dispute("at", period), dispute("due", period)
    replied, content = dispute("replied", period), dispute("satisfied", period)
    over = at > due
    return (
        dispute("hotel", period)
        + (replied <= at) * ~content
        + over * (replied > due)
        + over * ~content
    )


def late(dispute, period):  # noqa: ANN001, ANN201
    """Too late."""
    return dispute("at", period) > dispute("last", period)


def admissible(dispute, period):  # noqa: ANN001, ANN201
    """All that is required, and nothing that bars."""
    required = (
        *("telecom", "interest", "identified", "specific", "stated"),
        *("complained", "unsatisfied"),
    )
    found = np.logical_and.reduce([dispute(name, period) for name in required])
    for name in ("late", "here", "elsewhere", "barred"):
        found = found * ~dispute(name, period)
    return found * ~(dispute("settled", period) * dispute("performed", period))


system = TaxBenefitSystem([DISPUTE])
for name in NUMBERS:
    system.add_variable(variable(name, int))
for name in TRUTHS:
    system.add_variable(variable(name, bool))
for formula in (complained, unsatisfied, late, admissible):
    system.add_variable(variable(formula.__name__, bool, formula))


def decide(many: list[dict]) -> list[bool]:
    """Return whether each is admissible."""
    simulation = SimulationBuilder().build_default_simulation(system, count=len(many))
    for name in NUMBERS:
        simulation.set_input(name, PERIOD, np.array([one[name] for one in many]))
    for name in TRUTHS[:-1]:
        simulation.set_input(name, PERIOD, np.array([one[name] for one in many]))
    hotel = np.array([one["category"] == "hotel-agent" for one in many])
    simulation.set_input("hotel", PERIOD, hotel)
    return [bool(one) for one in simulation.calculate("admissible", PERIOD)]


given, expected = cases()
check("openfisca-core", decide(given), expected)
few = given[:100]
each = timed(lambda _: decide(given), [given[0]]) / len(given)
tell(
    [
        ("one case", timed(lambda one: decide([one]), few), "none"),
        ("all cases at once, each", each, "none"),
    ]
)
