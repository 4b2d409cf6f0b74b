using ReformOpenData.Data.Import;
using ReformOpenData.Data.Plans;
using ReformOpenData.Data.Releases;

namespace ReformOpenData.Tests.Import;

/// <summary>What an import would take from what is public is an error or a question that names it, never done in
/// silence.</summary>
public sealed class LossTests
{
    private static readonly Municipality Published = PublishedTable.Municipality;

    [Theory]
    [InlineData("rating")]
    [InlineData("summary")]
    [InlineData("description")]
    [InlineData("rating_is_final")]
    [InlineData("cells")]
    [InlineData("progress_source")]
    [InlineData("summary_source")]
    [InlineData("progress_column")]
    [InlineData("summary_column")]
    [InlineData("rating_column")]
    [InlineData("item_source")]
    [InlineData("department_source")]
    public void A_column_that_is_missing_deletes_nothing(string column)
    {
        var rows = new ExportEdit(Published).Rows.Count(row => row[column].Length > 0);
        var error = Assert.Single(new ExportEdit(Published).Without(column).Errors(Published));
        Assert.StartsWith($"COLUMN_MISSING: The table has no column “{column}” (", error, StringComparison.Ordinal);
        Assert.Contains($"), and {rows} rows that are public have a value there: “", error, StringComparison.Ordinal);
        Assert.EndsWith(
            "Put the column back; to take a value away, keep the column and blank the cell.",
            error,
            StringComparison.Ordinal);
    }

    [Fact]
    public void All_columns_that_are_missing_are_told_in_one_run() =>
        Assert.Equal(3, new ExportEdit(Published).Without("rating", "summary", "cells").Errors(Published).Length);

    [Theory]
    [InlineData("rating", 72)]
    [InlineData("summary", 66)]
    [InlineData("description", 47)]
    [InlineData("cells", 462)]
    public void Values_that_would_be_gone_are_asked_about_with_their_number(string column, int count)
    {
        var edit = new ExportEdit(Published).Blank(column);
        var error = Assert.Single(edit.Errors(Published));
        Assert.StartsWith($"VALUES_LOST: Public values of “{column}” (", error, StringComparison.Ordinal);
        Assert.Contains($"would be gone, {count} in all: “中期財政見通しの策定”", error, StringComparison.Ordinal);
        Assert.EndsWith(
            $"answer {{\"stored\": \"072028\", \"lost\": \"{column}\", \"count\": {count}}} in the mapping file.",
            error,
            StringComparison.Ordinal);

        var wrong = Assert.Single(
            edit.Errors(Published, new MappingAnswer(Stored: "072028", Lost: column, Count: count - 1)));
        Assert.Contains($"The mapping answers for {count - 1}.", wrong, StringComparison.Ordinal);

        var answered = edit.Join(Published, new MappingAnswer(Stored: "072028", Lost: column, Count: count));
        Assert.All(answered.Findings, finding => Assert.Equal("DOCUMENT_STORED", finding.Code));
        Assert.NotEmpty(MunicipalityComparison.Compare(Published, answered.Municipality));

        // What was let go is not asked about again, and its export changes nothing.
        var again = new ExportEdit(answered.Municipality!).Join(answered.Municipality!);
        Assert.Equal(PublishedTable.Everything(answered.Municipality), PublishedTable.Everything(again.Municipality));
    }

