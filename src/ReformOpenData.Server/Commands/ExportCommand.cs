using System.CommandLine;

namespace ReformOpenData.Server.Commands;

/// <summary><c>export FILE</c>: a release as tidy CSV or XLSX.</summary>
internal static class ExportCommand
{
    public static Command Create(CommonOptions common)
    {
        var command = new Command("export", "x");
        Terminal.Bind(command, common, (_, _, terminal, _) => Task.FromResult(terminal.Fail("x")));
        return command;
    }
}
