using ReformOpenData.Data.Exports;
using ReformOpenData.Data.Plans;
using ReformOpenData.Data.Queries.Model;
using ReformOpenData.Data.Releases;
using ReformOpenData.Data.Storage;
using ReformOpenData.Server.Configuration;
using ReformOpenData.Server.Endpoints;
using ReformOpenData.Server.Pages;
using ReformOpenData.Server.Schema;

namespace ReformOpenData.Server.Hosting;

/// <summary>The host over a store: the schema bound to it, and its public releases.</summary>
internal static class Serving
{
    /// <summary>A host over a store of which nothing was read yet.</summary>
    public static WebApplication Build(
        ServerOptions options,
        Store store,
        Action<string, IReadOnlyList<string>>? trace = null,
        Preview? preview = null) => Build(options, new ServedStore(store), Contract.Read(), trace, preview);

    /// <param name="trace">Called with each SQL statement and its parameters; null for none.</param>
    /// <param name="preview">The draft to show in the place of what is public; null on every server but a
    /// preview.</param>
    public static WebApplication Build(
        ServerOptions options,
        ServedStore served,
        Contract contract,
        Action<string, IReadOnlyList<string>>? trace = null,
        Preview? preview = null)
    {
        var store = served.Store;
        ILogger? log = null;
        var measures = new Download(
            "reform-measures.csv",
            "text/csv; charset=utf-8",
            (release, stream) => MeasureColumns.Write(Read(store, release), stream, Columns(store, release)))
        {
            IsThere = async release => (await store.SizeAsync(release)).Has(Catalog.MeasureValue),
        };
        var schema = ReformSchema.Create(
            store, contract.Schema, options.Limits, (id, fault) => log?.LogError(fault, "Fault {Id}", id));
        var app = Host.Build(options, new Served(
            (request, release, client, cancellation) =>
                schema.ExecuteAsync(request, release, client.Value, trace, cancellation),
            preview is not null ? preview.LookAsync : served.LookAsync,
            contract.Sdl,
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
            Check = served.CheckAsync,
        });
        log = app.Services.GetRequiredService<ILoggerFactory>().CreateLogger<ReformSchema>();
        return app;
    }

    private static IReadOnlyList<TidyColumn> Columns(Store store, int release) =>
        new ReleaseReader(store).ColumnsOfAsync(release).GetAwaiter().GetResult();

    private static IEnumerable<Municipality> Read(Store store, int release) =>
        new ReleaseReader(store).ReadAsync(release).ToBlockingEnumerable();
}
