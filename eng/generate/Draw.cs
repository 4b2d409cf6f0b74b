using System.Text;
using ReformOpenData.Data.Plans;

namespace ReformOpenData.Generate;

/// <summary>What is left to chance in one municipality, from one seeded source.</summary>
internal sealed class Draw(Fragments fragments, Random random)
{
    public Fragments Fragments { get; } = fragments;

    public bool Chance(double probability) => random.NextDouble() < probability;

    public T One<T>(IReadOnlyList<T> values) => values[random.Next(values.Count)];

    /// <summary>Different ones, in the order of the draw.</summary>
    public IReadOnlyList<T> Some<T>(IReadOnlyList<T> values, int count)
    {
        var chosen = new HashSet<int>();
        var result = new List<T>(count);
        while (result.Count < count)
        {
            var index = random.Next(values.Count);
            if (chosen.Add(index))
                result.Add(values[index]);
        }

        return result;
    }

    public IReadOnlyList<Department> Departments(int count) =>
    [
        .. Some(Fragments.Departments, Math.Min(count, Fragments.Departments.Count)).Select(name =>
            name.StartsWith("上下水道局", StringComparison.Ordinal)
                ? new Department(name["上下水道局".Length..], "上下水道局")
                : new Department(name, null)),
    ];

    /// <summary>Shares like those of the published table.</summary>
    public Grade Grade() => random.Next(100) switch
    {
        < 62 => Data.Plans.Grade.A,
        < 86 => Data.Plans.Grade.B,
        < 89 => Data.Plans.Grade.C,
        < 90 => Data.Plans.Grade.D,
        < 98 => Data.Plans.Grade.Completed,
        _ => Data.Plans.Grade.NotRated,
    };

    /// <summary>Whole sentences of one to four clauses, between two lengths in characters.</summary>
    public string Text(int shortest, int longest)
    {
        var text = new StringBuilder(longest);
        while (text.Length < shortest)
        {
            var start = text.Length;
            for (var openings = random.Next(4); openings > 0; openings--)
                text.Append(One(Fragments.Openings));

            text.Append(One(Fragments.Endings));
            if (text.Length > longest)
                text.Length = start;
        }

        return text.ToString();
    }
}
