using System.Text.Json;

namespace ReformOpenData.Server.Pages.Gallery;

/// <summary>How a chart is drawn.</summary>
internal enum ChartKind
{
    /// <summary>A table whose cells are the darker the more they count.</summary>
    Matrix,

    /// <summary>A bar for each name, divided by the labels.</summary>
    Bars,

    /// <summary>The same with bars of one length, so that shares can be compared.</summary>
    Shares,

    /// <summary>A small chart for each name, all on one scale.</summary>
    Multiples,
}

/// <summary>A chart of the gallery.</summary>
/// <param name="Name">In its address.</param>
/// <param name="Document">The trusted document whose answer it is made of.</param>
/// <param name="Parameters">Of its address, with the variables of the document that they stand for.</param>
/// <param name="Read">The figures of an answer; null where the release has nothing of it.</param>
internal sealed record Chart(
    string Name,
    ChartKind Kind,
    string Japanese,
    string English,
    string Document,
    IReadOnlyDictionary<string, string> Parameters,
    Func<JsonElement, PageRequest, ChartFigures?> Read)
{
    /// <summary>What is to be seen in it, and what to mind.</summary>
    public required (string Japanese, string English) About { get; init; }

    public string Title(PageRequest at) => at.T(Japanese, English);
}
