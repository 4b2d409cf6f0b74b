using ReformOpenData.Data.Plans;

namespace ReformOpenData.Data.Import;

/// <summary>
/// Says of the departments of a merged municipality which ones go on with others: what is stored, what metadata or an
/// export say, and what a mapping answers. Both departments are named by some row.
/// </summary>
internal static class DepartmentSuccessions
{
    public static Municipality Settle(
        Municipality? stored, Municipality fresh, Municipality merged, Answers answers, FindingLog log)
    {
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var department in merged.Departments)
            names.TryAdd(NameKey.Of(department.FullName), department.FullName);
        var told = new List<DepartmentSuccession>();
        foreach (var succession in fresh.Successions.Concat(answers.DepartmentSuccessions(fresh.Code)))
        {
            if (NameOf(succession.Department) is { } department
                && NameOf(succession.Successor) is { } successor
                && department != successor)
            {
                told.Add(new DepartmentSuccession(department, successor));
                continue;
            }

            log.Add(
                FindingKinds.SuccessorUnknown,
                default,
                "A department is said to go on in another, and the municipality has not both; write the full names of "
                + "two departments that rows name.",
                $"{succession.Department} → {succession.Successor}",
                japanese: "後継とされた所管課か、元の所管課がありません。どちらも、表に出てくる所管課の名称で書いてください。");
        }

        var known = merged.Departments.Select(department => department.FullName).ToHashSet(StringComparer.Ordinal);
        return merged with
        {
            Successions = DepartmentSuccession.Ordered(told.Concat(
                (stored?.Successions ?? [])
                    .Where(one => known.Contains(one.Department) && known.Contains(one.Successor)))),
        };

        string? NameOf(string name) => names.GetValueOrDefault(NameKey.Of(name));
    }
}
