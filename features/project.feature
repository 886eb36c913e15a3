Feature: From nothing to a check that runs by itself
  An editor who has articles and no time sets up a folder with one command, and the same command line
  tells a CI server what it tells people.

  Scenario: A new project passes its own check
    When I set up a project
    And I check the project
    Then the exit code is 0
    And the report says "Read 2 articles"

  Scenario: Nothing is written over
    Given a project whose settings somebody wrote
    When I set up a project
    Then the exit code is 2
    And the problem says "figures.toml: is there already"
    And the settings are as they were

  Scenario: Annotations come by themselves
    Given the command runs in GitHub Actions
    When I run "check seeds"
    Then the exit code is 1
    And the report says "::error file=seeds/"

  Scenario: Counts in place of findings
    When I run "check seeds --statistics"
    Then the exit code is 1
    And the report says "Findings by check"
    And the report does not say "Why it matters"
