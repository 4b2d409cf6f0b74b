using ReformOpenData.Data.Storage;

namespace ReformOpenData.Tests.Storage;

/// <summary>What the system reports is brought about, and not made up.</summary>
public sealed class FileFaultsTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("faults").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void What_is_not_there_and_what_another_one_has_open_is_told_in_Japanese()
    {
        Assert.Equal("ファイルがありません", Told(() => File.ReadAllText(Path.Combine(_folder, "none"))));
        Assert.Equal("フォルダーがありません", Told(() => File.ReadAllText(Path.Combine(_folder, "none/none"))));
        Assert.Equal("名前が長すぎます", Told(() => File.Create(Path.Combine(_folder, new string('a', 300))).Dispose()));
        var path = Path.Combine(_folder, "open");
        using var open = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None);
        Assert.Equal("ほかのプログラムが開いています", Told(() => File.ReadAllText(path)));
        Assert.Equal("権限がないか、読み取り専用です", Told(() => File.WriteAllText(_folder, "")));
    }

    [SkippableFact]
    public void A_full_disk_is_told_in_Japanese()
    {
        Skip.IfNot(File.Exists("/dev/full"), "There is no /dev/full.");
        Assert.Equal("ディスクに空きがありません", Told(() => File.WriteAllText("/dev/full", "a")));
    }

    [Fact]
    public void A_rare_cause_is_told_as_it_is() =>
        Assert.Equal("Odd", FileFaults.InJapanese(new IOException("Odd.\n")));

    private static string? Told(Action act) => FileFaults.Known(Record.Exception(act)!);
}
