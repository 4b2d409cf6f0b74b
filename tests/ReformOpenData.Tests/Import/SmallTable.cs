using System.Text;
using ReformOpenData.Data.Import;
using ReformOpenData.Data.Plans;

namespace ReformOpenData.Tests.Import;

/// <summary>A table of a few rows in the published layout, of a city that does not exist.</summary>
internal static class SmallTable
{
    public const string Code = "262072";
    public const string Title = "第1次行財政改革プラン";

    /// <summary>The rows of a first year, as other tests change them.</summary>
    public const string FirstYear =
        """
        (1) 財政の健全化
        ①歳入の確保|広告収入の拡大|広告を増やします。|財政課|広告を3件掲載した。|A
        |ふるさと納税の推進|返礼品を増やします。|総務課|返礼品を5件増やした。|B
        |使用料の見直し|使用料と手数料を見直します。|財政課|方針を決めた。|B
        ②歳出の見直し|補助金の見直し|補助金を見直します。|財政課・総務課|10件を見直した。|財政課 A 総務課 B
        |電力調達の見直し|電力の入札を行います。|管財課|入札を行った。|A
        (2) サービスの向上
        ①組織の見直し|窓口の統合|窓口を統合します。|市民課|検討した。|C
        """;

    public static DocumentMetadata Metadata(int year, string planTitle = Title, string? planId = null) => new(
        Code,
        "試験市",
        "Shiken",
        planTitle,
        FirstFiscalYear: 2020,
        LastFiscalYear: 2024,
        [new(Grade.A, "A"), new(Grade.B, "B"), new(Grade.C, "C"), new(Grade.NotRated, "-")],
        planTitle,
        year,
        "試験市",
        Url: null,
        Licence: null,
        LicenceConfirmed: false,
        RetrievedOn: null,
        Sha256: null,
        Bureaus: [],
        Departments: [])
    {
        PlanId = planId,
    };

    /// <summary>Lines of cells parted by |, each page with its title, category and header.</summary>
    public static string Text(string rows, string title = Title, string header = "改革項目|具体的取組|内容|所管課|取組状況|評価")
    {
        var text = new StringBuilder();
        foreach (var line in rows.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (line.StartsWith('('))
                text.Append(text.Length == 0 ? "" : "\n")
                    .Append(title).Append("\n\n").Append(line).Append("\n\n").Append(header.Replace('|', '\t'))
                    .Append('\n');
            else
                text.Append(line.Replace('|', '\t')).Append('\n');
        }

        return text.ToString();
    }

    public static ReadResult ReadText(string text, int year, string planTitle = Title, string? planId = null) =>
        DocumentReader.Read(
            new MemoryStream(Encoding.UTF8.GetBytes(text)), $"r{year - 2018}.txt", Metadata(year, planTitle, planId));

    /// <summary>Reads rows, which must be without error.</summary>
    public static ReadResult Read(string rows, int year, string planTitle = Title, string? planId = null)
    {
        var result = ReadText(Text(rows, planTitle), year, planTitle, planId);
        Assert.Equal([], result.Findings.Where(finding => finding.Severity == FindingSeverity.Error));
        return result;
    }

    /// <summary>Merged with what is stored; without questions.</summary>
    public static Municipality Merge(Municipality? stored, ReadResult read, params MappingAnswer[] answers)
    {
        var result = MunicipalityMerge.Merge(stored, read, new Mapping(answers));
        Assert.Equal([], result.Findings.Where(finding => finding.Severity == FindingSeverity.Error));
        return result.Municipality!;
    }

    /// <summary>What a merge asks: code, what was read, and what it was taken as.</summary>
    public static string[] Questions(Municipality stored, ReadResult read, params MappingAnswer[] answers) =>
    [
        .. MunicipalityMerge.Merge(stored, read, new Mapping(answers)).Findings
            .Where(finding => finding.Severity == FindingSeverity.Error)
            .Select(finding => $"{finding.Code} {finding.Read}{(finding.Made is null ? "" : $" = {finding.Made}")}")
            .Order(StringComparer.Ordinal),
    ];
}
