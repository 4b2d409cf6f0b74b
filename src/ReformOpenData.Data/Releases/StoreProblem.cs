using System.Text.Json.Serialization;

namespace ReformOpenData.Data.Releases;

/// <summary>Something in a store that is not as it was written.</summary>
/// <param name="Release">Number of the release that has it; null where it is of the store.</param>
/// <param name="Municipality">Code of the municipality that has it; null where it is of the whole release.</param>
/// <param name="Message">What is wrong, in a sentence.</param>
/// <param name="Japanese">The same in Japanese.</param>
public sealed record StoreProblem(
    int? Release, string? Municipality, string Message, [property: JsonIgnore] string Japanese);
