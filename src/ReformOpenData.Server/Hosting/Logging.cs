using Microsoft.Extensions.DependencyInjection.Extensions;
using ReformOpenData.Server.Configuration;

namespace ReformOpenData.Server.Hosting;

/// <summary>What is logged, and as what.</summary>
internal static class Logging
{
    public static void AddLines(this ILoggingBuilder logging, ServerOptions options)
    {
        logging.SetMinimumLevel(Enum.Parse<LogLevel>(options.LogLevel, ignoreCase: true));
        logging.AddFilter("Microsoft", LogLevel.Warning);
        // Hosting makes an activity and a scope for each request as soon as its diagnostics can log; RequestLog has
        // its own.
        logging.AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.None);
        // What keeps the host from starting is said by the command, in a sentence.
        logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.Critical);
        logging.Services.TryAddSingleton(TimeProvider.System);
        logging.Services.AddSingleton<RefusedRequests>();
        // The line with the links goes to standard output; logs are beside it.
        logging.Services.AddSingleton<ILoggerProvider>(provider => new LogLines(
            Console.OpenStandardError(), Form(provider.GetRequiredService<TimeProvider>())));
    }

    private static LogForm Form(TimeProvider time) =>
        Console.IsErrorRedirected ? new JsonLogForm(time) : new TextLogForm(time);
}
