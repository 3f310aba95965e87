"""What a rule must fit beyond its own table: the catalogue, and the other rules of its kind."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator, Mapping

from app.domain.catalogue import Catalogue, Quantity, ValueType
from app.domain.rules import EventRule, Level, LimitRule, MismatchRule, RateRule, Rule, StaleRule, StateRule
from app.settings.problems import Problem, did_you_mean

Complain = Callable[..., Problem]
"""Makes a problem from a key of the rule's table, a message and perhaps a suggestion."""


def rule_problems(rule: Rule, catalogue: Catalogue, complain: Complain) -> Iterator[Problem]:
    """What is wrong with one rule against the catalogue."""
    if bool(rule.count) != bool(rule.window_s):
        yield complain("count", f"'{rule.id}' needs both 'count' and 'window_s', or neither.")
    if rule.count and rule.on_delay_s:
        yield complain(
            "on_delay_s", f"'{rule.id}' counts, so its delay is 'window_s'.", "Leave 'on_delay_s' out."
        )
    if rule.release_s and not rule.suppresses_children:
        yield complain("release_s", f"'{rule.id}' does not suppress, so it has nothing to release.")
    if isinstance(rule, StaleRule | EventRule):
        return
    yield from _quantity_problems(rule, "quantity", rule.quantity, catalogue, complain)
    if isinstance(rule, MismatchRule):
        yield from _quantity_problems(rule, "other", rule.other, catalogue, complain)
        yield from _mismatch_problems(rule, complain)
    quantity = catalogue.quantities.get(rule.quantity)
    if quantity is not None:
        yield from _value_problems(rule, quantity, complain)


def book_problems(rules: Mapping[str, Rule], place: Callable[[str], Complain]) -> Iterator[Problem]:
    """What is wrong among the rules: names that lead nowhere, and limits out of order."""
    limits: dict[tuple[str, str], dict[Level, LimitRule]] = {}
    for rule in rules.values():
        if rule.outranked_by and rule.outranked_by not in rules:
            of_kind = [other.id for other in rules.values() if other.kind == rule.kind]
            message = f"'{rule.id}' is outranked by '{rule.outranked_by}', which does not exist."
            yield place(rule.id)("outranked_by", message, did_you_mean(rule.outranked_by, of_kind))
        elif _outranks_itself(rule, rules):
            yield place(rule.id)("outranked_by", f"'{rule.id}' outranks itself in the end.")
        if isinstance(rule, LimitRule) and not rule.zones and not rule.devices:
            limits.setdefault((rule.kind, rule.quantity), {})[rule.level] = rule
    for levels in limits.values():
        ladder = [levels[level] for level in (Level.LOLO, Level.LO, Level.HI, Level.HIHI) if level in levels]
        for lower, upper in itertools.pairwise(ladder):
            if lower.limit >= upper.limit:
                message = f"'{upper.id}': its limit is not above that of '{lower.id}'."
                yield place(upper.id)("limit", message)


def _outranks_itself(rule: Rule, rules: Mapping[str, Rule]) -> bool:
    passed = {rule.id}
    above = rules.get(rule.outranked_by)
    while above is not None:
        if above.id in passed:
            return True
        passed.add(above.id)
        above = rules.get(above.outranked_by)
    return False


def _quantity_problems(
    rule: Rule, key: str, name: str, catalogue: Catalogue, complain: Complain
) -> Iterator[Problem]:
    known = list(catalogue.kinds[rule.kind].quantities)
    if name not in known:
        message = f"'{rule.id}': the kind '{rule.kind}' has no quantity '{name}'."
        yield complain(key, message, did_you_mean(name, known))


def _mismatch_problems(rule: MismatchRule, complain: Complain) -> Iterator[Problem]:
    ranged = rule.other_low is not None or rule.other_high is not None
    if rule.tolerance is not None and (rule.state is not None or ranged):
        yield complain("tolerance", f"'{rule.id}' has a tolerance, so it takes no 'state' and no range.")
    elif rule.tolerance is None and (rule.state is None or not ranged):
        message = f"'{rule.id}' needs 'tolerance', or 'state' with 'other_low' or 'other_high'."
        yield complain("tolerance", message)
    if rule.other_low is not None and rule.other_high is not None and rule.other_low >= rule.other_high:
        yield complain("other_low", f"'{rule.id}': 'other_low' is not below 'other_high'.")


def _value_problems(
    rule: LimitRule | StateRule | RateRule | MismatchRule, quantity: Quantity, complain: Complain
) -> Iterator[Problem]:
    if isinstance(rule, LimitRule | RateRule):
        if quantity.type is not ValueType.NUMBER:
            message = f"'{rule.id}' needs a number, and '{quantity.id}' is a {quantity.type}."
            yield complain("quantity", message)
    elif rule.state is not None and not _is_of(rule.state, quantity.type):
        yield complain("state", f"'{rule.id}': 'state' must be a {quantity.type}, as '{quantity.id}' is.")
    if isinstance(rule, LimitRule) and not _possible(rule.limit, quantity):
        message = f"'{rule.id}': {quantity.id} is always between {quantity.low:g} and {quantity.high:g}."
        yield complain("limit", message)


def _is_of(state: float | bool | str, wanted: ValueType) -> bool:
    if isinstance(state, bool):
        return wanted is ValueType.BOOL
    return wanted is (ValueType.TEXT if isinstance(state, str) else ValueType.NUMBER)


def _possible(limit: float, quantity: Quantity) -> bool:
    if quantity.low is None or quantity.high is None:
        return True
    return quantity.low <= limit <= quantity.high
