using System.Collections;
using ReformOpenData.Server.Configuration;

namespace ReformOpenData.Tests.Http;

public sealed class SettingsTests
{
    /// <summary>Not that of the process, which may hold settings of whoever runs the tests.</summary>
    private static readonly Hashtable NoEnvironment = [];

    [Fact]
    public void Without_any_setting_the_defaults_hold() =>
        Assert.Equal(new ServerOptions(), Settings.Load(null, NoEnvironment, []));

    [Fact]
    public void The_command_line_wins_over_the_environment_and_that_over_the_file()
    {
        var file = File("""{ "CacheBytes": 1, "MaxAgeSeconds": 1, "DrainSeconds": 1, "Limits": { "Cost": 5 } }""");
        var environment =
            new Hashtable
            {
                ["REFORM_MAXAGESECONDS"] = "2",
                ["reform_DrainSeconds"] = "2",
                ["REFORM_LIMITS__DEPTH"] = "9"
            };
        var options = Settings.Load(file, environment, [new("DrainSeconds", "3")]);
        Assert.Equal(
            (1, 2, 3, 5, 9),
            (
                options.CacheBytes,
                options.MaxAgeSeconds,
                options.DrainSeconds,
                options.Limits.Cost,
                options.Limits.Depth));
    }

    [Fact]
    public void Of_a_setting_that_is_named_twice_on_the_command_line_the_later_is_meant()
    {
        var options = Settings.Load(
            null,
            NoEnvironment,
            [new(
                "RequestsPerMinute",
                "0"), new("Limits:Cost", "7"), new("requestsperminute", "5"), new("limits:cost", "8")]);
        Assert.Equal((5, 8), (options.RequestsPerMinute, options.Limits.Cost));
        // What is wrong is said although a later value takes its place.
        Assert.Throws<SettingsException>(
            () => Settings.Load(null, NoEnvironment, [new("Proxies", "eleven"), new("Proxies", "1")]));
    }

    [Theory]
    [InlineData("REFORM_SERVICE_HOST", "10.96.0.12")]
    [InlineData("REFORM_SERVICE_HOST", "fd00::c")]
    [InlineData("REFORM_SERVICE_PORT", "8080")]
    [InlineData("REFORM_SERVICE_PORT_HTTP", "8080")]
    [InlineData("REFORM_PORT", "tcp://10.96.0.12:8080")]
    [InlineData("REFORM_PORT_8080_TCP", "tcp://10.96.0.12:8080")]
    [InlineData("REFORM_PORT_8080_TCP_PROTO", "tcp")]
    [InlineData("REFORM_PORT_8080_TCP_PORT", "8080")]
    [InlineData("REFORM_PORT_8080_TCP_ADDR", "10.96.0.12")]
    [InlineData("REFORM_PORT_53_UDP", "udp://[fd00::c]:53")]
    [InlineData("REFORM_OPEN_DATA_SERVICE_HOST", "10.96.0.12")]
    [InlineData("REFORM_OPEN_DATA_PORT_8080_TCP_ADDR", "10.96.0.12")]
    public void What_an_orchestrator_says_of_a_service_of_this_name_is_passed_over(string name, string value) =>
        Assert.Equal(new ServerOptions(), Settings.Load(null, new Hashtable { [name] = value }, []));

    [Theory]
    [InlineData("REFORM_PORT", "8080", "PORT")]
    [InlineData("REFORM_SERVICE_HOST", "localhost", "SERVICE_HOST")]
    [InlineData("REFORM_SERVICE_PORTS", "8080", "SERVICE_PORTS")]
    [InlineData("REFORM_CACHEBITES", "1", "CACHEBITES")]
    [InlineData("REFORM_LIMITS__DEEP", "1", "LIMITS:DEEP")]
    public void Any_other_name_in_the_environment_is_refused_as_a_mistake(string name, string value, string said)
    {
        var fault = Assert.Throws<SettingsException>(() => Settings.Load(null, new Hashtable { [name] = value }, []));
        Assert.Equal(
            $"{said} in the environment (REFORM_…) is not a setting; docs/configuration.md lists them.", fault.Message);
    }

