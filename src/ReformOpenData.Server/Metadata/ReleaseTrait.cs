using System.Text;
using System.Text.Json;
using ReformOpenData.Server.Answers;

namespace ReformOpenData.Server.Metadata;

/// <summary>Whether a release holds so many of something: asked once for each.</summary>
/// <param name="name">Of what it is about.</param>
/// <param name="things">The field of a release that counts them.</param>
/// <param name="least">So many.</param>
internal abstract class ReleaseTrait(
    AnswerService answers, CurrentRelease release, string name, string things, int least)
{
    private readonly KeptFact<int> _fact = new(
        answers,
        release,
        Encoding.UTF8.GetBytes(
            $"query ($release: Int) {{ release(number: $release) {{ things: {things} {{ totalCount }} }} }}"),
        name,
        number => [("release", number)],
        data => AreEnough(data, least) ? name : "");

    /// <param name="number">Of the release; null for the current one.</param>
    public async ValueTask<bool> AreThereAsync(
        int? number, ClientAddress client, CancellationToken cancellation) =>
        (number ?? release.Seen?.Current) is { } known
        && await _fact.OfAsync(known, client, cancellation) is { Length: > 0 };

    private static bool AreEnough(JsonElement data, int least) =>
        data.GetProperty("release") is { ValueKind: JsonValueKind.Object } of
        && of.GetProperty("things").GetProperty("totalCount").GetInt32() >= least;
}
