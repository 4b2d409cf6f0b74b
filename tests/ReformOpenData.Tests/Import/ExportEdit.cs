using System.Text;
using ReformOpenData.Data.Exports;
using ReformOpenData.Data.Import;
using ReformOpenData.Data.Plans;
using ReformOpenData.Data.Releases;

namespace ReformOpenData.Tests.Import;

/// <summary>An export as a steward edits it: cells by heading, and columns that can be left out.</summary>
internal sealed class ExportEdit
{
    private readonly List<string> headings;
    private readonly List<Dictionary<string, string>> rows;

    public ExportEdit(Municipality municipality)
    {
        var columns = TidyColumns.Of([municipality]);
        headings = [.. columns.Select(column => column.English)];
        rows =
        [
            .. TidyRows.Of(municipality, CsvRows.MaxCellLength)
                .Select(row => columns.ToDictionary(column => column.English, column =>
                    FormulaGuard.Restore(row[column.Index]))),
        ];
    }

    public IReadOnlyList<Dictionary<string, string>> Rows => rows;

    public ExportEdit Without(params string[] columns)
    {
        headings.RemoveAll(columns.Contains);
        return this;
    }

    public ExportEdit Blank(params string[] columns) => Each(row =>
    {
        foreach (var column in columns)
            row[column] = "";
    });

    public ExportEdit Each(Action<Dictionary<string, string>> edit)
    {
        rows.ForEach(edit);
        return this;
    }

    public ExportEdit Add(Dictionary<string, string> row)
    {
        rows.Add(row);
        return this;
    }

    public ExportEdit Remove(Predicate<Dictionary<string, string>> which)
    {
        rows.RemoveAll(which);
        return this;
    }

    public ReadResult Read()
    {
        var text = new StringBuilder().AppendJoin(',', headings).Append("\r\n");
        foreach (var row in rows)
            text.AppendJoin(
                ',',
                headings.Select(
                    heading => "\""
                        + FormulaGuard.Protect(row[heading]).Replace("\"", "\"\"", StringComparison.Ordinal)
                        + "\"")).Append("\r\n");
        return DocumentReader.Read(new MemoryStream(Encoding.UTF8.GetBytes(text.ToString())), "export.csv", null);
    }

    /// <summary>Joined with what is public, as an import does it.</summary>
    public MergeResult Join(Municipality published, params MappingAnswer[] answers)
    {
        var read = Read();
        Assert.Equal([], read.Findings.Where(finding => finding.Severity == FindingSeverity.Error));
        return DocumentJoin.Join(published, published, read, new ImportOptions { Mapping = new Mapping(answers) });
    }

    /// <summary>The errors of joining it.</summary>
    public string[] Errors(Municipality published, params MappingAnswer[] answers) =>
    [
        .. Join(published, answers).Findings.Where(finding => finding.Severity == FindingSeverity.Error)
            .Select(finding => $"{finding.Code}: {finding.Message}"),
    ];
}
