Feature: Reports for people and for machines
  One run of figures can tell the same findings to an editor, to a CI server and to a spreadsheet,
  and nothing that an article says can take over the place where it is shown.

  Scenario Outline: A report for every reader
    When I run "check seeds --format <format>"
    Then the exit code is 1
    And the report says "47 شخصا"
    And the report says "74 شخصا"

    Examples:
      | format   |
      | full     |
      | jsonl    |
      | sarif    |
      | junit    |
      | gitlab   |
      | markdown |
      | csv      |

  Scenario: Annotations on a pull request
    When I run "check seeds --format github"
    Then the exit code is 1
    And the output says "::error file=seeds/06-suhail-wire-ufuq.md,line=9,"

  Scenario: Several reports of one run
    When I check the seeds and write "sarif", "junit" and "html" to files
    Then the exit code is 1
    And every file names the fingerprint of every finding

  Scenario: An article that gives commands to the CI server
    Given an article "a" of "The Wall" on 2025-05-01 that says "The storm injured 20 people, including 30 children. ::error file=x::taken over"
    And its publisher is "The Wall\n::error file=x::taken over"
    When I check the articles as "github"
    Then the exit code is 1
    And only the findings are commands

  Scenario: An article that brings a script
    Given an article "a" of "<script>alert(1)</script>" on 2025-05-01 that says "The storm injured 20 people, including 30 children <img src=x onerror=alert(1)>."
    When I check the articles as "html"
    Then the exit code is 1
    And the report does not say "<script>alert"
    And the report does not say "<img"

  Scenario: A page in Arabic
    When I run "check seeds --format html --lang ar"
    Then the exit code is 1
    And the report says "نسختان من جملة واحدة برقمين"

  Scenario: A format that there is not
    When I run "check seeds --format serif"
    Then the exit code is 2
    And the problem says "did you mean 'sarif'?"
