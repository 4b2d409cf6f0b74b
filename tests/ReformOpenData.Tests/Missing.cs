using System.Collections.Concurrent;
using Xunit.Abstractions;
using Xunit.Sdk;

[assembly: TestFramework("ReformOpenData.Tests.Missing+Framework", "ReformOpenData.Tests")]

namespace ReformOpenData.Tests;

/// <summary>What a test needs of the machine: without it the test is skipped, and fails in CI, where nothing may be
/// missing.</summary>
public static class Missing
{
    private static readonly ConcurrentDictionary<string, bool> Told = new(StringComparer.Ordinal);
    private static IMessageSink? Sink;

    /// <param name="reason">What is missing, and how it is brought.</param>
    internal static void Unless(bool isThere, string reason)
    {
        if (isThere) return;
        Assert.False(Environment.GetEnvironmentVariable("CI") == "true", reason);
        Because(reason);
    }

    /// <summary>Skips the test that runs. <c>dotnet test</c> shows names without reasons, so that each reason is told
    /// once beside them.</summary>
    internal static void Because(string reason)
    {
        if (Told.TryAdd(reason, true))
            Sink?.OnMessage(new DiagnosticMessage($"Tests are skipped: {reason}"));
        Skip.If(true, reason);
    }

    /// <summary>Gives away where messages about the run go; xunit.runner.json lets them through.</summary>
    public sealed class Framework : XunitTestFramework
    {
        public Framework(IMessageSink messages)
            : base(messages) => Sink = messages;
    }
}
