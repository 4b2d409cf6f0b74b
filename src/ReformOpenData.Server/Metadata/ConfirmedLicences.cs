using System.Text.Json;
using ReformOpenData.Data.Plans;
using ReformOpenData.Server.Answers;

namespace ReformOpenData.Server.Metadata;

/// <summary>
/// The licence of what a release holds, or of a municipality's or a plan's part: only one that is that of every
/// document and that every publisher has confirmed.
/// </summary>
internal sealed class ConfirmedLicences(AnswerService answers, CurrentRelease release)
{
    private static readonly byte[] Document = """
        query ($release: Int) {
          release(number: $release) {
            sourceDocuments {
              groups(by: [MUNICIPALITY, PLAN, LICENCE], matching: { licenceConfirmed: { eq: false } }) {
                municipality { code }
                plan { code }
                licence
                matchingCount
              }
            }
          }
        }
        """u8.ToArray();

    /// <summary>Of a release: a line for each part that has a licence, asked once for all of them.</summary>
    private readonly KeptFact<int> _licences = new(
        answers, release, Document, "licences", number => [("release", number)], Addresses);

    /// <summary>The address of its text; null where there is none that could be named.</summary>
    /// <param name="number">Of the release that is shown.</param>
    /// <param name="owner">The segments that name a thing; none for the whole release.</param>
    public async ValueTask<string?> OfAsync(
        int number, IReadOnlyList<string> owner, ClientAddress client, CancellationToken cancellation)
    {
        var isOfPlan = owner.Count > 1 && Keys.ReadPlanCode(owner[1]) is not null;
        var line = $"\n{string.Join('/', owner.Take(isOfPlan ? 2 : 1))} ";
        var known = await _licences.OfAsync(number, client, cancellation) ?? "";
        var at = known.IndexOf(line, StringComparison.Ordinal);
        return at < 0 ? null : known[(at + line.Length)..known.IndexOf('\n', at + 1)];
    }

    /// <summary>
    /// A line for the release, each municipality and each plan whose documents all have one licence that is confirmed.
    /// </summary>
    private static string Addresses(JsonElement data)
    {
        if (data.GetProperty("release") is not { ValueKind: JsonValueKind.Object } of)
            return "\n";
        var documents = of.GetProperty(
            "sourceDocuments").GetProperty("groups").Deserialize<List<Group>>(JsonSerializerOptions.Web)!;
        var parts = from document in documents
                    let city = document.Municipality.Code
                    from part in document.Plan is { } plan ? (string[])["", city, $"{city}/{plan.Code}"] : ["", city]
                    group document.MatchingCount > 0 || document.Licence is null
                        ? null
                        : KnownLicence.Of(document.Licence)?.Url by part;
        return "\n" + string.Concat(from part in parts
                                    where part.Distinct().Count() == 1 && part.First() is not null
                                    select $"{part.Key} {part.First()}\n");
    }

    private sealed record Group(City Municipality, Plan? Plan, string? Licence, int MatchingCount);

    private sealed record City(string Code);

    private sealed record Plan(string Code);
}
