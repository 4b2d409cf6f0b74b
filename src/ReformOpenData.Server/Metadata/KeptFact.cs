using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using ReformOpenData.Server.Answers;

namespace ReformOpenData.Server.Metadata;

/// <summary>
/// A text that is drawn from the answer to a question: asked once for each key, and kept as long as the public releases
/// are those that it is of.
/// </summary>
/// <param name="name">Tells it from another text that is drawn from the same answer.</param>
/// <param name="variables">Of the question, for a key; those that are null are left out.</param>
/// <param name="draw">From the data of the answer; empty for nothing.</param>
internal sealed class KeptFact<TKey>(
    AnswerService answers,
    CurrentRelease release,
    ReadOnlyMemory<byte> question,
    string name,
    Func<TKey, IEnumerable<(string Name, JsonNode? Value)>> variables,
    Func<JsonElement, string> draw)
    where TKey : notnull
{
    private const int MostKept = 10_000;

    private readonly Drawn _form = new(name, draw);
    private volatile Kept _kept = new(null);

    /// <summary>Null where there is no answer: who asks hears why with an answer of its own.</summary>
    public async ValueTask<string?> OfAsync(TKey key, ClientAddress client, CancellationToken cancellation)
    {
        if (release.Seen is not { } seen)
            return null;
        var kept = _kept;
        if (kept.Releases != seen)
            _kept = kept = new Kept(seen);
        if (kept.Facts.TryGetValue(key, out var known))
            return known;
        var request = MetadataQuestion.Ask(question, null, variables(key));
        if (await answers.AskAsync(request, _form, default, client, cancellation) is not Answer answer)
            return null;
        var fact = Encoding.UTF8.GetString(answer.Content.Plain.Span);
        if (kept.Facts.Count < MostKept)
            kept.Facts.TryAdd(key, fact);
        return fact;
    }

    /// <param name="Releases">Those that the facts are of.</param>
    private sealed record Kept(PublicReleases? Releases)
    {
        public ConcurrentDictionary<TKey, string> Facts { get; } = [];
    }

    private sealed class Drawn(string name, Func<JsonElement, string> draw) : Representation
    {
        public override string Format => "txt";

        public override string ContentType => "text/plain; charset=utf-8";

        public override string Key => name;

        public override Written Write(ReadOnlyMemory<byte> answer)
        {
            using var json = JsonDocument.Parse(answer);
            return new Written(Encoding.UTF8.GetBytes(draw(json.RootElement.GetProperty("data"))));
        }
    }
}
