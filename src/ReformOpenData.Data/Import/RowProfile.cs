using ReformOpenData.Data.Plans;

namespace ReformOpenData.Data.Import;

/// <summary>
/// What makes rows alike besides their names: their descriptions, what is below them, and who carries them.
/// </summary>
internal sealed class RowProfile
{
    private const int MaxLength = 400;

    private readonly HashSet<string> name;
    private readonly HashSet<string> description;
    private readonly HashSet<string> children;
    private readonly HashSet<string> departments;

    private RowProfile(string name, string? description, IEnumerable<string> children, IEnumerable<Assessment> rows)
    {
        this.name = Pairs(NameKey.Of(name));
        var said = WithoutParts(description ?? "");
        this.description = Pairs(NameKey.Of(said.Length > MaxLength ? said[..MaxLength] : said));
        this.children = [.. children.Select(NameKey.Of)];
        departments = [.. rows.SelectMany(row => row.Responsibilities)
            .Select(responsibility => NameKey.Of(responsibility.Department))];
    }

    public static RowProfile Of(Category category) => new(
        category.Name,
        null,
        category.Items.SelectMany(item => item.Initiatives.Select(initiative => initiative.Name).Append(item.Name)),
        []);

    public static RowProfile Of(Item item) =>
        new(item.Name, null, item.Initiatives.Select(initiative => initiative.Name), []);

    public static RowProfile Of(Initiative initiative) =>
        new(initiative.Name, initiative.Description, [], initiative.Assessments);

    public static RowProfile Of(Assessment row) =>
        new(string.Concat(row.Responsibilities.Select(one => one.Department)), null, [], [row]);

    /// <summary>From 0, nothing in common, to 1, all the same. What both rows lack does not count.</summary>
    public double LikenessTo(RowProfile other)
    {
        var (sum, weights) = (0.0, 0.0);
        Add(name, other.name, 0.5);
        Add(description, other.description, 0.35);
        Add(children, other.children, 0.5);
        Add(departments, other.departments, 0.15);
        return weights == 0 ? 0 : sum / weights;

        void Add(HashSet<string> mine, HashSet<string> its, double weight)
        {
            if (mine.Count + its.Count == 0)
                return;

            sum += weight * 2 * mine.Count(its.Contains) / (mine.Count + its.Count);
            weights += weight;
        }
    }

    /// <summary>
    /// The text before its parts under labels: a printed number, or a schedule, is alike in rows that are not.
    /// </summary>
    private static string WithoutParts(string text) => text.StartsWith('【') ? ""
        : text.IndexOf("\n【", StringComparison.Ordinal) is >= 0 and var end ? text[..end]
        : text;

    /// <summary>Each two neighbouring characters; of a single character, itself.</summary>
    private static HashSet<string> Pairs(string text) => text.Length < 2
        ? text.Length == 0 ? [] : [text]
        : [.. Enumerable.Range(0, text.Length - 1).Select(start => text.Substring(start, 2))];
}
