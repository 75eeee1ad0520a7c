"""A budget is spent to its last step, and not beyond."""

from kb.reasoning.budget import Budget


def test_the_last_step_can_be_spent_and_no_more():
    budget = Budget(3)
    assert [budget.spend(), budget.spend(2), budget.spend()] == [True, True, False]
