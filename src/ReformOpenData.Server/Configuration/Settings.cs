using System.Collections;
using System.Text.RegularExpressions;
using ReformOpenData.Data.Storage;
using ReformOpenData.GraphQL;

namespace ReformOpenData.Server.Configuration;

/// <summary>Where <see cref="ServerOptions"/> come from: a file, then the environment, then the command line.</summary>
internal static partial class Settings
{
    public const string DefaultFile = "reformopendata.json";
    public const string EnvironmentPrefix = "REFORM_";

    /// <summary>Every setting; those of the engine as Limits:Name.</summary>
    public static IReadOnlyList<Setting> All { get; } =
    [
        .. typeof(ServerOptions).GetProperties()
            .Where(property => property.PropertyType != typeof(Limits))
            .Select(property => new Setting("", property, options => options)),
        .. typeof(Limits).GetProperties()
            .Select(property => new Setting("Limits:", property, options => options.Limits)),
    ];

    /// <summary>
    /// Throws <see cref="SettingsException"/> with a sentence for a person where a setting is unknown or does not
    /// fit.
    /// </summary>
    /// <param name="file">Must be there; null: reformopendata.json of the working folder, where there is one.</param>
    /// <param name="commandLine">Name and value, the strongest; of one that is named twice, the later is meant.</param>
    public static ServerOptions Load(string? file, IEnumerable<KeyValuePair<string, string?>> commandLine) =>
        Load(file, Environment.GetEnvironmentVariables(), commandLine);

    /// <param name="environment">Variables of the process, by name.</param>
    internal static ServerOptions Load(
        string? file, IDictionary environment, IEnumerable<KeyValuePair<string, string?>> commandLine)
    {
        var path = Path.GetFullPath(file ?? DefaultFile);
        if (Directory.Exists(path))
            throw new SettingsException($"The configuration file {path} is a folder.", $"設定のファイル {path} はフォルダーです。");
        if (file is not null && !File.Exists(path))
            throw new SettingsException($"The configuration file {file} is not there.", $"設定のファイル {file} がありません。");
        try
        {
            var options = new ServerOptions();
            Take(FromFile(path), file ?? DefaultFile, file ?? DefaultFile);
            Take(From(environment), $"the environment ({EnvironmentPrefix}…)", $"環境変数（{EnvironmentPrefix}…）");
            Take(commandLine, "the command line", "コマンドライン");
            options.Check();
            return options;

            void Take(IEnumerable<KeyValuePair<string, string?>> settings, string where, string japanese)
            {
                foreach (var (name, value) in settings)
                {
                    if (value is null) continue;
                    var known =
                        All.FirstOrDefault(setting => setting.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
                            ?? throw new SettingsException(
                                $"{name} in {where} is not a setting; docs/configuration.md lists them.",
                                $"{japanese}の {name} という設定はありません。一覧は docs/configuration.md にあります。");
                    if (known.FaultOf(value) is { } wrong) throw wrong;
                    known.Set(options, value);
                }
            }
        }
        catch (InvalidDataException fault)
        {
            throw new SettingsException(
                $"{path} is not a JSON object of settings: {fault.InnerException?.Message ?? fault.Message}",
                $"{path} は設定の JSON ではありません: {fault.InnerException?.Message ?? fault.Message}",
                fault);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new SettingsException(
                $"The configuration file {path} cannot be read: {fault.Message}",
                $"設定のファイル {path} を読めません。{FileFaults.InJapanese(fault)}。",
                fault);
        }
    }

    private static IEnumerable<KeyValuePair<string, string?>> FromFile(string path) =>
        File.Exists(path)
            ? new ConfigurationBuilder().AddJsonFile(path, optional: true, reloadOnChange: false).Build().AsEnumerable()
            : [];

    private static IEnumerable<KeyValuePair<string, string?>> From(IDictionary environment) =>
        from DictionaryEntry variable in environment
        let name = (string)variable.Key
        let value = (string?)variable.Value
        where name.StartsWith(EnvironmentPrefix, StringComparison.OrdinalIgnoreCase)
        let setting = name[EnvironmentPrefix.Length..]
        where !ServiceLink().IsMatch($"{setting}={value}")
        let path = setting.Replace("__", ConfigurationPath.KeyDelimiter, StringComparison.Ordinal)
        select KeyValuePair.Create(path, value);

    /// <summary>
    /// What an orchestrator tells every container about a service that is named reform or reform-something: nothing
    /// of ours (https://kubernetes.io/docs/concepts/services-networking/service/#environment-variables). By value
    /// too, so that PORT=8080 is refused like any other mistake.
    /// </summary>
    [GeneratedRegex(
        @"^(\w+_)?("
        + @"(SERVICE_HOST|PORT_\d+_(TCP|UDP|SCTP)_ADDR)=[\da-fA-F.:]+"
        + @"|(SERVICE_PORT(_\w+)?|PORT_\d+_(TCP|UDP|SCTP)_PORT)=\d+"
        + @"|PORT_\d+_(TCP|UDP|SCTP)_PROTO=(tcp|udp|sctp)"
        + @"|PORT(_\d+_(TCP|UDP|SCTP))?=(tcp|udp|sctp)://\S+"
        + @")$",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex ServiceLink();
}
