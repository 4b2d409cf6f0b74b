namespace ReformOpenData.Data.Import;

/// <summary>
/// The characters of a part of a workbook, as they stream. What lies between two tags, with the first of them, is
/// bounded: an XML reader holds a tag with all its attributes, or a text, in memory.
/// </summary>
internal sealed class WorkbookText(TextReader inner, Action tooLong) : TextReader
{
    /// <summary>Characters from one tag to the next; a cell of a spreadsheet holds 32,767.</summary>
    public const int MaxBetweenTags = 1_000_000;

    private const string DataStart = "<![CDATA[";
    private const string DataEnd = "]]>";
    private int length;
    private int matched;
    private bool isData;

    public override int Read(char[] buffer, int index, int count)
    {
        var read = inner.Read(buffer, index, count);
        Count(buffer.AsSpan(index, read));
        return read;
    }

    public override int Read()
    {
        Span<char> single = stackalloc char[1];
        if (inner.Read(single) == 0)
            return -1;
        Count(single);
        return single[0];
    }

    public override int Peek() => inner.Peek();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            inner.Dispose();
        base.Dispose(disposing);
    }

    /// <summary>A sign &lt; begins a tag, but not inside CDATA.</summary>
    private void Count(ReadOnlySpan<char> read)
    {
        foreach (var character in read)
        {
            length = character == '<' && !isData ? 0 : length + 1;
            var sought = isData ? DataEnd : DataStart;
            matched = character == sought[matched] ? matched + 1
                : character == sought[0] ? 1
                : isData && matched == 2 && character == ']' ? 2 : 0;
            if (matched == sought.Length)
            {
                isData = !isData;
                matched = 0;
            }
        }

        if (length > MaxBetweenTags)
            tooLong();
    }
}
