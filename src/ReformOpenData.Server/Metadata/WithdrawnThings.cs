using System.Globalization;
using System.Text.Json;
using ReformOpenData.Server.Answers;
using ReformOpenData.Server.Representations;

namespace ReformOpenData.Server.Metadata;

/// <summary>Of things that the current release does not have: the last public release that has them.</summary>
internal sealed class WithdrawnThings(AnswerService answers)
{
    /// <summary>So many of the latest releases are looked at.</summary>
    private const int Looked = 1000;

    private static readonly byte[] Document = System.Text.Encoding.UTF8.GetBytes(
        "query ($id: ID!) { releases(where: { takenDownAt: { eq: null } }, order: [{ number: DESC }], "
        + $"first: {Looked}) {{ nodes {{ number status node(id: $id) {{ id }} }} }} }}");

    /// <summary>What is answered for a thing that is not there.</summary>
    /// <param name="id">Of the thing, in the API.</param>
    /// <param name="message">What is missing, as a sentence.</param>
    /// <param name="pathOf">The path of what was asked for in a release, given its number.</param>
    public async Task<AnswerFailure> FailureAsync(
        string id, string message, Func<string, string> pathOf, ClientAddress client, CancellationToken cancellation)
    {
        var question = MetadataQuestion.Ask(Document, null, [("id", id)]);
        if (await answers.AskAsync(
            question, GraphQLJson.Plain, default, client, cancellation) is not Answer { Content.Tag: not null } answer)
            return AnswerFailure.KeyUnknown(message);
        using var json = JsonDocument.Parse(answer.Content.Plain);
        foreach (var release in json.RootElement.GetProperty("data")
            .GetProperty("releases")
            .GetProperty("nodes")
            .EnumerateArray())
        {
            // What was taken back is not pointed at.
            if (release.GetProperty("node").ValueKind == JsonValueKind.Null
                || release.GetProperty("status").GetString() == "WITHDRAWN")
                continue;
            var number = release.GetProperty("number").GetInt32().ToString(CultureInfo.InvariantCulture);
            return AnswerFailure.KeyWithdrawn($"{message} Release {number} is the last that has it.", pathOf(number));
        }

        return AnswerFailure.KeyUnknown(message);
    }
}
