namespace ReformOpenData.Tests.Pages;

/// <summary>An address of each kind of page, over what ships with the product.</summary>
internal static class Kinds
{
    private const string Initiative = "/072028/2017/01/01/003";
    private const string Document =
        "/072028/documents/535dc067fb06e3cdebfd8f4b8b140b02c5892b593da22d85dd7e71198c94f963";

    /// <summary>Those whose every text and count is of their question.</summary>
    public static IReadOnlyList<string> OfOneQuestion { get; } =
    [
        "/", "/072028", "/072028/2017", "/072028/2017/01", "/072028/2017/01/01", Initiative, $"{Initiative}/001",
        $"{Initiative}/001/2021", $"{Initiative}/001/2021/01", "/072028/departments", "/072028/departments/財政課",
        Document,
        "/072028/2017/years/2021", "/releases", "/releases/1",
    ];

    public static IReadOnlyList<string> All { get; } =
    [
        .. OfOneQuestion, "/search", "/search?q=公共施設", "/search?city=072028&plan=2017&label=B,完了&year=2021",
        "/data", "/about", "/accessibility", "/gallery", "/gallery/reasons", "/gallery/together", "/gallery/release",
        "/072028/2017/ratings?grade=B", "/findings", "/rating-departments",
        "/nothing",
    ];

    /// <summary>Parts of pages for other sites.</summary>
    public static IReadOnlyList<string> Embeds { get; } =
    [
        "/embed/072028", "/embed/072028/2017", "/embed/072028/2017/matrix",
        "/embed/072028/2017/matrix?show=sentence,bar,table", "/embed/072028/departments/財政課", "/embed/072028/search",
        "/embed/072028/latest", "/embed/072028/1999",
    ];

    public static string English(string path) => path == "/" ? "/en" : "/en" + path;
}
