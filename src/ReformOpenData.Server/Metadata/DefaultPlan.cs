using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using ReformOpenData.Data.Plans;
using ReformOpenData.GraphQL.Http;
using ReformOpenData.Server.Answers;

namespace ReformOpenData.Server.Metadata;

/// <summary>
/// Which plan a trusted document is of where its address does not say: the one that the document names, in a store
/// without that city the first that there is, and of a city without that plan its first.
/// </summary>
internal sealed class DefaultPlan(AnswerService answers, CurrentRelease release)
{
    /// <summary>Digits of a city's code: what is longer is none, and is not looked for.</summary>
    private const int OfCode = 6;

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

    private static readonly byte[] OfCity =
        "query ($municipality: String!) { municipality(code: $municipality) { plans { code } } }"u8.ToArray();

    /// <summary>By the code of a city, its plans, parted by spaces.</summary>
    private readonly KeptFact<string> _plans = new(
        answers,
        release,
        OfCity,
        "plans of a city",
        code => [(Municipality, code)],
        data => data.GetProperty("municipality") is { ValueKind: JsonValueKind.Object } city
            ? string.Join(' ', city.GetProperty("plans").EnumerateArray().Select(
                plan => plan.GetProperty("code").GetString()))
            : "");

    /// <summary>The variables of an address, with those that follow from what the store holds.</summary>
    /// <param name="query">The query string of the document's address, without its question mark.</param>
    public async ValueTask<string> FillAsync(TrustedDocument document, string query, HttpContext context)
    {
        if (document.Variables.Declared.FirstOrDefault(
            variable => variable.Name == Municipality) is not { Default: { } code })
            return query;
        var parameters = QueryParameter.All(query).ToList();
        var given = parameters.ConvertAll(parameter => parameter.Name);
        if (given.Contains("variables"))
            return query;
        var client = ClientAddress.Of(context);
        if (given.IndexOf(Municipality) is >= 0 and var at)
        {
            return given.Contains(Plan) || given.Contains(PlanId)
                || parameters[at].Value is not { Length: OfCode } city
                || document.Variables.Declared.FirstOrDefault(
                    variable => variable.Name == Plan).Default is not { } year
                || await OtherThanAsync(year, Encoding.UTF8.GetString(city), client, context) is not { } other
                ? query
                : $"{query}&{Of(other)}";
        }

        if (await _first.OfAsync(code, client, context.RequestAborted) is not { Length: > 0 } plan)
            return query;
        var first = plan.Split('/');
        var filled = $"{Municipality}={first[0]}";
        if (document.Variables.Names.Contains(Plan) && !given.Contains(Plan))
            filled += "&" + Of(first[1]);
        return query.Length > 0 ? $"{query}&{filled}" : filled;
    }

    /// <summary>The first plan of a city that has not the one of a year; null of any other city.</summary>
    private async ValueTask<string?> OtherThanAsync(
        string year, string city, ClientAddress client, HttpContext context)
    {
        var plans = (await _plans.OfAsync(city, client, context.RequestAborted) ?? "")
            .Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return plans.Contains(year) ? null : plans.FirstOrDefault();
    }

    private static string Of(string code)
    {
        var (year, id) = Keys.ReadPlanCode(code)!.Value;
        return $"{Plan}={year}" + (id is null ? "" : $"&{PlanId}={id}");
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
