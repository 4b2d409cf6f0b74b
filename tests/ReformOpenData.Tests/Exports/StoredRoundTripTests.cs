using ReformOpenData.Data.Plans;
using ReformOpenData.Data.Releases;
using ReformOpenData.Tests.Databases;
using ReformOpenData.Tests.Import;
using ReformOpenData.Tests.Truth;

namespace ReformOpenData.Tests.Exports;

/// <summary>
/// A release of either database is what was stored, and its export comes back as it: labels and levels, evaluators,
/// measures, endings, printed numbers, levels of a plan, department successors, roles and kinds of texts among it.
/// </summary>
public abstract class StoredRoundTripTests(TestDatabase database)
{
    [SkippableFact]
    public async Task A_release_comes_back_from_its_export()
    {
        var series = await ReleaseSeries.CreateAsync(database);
        var reader = new ReleaseReader(series.Store);
        for (var seed = 1; seed <= 8; seed++)
        {
            var made = new RandomMunicipality(seed).Create("990001");
            var release = await series.AddAsync(made);
            var stored = await reader.ReadAsync(release).SingleAsync();
            // The number of the release in which a correction came is given by storing it.
            Assert.DoesNotContain(
                MunicipalityComparison.Compare(made, stored), change => change.Field != "sinceRelease");
            foreach (var format in (string[])["csv", "xlsx"])
            {
                var back = RoundTripTests.WriteAndRead(format, [stored], await reader.ColumnsOfAsync(release)).Single();
                Assert.Equal([], back.Findings);
                Assert.Equal(PublishedTable.Everything(stored), PublishedTable.Everything(back.Municipality));
            }
        }
    }
}

public sealed class StoredRoundTripTestsOnSqlite(SqliteDatabase database)
    : StoredRoundTripTests(database), IClassFixture<SqliteDatabase>;

public sealed class StoredRoundTripTestsOnPostgreSql(PostgreSqlDatabase database)
    : StoredRoundTripTests(database), IClassFixture<PostgreSqlDatabase>;
