using System.Globalization;
using System.Text;
using ReformOpenData.GraphQL.Language;
using ReformOpenData.Server.Answers;

namespace ReformOpenData.Server.Pages;

/// <summary>A trusted document asked of a numbered release: what it selects, within <c>release(number:
/// 3)</c>.</summary>
internal static class ReleaseDocument
{
    public static string Of(TrustedDocument document, int number)
    {
        var operation = Parser.Parse(document.Utf8).Definitions.OfType<OperationDefinition>().Single();
        var from = operation.SelectionSet.Start;
        var head = Encoding.UTF8.GetString(document.Utf8.Span[..from]);
        var selected = Encoding.UTF8.GetString(document.Utf8.Span[from..]).TrimEnd();
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{head}{{\n  release(number: {number}) {selected.Replace("\n", "\n  ", StringComparison.Ordinal)}\n}}\n");
    }
}
