using System.CommandLine;

namespace ReformOpenData.Server.Commands;

/// <summary>The commands of the program; without one, it serves.</summary>
internal static class CommandLine
{
    private const string DefaultCommand = "serve";

    public static RootCommand Create()
    {
        var common = new CommonOptions();
        var root = new RootCommand(
            """
            Publishes Japanese cities' administrative-reform tables as open data (行政改革の取組状況をオープンデータとして公開します).

            Without a command it serves. The steward's year: import FILE --dry-run, import FILE, compare, publish; rollback takes it back.
            """);
        root.Options.Add(common.Data);
        root.Options.Add(common.Connection);
        root.Options.Add(common.Json);
        root.Subcommands.Add(ServeCommand.Create(common));
        root.Subcommands.Add(ImportCommand.Create(common));
        root.Subcommands.Add(PublishCommand.Create(common));
        root.Subcommands.Add(RollbackCommand.Create(common));
        root.Subcommands.Add(DiscardCommand.Create(common));
        root.Subcommands.Add(ReleasesCommand.Create(common));
        root.Subcommands.Add(CompareCommand.Create(common));
        root.Subcommands.Add(ExportCommand.Create(common));
        root.Subcommands.Add(SchemaCommand.Create());
        return root;
    }

    /// <summary>Runs a command line and gives its exit code.</summary>
    public static async Task<int> RunAsync(string[] arguments, TextWriter output, TextWriter error)
    {
        var root = Create();
        var isDefault = arguments.Length == 0 || (arguments[0].StartsWith('-') && !IsHelp(arguments[0]));
        var result = root.Parse(isDefault ? [DefaultCommand, .. arguments] : arguments);
        if (result.Errors.Count > 0)
        {
            foreach (var fault in result.Errors)
                await error.WriteLineAsync("error: " + fault.Message);
            await error.WriteLineAsync($"See: {string.Join(' ', Names(result))} --help");
            return ExitCode.Usage;
        }

        var configuration = new InvocationConfiguration { Output = output, Error = error };
        // The web server listens to the signals itself, and lets running requests finish.
        if (result.CommandResult.Command.Name == DefaultCommand)
            configuration.ProcessTerminationTimeout = null;
        return await result.InvokeAsync(configuration);
    }

    private static bool IsHelp(string argument) => argument is "-h" or "-?" or "--help" or "--version";

    private static IEnumerable<string> Names(ParseResult result)
    {
        var names = new Stack<string>();
        for (var command = result.CommandResult; command is not null; command = command.Parent as System.CommandLine.Parsing.CommandResult)
            names.Push(command.Command.Name);
        return names;
    }
}
