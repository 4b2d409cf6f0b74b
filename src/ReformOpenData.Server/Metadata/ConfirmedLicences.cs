using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;
using ReformOpenData.Server.Answers;

namespace ReformOpenData.Server.Metadata;

/// <summary>
/// The licence of what a release holds, or of a municipality's or a plan's part: only one that is that of every
/// document and
/// that every publisher has confirmed.
/// </summary>
internal sealed class ConfirmedLicences(AnswerService answers)
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

    /// <summary>Plans of releases whose licences are kept: what a release says of it never changes.</summary>
    private const int MostKept = 10_000;

    private readonly ConcurrentDictionary<(int Release, string Municipality, int Plan), string?> _kept = new();

    /// <summary>The address of its text; null where there is none that could be named.</summary>
    /// <param name="release">Number of the release that is shown.</param>
    /// <param name="owner">The segments that name a thing; none for the whole release.</param>
    public async ValueTask<string?> OfAsync(
        int release, IReadOnlyList<string> owner, ClientAddress client, CancellationToken cancellation)
    {
        int? plan = owner.Count > 1 && owner[1].Length == 4 && int.TryParse(owner[1], out var year) ? year : null;
        var key = (release, owner.Count > 0 ? owner[0] : "", plan ?? 0);
        if (_kept.TryGetValue(key, out var known))
            return known;
        var question = MetadataQuestion.Ask(
            Document,
            null,
            [("release", release), ("municipality", owner.Count > 0 ? (JsonNode?)owner[0] : null), ("plan", plan)]);
        // Who has no answer to this has none to the list either, and hears why there.
        if (await answers.AskAsync(question, LicenceName.Form, default, client, cancellation) is not Answer answer)
            return null;
        var licence = KnownLicence.Of(System.Text.Encoding.UTF8.GetString(answer.Content.Plain.Span))?.Url;
        if (_kept.Count < MostKept)
            _kept.TryAdd(key, licence);
        return licence;
    }

    /// <summary>The name of the licence; nothing where none is confirmed.</summary>
    private sealed class LicenceName : Representation
    {
        public static LicenceName Form { get; } = new();

        public override string Format => "txt";

        public override string ContentType => "text/plain; charset=utf-8";

        public override string Key => "licence";

        public override Written Write(ReadOnlySpan<byte> answer)
        {
            using var json = JsonDocument.Parse(answer.ToArray());
            var release = json.RootElement.GetProperty("data").GetProperty("release");
            if (release.ValueKind == JsonValueKind.Null
                || release.GetProperty("open").GetProperty("totalCount").GetInt32() > 0)
                return new Written([]);
            var stated = release.GetProperty("stated").GetProperty("groups");
            return stated.GetArrayLength() == 1 && stated[0].GetProperty("licence").GetString() is { } licence
                ? new Written(System.Text.Encoding.UTF8.GetBytes(licence))
                : new Written([]);
        }
    }
}
