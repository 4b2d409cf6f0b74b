using System.Text;
using System.Text.Json.Nodes;
using ReformOpenData.Generate;

namespace ReformOpenData.Load;

/// <summary>How a workload is put to the server and to the baseline, and that both say the same.</summary>
internal static class Asking
{
    public static byte[] Server(Workload workload, Case one) =>
        HttpConnection.Post("/graphql", one.Body(workload.Document, Driver.Nonce));

    public static byte[] ServerByGet(Workload workload, Case one) => HttpConnection.Get(
        "/graphql?query=" + Uri.EscapeDataString(workload.Document)
        + "&variables=" + Uri.EscapeDataString(new JsonObject { ["a"] = one.Variable }.ToJsonString()));

    public static byte[] Baseline(Workload workload, Case one) =>
        HttpConnection.Get($"/w/{workload.Name}?a={Uri.EscapeDataString(one.Parameter)}");

    /// <summary>Makes the baseline give what the server answers for ever, at /constant/NAME of the workload.</summary>
    public static void Keep(Target baseline, Workload workload, string body) =>
        Keep(baseline, workload.Name, Encoding.UTF8.GetBytes(body));

    /// <summary>Makes the baseline give the same bytes for ever, at /constant/NAME.</summary>
    public static void Keep(Target baseline, string name, ReadOnlySpan<byte> body) =>
        Put(baseline, $"/constant/{name}", body);

    /// <summary>Makes the baseline answer /w/NAME with the statement of a workload.</summary>
    public static void Teach(Target baseline, Workload workload) =>
        Put(baseline, $"/w/{workload.Name}", Encoding.UTF8.GetBytes(workload.Sql));

    private static void Put(Target baseline, string path, ReadOnlySpan<byte> body)
    {
        using var connection = new HttpConnection(baseline.Port);
        var head = $"PUT {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: {body.Length}\r\n\r\n";
        connection.Ask([.. Encoding.UTF8.GetBytes(head), .. body], out _);
    }

    public static JsonNode Read(int port, byte[] request)
    {
        using var connection = new HttpConnection(port);
        var status = connection.Ask(request, out var body);
        return status == 200
            ? JsonNode.Parse(body)!
            : throw new InvalidDataException($"{status}: {Encoding.UTF8.GetString(body)}");
    }

    /// <summary>Throws where the two answers are not the same JSON values; returns the bytes of the last
    /// answer.</summary>
    public static int Compare(Workload workload, Target server, Target baseline)
    {
        const int most = 20;
        var length = 0;
        foreach (var one in workload.Cases.Take(most))
        {
            var ours = Read(server.Port, Server(workload, one));
            var theirs = Read(baseline.Port, Baseline(workload, one));
            if (!JsonNode.DeepEquals(ours, theirs))
            {
                throw new InvalidDataException(
                    $"{workload.Name} ({one.Parameter}): the server says\n{ours.ToJsonString()}\nand the "
                        + $"baseline\n{theirs.ToJsonString()}");
            }

            length = Encoding.UTF8.GetByteCount(ours.ToJsonString());
        }

        return length;
    }

    /// <summary>Ids of assessments, with the keys that the baseline looks them up by.</summary>
    public static IReadOnlyList<Case> Assessments(Target server, int municipalities)
    {
        const string document =
            """
            query ($a: String!) {
              plan(municipality: $a, firstFiscalYear: 2017) {
                categories { number items { number initiatives { number assessments { id number } } } }
              }
            }
            """;
        var cases = new List<Case>();
        for (var i = 1; i <= Math.Min(municipalities, 20); i++)
        {
            var code = MunicipalityGenerator.Code(i);
            var request = HttpConnection.Post("/graphql", new Case(code).Body(document, "ids"));
            cases.AddRange(
                from category in Read(server.Port, request)["data"]!["plan"]!["categories"]!.AsArray()
                from item in category["items"]!.AsArray()
                from initiative in item["initiatives"]!.AsArray()
                from assessment in initiative["assessments"]!.AsArray()
                select new Case(
                    (string)assessment["id"]!,
                    $"{code}/2017/{(int)category["number"]!:00}/{(int)item["number"]!:00}"
                    + $"/{(int)initiative["number"]!:000}/{(int)assessment["number"]!:000}"));
        }

        return cases;
    }
}
