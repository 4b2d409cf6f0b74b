using System.CommandLine;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using ReformOpenData.Data.Storage;

namespace ReformOpenData.Server.Commands;

/// <summary>How a command ended.</summary>
internal static class ExitCode
{
    public const int Done = 0;

    /// <summary>Bad input, or a store that cannot do it.</summary>
    public const int Failed = 1;

    /// <summary>The command line is not understood.</summary>
    public const int Usage = 2;
}

/// <summary>
/// Where a command writes: answers to the output, what it is doing and what went wrong to the error output.
/// </summary>
internal sealed class Terminal(TextWriter output, TextWriter error, bool isJson)
{
    private static readonly JsonSerializerOptions Format = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseUpper) },
    };

    public bool IsJson { get; } = isJson;

    /// <summary>A line of the answer.</summary>
    public void Line(string text = "") => output.WriteLine(text);

    /// <summary>The whole answer, for scripts.</summary>
    public void Json(object value) => output.WriteLine(JsonSerializer.Serialize(value, Format));

    /// <summary>The whole answer: JSON for scripts, a line for people.</summary>
    public void Answer(object json, string english, string japanese)
    {
        if (IsJson)
            Json(json);
        else
            Line(Language.Of(english, japanese));
    }

    /// <summary>What is going on, for people who wait.</summary>
    public void Progress(string text) => error.WriteLine(text);

    /// <summary>Says what went wrong; scripts are told in English.</summary>
    public int Fail(string message, string japanese)
    {
        if (IsJson)
            Json(new { error = message });
        else
            error.WriteLine(Language.Of("error: " + message, "エラー: " + japanese));
        return ExitCode.Failed;
    }

    /// <summary>The command line, or a setting, is not understood.</summary>
    public int Misused(string message, string japanese)
    {
        Fail(message, japanese);
        return ExitCode.Usage;
    }

    /// <summary>Makes a command act with an open store.</summary>
    /// <param name="makes">Whether the command makes the store when it is missing.</param>
    /// <param name="waits">Whether it goes on when the database hangs.</param>
    public static Command Bind(
        Command command,
        CommonOptions common,
        Func<ParseResult, Store, Terminal, CancellationToken, Task<int>> act,
        bool makes = false,
        bool waits = false)
    {
        command.SetAction(async (result, cancellation) =>
        {
            var configuration = result.InvocationConfiguration;
            var terminal = new Terminal(configuration.Output, configuration.Error, result.GetValue(common.Json));
            // Signals are listened to once this has returned, and SQLite does its work without ever waiting.
            await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
            PoolContext.Enter();
            await using var store = await common.OpenAsync(result, makes, cancellation);
            return waits
                ? await act(result, store, terminal, cancellation)
                : await store.WhileAnsweringAsync(stop => act(result, store, terminal, stop), cancellation);
        });
        return command;
    }
}
