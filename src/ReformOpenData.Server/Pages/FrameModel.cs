using System.Text.Json;

namespace ReformOpenData.Server.Pages;

/// <summary>A page with what stands around it.</summary>
/// <param name="Provenance">Null where nothing is known of it, as on the page of an error.</param>
/// <param name="IsOfRelease">Whether the page has an address below each release.</param>
internal sealed record FrameModel(PageRequest At, PageView View, Provenance? Provenance, bool IsOfRelease);

/// <summary>Where the data of a page come from, and what may be done with them.</summary>
internal sealed record Provenance(IReadOnlyList<string> Publishers, IReadOnlyList<Terms> Licences, ReleaseFacts Release)
{
    /// <summary>So many publishers are named; of more, their number is told.</summary>
    public const int MostNamed = 5;

    /// <summary>What the answer says of its data set; null where it does not.</summary>
    public static Provenance? Of(JsonElement data)
    {
        // Of a numbered release, what is asked for is below it.
        if (!data.TryGetProperty("dataset", out var dataset)
            && data.TryGetProperty("release", out var release)
            && release.ValueKind == JsonValueKind.Object)
        {
            release.TryGetProperty("dataset", out dataset);
        }

        return dataset.ValueKind == JsonValueKind.Object
            ? dataset.Deserialize<Provenance>(JsonSerializerOptions.Web)
            : null;
    }
}

/// <summary>A licence, and whether the publisher has confirmed it.</summary>
internal sealed record Terms(string Name, bool Confirmed);

/// <summary>A release as pages name it.</summary>
internal sealed record ReleaseFacts(int Number, DateTimeOffset? PublishedAt);
