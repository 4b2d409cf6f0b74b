using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging.Console;
using ReformOpenData.Server.Configuration;

namespace ReformOpenData.Server.Hosting;

/// <summary>What is logged, and as what.</summary>
internal static class Logging
{
    public static void AddJsonLines(this ILoggingBuilder logging, ServerOptions options)
    {
        logging.SetMinimumLevel(Enum.Parse<LogLevel>(options.LogLevel, ignoreCase: true));
        logging.AddFilter("Microsoft", LogLevel.Warning);
        // Hosting makes an activity and a scope for each request as soon as its diagnostics can log; RequestLog has
        // its own.
        logging.AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.None);
        // What keeps the host from starting is said by the command, in a sentence.
        logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.Critical);
        logging.Services.TryAddSingleton(TimeProvider.System);
        logging.AddConsole(console => console.FormatterName = JsonLines.FormatterName);
        logging.AddConsoleFormatter<JsonLines, ConsoleFormatterOptions>();
        // The line with the links is for people and goes to standard output; logs are for machines.
        logging.Services.Configure<ConsoleLoggerOptions>(console =>
            console.LogToStandardErrorThreshold = LogLevel.Trace);
    }
}
