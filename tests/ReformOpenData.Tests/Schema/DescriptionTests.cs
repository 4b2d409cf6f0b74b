using System.Text.RegularExpressions;
using ReformOpenData.Data.Queries;
using ReformOpenData.GraphQL.Types;
using ReformOpenData.Tests.Documentation;

namespace ReformOpenData.Tests.Schema;

public sealed partial class DescriptionTests
{
    private static readonly GraphQL.Types.Schema Contract =
        SchemaBuilder.Build(File.ReadAllBytes(Repository.Path("schema/reform.graphql")));

    [Fact]
    public void Every_element_of_the_schema_has_an_English_sentence_then_a_Japanese_one()
    {
        var without = Elements()
            .Where(element => !IsBilingual(element.Description)).Select(element => element.Coordinate).ToList();
        Assert.Empty(without);
    }

    [Fact]
    public void The_sizes_in_the_descriptions_are_those_that_are_kept()
    {
        var first = Contract.QueryType.Fields.Find("ratings")!.Arguments.Find("first")!.Description!;
        Assert.Contains(
            $"0 to {PageRequest.MostRows}; {PageRequest.DefaultRows} without", first, StringComparison.Ordinal);
        var groups = ((ObjectType)Contract.Types.Find("RatingsConnection")!).Fields.Find("groups")!;
        Assert.Contains(
            $"0 to {QueryLimits.MostGroups}.", groups.Arguments.Find("first")!.Description!, StringComparison.Ordinal);
        Assert.Contains($"more than {QueryLimits.MostGroups} groups", groups.Description!, StringComparison.Ordinal);
        Assert.Contains(
            $"more than {QueryLimits.MostOpenedGroups} that are opened", groups.Description!, StringComparison.Ordinal);
    }

    [Fact]
    public void A_release_answers_every_root_field_with_the_same_arguments()
    {
        var release = (ObjectType)Contract.Types.Find("Release")!;
        foreach (var field in Contract.QueryType.Fields)
        {
            if (field.Name is "release" or "releases" or "compare")
                continue;
            var same = release.Fields.Find(field.Name);
            Assert.NotNull(same);
            Assert.Equal(field.Type.ToString(), same.Type.ToString());
            Assert.Equal(field.Arguments.Items.Select(Signature), same.Arguments.Items.Select(Signature));
        }

        static string Signature(InputValueDefinition argument) => $"{argument.Name}: {argument.Type}";
    }

    private static IEnumerable<ISchemaElement> Elements()
    {
        foreach (var type in Contract.Types)
        {
            if (type.IsBuiltIn)
                continue;
            yield return type;
            foreach (var element in Members(type))
                yield return element;
        }

        foreach (var directive in Contract.Directives)
        {
            if (directive.IsBuiltIn)
                continue;
            yield return directive;
            foreach (var argument in directive.Arguments)
                yield return argument;
        }
    }

    private static IEnumerable<ISchemaElement> Members(NamedType type) => type switch
    {
        FieldsType fields =>
            fields.Fields.Items.SelectMany(field => field.Arguments.Items.Cast<ISchemaElement>().Prepend(field)),
        InputObjectType input => input.Fields.Items,
        EnumType values => values.Values.Items,
        _ => [],
    };

    private static bool IsBilingual(string? description) =>
        description?.Split('\n') is [var english, var japanese]
            && English().IsMatch(english) && Japanese().IsMatch(japanese);

    [GeneratedRegex(@"^[A-Z].*\.$")]
    private static partial Regex English();

    [GeneratedRegex(@"[\u3040-\u30ff].*。$")]
    private static partial Regex Japanese();
}
