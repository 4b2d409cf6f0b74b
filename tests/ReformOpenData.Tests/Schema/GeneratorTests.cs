using System.Diagnostics;
using System.Text;
using System.Text.RegularExpressions;
using ReformOpenData.Contract;
using ReformOpenData.GraphQL.Types;
using ReformOpenData.Tests.Documentation;

namespace ReformOpenData.Tests.Schema;

public sealed partial class GeneratorTests
{
    private const string Field =
        """"
          """
          The fiscal year of the first step.
          最初の取組の年度です（西暦）。
          """
          startedIn: Int

        """";

    private static readonly string Types = File.ReadAllText(Repository.Path("schema/types.graphql"));

    [Fact]
    public void The_committed_contract_is_what_the_generator_makes_of_the_types()
    {
        var path = Repository.Path("schema/reform.graphql");
        var generated = Generate(Types);
        var isCi = Environment.GetEnvironmentVariable("CI") is { Length: > 0 };
        if (!isCi && Environment.GetEnvironmentVariable("UPDATE_SNAPSHOTS") == "1")
            File.WriteAllText(path, generated);
        var lines = File.ReadAllText(path).Split('\n').Zip(generated.Split('\n')).Index();
        var different = lines.FirstOrDefault(line => line.Item.First != line.Item.Second, (-1, default));
        Assert.True(
            Encoding.UTF8.GetBytes(generated).AsSpan().SequenceEqual(File.ReadAllBytes(path)),
            "schema/reform.graphql is not what schema/types.graphql gives; run `dotnet run --project eng/contract`."
            + $" First difference in line {different.Index + 1}:\n- {different.Item.First}\n+ {different.Item.Second}");
    }

    [Fact]
    public void A_new_field_is_in_its_type_and_in_the_filter_and_the_order_and_nowhere_else()
    {
        var before = Lines(Generate(Types));
        var after = Lines(Generate(WithField(Types)));
        Assert.Equal(
            [
                "type Initiative.startedIn: Int",
                "input InitiativeFilterInput.startedIn: IntOperationFilterInput",
                "input InitiativeSortInput.startedIn: SortEnumType",
            ],
            after.Except(before));
        Assert.Empty(before.Except(after));
        var filter = (InputObjectType)Build(WithField(Types)).Types.Find("InitiativeFilterInput")!;
        Assert.Equal(
            "By startedIn: the fiscal year of the first step.\nstartedIn によります。最初の取組の年度です（西暦）。",
            filter.Fields.Find("startedIn")!.Description);
    }

    [Fact]
    public void A_new_field_that_by_names_is_a_dimension_too()
    {
        const string by = "by: [\"municipality\", \"plan\", \"category\", \"item\", \"status\", \"endedIn\"]";
        var types = Replaced(WithField(Types), by, by.Replace("]", ", \"startedIn\"]", StringComparison.Ordinal));
        Assert.Equal(
            [
                "enum InitiativeDimension.STARTED_IN",
                "type InitiativeGroup.startedIn: Int",
                "input InitiativeGroupSortInput.startedIn: SortEnumType",
            ],
            Lines(Generate(types)).Except(Lines(Generate(WithField(Types)))));
    }

    [Fact]
    public void A_new_field_with_noFilter_is_in_its_type_alone()
    {
        var types = Replaced(WithField(Types), "startedIn: Int", "startedIn: Int @noFilter");
        Assert.Equal(["type Initiative.startedIn: Int"], Lines(Generate(types)).Except(Lines(Generate(Types))));
    }

    [Fact]
    public void A_new_list_has_conditions_and_a_new_connection_has_pages()
    {
        var list = Replaced(WithField(Types), "startedIn: Int", "startedIn: [Finding!]! @list(size: 7)");
        var connection = Replaced(WithField(Types), "startedIn: Int", "startedIn: [Finding!]! @connection");
        Assert.Equal("startedIn(where, order): [Finding!]! @listSize(assumedSize: 7)", Show(list));
        Assert.Equal(
            """
            startedIn(where, order, first, after, last, before): FindingsConnection @listSize(assumedSize: 100, 
            """
            + """
            slicingArguments: ["first", "last"], sizedFields: ["edges", "nodes"], requireOneSlicingArgument: false)
            """,
            Show(connection));

        static string Show(string types)
        {
            var field = ((ObjectType)Build(types).Types.Find("Initiative")!).Fields.Find("startedIn")!;
            var arguments = string.Join(", ", field.Arguments.Items.Select(argument => argument.Name));
            return $"startedIn({arguments}): {field.Type} {GraphQL.Language.Printer.Print(field.AppliedDirectives[0])}";
        }
    }

    [Fact]
    public void The_directives_of_the_generator_are_not_in_the_contract()
    {
        var directives = Build(Types).Directives.Where(directive => !directive.IsBuiltIn);
        Assert.Equal(["cost", "listSize"], directives.Select(directive => directive.Name));
    }

