using ReformOpenData.Server.Hosting;

namespace ReformOpenData.Tests.Http;

/// <summary>A process may open so many files, and connections are among them.</summary>
public sealed class OpenFilesTests
{
    [Theory]
    [InlineData(10_000, "1024", 624)]
    [InlineData(100, "1024", 100)]
    [InlineData(0, "1024", 624)]
    [InlineData(0, "300", 16)]
    [InlineData(10_000, "524288", 10_000)]
    [InlineData(10_000, "unlimited", 10_000)]
    public void Connections_leave_room_for_the_rest(int asked, string limit, int given) => Assert.Equal(
        given,
        OpenFiles.Connections(
            asked, ["Limit     Soft Limit  Hard Limit Units", $"Max open files   {limit} 1048576 files"]));
}
