using System.Text.Json;
using ReformOpenData.Server.Answers;

namespace ReformOpenData.Server.Metadata;

/// <summary>Whether a plan of a release has an id, so that its lists tell plans of the same year apart.</summary>
internal sealed class PlansWithIds(AnswerService answers, CurrentRelease release)
{
    private static readonly byte[] Document = """
        query ($release: Int) {
          release(number: $release) {
            plans(where: { planId: { neq: null } }, first: 1) { totalCount }
          }
        }
        """u8.ToArray();

    private readonly KeptFact<int> _fact = new(
        answers, release, Document, "plans with ids", number => [("release", number)], Count);

    /// <param name="number">Of the release; null for the current one.</param>
    public async ValueTask<bool> AreThereAsync(int? number, ClientAddress client, CancellationToken cancellation) =>
        (number ?? release.Seen?.Current) is { } known && await _fact.OfAsync(known, client, cancellation) is { Length: > 0 };

    /// <summary>Nothing where there is none.</summary>
    private static string Count(JsonElement data) =>
        data.GetProperty("release") is { ValueKind: JsonValueKind.Object } of
            && of.GetProperty("plans").GetProperty("totalCount").GetInt32() is > 0 and var count
            ? count.ToString(System.Globalization.CultureInfo.InvariantCulture)
            : "";
}
