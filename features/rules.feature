Feature: Writing rules
  An analyst writes rules and words in YAML, proves them by examples, and is told what is wrong and where.

  Scenario: A rule of one's own, with words that do not ship
    Given a rule folder with a rule for people ferried out
    When I extract "Boats ferried seventy villagers to dry land." with it
    Then there is a figure "seventy villagers" of measure "displaced"

  Scenario: The shipped rules hold by their examples
    When I run "rules test"
    Then the exit code is 0

  Scenario: A misspelt lexicon
    Given a rule folder with a misspelt lexicon
    When I run "rules validate" with it
    Then the exit code is 2
    And the output says "there is no lexicon 'ferry_ot'"
    And the output says "did you mean 'ferry_out'?"
