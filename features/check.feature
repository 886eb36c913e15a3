Feature: Finding claims that cannot all be true
  An editor runs figures over a folder of articles and learns which figures are at odds,
  who states each, when and where, and is left in peace where nothing is wrong.

  Scenario: The seed corpus
    When I run "check seeds"
    Then the exit code is 1
    And the report says "47 شخصا"
    And the report says "74 شخصا"
    And the report says "said by"
    And the report says "Why it matters"

  Scenario: Two papers print one sentence with different numbers
    Given an article "a" of "The Wall" on 2025-05-01 that says "Police said that 47 people were killed when a bridge fell into the river near Dorn on Thursday."
    And an article "b" of "The Mill" on 2025-05-01 that says "Police said that 74 people were killed when a bridge fell into the river near Dorn on Thursday."
    When I check the articles
    Then the exit code is 1
    And there is a finding "F117" with "47 people" and "74 people"

  Scenario: A toll that grows is no contradiction
    Given an article "a" of "The Wall" on 2025-05-01 that says "Police said that 12 people were killed in the flood in Dorn."
    And an article "b" of "The Wall" on 2025-05-02 that says "Police said the death toll rose to 15 people in the flood in Dorn."
    When I check the articles
    Then the exit code is 0
    And there are no findings

  Scenario: A part larger than its whole
    Given an article "a" of "The Wall" on 2025-05-01 that says "The storm injured 20 people, including 30 children."
    When I check the articles
    Then the exit code is 1
    And there is a finding "F105" with "20 people" and "30 children"

  Scenario: Nothing to read
    When I run "check" on an empty folder
    Then the exit code is 3

  Scenario: The order of the files changes nothing
    When I check the seeds in two orders
    Then both outputs are the same
