using System.Globalization;
using System.Net;
using ReformOpenData.Data.Storage;
using ReformOpenData.Tests.Databases;

namespace ReformOpenData.Tests.Http;

/// <summary>
/// The threads that tell of sockets answer small questions themselves, and hand all that takes longer to the pool.
/// </summary>
public abstract class SocketThreadTests(TestDatabase database)
{
    private const string Sockets = ".NET Sockets";
    private const string Pool = ".NET TP Worker";

    private const string Narratives =
        "narratives(first: 100) { nodes { text sourceText initiative { id name item { name category { name } } } } }";

    private const string Types = "__schema { types { name fields { name type { name } } } }";

    [SkippableFact]
    public async Task What_takes_long_is_done_in_the_threads_of_the_pool()
    {
        Skip.IfNot(OperatingSystem.IsLinux(), "What a thread has done is read from /proc, which Linux has.");
        await using var server = await ServeProcess.StartAsync(
            "CacheBytes=0",
            "RequestsPerMinute=0",
            "CostPerMinute=0",
            $"{(database.Kind == DatabaseKind.Sqlite ? "Data" : "Connection")}={database.NewLocation()}");
        using var client = new HttpClient(
            new SocketsHttpHandler { AutomaticDecompression = DecompressionMethods.Brotli })
        {
            BaseAddress = server.Address,
        };

        await CheckAsync("a page", 60, _ => "/072028");
        await CheckAsync("a list", 60, _ => "/narratives.csv");
        await CheckAsync("a large answer", 60, _ => Question($"a: {Narratives} b: {Narratives}"));
        var schema = string.Concat(Enumerable.Range(0, 8).Select(i => $"a{i}: {Types} "));
        await CheckAsync("the schema", 60, _ => Question(schema));
        await CheckAsync("new documents", 200, i => Question(NewDocument(i)));
        Assert.Equal(Environment.ProcessorCount, Ticks(server).Count(thread => thread.Name == Sockets));

        async Task CheckAsync(string what, int times, Func<int, string> address)
        {
            var before = Ticks(server);
            for (var i = 0; i < times; i++)
            {
                var body = await client.GetStringAsync(new Uri(address(i), UriKind.Relative));
                Assert.DoesNotContain("\"errors\"", body, StringComparison.Ordinal);
            }

            var after = Ticks(server);
            Assert.True(Spent(Sockets) < Spent(Pool), $"{what}: {Spent(Sockets)} and {Spent(Pool)}");

            long Spent(string name) => Sum(after, name) - Sum(before, name);
        }
    }

    private static string NewDocument(int number)
    {
        var names = Enumerable.Range(0, 150).Select(i => $"a{number}_{i}:name ");
        return $"municipality(code: \"072028\") {{ {string.Concat(names)} }}";
    }

    private static string Question(string fields) =>
        $"/graphql?query={Uri.EscapeDataString($"{{ {fields} }}")}";

    private static long Sum(List<(string Name, long Ticks)> threads, string name) =>
        threads.Where(thread => thread.Name == name).Sum(thread => thread.Ticks);

    /// <summary>What each thread has taken of a processor, in the system's ticks.</summary>
    private static List<(string Name, long Ticks)> Ticks(ServeProcess server)
    {
        List<(string, long)> threads = [];
        foreach (var thread in Directory.EnumerateDirectories($"/proc/{server.Process.Id}/task"))
        {
            try
            {
                var stat = File.ReadAllText(Path.Combine(thread, "stat"));
                var end = stat.LastIndexOf(')');
                var rest = stat[(end + 2)..].Split(' ');
                threads.Add((stat[(stat.IndexOf('(', StringComparison.Ordinal) + 1)..end], Number(11) + Number(12)));

                long Number(int index) => long.Parse(rest[index], CultureInfo.InvariantCulture);
            }
            catch (IOException)
            {
                // It has ended meanwhile.
            }
        }

        return threads;
    }
}

public sealed class SocketThreadTestsOnSqlite(SqliteDatabase database)
    : SocketThreadTests(database), IClassFixture<SqliteDatabase>;

public sealed class SocketThreadTestsOnPostgreSql(PostgreSqlDatabase database)
    : SocketThreadTests(database), IClassFixture<PostgreSqlDatabase>;
