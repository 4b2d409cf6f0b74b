using System.Data.Common;
using System.Text.Json;
using ReformOpenData.Data.Plans;
using ReformOpenData.Data.Releases;
using ReformOpenData.Tests.Databases;
using ReformOpenData.Tests.Import;
using ReformOpenData.Tests.Storage;

namespace ReformOpenData.Tests.Truth;

/// <summary>
/// Two states differ in nothing if and only if every answer is the same, tried with each value of the model in turn.
/// </summary>
public abstract class EveryFieldTests(TestDatabase database)
{
    private static readonly Municipality Sample = SampleMunicipality.CreateWithScale();

    [SkippableFact]
    public async Task Nothing_changes_if_and_only_if_every_answer_is_the_same()
    {
        var series = await ReleaseSeries.CreateAsync(database);
        var first = await AskAsync(await series.AddAsync(Sample));
        var told = new HashSet<string>();
        var tried = 0;
        foreach (var (path, changed) in Storable())
        {
            int release;
            try
            {
                release = await series.AddAsync(changed);
            }
            catch (Exception fault) when (fault is DbException or InvalidOperationException or ArgumentException)
            {
                continue; // It names what is not there any more, or twice what there is once: no reader makes that.
            }

            var answers = await AskAsync(release);
            var differ = first.Keys.Union(answers.Keys)
                .Where(field => first.GetValueOrDefault(field) != answers.GetValueOrDefault(field)).ToList();
            var changes = MunicipalityComparison.Compare(Sample, changed);
            Assert.True(
                changes.Count == 0 == (differ.Count == 0),
                $"{path}: {changes.Count} changes, answers differ in [{string.Join(", ", differ)}]");
            Assert.True(changes.Count == 0 == (ContentHash.Of(Sample) == ContentHash.Of(changed)), path);
            told.UnionWith(differ);
            tried++;
        }

        Assert.InRange(tried, 200, int.MaxValue);

        // A field that no variant changes is one that the comparison may not know.
        Assert.Equal(["municipalities.totalCount"], first.Keys.Except(told));

        async Task<Dictionary<string, string>> AskAsync(int release) =>
            EveryAnswer.Values(await series.AskAsync(EveryAnswer.Question, release));
    }

    private static IEnumerable<(string Path, Municipality Changed)> Storable()
    {
        foreach (var variant in Variants.Of(Sample))
        {
            // A document without its plan has no answer.
            var changed = (Municipality)variant.Value!;
            if (changed.Documents.All(
                document => changed.Plans.Any(plan => plan.Code == document.PlanCode)))
                yield return (variant.Path, changed);
        }

        yield return (
            "the plan of a document",
            Sample with { Documents = [Sample.Documents[0] with { PlanFirstFiscalYear = 2022 }, Sample.Documents[1]] });

        var (first, id) = (Sample.Plans[0], "zaisei");
        yield return (
            "the id of a plan",
            Sample with
            {
                Plans = [first with { Id = id }, .. Sample.Plans.Skip(1)],
                Documents =
                [
                    .. Sample.Documents.Select(document =>
                        document.PlanCode == first.Code ? document with { PlanId = id } : document),
                ],
            });

        // What is referred to cannot be left out alone, so there is one more of it.
        yield return (
            "one more department", Sample with { Departments = [.. Sample.Departments, new Department("新課", null)] });
        yield return (
            "one more document",
            Sample with
            {
                Documents = [.. Sample.Documents,
                Sample.Documents[0] with { Sha256 = new string('c', 64) }]
            });

        // Names that others refer to change everywhere.
        foreach (var name in new[] { "経営企画課", "公共施設管理課", new string('a', 64), new string('b', 64),
            SampleMunicipality.Code })
        {
            var json = PublishedTable.Everything(Sample).Replace(name, name[..^1] + "9", StringComparison.Ordinal);
            yield return (name, JsonSerializer.Deserialize<Municipality>(json)!);
        }

        // The last digit of a code is not in the area code.
        var elsewhere = PublishedTable.Everything(Sample).Replace(
            SampleMunicipality.Code, "1" + SampleMunicipality.Code[1..], StringComparison.Ordinal);
        yield return ("another area", JsonSerializer.Deserialize<Municipality>(elsewhere)!);
    }
}

public sealed class EveryFieldTestsOnSqlite(SqliteDatabase database)
    : EveryFieldTests(database), IClassFixture<SqliteDatabase>;

public sealed class EveryFieldTestsOnPostgreSql(PostgreSqlDatabase database)
    : EveryFieldTests(database), IClassFixture<PostgreSqlDatabase>;
