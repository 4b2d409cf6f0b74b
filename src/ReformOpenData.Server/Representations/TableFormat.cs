using ReformOpenData.Server.Answers;

namespace ReformOpenData.Server.Representations;

/// <summary>
/// A form of tables that is written row after row: a head, the rows of one page after the other, a tail. A new one is
/// a class of this folder and a line in <see cref="All"/>.
/// </summary>
internal abstract class TableFormat
{
    public static IReadOnlyList<TableFormat> All { get; } = [new Csv(), new Xlsx(), new TableJson(), new Ndjson()];

    /// <summary>The ending of its addresses.</summary>
    public abstract string Name { get; }

    /// <summary>With charset, ready for the header.</summary>
    public abstract string ContentType { get; }

    /// <summary>Whether compressing it is worth the while.</summary>
    public virtual bool IsCompressible => true;

    /// <summary>Whether rows can be sent before the last of them is known.</summary>
    public virtual bool IsStreamed => true;

    /// <summary>The format of an ending; null for one that is not served.</summary>
    public static TableFormat? Find(string name) => All.FirstOrDefault(format => format.Name == name);

    /// <summary>What stands before the rows.</summary>
    public abstract void WriteHead(Stream to, TableBody body, TableFacts facts);

    /// <param name="isFirst">Whether no rows were written before these.</param>
    public abstract void WriteRows(Stream to, TableBody body, IReadOnlyList<TableValue[]> rows, bool isFirst);

    /// <summary>What stands behind the rows.</summary>
    public virtual void WriteTail(Stream to)
    {
    }
}

/// <summary>What is written, and how.</summary>
/// <param name="Release">Number of the release; null where the answer does not tell.</param>
/// <param name="Sources">Sentences about the source and the terms of use.</param>
internal sealed record TableBody(Table Table, TableOptions Options, int? Release, IReadOnlyList<string> Sources);
