Feature: Findings that are known or silenced
  An editor takes up checking with a backlog: what is known speaks no more until it grows, and what is no error is
  silenced with a reason, until a day if need be. Edits elsewhere change nothing.

  Background:
    Given an article "a" of "The Wall" on 2025-05-01 that says "The storm injured 20 people, including 30 children."

  Scenario: What is known speaks no more
    When I take the findings as known
    And I check the articles again
    Then the exit code is 0
    And the report says "1 known from the baseline"

  Scenario: What is new speaks beside what is known
    Given what is found is known
    And an article "b" of "The Mill" on 2025-06-01 that says "The fire killed 8 miners, including 9 women."
    When I check the articles again
    Then the exit code is 1
    And the report says "9 women"
    And the report says "1 known from the baseline"
    And the report does not say "[30 children]"

  Scenario: A known finding speaks again when its gap grows
    Given what is found is known
    And "30 children" becomes "300 children"
    When I check the articles again
    Then the exit code is 1
    And the report says "300 children"

  Scenario: Edits elsewhere change nothing
    Given what is found is known
    And "The storm injured" becomes "It cost 7 million dollars to rebuild the quay. The storm on the coast injured"
    When I check the articles again
    Then the exit code is 0

  Scenario: A smaller gap may not grow back unseen
    Given what is found is known
    And "30 children" becomes "21 children"
    And what is mended is taken out
    And "21 children" becomes "30 children"
    When I check the articles again
    Then the exit code is 1

  Scenario: What is mended is taken out
    Given what is found is known
    And "30 children" becomes "10 children"
    When I prune what is known
    Then the exit code is 0
    And the report says "1 finding taken out"

  Scenario: A finding is silenced with a reason
    Given what is found is silenced because "The agency counted twice."
    When I check the articles again
    Then the exit code is 0
    And the report says "1 suppressed"

  Scenario: The reason stands in the reports of machines
    Given what is found is silenced because "The agency counted twice."
    When I check the articles again as "sarif"
    Then the report says "The agency counted twice."
    And the report says "suppressions"

  Scenario: A silence ends on its day
    Given what is found is silenced until 2025-12-31 because "The agency counted twice."
    When I check the articles again on 2025-12-31
    Then the exit code is 0
    When I check the articles again on 2026-01-01
    Then the exit code is 1
    And the problem says "ended on 2025-12-31"

  Scenario: A silence that nothing needs is told
    Given what is found is silenced because "The agency counted twice."
    And "30 children" becomes "10 children"
    When I check the articles again
    Then the exit code is 0
    And the problem says "figures-ignore.yml:2: no finding has the fingerprint"

  Scenario: A silence without a reason is wrong
    Given what is found is silenced because ""
    When I check the articles again
    Then the exit code is 2
    And the problem says "figures-ignore.yml"