    [Fact]
    public void A_single_value_is_asked_about_too()
    {
        var error = Assert.Single(
            new ExportEdit(Published)
                .Each(row => row["summary"] = row["initiative_name"] == "児童館のあり方の検討" ? "" : row["summary"])
                .Errors(Published));
        Assert.StartsWith(
            "VALUES_LOST: Public values of “summary” (総括) would be gone, 1 in all: “児童館のあり方の検討” (こども保育課). ",
            error,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Corrections_and_what_is_known_of_a_document_are_not_lost_in_silence()
    {
        var corrected = Corrections.Apply(
            Published with
            {
                Documents = [Published.Documents[0] with { Url = "https://city.example/table",
                RetrievedOn = new DateOnly(2026, 4, 1) }]
            },
            [new Correction("072028/2017/01", "name", "財政マネジメント", "財政運営", "For the test.", null)]).Municipality!;
        var read = new ReadResult(Published, Published.Documents[0], []);
        var errors = DocumentJoin.Join(corrected, corrected, read, new ImportOptions { Corrections = [] }).Findings
            .Where(finding => finding.Severity == FindingSeverity.Error).Select(finding => finding.Message).ToArray();
        Assert.Equal(
            [
                "Public values of “correction” would be gone, 1 in all: “財政運営” for “財政マネジメント”",
                "Public values of “retrieved_on” would be gone, 1 in all: 2026-04-01",
                "Public values of “url” would be gone, 1 in all: https://city.example/table",
            ],
            errors.Select(message => message[..message.IndexOf(". Put", StringComparison.Ordinal)]).Order());
    }

    [Fact]
    public void Another_file_for_a_public_year_is_a_question_with_what_would_change()
    {
        var first = SmallTable.Read(SmallTable.FirstYear, 2021).Municipality!;
        var both = SmallTable
            .Merge(first, SmallTable.Read(
            SmallTable.FirstYear.Replace("|電力調達の見直し|電力の入札を行います。|管財課|入札を行った。|A", "", StringComparison.Ordinal), 2022),
            new MappingAnswer(Stored: "262072/2020/01/02/002"));
        var wrongYear = SmallTable.Read(
            SmallTable.FirstYear.Replace("3件", "4件", StringComparison.Ordinal)
                .Replace("検討した。|C", "統合した。|A", StringComparison.Ordinal)
                .Replace("|電力調達の見直し|電力の入札を行います。|管財課|入札を行った。|A", "", StringComparison.Ordinal),
            2021);
        var joined = DocumentJoin.Join(both, both, wrongYear, new ImportOptions());
        var (key, stored) = ($"262072/{wrongYear.Document.Sha256}", $"262072/{first.Documents[0].Sha256}");
        Assert.Null(joined.Municipality);
        Assert.Equal(
            "“r3.txt” (第1次行財政改革プラン) is public and tells of fiscal year 2021 too. In its place, this file changes 3 of "
                + "its 6 texts and 2 of its 7 ratings, and "
            + "drops 1 of its rows: “電力調達の見直し” (管財課). If it is a new edition of that document, answer "
            + $"{{\"document\": \"{key}\", \"stored\": \"{stored}\"}} in the mapping file; if it tells of another "
            + $"year, mend the fiscal year in its metadata, or in its rows.",
            joined.Findings.Single(finding => finding.Code == "YEAR_PUBLISHED").Message);

        var answered = DocumentJoin.Join(
            both, both, wrongYear, new ImportOptions { Mapping = new Mapping([new MappingAnswer(key, stored)]) });
        var lost = Assert.Single(answered.Findings, finding => finding.Severity == FindingSeverity.Error);
        Assert.StartsWith(
            "Public values of “assessment” would be gone, 1 in all: “電力調達の見直し” (管財課). ",
            lost.Message,
            StringComparison.Ordinal);

        MappingAnswer[] all = [new(key, stored), new(Stored: "262072", Lost: "assessment", Count: 1)];
        Assert.NotNull(
            DocumentJoin.Join(both, both, wrongYear, new ImportOptions { Mapping = new Mapping(all) }).Municipality);
    }

    [Fact]
    public void A_year_that_is_in_the_draft_alone_may_be_replaced()
    {
        var draft = SmallTable.Read(SmallTable.FirstYear, 2021).Municipality!;
        var read = SmallTable.Read(SmallTable.FirstYear.Replace("3件", "4件", StringComparison.Ordinal), 2021);
        Assert.NotNull(DocumentJoin.Join(published: null, draft, read, new ImportOptions()).Municipality);
    }

    [Theory]
    [InlineData("rating", "A", "B", "grade", "072028/2017/01/01/001/001/2021/01")]
    [InlineData("summary", "毎年度10月に", "毎年度11月に", "summary", "072028/2017/01/01/001/001")]
    [InlineData("progress", "令和3年10月", "令和3年11月", "text", "072028/2017/01/01/001/001/2021")]
    public void A_value_that_differs_from_its_print_is_a_question_and_an_answer_makes_it_a_correction(
        string column, string printed, string typed, string field, string key)
    {
        var edit = new ExportEdit(Published);
        edit.Rows[0][column] = edit.Rows[0][column].Replace(printed, typed, StringComparison.Ordinal);
        var question = Assert.Single(
            edit.Join(Published).Findings, finding => finding.Severity == FindingSeverity.Error);
        Assert.Equal("PRINT_DIFFERS", question.Code);
        Assert.Equal(2, question.Line);
        Assert.Equal(
            $"The {field} of “中期財政見通しの策定” (財政課; {key}) was changed, and its cell as printed was not. If it mends a "
                + $"misprint, answer "
            + $"{{\"stored\": \"{key}\", \"field\": \"{field}\", \"reason\": \"…\"}} in the mapping file; if the print "
            + $"is another one now, change the printed cell too.",
            question.Message);

        var answered = edit.Join(
            Published, new MappingAnswer(Stored: key, Field: field, Reason: "誤記のため")).Municipality!;
        var correction = Assert.Single(answered.Corrections);
        Assert.Equal((key, field, "誤記のため"), (correction.TargetKey, correction.Field, correction.Reason));
        Assert.Contains(correction.Corrected, typed, StringComparison.Ordinal);
        var row = answered.Plans[0].Categories[0].Items[0].Initiatives[0].Assessments[0];
        Assert.Equal(
            ("A", Published.Plans[0].Categories[0].Items[0].Initiatives[0].Assessments[0].Narratives[0].SourceText),
            (row.Ratings[0].Printed, row.Narratives[0].SourceText));

        // The correction stays when its export, or the print, is imported again; and taking it away is a question.
        Assert.Equal(
            PublishedTable.Everything(answered),
            PublishedTable.Everything(new ExportEdit(answered).Join(answered).Municipality));
        Assert.Equal(
            PublishedTable.Everything(answered.Plans),
            PublishedTable.Everything(
                DocumentJoin.Join(answered, answered, PublishedTable.Result, new ImportOptions()).Municipality!.Plans));

        var again = new ExportEdit(answered);
        again.Rows[0][column] = again.Rows[0][column].Replace(typed, printed, StringComparison.Ordinal);
        Assert.StartsWith("PRINT_DIFFERS", Assert.Single(again.Errors(answered)), StringComparison.Ordinal);
    }

    [Fact]
    public void A_question_names_the_row_and_the_value_that_it_is_about()
    {
        var edit = new ExportEdit(Published);
        edit.Rows[0]["rating"] = edit.Rows[1]["rating"] = "B";
        edit.Rows[1]["departments"] = "税務課";
        Assert.Equal(
            [
                "「総枠配分方式による予算編成システムの充実」（財政課）の所管課は", "「中期財政見通しの策定」（財政課）の評価は",
                "「総枠配分方式による予算編成システムの充実」（財政課）の評価は",
            ],
            edit.Join(Published).Questions.Select(question => question.Asked.Split('、')[0]));
    }

    [Fact]
    public void A_value_may_be_changed_together_with_its_print()
    {
        var edit = new ExportEdit(Published);
        edit.Rows[0]["rating"] = edit.Rows[0]["rating_source"] = edit.Rows[0]["rating_printed"] = "B";
        var joined = edit.Join(Published);
        var rating = joined.Municipality!.Plans[0].Categories[0].Items[0].Initiatives[0].Assessments[0].Ratings[0];
        Assert.Equal((Grade.B, "B"), (rating.Grade, rating.Printed));
        Assert.Empty(joined.Municipality.Corrections);
    }

    [Fact]
    public void A_text_where_the_print_says_nothing_is_a_correction_too()
    {
        var stored = Published;
        var edit = new ExportEdit(stored);
        var row = edit.Rows.First(row => row["progress_source"] == "-");
        row["progress"] = "進めた。";
        var question = Assert.Single(edit.Join(stored).Findings, finding => finding.Severity == FindingSeverity.Error);
        Assert.Equal("PRINT_DIFFERS", question.Code);
        var key = question.Message[
            (question.Message.IndexOf("\"stored\": \"", StringComparison.Ordinal) + 11)..
        ].Split('"')[0];
        var answered = edit.Join(stored, new MappingAnswer(Stored: key, Field: "text", Reason: "漏れ")).Municipality!;
        Assert.Equal(("-", "進めた。"), (answered.Corrections[0].Printed, answered.Corrections[0].Corrected));
        Assert.Equal(
            PublishedTable.Everything(answered),
            PublishedTable.Everything(new ExportEdit(answered).Join(answered).Municipality));
        var taken = Corrections.Restore(answered) with { Corrections = [] };
        Assert.Equal(PublishedTable.Everything(stored.Plans), PublishedTable.Everything(taken.Plans));
    }

    [Fact]
    public void Departments_that_differ_from_their_print_are_a_question()
    {
        var edit = new ExportEdit(Published).Each(
            row => row["departments"] = row["departments"].Replace("納税課", "収納課", StringComparison.Ordinal));
        var questions = edit.Join(Published).Findings.Where(finding => finding.Code == "PRINT_DIFFERS").ToArray();
        Assert.Equal(
            [("収納課", "納税課", 27), ("収納課", "納税課", 28)],
            questions.Select(question => (question.Read, question.Made, question.Line!.Value)));
        Assert.StartsWith(
            "The departments of “徴収率向上対策” (納税課; 072028/2017/01/02/001/001) were changed, and their cell as printed was "
                + "not. ",
            questions[0].Message,
            StringComparison.Ordinal);
        MappingAnswer[] answers =
        [
            new(Stored: "072028/2017/01/02/001/001", Field: "departments", Reason: "課名の変更"),
            new(Stored: "072028/2017/01/02/002/001", Field: "departments", Reason: "課名の変更"),
        ];
        var answered = edit.Join(Published, answers).Municipality!;
        Assert.Contains(answered.Departments, department => department.Name == "収納課");
        Assert.Equal(
            PublishedTable.Everything(answered),
            PublishedTable.Everything(new ExportEdit(answered).Join(answered).Municipality));
    }

    [Fact]
    public void A_provenance_that_is_missing_is_one_error()
    {
        foreach (var edit in new[] { new ExportEdit(Published).Without("provenance"),
            new ExportEdit(Published).Blank("provenance") })
        {
            var error = Assert.Single(edit.Read().Findings);
            Assert.Equal("COLUMN_MISSING", error.Code);
            Assert.StartsWith(
                "66 rows name a document, which nothing describes: "
                    + "the column “provenance” (出典情報) is missing or blank. ",
                error.Message,
                StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_difference_is_shown_where_it_is()
    {
        var edit = new ExportEdit(Published);
        var row = edit.Rows.First(row => row["summary"].Length > 400);
        row["summary"] = row["summary"][..300] + "誤" + row["summary"][301..];
        var question = Assert.Single(
            edit.Join(Published).Findings, finding => finding.Severity == FindingSeverity.Error);
        Assert.Equal('誤', question.Read![31]);
        Assert.Equal(question.Read[..31], question.Made![..31]);
        Assert.StartsWith("…", question.Read, StringComparison.Ordinal);
        Assert.NotEqual(question.Read, question.Made);
    }
}
