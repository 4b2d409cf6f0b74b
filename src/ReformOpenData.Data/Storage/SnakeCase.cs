using System.Text;

namespace ReformOpenData.Data.Storage;

/// <summary>How tables and columns are named.</summary>
internal static class SnakeCase
{
    /// <param name="name">Of a property, or of a class without its ending Row.</param>
    public static string Of(string name)
    {
        var text = new StringBuilder(name.Length + 8);
        foreach (var letter in name)
        {
            if (char.IsUpper(letter) && text.Length > 0)
                text.Append('_');
            text.Append(char.ToLowerInvariant(letter));
        }

        return text.ToString();
    }
}
