using System.Text;

namespace ReformOpenData.Generate;

/// <summary>
/// Pieces of a published table, from which texts of the same words and lengths are put together: the clauses of its
/// narratives and summaries, its names and its departments. They carry no fact: only their frequency matters.
/// </summary>
internal sealed class Fragments
{
    private const int Columns = 7;

    private Fragments(IReadOnlyList<string[]> rows)
    {
        Items = Distinct(rows.Select(row => row[0].TrimStart([.. "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮"])));
        Initiatives = Distinct(rows.Select(row => row[1]));
        Descriptions = Distinct(rows.Select(row => row[2]));
        Departments = Distinct(rows.Select(row => row[3]).Where(name => name.EndsWith('課') && !name.Contains('・')));

        var sentences = rows.SelectMany(row => Sentences(row[4]).Concat(Sentences(row[5]))).ToList();
        Openings = Distinct(sentences.SelectMany(s => s[..^1]).Where(clause => clause.Length is > 4 and < 32));
        Endings = Distinct(sentences.Select(s => s[^1]).Where(clause => clause.Length is > 7 and < 40));
    }

    public IReadOnlyList<string> Items { get; }

    public IReadOnlyList<string> Initiatives { get; }

    public IReadOnlyList<string> Descriptions { get; }

    public IReadOnlyList<string> Departments { get; }

    /// <summary>Clauses that end in 、.</summary>
    public IReadOnlyList<string> Openings { get; }

    /// <summary>Clauses that end in 。.</summary>
    public IReadOnlyList<string> Endings { get; }

    public static Fragments Read(string path) => new([.. File.ReadLines(path)
        .Select(line => line.Split('\t'))
        .Where(cells => cells.Length == Columns && cells[0].Trim() != "改革項目")
        .Select(cells => Array.ConvertAll(cells, Clean))]);

    private static IReadOnlyList<string> Distinct(IEnumerable<string> values) =>
        [.. values.Where(value => value.Length > 1).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    /// <summary>Without spaces, markup and 【labels】.</summary>
    private static string Clean(string cell)
    {
        var clean = new StringBuilder(cell.Length);
        var inside = 0;
        foreach (var c in cell)
        {
            if (c is '<' or '【')
                inside++;
            else if (c is '>' or '】')
                inside--;
            else if (inside == 0 && !char.IsWhiteSpace(c))
                clean.Append(c);
        }

        return clean.ToString();
    }

    private static IEnumerable<string[]> Sentences(string cell) =>
        from sentence in cell.Split('。', StringSplitOptions.RemoveEmptyEntries)
        where sentence.Length > 0
        let clauses = sentence.Split('、')
        select clauses.Select((clause, i) => clause + (i == clauses.Length - 1 ? "。" : "、")).ToArray();
}
