using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;
using ReformOpenData.Data.Storage;
using ReformOpenData.Server.Configuration;

namespace ReformOpenData.Server.Commands;

/// <summary>What ends a command, as one sentence and an exit code.</summary>
internal static class CommandFaults
{
    private const int MostCharacters = 300;

    public static int Tell(Exception fault, TextWriter output, TextWriter error, bool isJson)
    {
        try
        {
            var terminal = new Terminal(output, error, isJson);
            if (fault is SettingsException setting)
                return terminal.Misused(setting.Message, setting.Japanese);
            var (english, japanese) = Sentence(fault);
            return terminal.Fail(english, japanese);
        }
        catch (Exception) when (isJson) // The output takes nothing: the disk below it is full, or nobody reads it.
        {
            return Tell(fault, output, error, isJson: false);
        }
        catch (Exception) // Nobody can be told: the exit code says it.
        {
            return ExitCode.Failed;
        }
    }

    private static (string English, string Japanese) Sentence(Exception fault) => fault switch
    {
        _ when StoreFaults.Translate(fault) is { } known => (known.Message, known.Japanese),
        OperationCanceledException => ("Stopped before the end; nothing was changed.", "途中で止めました。何も変わっていません。"),
        _ when IsOfListening(fault) => (
            $"The server cannot listen: {Of(fault)} Stop what listens there, or name another address with --urls.",
            $"待ち受けを始められません: {Of(fault)} そこで待ち受けているものを止めるか、--urls（preview では --port）で別のアドレスを指定してください。"),
        IOException or UnauthorizedAccessException => (
            Of(fault),
            FileFaults.Known(fault) is { } cause ? $"読み書きできません。{cause}: {Of(fault)}" : $"読み書きできません: {Of(fault)}"),
        _ => (
            $"This should not have happened; please report this line: {fault.GetType().Name} in {Place(fault)}: "
            + $"{Of(fault)}",
            $"予期しない不具合です。この行をお知らせください: {fault.GetType().Name} in {Place(fault)}: {Of(fault)}"),
    };

    /// <summary>The address is in use, not of this machine, or not for this user.</summary>
    private static bool IsOfListening(Exception fault) =>
        fault is SocketException
        || (fault is IOException
            && fault.InnerException is AddressInUseException or SocketException or AggregateException);

    private static string Of(Exception fault)
    {
        var text = fault.Message.ReplaceLineEndings(" ").Trim().TrimEnd('.');
        return (text.Length <= MostCharacters ? text : text[..MostCharacters] + "…") + ".";
    }

    /// <summary>The method of this program that it went through last.</summary>
    private static string Place(Exception fault)
    {
        var frame = (fault.StackTrace ?? "").Split('\n').Select(line => line.Trim())
            .FirstOrDefault(line => line.StartsWith("at ReformOpenData.", StringComparison.Ordinal));
        return frame is null ? "a library" : frame["at ".Length..].Split('(')[0];
    }
}
