using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using ReformOpenData.Data.Storage;
using ReformOpenData.Tests.Databases;
using ReformOpenData.Tests.Documentation;

namespace ReformOpenData.Tests.Queries;

/// <summary>
/// Each folder beside this file is a case: <c>request.graphql</c>, the <c>response.json</c> that both databases give, and the
/// <c>statements.sql</c> that it takes (one file for each database where the texts differ). A request may begin with
/// <c># release: 2</c> and <c># variables: {…}</c>. UPDATE_SNAPSHOTS=1 writes the other files; CI never does.
/// </summary>
public abstract class CaseTests(TestDatabase database, CaseTests.Filled filled)
{
    private static readonly JsonSerializerOptions Pretty =
        new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, NewLine = "\n" };

    private static readonly string Folder = Repository.Path("tests/ReformOpenData.Tests/Queries");

    public static TheoryData<string> Cases =>
        [.. Directory.GetDirectories(Folder).Where(HasRequest).Select(folder => Path.GetFileName(folder)).Order(StringComparer.Ordinal)];

    [SkippableTheory]
    [MemberData(nameof(Cases))]
    public async Task A_request_has_its_response_and_takes_its_statements(string name)
    {
        var store = await filled.StoreAsync(database);
        var folder = Path.Combine(Folder, name);
        var request = await File.ReadAllTextAsync(Path.Combine(folder, "request.graphql"));
        var release = Header(request, "release") is { } number ? int.Parse(number, System.Globalization.CultureInfo.InvariantCulture) : 1;
        using var variables = Header(request, "variables") is { } json ? JsonDocument.Parse(json) : null;
        var answer = await store.AskAsync(request, variables?.RootElement, release);
        Snapshot(Path.Combine(folder, "response.json"), JsonSerializer.Serialize(answer.Json, Pretty) + "\n");
        CheckStatements(folder, Statements(answer));
    }

    [Fact]
    public void There_are_at_least_sixty_cases() => Assert.True(((IEnumerable<object[]>)Cases).Count() >= 60);

    private void CheckStatements(string folder, string statements)
    {
        var own = Path.Combine(folder, $"statements.{Kind(database.Kind)}.sql");
        var shared = Path.Combine(folder, "statements.sql");
        if (!IsUpdating)
        {
            Snapshot(File.Exists(own) ? own : shared, statements);
            return;
        }

        var other = Path.Combine(
            folder, $"statements.{Kind(database.Kind == DatabaseKind.Sqlite ? DatabaseKind.PostgreSql : DatabaseKind.Sqlite)}.sql");
        if (File.Exists(shared) && File.ReadAllText(shared) != statements)
            File.Move(shared, other, overwrite: true);
        File.Delete(own);
        if (File.Exists(other) && File.ReadAllText(other) == statements)
            File.Delete(other);
        File.WriteAllText(File.Exists(other) ? own : shared, statements);
    }

    private static string Kind(DatabaseKind kind) => kind == DatabaseKind.Sqlite ? "sqlite" : "postgresql";

    private static bool IsUpdating => Environment.GetEnvironmentVariable("UPDATE_SNAPSHOTS") == "1";

    private static bool HasRequest(string folder) => File.Exists(Path.Combine(folder, "request.graphql"));

    private static string? Header(string request, string name)
    {
        var mark = $"# {name}: ";
        return request.Split('\n').FirstOrDefault(line => line.StartsWith(mark, StringComparison.Ordinal))?[mark.Length..];
    }

    private static void Snapshot(string path, string text)
    {
        if (IsUpdating)
            File.WriteAllText(path, text);
        else
            Assert.Equal(File.Exists(path) ? File.ReadAllText(path) : "", text);
    }

    private static string Statements(Answer answer)
    {
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
