using ReformOpenData.Data.Exports;
using ReformOpenData.Data.Import;
using ReformOpenData.Data.Plans;
using ReformOpenData.Data.Releases;
using ReformOpenData.Data.Storage;

namespace ReformOpenData.Tests.Releases;

/// <summary>
/// Versions of a table that is large enough to be interrupted: the published one under several codes, every text of it
/// marked with the version.
/// </summary>
internal static class ManyMunicipalities
{
    public const int Count = 6;

    private static readonly Lazy<Municipality> Published = new(Read);

    public static IEnumerable<Municipality> Create(int version) =>
        Enumerable.Range(1, Count).Select(index => Published.Value with
        {
            Code = $"98{index:000}" + Keys.CheckDigit($"98{index:000}"),
            Name = $"架空市{index}",
            Plans = [.. Published.Value.Plans.Select(plan => plan with
        {
            Categories = [.. plan.Categories.Select(category => category with
            {
                Items = [.. category.Items.Select(item => item with
                {
                    Initiatives = [.. item.Initiatives.Select(initiative => initiative with
                    {
                        Description = $"第{version}版",
                        Assessments = [.. initiative.Assessments.Select(row => row with
                        {
                            Cells = [.. row.Cells.Select(cell => cell.Column == SourceColumn.Description
                                ? cell with { Text = $"第{version}版", SourceText = $"第{version}版" }
                                : cell)],
                        })],
                    })],
                })],
            })],
        })],
        });

    public static IEnumerable<ReadResult> Documents(int version) =>
        Create(version).Select(municipality => new ReadResult(municipality, municipality.Documents[0], []));

    public static void Write(int version, string path)
    {
        using var stream = File.Create(path);
        TidyCsv.Write(Create(version), stream);
    }

    /// <summary>The version of a release, after a look at every row of it: null where it is a mixture or has a
    /// hole.</summary>
    public static async Task<int?> VersionAsync(Store store, int release)
    {
        var versions = new HashSet<string?>();
        var municipalities = 0;
        await foreach (var municipality in new ReleaseReader(store).ReadAsync(release))
        {
            municipalities++;
            var initiatives = municipality.Plans.SelectMany(plan => plan.Categories)
                .SelectMany(category => category.Items)
                .SelectMany(item => item.Initiatives).ToList();
            var rows = initiatives.SelectMany(initiative => initiative.Assessments).ToList();
            if (initiatives.Count != 47
                || rows.Count != 66 || rows.Sum(row => row.Narratives.Count) != 66
                || rows.Sum(row => row.Ratings.Count) != 72)
                return null;
            versions.UnionWith(initiatives.Select(initiative => initiative.Description));
        }

        return municipalities == Count && versions.Count == 1
            ? int.Parse(versions.Single()!.Trim('第', '版'), System.Globalization.CultureInfo.InvariantCulture)
            : null;
    }

    private static Municipality Read()
    {
        var path = Path.Combine(AppContext.BaseDirectory, "data", "072028-fy2021.txt");
        return DocumentFiles.Read([path], metadata: null).Single().Municipality!;
    }
}
