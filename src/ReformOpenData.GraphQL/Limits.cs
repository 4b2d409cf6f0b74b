using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Reflection;

namespace ReformOpenData.GraphQL;

/// <summary>
/// Every bound that the engine keeps. What exceeds one is a request error that names the limit, its value and what was
/// asked; its code holds LIMIT, COST or DEPTH.
/// </summary>
public sealed record Limits
{
    private static readonly Limits s_usual = new();

    /// <summary>Bytes of a POST body, or of a GET query string. Default 256 KiB; 1 KiB to 16 MiB.</summary>
    [Description("Bytes of a POST body, or of a GET query string.")]
    [Range(1024, 16 * 1024 * 1024)]
    public int BodyBytes { get; init; } = 256 * 1024;

    /// <summary>Lexical tokens of a document, ignored ones not counted. Default 8,000; 100 to 1,000,000.</summary>
    [Description("Lexical tokens of a document.")]
    [Range(100, 1_000_000)]
    public int Tokens { get; init; } = 8_000;

    /// <summary>
    /// Levels of nesting: selection sets with fragments expanded, and lists and input objects of a value, in the
    /// document and in variables. Default 32; 1 to 200. The full introspection query needs 13.
    /// </summary>
    [Description("Levels of nesting, fragments expanded, values included.")]
    [Range(1, 200)]
    public int Depth { get; init; } = 32;

    /// <summary>Aliases of an operation with fragments expanded. Default 256; 0 to 100,000.</summary>
    [Description("Aliases of an operation, fragments expanded.")]
    [Range(0, 100_000)]
    public int Aliases { get; init; } = 256;

    /// <summary>Directives of an operation with fragments expanded. Default 256; 0 to 100,000.</summary>
    [Description("Directives of an operation, fragments expanded.")]
    [Range(0, 100_000)]
    public int Directives { get; init; } = 256;

    /// <summary>Fields of an operation with fragments expanded. Default 5,000; 1 to 1,000,000.</summary>
    [Description("Fields of an operation, fragments expanded.")]
    [Range(1, 1_000_000)]
    public int Fields { get; init; } = 5_000;

    /// <summary>Errors in one response; a last one says that more were left out. Default 50; 1 to 10,000.</summary>
    [Description("Errors in one response.")]
    [Range(1, 10_000)]
    public int Errors { get; init; } = 50;

    /// <summary>Bytes of a response. Default 32 MiB; 64 KiB to 1 GiB.</summary>
    [Description("Bytes of a response.")]
    [Range(64 * 1024, 1024 * 1024 * 1024)]
    public int ResponseBytes { get; init; } = 32 * 1024 * 1024;

    /// <summary>
    /// Cost of an operation by @cost and @listSize, priced from its variables. Default 1,000,000; 1 to 10^12.
    /// </summary>
    [Description(
        "Cost of an operation, priced from its variables; "
        + "ask for it with the header `GraphQL-Cost: report` or `validate`.")]
    [Range(1d, 1_000_000_000_000d)]
    public long Cost { get; init; } = 1_000_000;

    /// <summary>Milliseconds of one request's execution. Default 10,000; 10 to 600,000.</summary>
    [Description("Milliseconds of one request.")]
    [Range(10, 600_000)]
    public int TimeoutMs { get; init; } = 10_000;

    /// <summary>Plans kept in the cache. Default 1,000; 1 to 1,000,000.</summary>
    [Description("Plans of documents kept.")]
    [Range(1, 1_000_000)]
    public int PlanCacheEntries { get; init; } = 1_000;

    /// <summary>
    /// Bytes of the documents whose plans are kept, an estimate of their plans included. Default 32 MiB; 64 KiB to 4
    /// GiB.
    /// </summary>
    [Description("Bytes of the documents whose plans are kept.")]
    [Range(64d * 1024, 4d * 1024 * 1024 * 1024)]
    public long PlanCacheBytes { get; init; } = 32L * 1024 * 1024;

    /// <summary>Throws where a bound is outside its range.</summary>
    public void Check()
    {
        if (this == s_usual)
            return;
        foreach (var property in typeof(Limits).GetProperties())
        {
            var value = property.GetValue(this);
            if (property.GetCustomAttribute<RangeAttribute>() is { } range && !range.IsValid(value))
            {
                throw new ArgumentOutOfRangeException(
                    property.Name, value, $"Limits.{property.Name} must be from {range.Minimum} to {range.Maximum}.");
            }
        }
    }
}
