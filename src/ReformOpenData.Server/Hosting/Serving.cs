using ReformOpenData.Data.Exports;
using ReformOpenData.Data.Plans;
using ReformOpenData.Data.Queries.Model;
using ReformOpenData.Data.Releases;
using ReformOpenData.Data.Storage;
using ReformOpenData.Server.Answers;
using ReformOpenData.Server.Configuration;
using ReformOpenData.Server.Endpoints;
using ReformOpenData.Server.Pages;
using ReformOpenData.Server.Schema;

namespace ReformOpenData.Server.Hosting;

/// <summary>The host over a store: the schema bound to it, and its public releases.</summary>
internal static class Serving
{
    private static readonly TimeSpan LongestOfSize = TimeSpan.FromSeconds(1);

    /// <param name="trace">Called with each SQL statement and its parameters; null for none.</param>
    /// <param name="preview">The draft to show in the place of what is public; null on every server but a
    /// preview.</param>
    /// <param name="first">What is public, where it is being looked at already.</param>
    public static WebApplication Build(
        ServerOptions options,
        Store store,
        Action<string, IReadOnlyList<string>>? trace = null,
        Preview? preview = null,
        Task<PublicReleases?>? first = null)
    {
        var sdl = File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "schema", "reform.graphql"));
        ILogger? log = null;
        var measures = new Download(
            "reform-measures.csv",
            "text/csv; charset=utf-8",
            (release, stream) => MeasureColumns.Write(Read(store, release), stream, Columns(store, release)))
        {
            IsThere = async release => (await store.SizeAsync(release)).Has(Catalog.MeasureValue),
        };
        var check = new StoreCheck(store);
        var schema =
            ReformSchema.Create(store, sdl, options.Limits, (id, fault) => log?.LogError(fault, "Fault {Id}", id));
        var app = Host.Build(options, new Served(
            (request, release, client, cancellation) =>
                schema.ExecuteAsync(request, release, client.Value, trace, cancellation),
            preview is not null
                ? preview.LookAsync
                : cancellation => Interlocked.Exchange(ref first, null) ?? LookAsync(store, cancellation),
            sdl,
            new Download(
                "reform.csv",
                "text/csv; charset=utf-8",
                (release, stream) => TidyCsv.Write(Read(store, release), stream, Columns(store, release)))
            {
                Beside = measures,
            },
            new Download(
                "reform.xlsx",
                "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
                (release, stream) => Workbook.Write(Read(store, release), stream, Columns(store, release))),
            measures)
        {
            Preview = preview,
            IsPlanned = schema.IsPlanned,
            // It reads much, in a thread of its own.
            Check = cancellation => Task.Factory.StartNew(
                () => check.CurrentAsync(cancellation),
                cancellation,
                TaskCreationOptions.LongRunning,
                TaskScheduler.Default).Unwrap(),
        });
        log = app.Services.GetRequiredService<ILoggerFactory>().CreateLogger<ReformSchema>();
        return app;
    }

    /// <summary>
    /// What is public. How much a release holds is read before anybody can ask about it: else all who ask at first
    /// would wait for it, and go on at once.
    /// </summary>
    public static async Task<PublicReleases?> LookAsync(Store store, CancellationToken cancellation)
    {
        var look = await store.LookAsync(cancellation);
        if (look.Release is not { } number)
            return null;
        var size = store.SizeAsync(number, cancellation).AsTask();
        if (!size.IsCompleted)
            await Task.WhenAny(size, Task.Delay(LongestOfSize, cancellation));
        return new PublicReleases(number, look.Stamp, look.Publications)
        {
            PublishedAt = look.PublishedAt,
            ServedAgainAt = look.ServedAgainAt,
            ImportedAt = look.ImportedAt,
            // What is not counted by now is much.
            Rows = size.IsCompletedSuccessfully ? (await size).Rows : double.MaxValue,
        };
    }

    private static IReadOnlyList<TidyColumn> Columns(Store store, int release) =>
        new ReleaseReader(store).ColumnsOfAsync(release).GetAwaiter().GetResult();

    private static IEnumerable<Municipality> Read(Store store, int release) =>
        new ReleaseReader(store).ReadAsync(release).ToBlockingEnumerable();
}
