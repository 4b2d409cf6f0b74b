using System.Text;

namespace ReformOpenData.Data.Import;

/// <summary>Tells from their bytes files that are not tables, so that each is refused by its name.</summary>
internal static class DocumentKinds
{
    private static readonly (byte[] Start, string Sentence)[] Others =
    [
        ([.. "%PDF"u8], "The file is a PDF; give the table as text, CSV or XLSX."),
        ([0x89, .. "PNG"u8], "The file is a picture (PNG); give the table as text, CSV or XLSX."),
        ([0xFF, 0xD8, 0xFF], "The file is a picture (JPEG); give the table as text, CSV or XLSX."),
        ([.. "{\\rtf"u8], "The file is a document of rich text (RTF); give the table as text, CSV or XLSX."),
        ([0x1F, 0x8B], "The file is packed (gzip); unpack it, and give what is in it."),
        ([.. "7z\xBC\xAF"u8[..2], 0xBC, 0xAF], "The file is an archive (7z); unpack it, and give what is in it."),
        ([.. "Rar!"u8], "The file is an archive (RAR); unpack it, and give what is in it."),
    ];

    public static bool IsArchive(ReadOnlySpan<byte> sample) =>
        sample.StartsWith("PK\u0003\u0004"u8) || sample.StartsWith("PK\u0005\u0006"u8);

    /// <summary>What a file is that is not a table; null where it may be one.</summary>
    /// <param name="sample">The first bytes.</param>
    /// <param name="whole">All of them, of which a compound file is searched.</param>
    public static string? Sentence(ReadOnlySpan<byte> sample, Stream whole)
    {
        if (sample.StartsWith<byte>([0xD0, 0xCF, 0x11, 0xE0]))
            return Compound(whole);
        foreach (var (start, sentence) in Others)
        {
            if (sample.StartsWith(start))
                return sentence;
        }

        return Markup(TextDecoding.Detect(sample)
            .Read(sample[..Math.Min(sample.Length, 4096)])
            .TrimStart('\uFEFF', ' ', '\r', '\n', '\t'));
    }

    private static string? Markup(string text)
    {
        if (text.StartsWith("MIME-Version:", StringComparison.OrdinalIgnoreCase)
            || Has("<html")
            || Starts("<!DOCTYPE html")
            || Starts("<table")
            || Starts("<head"))
            return "The file is a web page (HTML), whatever its name says; open it in a spreadsheet program, and save "
                + "it as .xlsx.";
        if (Starts("<?xml") || Starts("<office:") || Starts("<Workbook"))
            return "The file is XML, such as an XML spreadsheet, whatever its name says; open it in a spreadsheet "
                + "program, and save it as .xlsx.";
        return text.Length > 1
            && text[0] is '{' or '['
            && text[1..].TrimStart() is ['"' or '{' or '[' or '}' or ']', ..]
            ? "The file is JSON, not a table; name the table, whose metadata beside it are found by its name."
            : null;

        bool Starts(string start) => text.StartsWith(start, StringComparison.OrdinalIgnoreCase);

        bool Has(string tag) => text.StartsWith('<') && text.Contains(tag, StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>
    /// Old workbooks and those with a password are in the same kind of container, which names what it holds.
    /// </summary>
    private static string Compound(Stream whole)
    {
        (string Name, string Sentence)[] contents =
        [
            (
                "EncryptedPackage",
                "The workbook is protected by a password; open it, take the password away, and save it as .xlsx."),
            ("WordDocument", "The file is a document of Word (.doc); give the table as .xlsx, text or CSV."),
            ("PowerPoint Document", "The file is a presentation (.ppt); give the table as .xlsx, text or CSV."),
            ("Workbook", "The file is a workbook of the old kind (.xls); save it as .xlsx or CSV."),
            ("Book", "The file is a workbook of the old kind (.xls); save it as .xlsx or CSV."),
        ];
        var found = new bool[contents.Length];
        const int overlap = 64;
        var buffer = new byte[65536 + overlap];
        var kept = 0;
        int count;
        while ((count = whole.ReadAtLeast(buffer.AsSpan(kept), 65536, throwOnEndOfStream: false)) > 0)
        {
            var read = buffer.AsSpan(0, kept + count);
            for (var index = 0; index < contents.Length; index++)
                found[index] |= read.IndexOf(Encoding.Unicode.GetBytes(contents[index].Name + '\0')) >= 0;
            kept = Math.Min(overlap, read.Length);
            read[^kept..].CopyTo(buffer);
        }

        var first = Array.IndexOf(found, true);
        return first >= 0
            ? contents[first].Sentence
            : "The file is protected by a password, or of an old kind of Office (such as .xls); open it, take the "
                + "password away, and save the table as .xlsx or CSV.";
    }
}