    /// <summary>Lines are counted from the one that the new field's name is in.</summary>
    [Theory]
    [InlineData("startedIn: Int", "startedIn: Int @sorted", 0, 18, "Unknown directive \"@sorted\".")]
    [InlineData("startedIn: Int", "startedIn: Yaer", 0, 14, "Unknown type \"Yaer\".")]
    [InlineData("startedIn: Int", "startedIn: Int @list(size: many)", 0, 30,
        "Argument \"@list(size:)\" has invalid value: Int cannot represent non-integer value: many")]
    [InlineData("startedIn: Int", "startedIn: Int @list(size: 5)", 0, 18,
        "\"Initiative.startedIn\" has @list, and is not a whole list of a type with @entity.")]
    [InlineData("startedIn: Int", "startedIn: [Plan!]! @list(size: 5) @connection", 0, 23,
        "\"Initiative.startedIn\" has @list, and is not a whole list of a type with @entity.")]
    [InlineData("startedIn: Int", "startedIn: Plan @connection", 0, 19,
        "\"Initiative.startedIn\" has @connection, and is neither a list of a type with @pages nor a connection that "
        + "is written here.")]
    [InlineData("startedIn: Int", "startedIn: [Section!]! @connection", 0, 26,
        "\"Initiative.startedIn\" has @connection, and is neither a list of a type with @pages nor a connection that "
        + "is written here.")]
    [InlineData("startedIn: Int", "startedIn: ReleaseCounts", 0, 14,
        "A filter cannot ask for \"ReleaseCounts\": \"ReleaseCounts\" needs @entity or @compared, or \"startedIn\" "
        + "needs @noFilter.")]
    [InlineData("startedIn: Int", "startedIn: [Int!]!", 0, 14,
        "A filter cannot ask for \"[Int!]!\": \"Int\" needs @entity or @compared, or \"startedIn\" needs @noFilter.")]
    [InlineData("  最初の取組の年度です（西暦）。\n", "", -1, 3,
        "\"Initiative.startedIn\" needs a description of two lines: a sentence in English, then the same in Japanese.")]
    [InlineData("  The fiscal year of the first step.\n", "", -1, 3,
        "\"Initiative.startedIn\" needs a description of two lines: a sentence in English, then the same in Japanese.")]
    public void A_mistake_in_a_field_is_reported_with_its_place(
        string written, string mistake, int line, int column, string message)
    {
        var types = WithField(Types);
        line += types[..types.IndexOf("startedIn: Int", StringComparison.Ordinal)].Count(letter => letter == '\n') + 1;
        Assert.Contains((message, line, column), Faults(Replaced(types, written, mistake)));
    }

    [Theory]
    [InlineData("\"grade\", \"isFinal\"", "\"grade\", \"weather\"", "\"weather\"",
        "\"Rating\" cannot be grouped by \"weather\": this is neither a field of it that filters compare nor a type "
        + "with @entity and an order.")]
    [InlineData("\"grade\", \"isFinal\"", "\"grade\", \"\"", "\"\"\n    ]",
        "\"Rating\" cannot be grouped by \"\": this is neither a field of it that filters compare nor a type with "
        + "@entity and an order.")]
    [InlineData("list: \"plans\"", "list: \"the plans\"", "\"the plans\"",
        "\"list\" is part of names: letters a to z.")]
    [InlineData("ja: \"計画\"", "ja: \"\"", "\"\")\n  @pages",
        "\"ja\" is part of sentences: words on one line, without quotes.")]
    [InlineData("one: \"plan\"", "one: \"a \\\"plan\\\"\"", "\"a \\\"plan",
        "\"one\" is part of sentences: words on one line, without quotes.")]
    [InlineData("  id: ID!\n", "  id: ID! @noFilter\n", "@noFilter\n}",
        "@noFilter is for fields of object types, and \"Node\" is an interface.")]
    [InlineData("# What people write", "extend type Plan { a: Int }\n# What people write", "extend type",
        "Extensions are not read; write this in the definition.")]
    [InlineData("\"grade\", \"isFinal\"", "\"grade\", \"grade\"", "\"grade\"\n", "\"grade\" is there twice.")]
    [InlineData("except: [\"release\", ", "except: [\"realease\", ", "\"realease\"",
        "The root has no field \"realease\".")]
    [InlineData("type ReleaseCounts {", "type ReleaseCounts @pages(list: \"a\", by: []) {", "@pages(list: \"a\"",
        "\"ReleaseCounts\" has @pages, and needs @entity too.")]
    [InlineData("type ReleaseCounts {", "type RatingGroup {", "RatingGroup {",
        "\"RatingGroup\" is generated; do not write it.")]
    [InlineData("many: \"plans\", ", "", "@entity(one: \"plan\"",
        "Argument \"@entity(many:)\" of type \"String!\" is required, but it was not provided.")]
    public void A_mistake_in_a_type_is_reported_with_its_place(
        string written, string mistake, string place, string message)
    {
        var types = Replaced(Types, written, mistake);
        if (mistake.Contains("RatingGroup", StringComparison.Ordinal))
            types = types.Replace(": ReleaseCounts!", ": RatingGroup!", StringComparison.Ordinal);
        var lines = types[..types.IndexOf(place, StringComparison.Ordinal)].Split('\n');
        Assert.Equal([(message, lines.Length, lines[^1].Length + 1)], Faults(types));
    }

