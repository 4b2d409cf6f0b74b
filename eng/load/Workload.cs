using System.Text.Json.Nodes;

namespace ReformOpenData.Load;

/// <summary>One question, asked of the server as GraphQL and of the baseline as one SQL statement that returns the same
/// JSON.</summary>
/// <param name="Name">In addresses and in the table.</param>
/// <param name="Document">GraphQL; its one variable, where it has one, is <c>$a</c>.</param>
/// <param name="Sql">Returns one json value; its one parameter, where it has one, is <c>$1</c>.</param>
/// <param name="Cases">Values of the variable, taken in turn; one empty string where there is none.</param>
internal sealed record Workload(string Name, string Document, string Sql, IReadOnlyList<Case> Cases);

/// <summary>A value of the variable, as GraphQL has it and as the column has it: they differ for ids.</summary>
internal sealed record Case(string Variable, string Parameter)
{
    public static readonly Case None = new("", "");

    public Case(string both)
        : this(both, both)
    {
    }

    /// <summary>The body of a POST. <paramref name="nonce"/> is a variable that no document uses: it makes every
    /// request one of its own.</summary>
    public string Body(string document, string nonce) => new JsonObject
    {
        ["query"] = document,
        ["variables"] = new JsonObject { ["a"] = Variable, ["nonce"] = nonce },
    }.ToJsonString();
}
