using System.Globalization;
using System.Text;

namespace ReformOpenData.Server.Metadata;

/// <summary>Turtle 1.1: each thing that has an address is a block of its own, the others stand in brackets where they
/// belong.</summary>
internal sealed class TurtleFormat : RdfFormat
{
    public override string Name => "ttl";

    public override string ContentType => "text/turtle; charset=utf-8";

    public override byte[] Write(RdfNode root)
    {
        var text = new StringBuilder();
        foreach (var (prefix, name) in RdfPrefixes.All)
            text.Append(CultureInfo.InvariantCulture, $"@prefix {prefix}: <{name}> .\n");
        var open = new Queue<RdfNode>([root]);
        var known = new HashSet<string>(StringComparer.Ordinal) { root.Address! };
        // Of which nothing but their types is told there; it may be told elsewhere.
        var bare = new HashSet<string>(StringComparer.Ordinal);
        while (open.TryDequeue(out var node))
        {
            text.Append(CultureInfo.InvariantCulture, $"\n<{node.Address}>");
            WriteProperties(text, node, "    ", later =>
            {
                if ((later.Properties.Count > 0 ? known : bare).Add(later.Address!))
                    open.Enqueue(later);
            });
            text.Append(" .\n");
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private static void WriteProperties(StringBuilder text, RdfNode node, string indent, Action<RdfNode> tellLater)
    {
        var separator = "";
        if (node.Types.Count > 0)
        {
            text.Append(CultureInfo.InvariantCulture, $" a {string.Join(", ", node.Types)}");
            separator = " ;";
        }

        foreach (var (property, value) in node.Properties)
        {
            text.Append(CultureInfo.InvariantCulture, $"{separator}\n{indent}{property} ");
            separator = " ;";
            if (value.Node is { Address: null } inner)
            {
                text.Append('[');
                WriteProperties(text, inner, indent + "    ", tellLater);
                text.Append(" ]");
                continue;
            }

            if (value.Node is { } later)
                tellLater(later);
            text.Append(value switch
            {
                { Node.Address: { } address } => $"<{address}>",
                { IsAddress: true } => $"<{value.Text}>",
                { Language: { } language } => $"{Quote(value.Text!)}@{language}",
                { Datatype: { } datatype } => $"{Quote(value.Text!)}^^{datatype}",
                _ => Quote(value.Text!),
            });
        }
    }

    /// <summary>A literal: what cannot stand in quotes is escaped, as are all control characters.</summary>
    private static string Quote(string text)
    {
        var quoted = new StringBuilder("\"");
        foreach (var letter in text)
        {
            if (letter is '"' or '\\')
                quoted.Append('\\').Append(letter);
            else if (char.IsControl(letter))
                quoted.Append(CultureInfo.InvariantCulture, $"\\u{(int)letter:X4}");
            else
                quoted.Append(letter);
        }

        return quoted.Append('"').ToString();
    }
}
