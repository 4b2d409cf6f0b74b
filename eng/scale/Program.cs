using System.Diagnostics;
using System.Globalization;
using ReformOpenData.Data.Exports;
using ReformOpenData.Data.Import;
using ReformOpenData.Data.Releases;
using ReformOpenData.Data.Storage;
using ReformOpenData.Generate;
using ReformOpenData.Scale;

// Imports a tidy CSV of many municipalities with the program itself, and compares with the database's own bulk load of
// the same
// rows into the same tables with the same indexes, in the same run. eng/scale/run starts PostgreSQL and calls this.
const string Usage =
    "usage: scale MUNICIPALITIES SERVER_DLL FOLDER [CONNECTION_OF_AN_EMPTY_DATABASE CONNECTION_OF_ANOTHER]";
if (args.Length is not (3 or 5) || !int.TryParse(args[0], CultureInfo.InvariantCulture, out var count))
{
    await Console.Error.WriteLineAsync(Usage);
    return 2;
}

var csv = Path.Combine(args[2], "municipalities.csv");
if (!File.Exists(csv))
{
    var generator = new MunicipalityGenerator(Fragments.Read("data/072028-fy2021.txt"), seed: 1);
    await using var stream = File.Create(csv);
    TidyCsv.Write(generator.Generate(count), stream);
}

await Console.Out.WriteLineAsync(string.Create(
    CultureInfo.InvariantCulture,
    $"{count} municipalities, {new FileInfo(csv).Length / 1e6:0} MB of CSV, {Environment.ProcessorCount} processors"));
var (target, other) = (Path.Combine(args[2], "store"), Path.Combine(args[2], "baseline"));
await MeasureAsync(
    "SQLite", ["--data", target], () => Store.OpenSqliteAsync(target), () => Baseline.SqliteAsync(target, other));
if (args.Length == 5)
{
    await MeasureAsync(
        "PostgreSQL", ["--connection", args[3]], () => Store.OpenPostgreSqlAsync(args[3]),
        () => Baseline.PostgreSqlAsync(args[3], args[4], args[2]));
}

return 0;

async Task MeasureAsync(string name, string[] where, Func<Task<Store>> open, Func<Task<TimeSpan>> baseline)
{
    var watch = Stopwatch.StartNew();
    var peak = await ChildPeak.RunAsync("dotnet", [args[1], "import", csv, "--json", .. where]);
    var import = watch.Elapsed;
    await using var store = await open();

    // The first publication of a process also compiles what it runs; the second, of a small change on top, shows the
    // flip itself.
    watch.Restart();
    var release = await new Publication(store, TimeProvider.System).PublishAsync();
    var first = watch.Elapsed;
    var changed = new MunicipalityGenerator(Fragments.Read("data/072028-fy2021.txt"), seed: 1).Create(1, edition: 2);
    await new Importer(store, TimeProvider.System).ImportAsync(
        [new ReadResult(changed, changed.Documents[^1], [])], new ImportOptions());
    watch.Restart();
    await new Publication(store, TimeProvider.System).PublishAsync();
    var publish = watch.Elapsed;
    var bulk = await baseline();
    await Console.Out.WriteLineAsync(string.Create(
        CultureInfo.InvariantCulture,
        $"{name}: import of {release.NarrativeCount} narratives {import.TotalSeconds:0.0} s, peak memory "
            + $"{peak / 1e6:0} MB; "
        + $"the database's own bulk load {bulk.TotalSeconds:0.0} s; ratio {import / bulk:0.00}; publish "
        + $"{publish.TotalMilliseconds:0.0} ms (the first of a process {first.TotalMilliseconds:0} ms)"));
}
