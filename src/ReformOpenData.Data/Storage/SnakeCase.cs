using System.Text;

namespace ReformOpenData.Data.Storage;

/// <summary>How tables and columns are named.</summary>
public static class SnakeCase
{
    /// <summary>The table that the rows of a class are in.</summary>
    public static string TableOf(Type row) => Of(row.Name[..^"Row".Length]);

    /// <param name="name">Of a property: <c>MunicipalityCode</c>.</param>
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
