namespace ReformOpenData.Data.Import;

/// <summary>Numbers of categories that are printed without one: as they come, and the same name the same number.</summary>
internal sealed class UnnumberedCategories
{
    private readonly List<string> names = [];

    public int Of(string name)
    {
        var index = names.FindIndex(known => NameKey.AreSame(known, name));
        if (index >= 0)
            return index + 1;
        names.Add(name);
        return names.Count;
    }
}
