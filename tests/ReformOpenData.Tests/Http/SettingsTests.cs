using ReformOpenData.Server.Configuration;


namespace ReformOpenData.Tests.Http;

public sealed class SettingsTests
{
    [Fact]
    public void Without_any_setting_the_defaults_hold() => Assert.Equal(new ServerOptions(), Settings.Load(null, []));

    [Fact]
    public void The_command_line_wins_over_the_environment_and_that_over_the_file()
    {
        var file = File("""{ "CacheBytes": 1, "MaxAgeSeconds": 1, "DrainSeconds": 1, "Limits": { "Cost": 5 } }""");
        Environment.SetEnvironmentVariable("REFORM_MAXAGESECONDS", "2");
        Environment.SetEnvironmentVariable("REFORM_DRAINSECONDS", "2");
        try
        {
            var options = Settings.Load(file, [new("DrainSeconds", "3")]);
            Assert.Equal((1, 2, 3, 5), (options.CacheBytes, options.MaxAgeSeconds, options.DrainSeconds, options.Limits.Cost));
        }
        finally
        {
            Environment.SetEnvironmentVariable("REFORM_MAXAGESECONDS", null);
            Environment.SetEnvironmentVariable("REFORM_DRAINSECONDS", null);
        }
    }

    [Theory]
    [InlineData("CacheBites", "1", "CacheBites in the command line is no setting; docs/configuration.md lists them.")]
    [InlineData("CacheBytes", "-1", "CacheBytes is -1, and must be from 0 to 17179869184.")]
    [InlineData("Proxies", "eleven", "Proxies is 'eleven', which is no whole number.")]
    [InlineData("LogLevel", "Loud", "LogLevel is 'Loud', which is none of Trace, Debug, Information, Warning, Error, Critical, None.")]
    [InlineData("OtlpEndpoint", "collector", "OtlpEndpoint is 'collector', which is no absolute URL.")]
    [InlineData("Limits:Depth", "9000", "Limits:Depth is 9000, and must be from 1 to 200.")]
    [InlineData("Urls", "nonsense", "Urls has 'nonsense', which is no address to listen on: write http://HOST:PORT. HTTPS is for the proxy in front (docs/operations.md).")]
    [InlineData("Urls", "http://*:80;https://*:443", "Urls has 'https://*:443', which is no address to listen on: write http://HOST:PORT. HTTPS is for the proxy in front (docs/operations.md).")]
    [InlineData("Urls", "http://127.0.0.1:99999", "Urls has 'http://127.0.0.1:99999', which is no address to listen on: write http://HOST:PORT. HTTPS is for the proxy in front (docs/operations.md).")]
    public void What_does_not_fit_is_said_in_a_sentence(string name, string value, string message)
    {
        var fault = Assert.Throws<SettingsException>(() => Settings.Load(null, [new(name, value)]));
        Assert.Equal(message, fault.Message);
    }

    [Fact]
    public void A_file_that_is_not_there_or_no_json_is_said_in_a_sentence()
    {
        Assert.Equal(
            "The configuration file nowhere.json is not there.",
            Assert.Throws<SettingsException>(() => Settings.Load("nowhere.json", [])).Message);
        Assert.Contains("is no JSON object of settings", Assert.Throws<SettingsException>(() => Settings.Load(File("{ nonsense"), [])).Message);
    }

    private static string File(string text)
    {
        var file = Path.Combine(Directory.CreateTempSubdirectory("reform-settings-").FullName, "settings.json");
        System.IO.File.WriteAllText(file, text);
        return file;
    }
}
