using System.Text;
using System.Text.Json;
using ReformOpenData.Server.Answers;

namespace ReformOpenData.Server.Pages;

/// <summary>
/// A page for programs: <c>json</c> is the answer to its document as it is, <c>graphql</c> the document and its
/// variables, for who wants to ask it elsewhere, <c>bib</c> how to cite it.
/// </summary>
/// <param name="name">As an address ends.</param>
internal sealed class PageForm(Page page, PageRequest request, string name) : Representation
{
    private static readonly Dictionary<string, string> Types = new()
    {
        ["json"] = "application/json; charset=utf-8",
        ["graphql"] = "application/graphql; charset=utf-8",
        ["bib"] = "application/x-bibtex; charset=utf-8",
    };

    public override string Format => name;

    public override string ContentType => Types[name];

    public override string Key => $"{ContentType} {page.GetType().Name} {request.Origin}{request.Address.Path}";

    /// <summary>Whether there is such a form.</summary>
    public static bool Has(string name) => Types.ContainsKey(name);

    public override Written Write(ReadOnlyMemory<byte> answer)
    {
        using var json = JsonDocument.Parse(answer);
        var data = json.RootElement.GetProperty("data");
        // There is as much here as the page shows.
        if (page.Show(data, request) is not { } view)
            return Written.Missing;
        return new Written(
            name switch
            {
                "graphql" =>
                    Encoding.UTF8.GetBytes($"# variables: {request.Variables}\n{request.Document.TrimEnd()}\n"),
                "bib" => Encoding.UTF8.GetBytes(
                    Citation.Of(new FrameModel(request, view, Provenance.Of(data), page.IsOfRelease))?.BibTeX + "\n"),
                _ => answer.ToArray(),
            },
            view.Facts);
    }
}
