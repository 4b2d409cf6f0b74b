using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using ReformOpenData.GraphQL.Http;
using ReformOpenData.Server.Answers;

namespace ReformOpenData.Server.Metadata;

/// <summary>
/// Which plan a trusted document is of where its address does not say: the one that the document names, and in a store
/// without that city the first that there is.
/// </summary>
internal sealed class DefaultPlan(AnswerService answers, CurrentRelease release)
{
    private const string Municipality = "municipality";
    private const string Plan = "plan";

    private static readonly byte[] Question = """
        query ($municipality: String!) {
          municipality(code: $municipality) { code }
          plans(first: 1) { nodes { firstFiscalYear municipality { code } } }
        }
        """u8.ToArray();

    private volatile Kept _kept = new("");

    /// <summary>The variables of an address, with those that follow from what the store holds.</summary>
    /// <param name="query">The query string of the document's address, without its question mark.</param>
    public async ValueTask<string> FillAsync(TrustedDocument document, string query, HttpContext context)
    {
        if (document.Variables.Declared.FirstOrDefault(
            variable => variable.Name == Municipality) is not { Default: { } code })
            return query;
        var given = QueryParameter.All(query).Select(parameter => parameter.Name).ToList();
        if (given.Contains(Municipality) || given.Contains("variables"))
            return query;
        if (await FirstAsync(code, context) is not { Length: > 0 } plan)
            return query;
        var first = plan.Split('/');
        var filled = $"{Municipality}={first[0]}";
        if (document.Variables.Names.Contains(Plan) && !given.Contains(Plan))
            filled += $"&{Plan}={first[1]}";
        return query.Length > 0 ? $"{query}&{filled}" : filled;
    }

    /// <summary>Once for each release, as long as it is current.</summary>
    private async ValueTask<string?> FirstAsync(string code, HttpContext context)
    {
        if (release.Seen is not { } seen)
            return null;
        var kept = _kept;
        if (kept.Stamp != seen.Stamp)
            _kept = kept = new Kept(seen.Stamp);
        if (kept.Plans.TryGetValue(code, out var known))
            return known;
        var question = MetadataQuestion.Ask(
            Question, null, [(Municipality, JsonSerializer.Deserialize<string>(code))]);
        var client = ClientAddress.Of(context.Connection.RemoteIpAddress);

        // Who has no answer to this has none to the document either, and hears why there.
        if (await answers.AskAsync(question, FirstPlan.Form, default, client, context.RequestAborted)
            is not Answer answer)
            return null;
        return kept.Plans.GetOrAdd(code, Encoding.UTF8.GetString(answer.Content.Plain.Span));
    }

    /// <param name="Stamp">Of the releases that the plans are of.</param>
    private sealed record Kept(string Stamp)
    {
        /// <summary>By the code of the city that a document names.</summary>
        public ConcurrentDictionary<string, string> Plans { get; } = new(StringComparer.Ordinal);
    }

    /// <summary>The key of the first plan; nothing where the city that was asked for is there.</summary>
    private sealed class FirstPlan : Representation
    {
        public static FirstPlan Form { get; } = new();

        public override string Format => "txt";

        public override string ContentType => "text/plain; charset=utf-8";

        public override string Key => "first plan";

        public override Written Write(ReadOnlySpan<byte> answer)
        {
            using var json = JsonDocument.Parse(answer.ToArray());
            var data = json.RootElement.GetProperty("data");
            var plans = data.GetProperty("plans").GetProperty("nodes");
            return data.GetProperty("municipality").ValueKind == JsonValueKind.Object || plans.GetArrayLength() == 0
                ? new Written([])
                : new Written(Encoding.UTF8.GetBytes(
                    $"{plans[0].GetProperty("municipality").GetProperty("code").GetString()}/"
                        + $"{plans[0].GetProperty("firstFiscalYear").GetInt32()}"));
        }
    }
}
