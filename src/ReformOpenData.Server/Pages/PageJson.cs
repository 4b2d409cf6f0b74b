using System.Text.Json;
using ReformOpenData.Server.Answers;

namespace ReformOpenData.Server.Pages;

/// <summary>The answer to a page's document as it is, for programs that ask at the address of the page.</summary>
internal sealed class PageJson(Page page, PageRequest request) : Representation
{
    public override string Format => "json";

    public override string ContentType => "application/json; charset=utf-8";

    public override string Key => $"{ContentType} {page.GetType().Name} {request.Address.Path}";

    public override Written Write(ReadOnlySpan<byte> answer)
    {
        var body = answer.ToArray();
        using var json = JsonDocument.Parse(body);
        // There is as much here as the page shows.
        return page.Show(json.RootElement.GetProperty("data"), request) is null
            ? new Written([], new TableFacts(null, null, IsThere: false))
            : new Written(body);
    }
}
