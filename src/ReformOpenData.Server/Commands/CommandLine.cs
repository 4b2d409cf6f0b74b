using System.CommandLine;
using System.Globalization;

namespace ReformOpenData.Server.Commands;

/// <summary>The commands of the program; without one, it serves.</summary>
internal static class CommandLine
{
    private const string DefaultCommand = "serve";

    public static RootCommand Create(CommonOptions common) =>
        new RootCommand(
            Language.Of(
                """
                Publishes Japanese cities' administrative-reform tables as open data (行政改革の取組状況をオープンデータとして公開します).

                Without a command it serves. The steward's year: import FILE --dry-run, import FILE, compare, publish; rollback takes it back.
                """,
                """
                市区町村の行政改革の取組状況を、オープンデータとして公開します。

                コマンドを書かなければ、公開用のサーバーを動かします。担当者の一年: import FILE --dry-run、import FILE、compare、publish。取り下げは rollback。
                """))
        {
            common.Data,
            common.Connection,
            common.Config,
            common.Json,
            common.Lang,
            ServeCommand.Create(common),
            ImportCommand.Create(common),
            PreviewCommand.Create(common),
            PublishCommand.Create(common),
            RollbackCommand.Create(common),
            TakeDownCommand.Create(common),
            DiscardCommand.Create(common),
            ReleasesCommand.Create(common),
            CompareCommand.Create(common),
            CheckCommand.Create(common),
            ExportCommand.Create(common),
            SchemaCommand.Create(),
        };

    /// <summary>Runs a command line and gives its exit code.</summary>
    public static async Task<int> RunAsync(string[] arguments, TextWriter output, TextWriter error)
    {
        Language.Choose(arguments);
        var common = new CommonOptions();
        // Numbers and days are written as in the documentation, whatever the machine's locale says; a variable of the
        // environment (DOTNET_SYSTEM_GLOBALIZATION_INVARIANT) undoes what the program was built with.
        CultureInfo.DefaultThreadCurrentCulture = CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
        try
        {
            return await RunAsync(arguments, common, output, error);
        }
        catch (Exception fault) // Whatever it is, a person is told in a sentence, and a script by the exit code.
        {
            return CommandFaults.Tell(fault, output, error, arguments.Contains(common.Json.Name));
        }
    }

    private static async Task<int> RunAsync(
        string[] arguments, CommonOptions common, TextWriter output, TextWriter error)
    {
        var root = Create(common);
        var result = root.Parse(arguments);
        // What the root does not know may be an option of the default command; a word is a command mistyped.
        var isDefault = result.CommandResult.Command == root
            && result.UnmatchedTokens is ([] or [['-', ..], ..])
            && !arguments.Any(IsHelp);
        if (isDefault) result = root.Parse([DefaultCommand, .. arguments]);
        if (result.Errors.Count > 0)
        {
            var (english, japanese) = CommandLineFaults.Of(result);
            var code = new Terminal(output, error, arguments.Contains(common.Json.Name)).Misused(english, japanese);
            await error.WriteLineAsync($"{Language.Of("See", "使い方")}: {string.Join(' ', Names(result))} --help");
            return code;
        }

        // The list of all commands gives each its first sentences; examples stand in the command's own help.
        if (result.CommandResult.Command == root)
        {
            foreach (var command in root.Subcommands)
                command.Description = command.Description?.Split('\n')[0].Trim();
        }

        using var help = arguments.Any(IsHelp) && Language.IsJapanese ? new HelpHeadings(output) : null;
        var configuration = new InvocationConfiguration
        {
            Output = help ?? output,
            Error = error,
            EnableDefaultExceptionHandler = false,
        };
        // The web server listens to the signals itself, and lets running requests finish.
        // The others are given time to take back what they began and to say so.
        configuration.ProcessTerminationTimeout = result.CommandResult.Command.Name is DefaultCommand or "preview"
            ? null
            : TimeSpan.FromSeconds(30);
        return await result.InvokeAsync(configuration);
    }

    private static bool IsHelp(string argument) => argument is "-h" or "-?" or "--help" or "--version";

    private static IEnumerable<string> Names(ParseResult result)
    {
        var names = new Stack<string>();
        for (var command = result.CommandResult;
             command is not null;
             command = command.Parent as System.CommandLine.Parsing.CommandResult)
            names.Push(command.Command.Name);
        return names;
    }
}
