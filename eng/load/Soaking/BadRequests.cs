using System.Text;

namespace ReformOpenData.Load.Soaking;

/// <summary>Requests that are wrong, each with the status that says so.</summary>
internal static class BadRequests
{
    public static readonly IReadOnlyList<(string Name, byte[] Request, int Status)> All =
    [
        ("no JSON", HttpConnection.Post("/graphql", "{\"query\":"), 400),
        ("no query", HttpConnection.Post("/graphql", "{}"), 400),
        ("syntax error", Query("{ municipality("), 400),
        ("unknown field", Query("{ municipalities { nodes { nothing } } }"), 400),
        ("missing argument", Query("{ municipality { name } }"), 400),
        ("missing variable", Query("query ($x: String!) { municipality(code: $x) { name } }"), 400),
        ("deep nesting", Query(new string('{', 20_000)), 400),
        (
            "many aliases",
            Query("{" + string.Concat(Enumerable.Range(0, 3_000).Select(i => $" a{i}: __typename")) + " }"),
            400),
        ("fragment that spreads itself", Query("{ ...a } fragment a on Query { ...a }"), 400),
        ("array instead of a request", HttpConnection.Post("/graphql", "[{\"query\":\"{ __typename }\"}]"), 400),
        ("wrong media type", Raw("POST /graphql", "Content-Type: text/plain", "{ __typename }"), 415),
        ("wrong method", Raw("PUT /graphql", "Content-Type: application/json", "{}"), 405),
        ("no such path", HttpConnection.Get("/nothing"), 404),
        ("no such operation", HttpConnection.Get("/graphql/operations/Nothing"), 404),
        (
            "nothing acceptable",
            Raw(
                "POST /graphql",
                "Content-Type: application/json\r\nAccept: image/png",
                "{\"query\":\"{ __typename }\"}"),
            406),
    ];

    private static byte[] Query(string document) =>
        HttpConnection.Post("/graphql", new System.Text.Json.Nodes.JsonObject { ["query"] = document }.ToJsonString());

    private static byte[] Raw(string start, string headers, string body) => Encoding.UTF8.GetBytes(
        $"{start} HTTP/1.1\r\nHost: 127.0.0.1\r\n{headers}\r\nContent-Length: "
            + $"{Encoding.UTF8.GetByteCount(body)}\r\n\r\n{body}");
}
