using System.Reflection;
using System.Runtime.CompilerServices;
using ReformOpenData.GraphQL.Validation;

namespace ReformOpenData.GraphQL.Tests.Validation;

/// <summary>The headings of chapter 5, September 2025, each with its anchor, and the file of its rule and of its
/// tests.</summary>
public sealed class ChapterTests
{
    private const string RulesNamespace = "ReformOpenData.GraphQL.Validation.Rules";

    [Theory]
    [InlineData("5.1.1", "Executable Definitions", "sec-Executable-Definitions")]
    [InlineData("5.2.1.1", "Operation Type Existence", "sec-Operation-Type-Existence")]
    [InlineData("5.2.2.1", "Operation Name Uniqueness", "sec-Operation-Name-Uniqueness")]
    [InlineData("5.2.3.1", "Lone Anonymous Operation", "sec-Lone-Anonymous-Operation")]
    [InlineData("5.2.4.1", "Single Root Field", "sec-Single-Root-Field")]
    [InlineData("5.3.1", "Field Selections", "sec-Field-Selections")]
    [InlineData("5.3.2", "Field Selection Merging", "sec-Field-Selection-Merging")]
    [InlineData("5.3.3", "Leaf Field Selections", "sec-Leaf-Field-Selections")]
    [InlineData("5.4.1", "Argument Names", "sec-Argument-Names")]
    [InlineData("5.4.2", "Argument Uniqueness", "sec-Argument-Uniqueness")]
    [InlineData("5.4.3", "Required Arguments", "sec-Required-Arguments")]
    [InlineData("5.5.1.1", "Fragment Name Uniqueness", "sec-Fragment-Name-Uniqueness")]
    [InlineData("5.5.1.2", "Fragment Spread Type Existence", "sec-Fragment-Spread-Type-Existence")]
    [InlineData(
        "5.5.1.3", "Fragments on Object, Interface or Union Types", "sec-Fragments-on-Object-Interface-or-Union-Types")]
    [InlineData("5.5.1.4", "Fragments Must Be Used", "sec-Fragments-Must-Be-Used")]
    [InlineData("5.5.2.1", "Fragment Spread Target Defined", "sec-Fragment-Spread-Target-Defined")]
    [InlineData("5.5.2.2", "Fragment Spreads Must Not Form Cycles", "sec-Fragment-Spreads-Must-Not-Form-Cycles")]
    [InlineData("5.5.2.3", "Fragment Spread Is Possible", "sec-Fragment-Spread-Is-Possible")]
    [InlineData("5.6.1", "Values of Correct Type", "sec-Values-of-Correct-Type")]
    [InlineData("5.6.2", "Input Object Field Names", "sec-Input-Object-Field-Names")]
    [InlineData("5.6.3", "Input Object Field Uniqueness", "sec-Input-Object-Field-Uniqueness")]
    [InlineData("5.6.4", "Input Object Required Fields", "sec-Input-Object-Required-Fields")]
    [InlineData("5.7.1", "Directives Are Defined", "sec-Directives-Are-Defined")]
    [InlineData("5.7.2", "Directives Are in Valid Locations", "sec-Directives-Are-in-Valid-Locations")]
    [InlineData("5.7.3", "Directives Are Unique per Location", "sec-Directives-Are-Unique-per-Location")]
    [InlineData("5.8.1", "Variable Uniqueness", "sec-Variable-Uniqueness")]
    [InlineData("5.8.2", "Variables Are Input Types", "sec-Variables-Are-Input-Types")]
    [InlineData("5.8.3", "All Variable Uses Defined", "sec-All-Variable-Uses-Defined")]
    [InlineData("5.8.4", "All Variables Used", "sec-All-Variables-Used")]
    [InlineData("5.8.5", "All Variable Usages Are Allowed", "sec-All-Variable-Usages-Are-Allowed")]
    public void Every_heading_has_a_rule_and_tests(string number, string heading, string anchor)
    {
        var name = string.Concat(
            heading.Split(' ', ',')
                .Where(word => word.Length > 0).Select(word => char.ToUpperInvariant(word[0]) + word[1..]));

        var rule = typeof(Validator).Assembly.GetType($"{RulesNamespace}.{name}");
        Assert.True(rule is not null, $"§{number} {heading} has no rule of the name {name}.");
        var source = File.ReadAllText(RuleFile(rule.Name));
        Assert.Contains($"§{number} #{anchor}", source, StringComparison.Ordinal);

        var tests = typeof(ChapterTests).Assembly.GetType($"{typeof(ChapterTests).Namespace}.Rules.{rule.Name}Tests");
        Assert.True(tests is not null, $"§{number} {heading} has no tests.");
        var theories = tests.GetMethods().Count(method => method.GetCustomAttribute<FactAttribute>() is not null);
        Assert.True(theories >= 2, $"The tests of §{number} {heading} show what it allows and what it does not.");
    }

    [Fact]
    public void Every_rule_is_in_the_index()
    {
        var index = File.ReadAllText(Path.Combine(Path.GetDirectoryName(RuleFile("X"))!, "..", "SpecifiedRules.cs"));
        foreach (var rule in typeof(Validator).Assembly.GetTypes().Where(
            type => type is { Namespace: RulesNamespace, IsNested: false }))
        {
            var isAsked = index.Contains($"{rule.Name}.Check", StringComparison.Ordinal)
                || index.Contains($" {rule.Name} _", StringComparison.Ordinal)
                || rule.Name is "InputObjectFieldNames"
                or "InputObjectRequiredFields"; // parts of a literal: ValuesOfCorrectType asks them
            Assert.True(isAsked, $"{rule.Name} is asked by nobody.");
        }
    }

    [Fact]
    public void No_rule_keeps_state_between_runs()
    {
        var fields = typeof(Validator).Assembly.GetTypes()
            .Where(type => type.FullName!.StartsWith("ReformOpenData.GraphQL.Validation.", StringComparison.Ordinal))
            .SelectMany(type => type.GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic))
            .Where(field => !field.IsLiteral
                && !field.DeclaringType!.IsDefined(typeof(CompilerGeneratedAttribute), inherit: true));

        Assert.Empty(fields);
    }

    private static string RuleFile(string rule, [CallerFilePath] string here = "") => Path.Combine(
        Path.GetDirectoryName(here)!, "..", "..", "..", "src", "ReformOpenData.GraphQL", "Validation", "Rules",
        $"{rule}.cs");
}
