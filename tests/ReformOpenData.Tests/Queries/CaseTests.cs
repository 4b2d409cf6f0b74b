using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using ReformOpenData.Data.Storage;
using ReformOpenData.Tests.Databases;
using ReformOpenData.Tests.Documentation;
using Snapshooter;

namespace ReformOpenData.Tests.Queries;

/// <summary>
/// Each folder beside this file is a case: <c>request.graphql</c>, and in <c>__snapshots__</c> the <c>response.json</c>
/// that both databases give and the <c>statements.sql</c> that it takes (one file for each database where the texts
/// differ). A request may begin with <c># release: 2</c> and <c># variables: {…}</c>.
/// </summary>
public abstract class CaseTests(TestDatabase database, CaseTests.Filled filled)
{
    private static readonly JsonSerializerOptions Pretty =
        new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, NewLine = "\n" };

    private static readonly string Folder = Repository.Path("tests/ReformOpenData.Tests/Queries");

    public static TheoryData<string> Cases =>
        [.. Directory.GetDirectories(Folder).Where(HasRequest).Select(folder => Path.GetFileName(folder)).Order(
            StringComparer.Ordinal)];

    [SkippableTheory]
    [MemberData(nameof(Cases))]
    public async Task A_request_has_its_response_and_takes_its_statements(string name)
    {
        var store = await filled.StoreAsync(database);
        var folder = Path.Combine(Folder, name);
        var request = await File.ReadAllTextAsync(Path.Combine(folder, "request.graphql"));
        var release = Header(request, "release") is { } number
            ? int.Parse(number, System.Globalization.CultureInfo.InvariantCulture)
            : 1;
        using var variables = Header(request, "variables") is { } json ? JsonDocument.Parse(json) : null;
        var answer = await store.AskAsync(request, variables?.RootElement, release);
        Snapshots.Match(JsonSerializer.Serialize(answer.Json, Pretty), new SnapshotFullName("response.json", folder));
        CheckStatements(folder, Statements(answer));
    }

    /// <summary>A folder without a request would be passed over.</summary>
    [Fact]
    public void Every_folder_is_a_case() => Assert.All(
        Directory.GetDirectories(Folder),
        folder => Assert.True(HasRequest(folder), $"{folder} has no request.graphql."));

    private void CheckStatements(string folder, string statements)
    {
        const string shared = "statements.sql";
        string[] names = ["statements.sqlite.sql", "statements.postgresql.sql"];
        var (own, other) = database.Kind == DatabaseKind.Sqlite ? (names[0], names[1]) : (names[1], names[0]);
        if (Snapshots.IsUpdating)
        {
            // The text of both was one, and is no longer: it stays that of the other.
            if (File.Exists(Of(shared)) && File.ReadAllText(Of(shared)) != statements)
                File.Move(Of(shared), Of(other), overwrite: true);
            File.Delete(Of(own));
            if (File.Exists(Of(other)) && File.ReadAllText(Of(other)) == statements)
                File.Delete(Of(other));
            if (File.Exists(Of(other)))
                Snapshots.Match(statements, new SnapshotFullName(own, folder));
        }

        Snapshots.Match(statements, new SnapshotFullName(File.Exists(Of(own)) ? own : shared, folder));

        string Of(string name) => Path.Combine(folder, "__snapshots__", name);
    }

    private static bool HasRequest(string folder) => File.Exists(Path.Combine(folder, "request.graphql"));

    private static string? Header(string request, string name)
    {
        var mark = $"# {name}: ";
        return request.Split('\n')
            .FirstOrDefault(line => line.StartsWith(mark, StringComparison.Ordinal))?[mark.Length..];
    }

    private static string Statements(Answer answer)
    {
        if (answer.Statements.Count == 0)
            return "-- none\n";
        var text = new StringBuilder();
        foreach (var (sql, parameters) in answer.Statements)
        {
            if (text.Length > 0)
                text.Append('\n');
            text.Append(sql).Append(";\n");
            foreach (var parameter in parameters)
                text.Append("-- ").Append(parameter.Length > 110 ? parameter[..110] + "…" : parameter).Append('\n');
        }

        return text.ToString();
    }

    /// <summary>One filled store for all cases of a database.</summary>
    public sealed class Filled
    {
        private readonly SemaphoreSlim _once = new(1);
        private QuestionStore? _store;

        public async Task<QuestionStore> StoreAsync(TestDatabase database)
        {
            await _once.WaitAsync();
            try
            {
                return _store ??= await QuestionStore.CreateAsync(database);
            }
            finally
            {
                _once.Release();
            }
        }
    }
}

public sealed class CaseTestsOnSqlite(SqliteDatabase database, CaseTests.Filled filled)
    : CaseTests(database, filled), IClassFixture<SqliteDatabase>, IClassFixture<CaseTests.Filled>;

public sealed class CaseTestsOnPostgreSql(PostgreSqlDatabase database, CaseTests.Filled filled)
    : CaseTests(database, filled), IClassFixture<PostgreSqlDatabase>, IClassFixture<CaseTests.Filled>;
