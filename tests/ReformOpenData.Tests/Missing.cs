namespace ReformOpenData.Tests;

/// <summary>What a test needs of the machine: without it the test is skipped, and fails in CI, where nothing may be missing.</summary>
internal static class Missing
{
    /// <param name="reason">What is missing, and how it is brought.</param>
    public static void Unless(bool isThere, string reason)
    {
        if (isThere) return;
        Assert.False(Environment.GetEnvironmentVariable("CI") == "true", reason);
        Skip.If(true, reason);
    }
}
