using ReformOpenData.Data.Storage;

namespace ReformOpenData.Tests.Databases;

/// <summary>Stores in a temporary folder, copied from one that was made once.</summary>
public sealed class SqliteDatabase : TestDatabase
{
    private static readonly Lazy<byte[]> Template = new(MakeTemplate);

    private readonly string root = Directory.CreateTempSubdirectory("reform-sqlite-").FullName;
    private int count;

    public override DatabaseKind Kind => DatabaseKind.Sqlite;

    public override string NewLocation()
    {
        var folder = Path.Combine(
            root, Interlocked.Increment(ref count).ToString(System.Globalization.CultureInfo.InvariantCulture));
        Directory.CreateDirectory(folder);
        File.WriteAllBytes(Path.Combine(folder, Store.FileName), Template.Value);
        return folder;
    }

    protected override Task DeleteAsync()
    {
        Directory.Delete(root, recursive: true);
        return Task.CompletedTask;
    }

    private static byte[] MakeTemplate()
    {
        var folder = Directory.CreateTempSubdirectory("reform-template-").FullName;
        Task.Run(async () => await (await Store.OpenSqliteAsync(folder)).DisposeAsync()).GetAwaiter().GetResult();
        var bytes = File.ReadAllBytes(Path.Combine(folder, Store.FileName));
        Directory.Delete(folder, recursive: true);
        return bytes;
    }
}
