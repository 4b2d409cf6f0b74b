using ReformOpenData.Server.Configuration;

namespace ReformOpenData.Server.Pages;

/// <summary>Where readers say that something is wrong, with the page and the release filled in.</summary>
internal static class ErrorReport
{
    private const string Page = "{page}";
    private const string Release = "{release}";

    /// <param name="release">Number of the release that is shown; null where none is.</param>
    public static string AddressOf(PageRequest at, int? release)
    {
        var page = at.Origin + at.Address.Path + PageRequest.QueryString([.. at.Query]);
        var number = $"{release}";
        if (!ServerOptions.IsMailAddress(at.Contact))
        {
            return at.Contact.Replace(Page, Uri.EscapeDataString(page), StringComparison.Ordinal)
                .Replace(Release, number, StringComparison.Ordinal);
        }

        var subject = at.T("データの誤りについて", "An error in the data");
        var text = at.T(
            $"ページ：{page}\r\nリリース：{number}\r\n\r\n誤りの内容：\r\n",
            $"Page: {page}\r\nRelease: {number}\r\n\r\nWhat is wrong:\r\n");
        return $"mailto:{at.Contact}?subject={Uri.EscapeDataString(subject)}&body={Uri.EscapeDataString(text)}";
    }
}
