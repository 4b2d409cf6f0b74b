using System.Xml;

namespace ReformOpenData.Data.Import;

/// <summary>
/// The names of elements and attributes of a part, which an XML reader keeps for ever; a workbook has a few hundred.
/// </summary>
internal sealed class WorkbookNames(Action tooMany) : NameTable
{
    private const int MaxNames = 10_000;
    private int count;

    public override string Add(char[] key, int start, int len)
    {
        if (Get(key, start, len) is { } known)
            return known;
        if (++count > MaxNames)
            tooMany();
        return base.Add(key, start, len);
    }
}
