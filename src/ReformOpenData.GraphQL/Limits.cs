namespace ReformOpenData.GraphQL;

/// <summary>
/// Every bound that the engine keeps. What exceeds one is a request error that names the limit, its value and what was
/// asked; its code holds LIMIT, COST or DEPTH.
/// </summary>
public sealed record Limits
{
    /// <summary>Bytes of a POST body, or of a GET query string. Default 256 KiB; 1 KiB to 16 MiB.</summary>
    public int BodyBytes { get; init; } = 256 * 1024;

    /// <summary>Lexical tokens of a document, ignored ones not counted. Default 8,000; 100 to 1,000,000.</summary>
    public int Tokens { get; init; } = 8_000;

    /// <summary>
    /// Levels of nesting: selection sets with fragments expanded, and lists and input objects of a value, in the
    /// document and in variables. Default 32; 1 to 200. The full introspection query needs 13.
    /// </summary>
    public int Depth { get; init; } = 32;

    /// <summary>Aliases of an operation with fragments expanded. Default 256; 0 to 100,000.</summary>
    public int Aliases { get; init; } = 256;

    /// <summary>Directives of an operation with fragments expanded. Default 256; 0 to 100,000.</summary>
    public int Directives { get; init; } = 256;

    /// <summary>Fields of an operation with fragments expanded. Default 5,000; 1 to 1,000,000.</summary>
    public int Fields { get; init; } = 5_000;

    /// <summary>Errors in one response; a last one says that more were left out. Default 50; 1 to 10,000.</summary>
    public int Errors { get; init; } = 50;

    /// <summary>Bytes of a response. Default 32 MiB; 64 KiB to 1 GiB.</summary>
    public int ResponseBytes { get; init; } = 32 * 1024 * 1024;

    /// <summary>
    /// Cost of an operation by @cost and @listSize, priced from its variables. Default 1,000,000; 1 to 10^12.
    /// </summary>
    public long Cost { get; init; } = 1_000_000;

    /// <summary>Milliseconds of one request's execution. Default 10,000; 10 to 600,000.</summary>
    public int TimeoutMs { get; init; } = 10_000;

    /// <summary>Plans kept in the cache. Default 1,000; 1 to 1,000,000.</summary>
    public int PlanCacheEntries { get; init; } = 1_000;

    /// <summary>
    /// Bytes of the documents whose plans are kept, an estimate of their plans included. Default 32 MiB; 64 KiB to 4
    /// GiB.
    /// </summary>
    public long PlanCacheBytes { get; init; } = 32L * 1024 * 1024;

    /// <summary>Throws where a bound is outside its range.</summary>
    public void Check()
    {
        Range(nameof(BodyBytes), BodyBytes, 1024, 16 * 1024 * 1024);
        Range(nameof(Tokens), Tokens, 100, 1_000_000);
        Range(nameof(Depth), Depth, 1, 200);
        Range(nameof(Aliases), Aliases, 0, 100_000);
        Range(nameof(Directives), Directives, 0, 100_000);
        Range(nameof(Fields), Fields, 1, 1_000_000);
        Range(nameof(Errors), Errors, 1, 10_000);
        Range(nameof(ResponseBytes), ResponseBytes, 64 * 1024, 1024 * 1024 * 1024);
        Range(nameof(Cost), Cost, 1, 1_000_000_000_000);
        Range(nameof(TimeoutMs), TimeoutMs, 10, 600_000);
        Range(nameof(PlanCacheEntries), PlanCacheEntries, 1, 1_000_000);
        Range(nameof(PlanCacheBytes), PlanCacheBytes, 64 * 1024, 4L * 1024 * 1024 * 1024);
    }

    private static void Range(string name, long value, long least, long most)
    {
        if (value < least || value > most)
            throw new ArgumentOutOfRangeException(name, value, $"Limits.{name} must be from {least} to {most}.");
    }
}
