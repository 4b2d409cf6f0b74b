using System.Text.Json;
using System.Text.Json.Nodes;
using ReformOpenData.Data.Plans;
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
    private const string PlanId = "planId";

    private static readonly byte[] Question = """
        query ($municipality: String!) {
          municipality(code: $municipality) { code }
          plans(first: 1) { nodes { code municipality { code } } }
        }
        """u8.ToArray();

    /// <summary>By the code of the city that a document names, as JSON.</summary>
    private readonly KeptFact<string> _first = new(
        answers,
        release,
        Question,
        "first plan",
        code => [(Municipality, JsonNode.Parse(code))],
        First);

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
        var client = ClientAddress.Of(context.Connection.RemoteIpAddress);
        if (await _first.OfAsync(code, client, context.RequestAborted) is not { Length: > 0 } plan)
            return query;
        var first = plan.Split('/');
        var filled = $"{Municipality}={first[0]}";
        if (document.Variables.Names.Contains(Plan) && !given.Contains(Plan))
        {
            var (year, id) = Keys.ReadPlanCode(first[1])!.Value;
            filled += $"&{Plan}={year}" + (id is null ? "" : $"&{PlanId}={id}");
        }

        return query.Length > 0 ? $"{query}&{filled}" : filled;
    }

    /// <summary>The key of the first plan; nothing where the city that was asked for is there.</summary>
    private static string First(JsonElement data)
    {
        var plans = data.GetProperty("plans").GetProperty("nodes");
        return data.GetProperty("municipality").ValueKind == JsonValueKind.Object || plans.GetArrayLength() == 0
            ? ""
            : $"{plans[0].GetProperty("municipality").GetProperty("code").GetString()}/"
                + $"{plans[0].GetProperty("code").GetString()}";
    }
}
