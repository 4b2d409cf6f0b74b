using ReformOpenData.Server.Lists;
using ReformOpenData.Server.Representations;

namespace ReformOpenData.Server.Metadata;

/// <summary>A file that a plan can be had as.</summary>
/// <param name="List">Name of the list.</param>
/// <param name="Format">Ending of the address.</param>
/// <param name="FileType">In the file types of the EU Publications Office.</param>
/// <param name="MediaType">At IANA; null for one that has none, as NDJSON.</param>
internal sealed record Distributions(string List, string Format, string FileType, string? MediaType)
{
    private static readonly string[] Csv =
        [
        "ratings",
        "rating-departments",
        "narratives",
        "assessments",
        "responsibilities",
        "initiatives",
        "grades",
        "documents",
    ];

    /// <summary>The ratings in every format, and the other lists as CSV.</summary>
    public static IReadOnlyList<Distributions> All { get; } =
    [
        .. Csv.Select(list => new Distributions(list, "csv", "CSV", "text/csv")),
        .. TableFormat.All.Where(format => format.Name != "csv").Select(Of),
    ];

    public string Japanese => $"{ListTables.Find(List)!.Japanese}（{Format.ToUpperInvariant()}）";

    public string English => $"{List} ({Format.ToUpperInvariant()})";

    private static Distributions Of(TableFormat format) => format.Name == "ndjson"
        ? new("ratings", format.Name, "JSON", null)
        : new("ratings", format.Name, format.Name.ToUpperInvariant(), format.ContentType.Split(';')[0]);
}
