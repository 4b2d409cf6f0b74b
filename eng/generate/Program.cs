using System.Diagnostics;
using System.Globalization;
using ReformOpenData.Data.Import;
using ReformOpenData.Data.Plans;
using ReformOpenData.Data.Releases;
using ReformOpenData.Data.Storage;
using ReformOpenData.Generate;

const string usage =
    """
    generate store N (--connection TEXT | --data DIR)                 writes N municipalities into a store and publishes them
    generate replace INDEX OLD NEW (--connection TEXT | --data DIR)   publishes a new edition of one; prints the release
    generate count N                                                  prints how many of each there are
    """;

var generator = new MunicipalityGenerator(Fragments.Read("data/072028-fy2021.txt"), seed: 1);
string[] words = [.. args.Where((word, i) => !IsOption(word) && (i == 0 || !IsOption(args[i - 1])))];
switch (words)
{
    case ["store", var count]:
        await Publish(generator.Generate(Number(count)));
        return 0;
    case ["replace", var index, var old, var edition]:
        await Publish(
            [generator.Create(Number(index), Number(edition))],
            new Mapping([new MappingAnswer(
                MunicipalityGenerator.LastDocument(Number(index), Number(edition)),
                MunicipalityGenerator.LastDocument(Number(index), Number(old)))]));
        return 0;
    case ["count", var count]:
        var assessments = (from municipality in generator.Generate(Number(count))
                           from plan in municipality.Plans
                           from category in plan.Categories
                           from item in category.Items
                           from initiative in item.Initiatives
                           from assessment in initiative.Assessments
                           select (
                               Narratives: assessment.Narratives.Count, Ratings: assessment.Ratings.Count)).ToList();
        await Console.Out.WriteLineAsync(
            $"{assessments.Count} assessments, {assessments.Sum(row => row.Narratives)} narratives, "
                + $"{assessments.Sum(row => row.Ratings)} ratings");
        return 0;
    default:
        await Console.Error.WriteLineAsync(usage);
        return 2;
}

static bool IsOption(string word) => word.StartsWith("--", StringComparison.Ordinal);

static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);

async Task Publish(IEnumerable<Municipality> municipalities, Mapping? mapping = null)
{
    await using var store = Option("--connection") is { } connection
        ? await Store.OpenPostgreSqlAsync(connection)
        : await Store.OpenSqliteAsync(Option("--data") ?? throw new ArgumentException("Say --connection or --data."));
    var watch = Stopwatch.StartNew();
    var outcome = await new Importer(store, TimeProvider.System).ImportAsync(
        municipalities.Select(municipality => new ReadResult(municipality, municipality.Documents[^1], [])),
        new ImportOptions { Note = "試験用に作ったもので、実在しない自治体です。", Mapping = mapping });
    if (outcome.Status != ImportStatus.Imported)
    {
        throw new InvalidDataException(
            $"{outcome.Status}: " + string.Join(
                ' ',
                outcome.Documents.SelectMany(document => document.Findings)
                    .Where(finding => finding.Severity == FindingSeverity.Error)
                    .Select(finding => finding.Message).Take(5)));
    }

    var imported = watch.Elapsed;
    var release = await new Publication(store, TimeProvider.System).PublishAsync();
    await Console.Error.WriteLineAsync(string.Create(
        CultureInfo.InvariantCulture,
        $"imported in {imported.TotalSeconds:0.0} s, published in {(watch.Elapsed - imported).TotalMilliseconds:0} ms, "
            + $"peak memory {Process.GetCurrentProcess().PeakWorkingSet64 / 1e6:0} MB"));
    await Console.Out.WriteLineAsync(release.Number.ToString(CultureInfo.InvariantCulture));
}

string? Option(string name) => Array.IndexOf(args, name) is >= 0 and var at ? args[at + 1] : null;
