using System.Text;
using ReformOpenData.Server.Commands;

namespace ReformOpenData.Tests.Commands;

/// <summary>
/// Files that commands write beside the data: what a steward has answered is not lost to a full disk.
/// </summary>
public sealed class WholeFileTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory().FullName;

    private string Path => System.IO.Path.Combine(folder, "q.csv");

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void What_was_there_stays_where_the_writing_fails()
    {
        File.WriteAllText(Path, "answers");
        Assert.Throws<IOException>(() => WholeFile.Write(Path, stream =>
        {
            stream.Write("half"u8);
            throw new IOException("No space left on device");
        }));
        Assert.Equal("answers", File.ReadAllText(Path));
        Assert.Single(Directory.GetFiles(folder));
    }

    [Theory]
    [InlineData(true, "new")]
    [InlineData(false, "answers")]
    public void What_is_written_takes_its_place_if_it_is_to_be_kept(bool isKept, string holds)
    {
        File.WriteAllText(Path, "answers");
        WholeFile.Write(Path, stream =>
        {
            stream.Write(Encoding.UTF8.GetBytes("new"));
            return isKept;
        });
        Assert.Equal(holds, File.ReadAllText(Path));
        Assert.Single(Directory.GetFiles(folder));
    }

    [Fact]
    public void No_command_writes_a_file_otherwise()
    {
        var commands = Documentation.Repository.Path("src/ReformOpenData.Server/Commands");
        var others = Directory.GetFiles(commands, "*.cs")
            .Where(file => System.IO.Path.GetFileName(file) is not ("WholeFile.cs" or "StaticSite.cs"))
            .Where(file => File.ReadAllText(file) is var text
                && (text.Contains(" File.Create", StringComparison.Ordinal)
                    || text.Contains(" File.Write", StringComparison.Ordinal)));
        Assert.Empty(others);
    }
}
