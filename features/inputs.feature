Feature: Articles in the formats of newsrooms
  Whatever a newsroom has its articles in is read as it is: nothing has to be converted,
  and a file that is wrong or hostile costs no more than itself.

  Scenario Outline: One article in every format
    Given a file "<file>" with the text "Police said that 30 people were killed in Aleppo, among them 35 children."
    When I extract the file
    Then the exit code is 0
    And there is a figure "30 people" of measure "killed"

    Examples:
      | file          |
      | ninjs.json    |
      | news.jsonld   |
      | page.html     |
      | feed.xml      |
      | table.csv     |
      | table.parquet |

  Scenario: A folder of everything, checked
    Given a file "feed.xml" with the text "Police said that 30 people were killed in Aleppo, among them 35 children."
    And a file "table.csv" with the text "The storm injured 20 people, including 30 children."
    When I check the folder
    Then the exit code is 1
    And there is a finding "F105" with "30 people" and "35 children"
    And there is a finding "F105" with "20 people" and "30 children"

  Scenario: A feed that is a bomb
    Given a feed whose entities would fill the memory
    And a file "table.csv" with the text "Police said that 30 people were killed in Aleppo."
    When I extract the folder
    Then the exit code is 3
    And the problem says "bomb.xml:1: a document type with entities is not read"
    And there is a figure "30 people" of measure "killed"

  Scenario: Claims as a table
    Given a file "table.csv" with the text "Police said that 30 people were killed in Aleppo."
    When I extract the file as Parquet
    Then the exit code is 0
    And the table has a row "30 people" of measure "killed" with the value 30

  Scenario: Drafts for fact-checkers
    When I run "check seeds --format claimreview"
    Then the exit code is 1
    And the report says "ClaimReview"
    And the report does not say "reviewRating"
