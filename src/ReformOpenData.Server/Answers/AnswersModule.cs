using System.Security.Cryptography;
using ReformOpenData.Server.Configuration;

namespace ReformOpenData.Server.Answers;

/// <summary>The module of answers: what is current, what is kept, and in how many places answers are made.</summary>
internal static class AnswersModule
{
    /// <param name="look">The public releases; null before the first.</param>
    /// <param name="schema">The text of the schema: with another one, answers are others.</param>
    public static IServiceCollection AddAnswers(
        this IServiceCollection services,
        ServerOptions options,
        Execute execute,
        IsPlanned isPlanned,
        Func<CancellationToken, Task<PublicReleases?>> look,
        ReadOnlyMemory<byte> schema) => services
        .AddSingleton(execute)
        .AddSingleton(isPlanned)
        .AddSingleton(look)
        .AddSingleton(_ => TrustedDocuments.Load(Path.Combine(AppContext.BaseDirectory, "schema", "operations")))
        .AddSingleton(_ => new AnswerCache(options.CacheBytes))
        .AddSingleton<AnswerMetrics>()
        .AddSingleton(TimeProvider.System)
        .AddSingleton<CostBudgets>()
        .AddSingleton<CurrentRelease>()
        .AddHostedService(provider => provider.GetRequiredService<CurrentRelease>())
        .AddSingleton(provider => ActivatorUtilities.CreateInstance<AnswerService>(provider, Build(schema.Span)));

    private static string Build(ReadOnlySpan<byte> schema) =>
        typeof(AnswersModule).Assembly.ManifestModule.ModuleVersionId.ToString("N")
        + Convert.ToHexStringLower(SHA256.HashData(schema).AsSpan(0, 8));
}
