using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Text;
using ReformOpenData.GraphQL.Language;

namespace ReformOpenData.GraphQL.Tests.Language;

/// <summary>Documents and their trees, as tests compare them.</summary>
internal static class Trees
{
    public static Document Parse(string text) => Parser.Parse(Encoding.UTF8.GetBytes(text));

    /// <summary>Everything a tree says except where it says it.</summary>
    public static string Describe(Node node)
    {
        var text = new StringBuilder();
        Describe(text, node);
        return text.ToString();
    }

    private static void Describe(StringBuilder text, object? value)
    {
        switch (value)
        {
            case null:
                text.Append('-');
                break;
            case Node node:
                text.Append(node.Kind).Append('(');
                foreach (var property in node.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance)
                    .Where(property => property.Name is not ("Start" or "NameStart" or "Source" or "Kind" or "Named"
                    or "ResponseKey"
                        or "TokenCount" or "Utf8")))
                {
                    text.Append(property.Name).Append('=');
                    Describe(text, property.GetValue(node));
                    text.Append(';');
                }

                text.Append(')');
                break;
            case string name:
                text.Append('\'').Append(name).Append('\'');
                break;
            case IEnumerable list:
                text.Append('[');
                foreach (var item in list)
                    Describe(text, item);
                text.Append(']');
                break;
            default:
                text.Append(Convert.ToString(value, CultureInfo.InvariantCulture));
                break;
        }
    }
}
