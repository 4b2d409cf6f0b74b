using System.Collections.Concurrent;
using System.Text;
using Npgsql;

namespace ReformOpenData.Load.Baseline;

/// <summary>
/// The same answers by hand: <c>GET /w/NAME?a=VALUE</c> runs one prepared statement and copies its JSON to the
/// response;
/// <c>PUT /w/NAME</c> takes another statement;
/// <c>PUT /constant/NAME</c> takes a body that <c>GET /constant/NAME</c> gives back from memory.
/// </summary>
internal static class BaselineServer
{
    private const string MediaType = "application/graphql-response+json; charset=utf-8";

    public static async Task Run(string connection, string url)
    {
        var search = Workloads.All(0, []).Single(workload => workload.Name == "search");
        var statements = new ConcurrentDictionary<string, string>(
            Workloads.All(0, []).Append(Workloads.SearchByIlike(search))
                .Select(workload => KeyValuePair.Create(workload.Name, workload.Sql)));
        var settings =
            new NpgsqlConnectionStringBuilder(connection)
            {
                MaxAutoPrepare = 32,
                AutoPrepareMinUsages = 2,
                NoResetOnClose = true
            };
        await using var database = NpgsqlDataSource.Create(settings.ConnectionString);
        var constants = new ConcurrentDictionary<string, byte[]>();

        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        var app = builder.Build();
        app.MapGet("/w/{name}", async context => await Answer(context, database, statements));
        app.MapGet(
            "/constant/{name}", context => Write(context, constants[(string)context.Request.RouteValues["name"]!]));
        app.MapPut("/constant/{name}", async context =>
            constants[(string)context.Request.RouteValues["name"]!] = await Body(context));
        app.MapPut("/w/{name}", async context =>
            statements[(string)context.Request.RouteValues["name"]!] = Encoding.UTF8.GetString(await Body(context)));
        await app.RunAsync(url);
    }

    private static async Task<byte[]> Body(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        return body.ToArray();
    }

    private static async Task Answer(
        HttpContext context, NpgsqlDataSource database, ConcurrentDictionary<string, string> statements)
    {
        var sql = statements[(string)context.Request.RouteValues["name"]!];
        await using var command = database.CreateCommand(sql);
        if (sql.Contains("$1", StringComparison.Ordinal))
            command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = context.Request.Query["a"].ToString() });
        await using var reader = await command.ExecuteReaderAsync(context.RequestAborted);
        await reader.ReadAsync(context.RequestAborted);
        await Write(context, await reader.GetFieldValueAsync<byte[]>(0, context.RequestAborted));
    }

    private static Task Write(HttpContext context, byte[] json)
    {
        context.Response.ContentType = MediaType;
        context.Response.ContentLength = json.Length;
        return context.Response.Body.WriteAsync(json).AsTask();
    }
}
