using System.Text.Json;
using ReformOpenData.Server.Answers;

namespace ReformOpenData.Server.Metadata;

/// <summary>Whether a release holds several cities, so that names of departments alone do not tell them apart.</summary>
internal sealed class SeveralCities(AnswerService answers, CurrentRelease release)
{
    private static readonly byte[] Document = """
        query ($release: Int) {
          release(number: $release) {
            municipalities { totalCount }
          }
        }
        """u8.ToArray();

    private readonly KeptFact<int> _fact = new(
        answers, release, Document, "several cities", number => [("release", number)], Draw);

    /// <param name="number">Of the release; null for the current one.</param>
    public async ValueTask<bool> AreThereAsync(int? number, ClientAddress client, CancellationToken cancellation) =>
        (number ?? release.Seen?.Current) is { } known && await _fact.OfAsync(known, client, cancellation) is { Length: > 0 };

    /// <summary>Nothing where there is one at most.</summary>
    private static string Draw(JsonElement data) =>
        data.GetProperty("release") is { ValueKind: JsonValueKind.Object } of
            && of.GetProperty("municipalities").GetProperty("totalCount").GetInt32() > 1
            ? "several"
            : "";
}
