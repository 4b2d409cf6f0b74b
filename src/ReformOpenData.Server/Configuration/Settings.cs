using System.ComponentModel;
using System.Reflection;
using ReformOpenData.GraphQL;

namespace ReformOpenData.Server.Configuration;

/// <summary>Where <see cref="ServerOptions"/> come from: a file, then the environment, then the command line.</summary>
internal static class Settings
{
    public const string DefaultFile = "reformopendata.json";
    public const string EnvironmentPrefix = "REFORM_";

    /// <summary>Every setting with its description and default; those of the engine as Limits:Name.</summary>
    public static IReadOnlyList<(string Name, string Description, string Default)> All { get; } =
    [
        .. typeof(ServerOptions).GetProperties()
            .Where(property => property.PropertyType != typeof(Limits))
            .Select(property => (property.Name, Describe(property), Text(property.GetValue(new ServerOptions())))),
        .. typeof(Limits).GetProperties()
            .Select(property => ("Limits:" + property.Name, "See the engine's Limits.", Text(property.GetValue(new Limits())))),
    ];

    /// <summary>Throws <see cref="SettingsException"/> with a sentence for a person where a setting is unknown or does not fit.</summary>
    /// <param name="file">Must be there; null: reformopendata.json of the working folder, where there is one.</param>
    /// <param name="commandLine">Name and value, the strongest.</param>
    public static ServerOptions Load(string? file, IEnumerable<KeyValuePair<string, string?>> commandLine)
    {
        var strongest = commandLine.ToList();
        var builder = new ConfigurationBuilder();
        var path = Path.GetFullPath(file ?? DefaultFile);
        if (Directory.Exists(path)) throw new SettingsException($"The configuration file {path} is a folder.");
        if (file is not null && !File.Exists(path)) throw new SettingsException($"The configuration file {file} is not there.");
        builder.AddJsonFile(path, optional: true, reloadOnChange: false);
        try
        {
            Known(new ConfigurationBuilder().AddEnvironmentVariables(EnvironmentPrefix).Build(), $"the environment ({EnvironmentPrefix}…)");
            Known(new ConfigurationBuilder().AddJsonFile(path, optional: true, reloadOnChange: false).Build(), file ?? DefaultFile);
            Known(new ConfigurationBuilder().AddInMemoryCollection(strongest).Build(), "the command line");
            var options = builder
                .AddEnvironmentVariables(EnvironmentPrefix)
                .AddInMemoryCollection(strongest)
                .Build()
                .Get<ServerOptions>() ?? new ServerOptions();
            options.Check();
            return options;
        }
        catch (InvalidDataException fault)
        {
            throw new SettingsException($"{path} is no JSON object of settings: {fault.InnerException?.Message ?? fault.Message}", fault);
        }
        catch (InvalidOperationException fault)
        {
            // The binder's own words name types of the runtime.
            throw new SettingsException(
                fault.Message.Split('\'') is ["Failed to convert configuration value ", var value, " at ", var name, ..]
                    ? $"{name} is '{value}', which is no whole number."
                    : fault.Message,
                fault);
        }
        catch (ArgumentOutOfRangeException fault)
        {
            // The engine knows its own limits as Limits.Name, and a setting is Limits:Name.
            var (name, sentence) = (fault.ParamName, fault.Message.Split(" (", 2)[0]);
            throw new SettingsException(sentence.Replace($"Limits.{name} must", $"Limits:{name} is {fault.ActualValue}, and must", StringComparison.Ordinal), fault);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new SettingsException($"The configuration file {path} cannot be read: {fault.Message}", fault);
        }
    }

    private static void Known(IConfiguration configuration, string where)
    {
        foreach (var (name, value) in configuration.AsEnumerable())
        {
            if (value is null || All.Any(setting => setting.Name.Equals(name, StringComparison.OrdinalIgnoreCase))) continue;
            throw new SettingsException($"{name} in {where} is no setting; docs/configuration.md lists them.");
        }
    }

    private static string Describe(PropertyInfo property) => property.GetCustomAttribute<DescriptionAttribute>()!.Description;

    private static string Text(object? value) => value?.ToString() ?? "";
}
