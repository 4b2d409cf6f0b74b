using System.Text;
using ReformOpenData.GraphQL.Response;

namespace ReformOpenData.GraphQL.Tests.Validation;

public sealed class ValidatorTests
{
    [Fact]
    public void Errors_of_many_rules_come_in_the_order_of_the_document() => Verdict.AssertErrors(
        "query ($a: Int, $a: Dgo) { dog { nam @skip } ...missing }",
        "There can be only one variable named \"$a\". @ 1:9 1:18",
        "Variable \"$a\" is never used. @ 1:8",
        "Variable \"$a\" is never used. @ 1:17",
        "Unknown type \"Dgo\". Did you mean \"Dog\" or \"Day\"? @ 1:21",
        "Cannot query field \"nam\" on type \"Dog\". Did you mean \"name\"? @ 1:34",
        "Argument \"@skip(if:)\" of type \"Boolean!\" is required, but it was not provided. @ 1:38",
        "Unknown fragment \"missing\". @ 1:49");

    [Fact]
    public void After_a_hundred_errors_one_more_says_that_the_rest_is_left_out()
    {
        var errors = Verdict.Validate(
            Verdict.Pets, $"{{ dog {{ {string.Join(' ', Enumerable.Range(0, 500).Select(i => $"x{i}"))} }} }}");

        Assert.Equal(101, errors.Count);
        Assert.Equal("Too many validation errors, error limit reached. Validation aborted.", errors[100].Message);
        Assert.Equal(ErrorCode.ErrorLimit, errors[100].Code);
    }

    [Fact]
    public void Places_count_lines_and_columns_as_editors_do() => Assert.Equal(
        "Cannot query field \"x\" on type \"Dog\". @ 4:4",
        Verdict.Describe(Verdict.Validate(Verdict.Pets, "# é\r\n{ dog\r# 😀\n{ \tx } }")[0]));

    [Fact]
    public void A_value_in_a_message_is_cut_where_it_is_long()
    {
        var errors = Verdict.Validate(Verdict.Pets, $"{{ arguments {{ int(value: \"{new string('a', 5000)}\") }} }}");

        Assert.Equal($"Int cannot represent non-integer value: \"{new string('a', 200)}…", errors.Single().Message);
    }

    public static TheoryData<string, string> Adversaries => new()
    {
        { "5,000 times one alias", Selection(5_000, i => "a: name") },
        { "3,000 times one alias with arguments", Selection(3_000, i => "a: friends(first: 1) { name }") },
        { "10,000 aliases", Selection(10_000, i => $"a{i}: name") },
        { "3,000 conflicts", Selection(3_000, i => i % 2 == 0 ? "a: name" : "a: nickname") },
        { "500 fields that nest each other", "{ dog { " + Repeat(100, i => "friends { name ")
            + Repeat(100, i => "} friends { name } ") + "} }" },
        { "a chain of 20,000 fragments", Chain(20_000) },
        { "1,500 fragments that all spread each other", Mesh(60) },
        { "2,000 fragments side by side", "{ dog { " + Repeat(2_000, i => $"...f{i} ") + "} } "
            + Repeat(2_000, i => $"fragment f{i} on Dog {{ a{i}: name b: name }} ") },
        { "a pyramid of fields and fragments", Pyramid(40) },
        { "1,000 operations over 1,000 fragments", Repeat(1_000, i => $"query q{i} {{ dog {{ ...f0 }} }} ")
            + Chain(1_000, "") },
        { "20,000 unknown input fields", "{ findDog(searchBy: { " + Repeat(20_000, i => $"x{i}: 1 ")
            + "}) { name } }" },
        { "20,000 times one input field", "{ findDog(searchBy: { " + Repeat(20_000, i => "name: \"a\" ")
            + "}) { name } }" },
        { "20,000 variables", "query (" + Repeat(20_000, i => $"$v{i}: Int ") + ") { arguments { day(value: ["
            + Repeat(20_000, i => $"$v{i} ") + "]) } }" },
        { "20,000 directives", "{ dog { name " + Repeat(20_000, i => "@skip(if: true) ") + "} }" },
        { "20,000 arguments", "{ dog { name(" + Repeat(20_000, i => $"a{i}: 1 ") + ") } }" },
        { "a long wrong name", "{ " + new string('d', 100_000) + " }" },
    };

    /// <summary>Each takes well under half a second of a processor.</summary>
    [Theory]
    [MemberData(nameof(Adversaries))]
    public void No_document_takes_long(string what, string document) =>
        ProcessorTime.Within(TimeSpan.FromSeconds(3), what, () => Verdict.Validate(Verdict.Pets, document));

    [Fact]
    public void A_document_that_asks_for_too_many_comparisons_is_refused()
    {
        var error = Verdict.Validate(Verdict.Pets, Selection(3_000, i => "a: friends(first: 1) { name }")).Single();

        Assert.Equal(
            "Validation aborted: comparing the fields of this document takes more than 100,000 steps.", error.Message);
        Assert.Equal(ErrorCode.FieldLimit, error.Code);
    }

    [Fact]
    public void A_chain_of_fragments_too_long_for_the_stack_is_refused()
    {
        IReadOnlyList<GraphQLError> errors = [];
        var thread = new Thread(
            () => errors = Verdict.Validate(
                Verdict.Pets,
                "{ __schema { ...f0 } } " + Repeat(20_000, i => $"fragment f{i} on __Schema {{ ...f{i + 1} }} ")),
            maxStackSize: 256 * 1024);
        thread.Start();
        thread.Join();

        Assert.Equal("Validation aborted: the document, with its fragments, is nested too deeply.", errors[^1].Message);
        Assert.Equal(ErrorCode.DepthLimit, errors[^1].Code);
    }

    [Fact]
    public void Runs_side_by_side_do_not_disturb_each_other()
    {
        var expected = Verdict.Validate(Verdict.Pets, Mesh(20)).Select(Verdict.Describe).ToList();
        var wrong = 0;
        Parallel.For(0, 200, _ =>
        {
            if (!Verdict.Validate(Verdict.Pets, Mesh(20)).Select(Verdict.Describe).SequenceEqual(expected))
                Interlocked.Increment(ref wrong);
        });

        Assert.Equal(0, wrong);
    }

    private static string Selection(int count, Func<int, string> field) =>
        $"{{ dog {{ {Repeat(count, i => field(i) + " ")} }} }}";

    private static string Repeat(int count, Func<int, string> text)
    {
        var all = new StringBuilder();
        for (var i = 0; i < count; i++)
            all.Append(text(i));
        return all.ToString();
    }

    private static string Chain(int count, string operation = "{ dog { ...f0 } } ") =>
        operation
            + Repeat(count, i => $"fragment f{i} on Dog {{ a: name ...f{i + 1} }} ")
            + $"fragment f{count} on Dog {{ name }}";

    private static string Mesh(int count) => "{ dog { ...f0 } } " + Repeat(
        count, i => $"fragment f{i} on Dog {{ a{i}: name friends {{ {Repeat(count, j => $"...f{j} ")} }} }} ");

    private static string Pyramid(int levels) => "{ dog { ...f0 ...g0 } } " + Repeat(
        levels,
        i => $"fragment f{i} on Dog {{ friends {{ ...f{i + 1} ...g{i + 1} }} }} fragment g{i} on Dog {{ friends {{ "
            + $"...g{i + 1} ...f{i + 1} }} }} ")
        + $"fragment f{levels} on Dog {{ name }} fragment g{levels} on Dog {{ name }}";
}