    [Theory]
    [InlineData(
        "CacheBites", "1", "CacheBites in the command line is not a setting; docs/configuration.md lists them.")]
    [InlineData("CacheBytes", "-1", "CacheBytes is -1, and must be from 0 to 17179869184.")]
    [InlineData("Proxies", "eleven", "Proxies is 'eleven', which is not a whole number.")]
    [InlineData("Proxies", "99999999999", "Proxies is 99999999999, and must be from 0 to 10.")]
    [InlineData("CacheBytes", "", "CacheBytes is '', which is not a whole number.")]
    [InlineData("Data", "", "Data is empty; leave it out for .store.")]
    [InlineData(
        "LogLevel",
        "7",
        "LogLevel is '7', which is none of Trace, Debug, Information, Warning, Error, Critical, None.")]
    [InlineData("Limits:Cost", "1e6", "Limits:Cost is '1e6', which is not a whole number.")]
    [InlineData(
        "LogLevel",
        "Loud",
        "LogLevel is 'Loud', which is none of Trace, Debug, Information, Warning, Error, Critical, None.")]
    [InlineData(
        "OtlpEndpoint",
        "collector",
        "OtlpEndpoint is 'collector', which is not an address such as http://localhost:4317.")]
    [InlineData(
        "OtlpEndpoint",
        "localhost:4317",
        "OtlpEndpoint is 'localhost:4317', which is not an address such as http://localhost:4317.")]
    [InlineData(
        "MetricsPort", "5080", "MetricsPort is 5080, the port of http://localhost:5080 in Urls; name another one.")]
    [InlineData("Limits:Depth", "9000", "Limits:Depth is 9000, and must be from 1 to 200.")]
    [InlineData(
        "Urls",
        "nonsense",
        "Urls has 'nonsense', which is not an address to listen on: write http://HOST:PORT. HTTPS is for the proxy in "
            + "front (docs/operations.md).")]
    [InlineData(
        "Urls",
        "http://*:80;https://*:443",
        "Urls has 'https://*:443', which is not an address to listen on: write http://HOST:PORT. HTTPS is for the "
            + "proxy in front (docs/operations.md).")]
    [InlineData(
        "Urls",
        "http://127.0.0.1:99999",
        "Urls has 'http://127.0.0.1:99999', which is not an address to listen on: write http://HOST:PORT. HTTPS is for "
            + "the proxy in front (docs/operations.md).")]
    [InlineData(
        "Urls",
        "http://10.0.0.300:80",
        "Urls has 'http://10.0.0.300:80', which is not an address to listen on: write http://HOST:PORT. HTTPS is for "
            + "the proxy in front (docs/operations.md).")]
    public void What_does_not_fit_is_said_in_a_sentence(string name, string value, string message)
    {
        var fault = Assert.Throws<SettingsException>(() => Settings.Load(null, NoEnvironment, [new(name, value)]));
        Assert.Equal(message, fault.Message);
    }

    [Fact]
    public void A_file_that_is_not_there_or_no_json_is_said_in_a_sentence()
    {
        Assert.Equal(
            "The configuration file nowhere.json is not there.",
            Assert.Throws<SettingsException>(() => Settings.Load("nowhere.json", NoEnvironment, [])).Message);
        Assert.Contains(
            "is not a JSON object of settings",
            Assert.Throws<SettingsException>(() => Settings.Load(File("{ nonsense"), NoEnvironment, [])).Message);
    }

    private static string File(string text)
    {
        var file = Path.Combine(Directory.CreateTempSubdirectory("reform-settings-").FullName, "settings.json");
        System.IO.File.WriteAllText(file, text);
        return file;
    }
}
