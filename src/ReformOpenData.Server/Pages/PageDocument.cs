using System.Globalization;
using System.Text;
using ReformOpenData.GraphQL.Language;
using ReformOpenData.Server.Answers;

namespace ReformOpenData.Server.Pages;

/// <summary>The trusted document of a page, as it is, and asked of a numbered release.</summary>
internal sealed class PageDocument
{
    /// <summary>What stands before the selection set of the one operation, and the set, one level deeper.</summary>
    private readonly string _head, _selected;

    public PageDocument(TrustedDocument document)
    {
        Trusted = document;
        var operation = Parser.Parse(document.Utf8).Definitions.OfType<OperationDefinition>().Single();
        var from = operation.SelectionSet.Start;
        _head = Encoding.UTF8.GetString(document.Utf8.Span[..from]);
        _selected = Encoding.UTF8.GetString(document.Utf8.Span[from..]).TrimEnd()
            .Replace("\n", "\n  ", StringComparison.Ordinal);
    }

    public TrustedDocument Trusted { get; }

    /// <summary>Its text; of a numbered release, with what it selects within <c>release(number: 3)</c>.</summary>
    public string TextOf(int? release) => release is { } number
        ? string.Create(CultureInfo.InvariantCulture, $"{_head}{{\n  release(number: {number}) {_selected}\n}}\n")
        : Trusted.Text;
}