    [Fact]
    public void All_mistakes_are_reported_at_once()
    {
        var types = Types.Replace("  属する計画です。\n", "", StringComparison.Ordinal);
        Assert.Equal(
            [
                "Category.plan", "Item.plan", "Initiative.plan", "Assessment.plan", "YearlyNarrative.plan",
                "Rating.plan", "Measure.plan", "MeasureValue.plan", "SourceDocument.plan",
            ],
            Faults(types).Select(fault => fault.Message.Split('"')[1]));
    }

    [Fact]
    public void What_clashes_in_the_contract_alone_is_refused() => Assert.Equal(
        [("The contract made of it is not valid: Field \"InitiativeFilterInput.and\" can only be defined once.", 0, 0)],
        Faults(Replaced(WithField(Types), "startedIn: Int", "and: Int")));

    [Fact]
    public async Task The_command_writes_the_contract_or_says_where_the_mistake_is()
    {
        var folder = Directory.CreateTempSubdirectory("contract-");
        try
        {
            Assert.Equal(
                (2, "There is no schema/types.graphql here. Run this in the root of the repository.\n"),
                await RunAsync(folder.FullName));

            folder.CreateSubdirectory("schema");
            var contract = Path.Combine(folder.FullName, "schema", "reform.graphql");
            await File.WriteAllTextAsync(Path.Combine(folder.FullName, "schema", "types.graphql"), Types);
            Assert.Equal((0, ""), await RunAsync(folder.FullName));
            Assert.Equal(Generate(Types), await File.ReadAllTextAsync(contract));

            await File.WriteAllTextAsync(
                Path.Combine(folder.FullName, "schema", "types.graphql"), "type Query {\n  day: Yaer\n}\n");
            Assert.Equal(
                (1, "schema/types.graphql:2:8: Unknown type \"Yaer\".\nschema/reform.graphql was left as it is.\n"),
                await RunAsync(folder.FullName));
            Assert.Equal(Generate(Types), await File.ReadAllTextAsync(contract));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<(int Code, string Errors)> RunAsync(string folder)
    {
        var program = Path.Combine(AppContext.BaseDirectory, "ReformOpenData.Contract.dll");
        using var process = Process.Start(new ProcessStartInfo("dotnet", [program])
        {
            WorkingDirectory = folder,
            RedirectStandardError = true,
            UseShellExecute = false,
        })!;
        var errors = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, errors);
    }

    private static string Generate(string types) => Generator.Generate(Encoding.UTF8.GetBytes(types));

    private static GraphQL.Types.Schema Build(string types) =>
        SchemaBuilder.Build(Encoding.UTF8.GetBytes(Generate(types)));

    private static List<(string Message, int Line, int Column)> Faults(string types) =>
    [
        .. Assert.Throws<SchemaException>(() => Generate(types)).Errors.Select(error =>
            (error.Message, error.Locations.FirstOrDefault().Line, error.Locations.FirstOrDefault().Column)),
    ];

    /// <summary>The types with a field at the end of Initiative.</summary>
    private static string WithField(string types)
    {
        var type = types.IndexOf("\ntype Initiative ", StringComparison.Ordinal);
        return types.Insert(types.IndexOf("\n}\n", type, StringComparison.Ordinal) + 1, Field);
    }

    private static string Replaced(string text, string part, string by)
    {
        Assert.Contains(part, text, StringComparison.Ordinal);
        var at = text.IndexOf(part, StringComparison.Ordinal);
        return text[..at] + by + text[(at + part.Length)..];
    }

    /// <summary>“type Rating.grade: Grade!” for each member of the contract.</summary>
    private static List<string> Lines(string contract)
    {
        var lines = new List<string>();
        var owner = "";
        foreach (var line in contract.Split('\n'))
        {
            if (line.EndsWith('{'))
                owner = string.Join(' ', line.Split(' ')[..2]);
            else if (Member().IsMatch(line))
                lines.Add($"{owner}.{line.Trim()}");
        }

        return lines;
    }

    [GeneratedRegex("^  ([a-z]\\w*: |[A-Z_]+$)")]
    private static partial Regex Member();
}
