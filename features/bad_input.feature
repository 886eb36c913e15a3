Feature: Bad input is named, the rest goes on
  Whatever cannot be read is said with its path and place; nothing is lost and the exit code says so.

  Scenario Outline: One bad line among good ones
    Given a file of articles whose second line is <line>
    When I extract the file
    Then the exit code is 3
    And the problem names line 2
    And the articles of lines 1 and 3 are printed

    Examples:
      | line                    |
      | {"id": "x", "text"      |
      | {"id": "x"}             |
      | [1, 2, 3]               |
      | {"id": "x", "text": ""} |

  Scenario: A duplicate id
    Given a file with one id twice
    When I extract the file
    Then the exit code is 3
    And the problem says "stands twice"

  Scenario: Front matter that is no YAML
    Given a Markdown file with broken front matter
    When I extract the file
    Then the exit code is 3
    And the problem says "not YAML"

  Scenario: An unknown encoding of bytes
    Given a file in windows-1256 without saying so
    When I extract the file
    Then the exit code is 3
    And the problem says "--encoding"

  Scenario: An unknown key of the configuration
    Given a configuration with the key "fail_onn"
    When I run "check" on an empty folder
    Then the exit code is 2
    And the problem says "unknown key 'fail_onn'"
