using System.Text;
using ReformOpenData.Data.Queries.Model;
using ReformOpenData.GraphQL.Types;
using ReformOpenData.Server.Schema;
using ReformOpenData.Tests.Documentation;

namespace ReformOpenData.Tests.Schema;

public sealed class SchemaCheckTests
{
    private static readonly string Sdl = File.ReadAllText(Repository.Path("schema/reform.graphql"));

    [Fact]
    public void The_schema_has_something_behind_every_element() => SchemaCheck.Run(Build(Sdl));

    [Theory]
    [InlineData("type Rating implements Node {", "weather: String", "Rating.weather")]
    [InlineData("type SourceLocation {", "weather: String", "SourceLocation.weather")]
    [InlineData("input RatingFilterInput {", "weather: StringOperationFilterInput", "RatingFilterInput.weather")]
    [InlineData("input CategorySortInput {", "weather: SortEnumType", "CategorySortInput.weather")]
    [InlineData("enum RatingDimension {", "WEATHER", "RatingDimension.WEATHER")]
    public void What_has_nothing_behind_it_is_named_at_start_up(string where, string added, string coordinate)
    {
        var sdl = Sdl.Replace(where, $"{where}\n  {added}", StringComparison.Ordinal);
        var exception = Assert.Throws<InvalidOperationException>(() => SchemaCheck.Run(Build(sdl)));
        Assert.Equal($"No column or relation is bound to: {coordinate}.", exception.Message);
    }

    [Fact]
    public void What_the_schema_calls_kinds_of_objects_and_texts_is_what_the_catalogue_lists()
    {
        var nodes = Catalog.Nodes.Where(node => node.Entity != Catalog.Release).ToList();
        Assert.Equal(Values("NodeType"), nodes.Select(node => EnumCodes.UpperSnake(node.Type)));
        var texts = nodes.SelectMany(node => node.Texts).Select(text => text.Name).Distinct();
        Assert.Equal(Values("SearchField").Order(), texts.Order());
        var counts = (ObjectType)Build(Sdl).Types.Find("ReleaseCounts")!;
        Assert.Equal(counts.Fields.Items.Select(field => field.Name), Catalog.Roots.Keys);

        static IEnumerable<string> Values(string type) =>
            ((EnumType)Build(Sdl).Types.Find(type)!).Values.Items.Select(value => value.Name);
    }

    private static GraphQL.Types.Schema Build(string sdl) => SchemaBuilder.Build(Encoding.UTF8.GetBytes(sdl));
}
