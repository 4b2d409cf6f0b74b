using ReformOpenData.Data.Plans;

namespace ReformOpenData.Data.Import;

/// <summary>One spelling for each department of a document: of several, the plain one, else the first.</summary>
internal sealed class DepartmentSpellings
{
    private readonly Dictionary<string, Department> byKey = new(StringComparer.Ordinal);
    private readonly HashSet<Department> kept = [];

    /// <summary>A department whose spelling stays as it is.</summary>
    public void Keep(Department department)
    {
        kept.Add(department);
        byKey.TryAdd(NameKey.Of(department.FullName), department);
    }

    /// <summary>A department that the document names.</summary>
    public void Learn(Department department)
    {
        var key = NameKey.Of(department.FullName);
        if (byKey.TryAdd(key, department) || kept.Contains(byKey[key]))
            return;
        if (!NameKey.IsPlain(byKey[key].FullName) && NameKey.IsPlain(department.FullName))
            byKey[key] = department;
    }

    /// <summary>The department in the spelling of the document; itself where nothing was learned.</summary>
    public Department Spell(Department department)
    {
        if (byKey.Count == 0
            || kept.Contains(department)
            || !byKey.TryGetValue(NameKey.Of(department.FullName), out var known))
            return department;
        // The same name, cut into bureau and department in another way, is for others to judge.
        return known.FullName == department.FullName ? department : known;
    }
}
