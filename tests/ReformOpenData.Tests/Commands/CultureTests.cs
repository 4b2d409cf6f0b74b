using System.Globalization;
using ReformOpenData.Tests.Http;

namespace ReformOpenData.Tests.Commands;

/// <summary>Numbers and days are the same whatever locale the machine has.</summary>
public sealed class CultureTests
{
    private static readonly string Document = Path.Combine(AppContext.BaseDirectory, "data", "072028-fy2021.txt");

    [Theory]
    [InlineData("de_DE.UTF-8")]
    [InlineData("tr_TR.UTF-8")]
    public async Task The_program_answers_alike_under_every_locale(string locale)
    {
        var environment = new Dictionary<string, string>
        {
            ["LC_ALL"] = locale,
            ["LANG"] = locale,
            // Whoever sets it otherwise for all programs of the machine.
            ["DOTNET_SYSTEM_GLOBALIZATION_INVARIANT"] = "0",
            ["DOTNET_SYSTEM_GLOBALIZATION_PREDEFINED_CULTURES_ONLY"] = "0",
        };
        await using var server = await ServeProcess.StartAsync(environment);
        var answer = await server.Client.GetStringAsync(new Uri(
            "/graphql?query={ratings{groups(by:[GRADE] having:{share:{gt:0.05}} order:[{share:DESC}]){grade share}}}",
            UriKind.Relative));
        Assert.Contains("\"share\":0.", answer);
        var text = await server.Client.GetStringAsync(new Uri("/downloads/reform.csv", UriKind.Relative));
        await using var neutral = await ServeProcess.StartAsync();
        Assert.Equal(await neutral.Client.GetStringAsync(new Uri("/downloads/reform.csv", UriKind.Relative)), text);
    }

    [Fact]
    public async Task A_command_prints_alike_under_a_culture_that_writes_numbers_and_days_otherwise()
    {
        var folder = Directory.CreateTempSubdirectory("reform-culture-").FullName;
        var ours = CultureInfo.CurrentCulture;
        try
        {
            string[] import = ["import", Document, "--publish", "--data", folder];
            Assert.Equal(0, (await CommandLineTests.RunAsync(import)).Code);
            foreach (var command in new[] { "releases", "import", "check" })
            {
                string[] line = command == "import" ? ["import", Document, "--dry-run"] : [command];
                CultureInfo.CurrentCulture = ours;
                var expected = await CommandLineTests.RunAsync([.. line, "--data", folder]);
                CultureInfo.CurrentCulture = Other();
                Assert.Equal(expected, await CommandLineTests.RunAsync([.. line, "--data", folder]));
            }
        }
        finally
        {
            CultureInfo.CurrentCulture = ours;
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>German by hand, since this build knows no culture: 1.234,5 and 09.30.</summary>
    private static CultureInfo Other()
    {
        var culture = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        (culture.NumberFormat.NumberDecimalSeparator, culture.NumberFormat.NumberGroupSeparator) = (",", ".");
        culture.NumberFormat.NegativeSign = "−";
        culture.DateTimeFormat.TimeSeparator = ".";
        return culture;
    }
}
