using System.Text.Json;
using System.Text.Json.Nodes;
using ReformOpenData.Server.Answers;

namespace ReformOpenData.Server.Pages;

/// <summary>
/// A kind of page: which addresses it has, which trusted document it asks, and what it shows of the answer. A new one
/// is a class and a template in this folder, and a line in <see cref="PageList"/>.
/// </summary>
/// <param name="pattern">Of its addresses.</param>
/// <param name="document">Name of the trusted document that it is made of.</param>
internal abstract class Page(string pattern, string document)
{
    private readonly PagePattern _pattern = new(pattern);

    public string DocumentName => document;

    /// <summary>Parameters that its address takes.</summary>
    public virtual IReadOnlyList<string> Parameters => [];

    /// <summary>
    /// What its whole question may cost before less is asked; null for a page that has nothing less to ask.
    /// </summary>
    public virtual long? MostCost(PageRequest request) => null;

    /// <summary>Whether it asks something else where the release holds several cities.</summary>
    public virtual bool DiffersWithCities => false;

    /// <summary>Whether it shows a release, and has an address below each.</summary>
    public virtual bool IsOfRelease => true;

    /// <summary>The values in the segments of an address; null where it is none of this page.</summary>
    public IReadOnlyDictionary<string, string>? Match(IReadOnlyList<string> segments) => _pattern.Match(segments);

    /// <summary>
    /// The variables of the document, as its own address takes them: those that the page's address names.
    /// </summary>
    public virtual string Variables(PageRequest request, out AnswerFailure? failure)
    {
        failure = null;
        return PageRequest.Pairs(request.Values.Concat(request.Query));
    }

    /// <summary>The form in which a browser gets the answer.</summary>
    public virtual Representation FormOf(PageRequest request) => new HtmlPage(this, request);

    /// <summary>Whether who accepts JSON or another form of the answer gets that.</summary>
    public virtual bool HasForms => true;

    /// <summary>
    /// Variables by which a page that is shown asks for less than who takes the same as data; null where it asks for
    /// all of that.
    /// </summary>
    public virtual JsonObject? Less(PageRequest request) => null;

    /// <summary>The name of the file that a browser keeps instead of showing it; null for what is shown.</summary>
    public virtual string? SavedAs => null;

    /// <summary>What is shown; null where the release has nothing at this address.</summary>
    /// <param name="data">The member <c>data</c> of the answer.</param>
    public abstract PageView? Show(JsonElement data, PageRequest request);
}

/// <summary>A page whose answer is read into records first.</summary>
internal abstract class Page<TAnswer>(string pattern, string document) : Page(pattern, document)
{
    public sealed override PageView? Show(JsonElement data, PageRequest request)
    {
        // Of a numbered release, what is asked for is below it; it may not be there.
        if (request.Address.Release is not null)
            data = data.GetProperty("release");
        return data.ValueKind == JsonValueKind.Null
            ? null
            : Show(data.Deserialize<TAnswer>(JsonSerializerOptions.Web)!, request);
    }

    /// <summary>What is shown; null where the release has nothing at this address.</summary>
    protected abstract PageView? Show(TAnswer answer, PageRequest request);
}
