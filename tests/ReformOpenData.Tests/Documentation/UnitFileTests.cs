using System.Globalization;

namespace ReformOpenData.Tests.Documentation;

/// <summary>The unit of systemd that the page of operations prints.</summary>
public sealed class UnitFileTests
{
    /// <summary>As systemd has it: five starts in ten seconds, and a pause of 100 ms.</summary>
    private const int MostStarts = 5, Seconds = 10;

    [Fact]
    public void A_server_whose_database_is_away_at_boot_is_started_until_it_is_there()
    {
        var unit = File.ReadLines(Repository.Path("docs/operations.md"))
            .SkipWhile(line => line != "```ini").Skip(1).TakeWhile(line => line != "```")
            .Where(line => line.Contains('=', StringComparison.Ordinal) && line[0] != '#')
            .ToDictionary(line => line.Split('=')[0], line => line.Split('=', 2)[1], StringComparer.Ordinal);
        Assert.Equal("on-failure", unit["Restart"]);
        Assert.True(int.Parse(unit["RestartSec"], CultureInfo.InvariantCulture) * MostStarts > Seconds);
        // But not one whose settings do not fit.
        Assert.Equal(
            Server.Commands.ExitCode.Usage.ToString(CultureInfo.InvariantCulture), unit["RestartPreventExitStatus"]);
    }
}
