using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Unicode;
using ReformOpenData.Data.Search;
using ReformOpenData.Server.Answers;

namespace ReformOpenData.Server.Pages.Kinds;

/// <summary>
/// What a browser offers while somebody types into its field of search: names that the search finds, those first that
/// begin with what is typed (OpenSearch suggestions).
/// </summary>
internal sealed class SuggestionsPage() : Page("search/suggestions", "SearchNames")
{
    private const int Most = 10;

    public override bool IsOfRelease => false;

    public override IReadOnlyList<string> Parameters => ["q"];

    public override bool HasForms => false;

    public override string Variables(PageRequest request, out AnswerFailure? failure)
    {
        var text = request.Parameter("q");
        failure = text.Length is > 0 and <= SearchPage.MostCharacters ? null
            : AnswerFailure.BadRequest($"“q” is a text of 1 to {SearchPage.MostCharacters} characters.");
        return PageRequest.Pairs([new("text", text)]);
    }

    public override Representation FormOf(PageRequest request) => new Suggestions(request.Parameter("q"));

    /// <summary>There is nothing to see.</summary>
    public override PageView? Show(JsonElement data, PageRequest request) => null;

    private sealed class Suggestions(string typed) : Representation
    {
        private static readonly JsonWriterOptions Options =
            new() { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

        public override string Format => "suggestions";

        public override string ContentType => "application/x-suggestions+json";

        public override string Key => $"{ContentType} {typed}";

        public override Written Write(ReadOnlyMemory<byte> answer)
        {
            var response = JsonSerializer.Deserialize<Response>(answer.Span, JsonSerializerOptions.Web)!;
            var folded = Folding.Fold(typed);
            var names = response.Data.Search.Nodes.Select(found => found.Node.Name)
                .Where(name => name.Length <= SearchPage.MostCharacters)
                .Distinct()
                .OrderBy(name => Folding.Fold(name).StartsWith(folded, StringComparison.Ordinal) ? 0 : 1)
                .Take(Most);
            return new Written(Json.Write(new JsonArray(typed, Json.Texts(names)), Options));
        }
    }

    private sealed record Response(Answer Data);

    private sealed record Answer(Hits Search);

    private sealed record Hits(IReadOnlyList<Hit> Nodes);

    private sealed record Hit(NameOnly Node);
}
