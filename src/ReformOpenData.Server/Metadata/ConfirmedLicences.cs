using System.Text.Json;
using ReformOpenData.Server.Answers;

namespace ReformOpenData.Server.Metadata;

/// <summary>
/// The licence of what a release holds, or of a municipality's or a plan's part: only one that is that of every
/// document and that every publisher has confirmed.
/// </summary>
internal sealed class ConfirmedLicences(AnswerService answers, CurrentRelease release)
{
    private static readonly byte[] Document = """
        query ($release: Int, $municipality: String, $plan: Int) {
          release(number: $release) {
            stated: sourceDocuments(
              where: { municipality: { code: { eq: $municipality } }, plan: { firstFiscalYear: { eq: $plan } } }
            ) {
              groups(by: [LICENCE]) { licence }
            }
            open: sourceDocuments(
              where: {
                municipality: { code: { eq: $municipality } }
                plan: { firstFiscalYear: { eq: $plan } }
                licenceConfirmed: { eq: false }
              }
            ) {
              totalCount
            }
          }
        }
        """u8.ToArray();

    private readonly KeptFact<Part> _licence = new(
        answers,
        release,
        Document,
        "licence",
        part => [("release", part.Release), ("municipality", part.Municipality), ("plan", part.Plan)],
        Address);

    /// <summary>The address of its text; null where there is none that could be named.</summary>
    /// <param name="number">Of the release that is shown.</param>
    /// <param name="owner">The segments that name a thing; none for the whole release.</param>
    public async ValueTask<string?> OfAsync(
        int number, IReadOnlyList<string> owner, ClientAddress client, CancellationToken cancellation)
    {
        int? plan = owner.Count > 1 && owner[1].Length == 4 && int.TryParse(owner[1], out var year) ? year : null;
        var part = new Part(number, owner.Count > 0 ? owner[0] : null, plan);
        return await _licence.OfAsync(part, client, cancellation) is { Length: > 0 } address ? address : null;
    }

    /// <summary>The address of the licence; nothing where none is confirmed.</summary>
    private static string Address(JsonElement data)
    {
        var of = data.GetProperty("release");
        if (of.ValueKind == JsonValueKind.Null || of.GetProperty("open").GetProperty("totalCount").GetInt32() > 0)
            return "";
        var stated = of.GetProperty("stated").GetProperty("groups");
        return stated.GetArrayLength() == 1 && stated[0].GetProperty("licence").GetString() is { } licence
            ? KnownLicence.Of(licence)?.Url ?? ""
            : "";
    }

    /// <summary>What a licence is of: a release, or a municipality's or a plan's part of it.</summary>
    private readonly record struct Part(int Release, string? Municipality, int? Plan);
}
