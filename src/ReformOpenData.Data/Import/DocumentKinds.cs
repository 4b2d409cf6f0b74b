using System.Text;

namespace ReformOpenData.Data.Import;

/// <summary>Tells from their bytes files that are not tables, so that each is refused by its name.</summary>
internal static class DocumentKinds
{
    private static readonly (byte[] Start, (string English, string Japanese) Sentence)[] Others =
    [
        ([.. "%PDF"u8], NoTable("a PDF", "PDF")),
        ([0x89, .. "PNG"u8], NoTable("a picture (PNG)", "画像（PNG）")),
        ([0xFF, 0xD8, 0xFF], NoTable("a picture (JPEG)", "画像（JPEG）")),
        ([.. "{\\rtf"u8], NoTable("a document of rich text (RTF)", "リッチテキスト（RTF）")),
        ([0x1F, 0x8B], Packed("packed (gzip)", "gzip")),
        ([.. "7z"u8, 0xBC, 0xAF], Packed("an archive (7z)", "7z")),
        ([.. "Rar!"u8], Packed("an archive (RAR)", "RAR")),
    ];

    public static bool IsArchive(ReadOnlySpan<byte> sample) =>
        sample.StartsWith("PK\u0003\u0004"u8) || sample.StartsWith("PK\u0005\u0006"u8);

    /// <summary>What a file is that is not a table; null where it may be one.</summary>
    /// <param name="sample">The first bytes.</param>
    /// <param name="whole">All of them, of which a compound file is searched.</param>
    public static (string English, string Japanese)? Sentence(ReadOnlySpan<byte> sample, Stream whole)
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

    private static (string English, string Japanese) NoTable(string what, string japanese) => (
        $"The file is {what}; give the table as text, CSV or XLSX.",
        $"ファイルは{japanese}です。表を .xlsx、CSV、テキストのいずれかで保存してください。");

    private static (string English, string Japanese) Packed(string what, string japanese) => (
        $"The file is {what}; unpack it, and give what is in it.",
        $"ファイルは圧縮されています（{japanese}）。展開して、中の表を指定してください。");

    private static (string English, string Japanese)? Markup(string text)
    {
        if (text.StartsWith("MIME-Version:", StringComparison.OrdinalIgnoreCase)
            || Has("<html")
            || Starts("<!DOCTYPE html")
            || Starts("<table")
            || Starts("<head"))
            return (
                "The file is a web page (HTML), whatever its name says; open it in a spreadsheet program, and save it "
                    + "as .xlsx.",
                "名前にかかわらず、ファイルはウェブページ（HTML）です。表計算ソフトで開き、.xlsx で保存してください。");
        if (Starts("<?xml") || Starts("<office:") || Starts("<Workbook"))
            return (
                "The file is XML, such as an XML spreadsheet, whatever its name says; open it in a spreadsheet "
                    + "program, and save it as .xlsx.",
                "名前にかかわらず、ファイルは XML です。表計算ソフトで開き、.xlsx で保存してください。");
        return text.Length > 1
            && text[0] is '{' or '['
            && text[1..].TrimStart() is ['"' or '{' or '[' or '}' or ']', ..]
            ? (
                "The file is JSON, not a table; name the table, whose metadata beside it are found by its name.",
                "ファイルは JSON で、表ではありません。表を指定してください。同じ名前の JSON は自動で読まれます。")
            : null;

        bool Starts(string start) => text.StartsWith(start, StringComparison.OrdinalIgnoreCase);

        bool Has(string tag) => text.StartsWith('<') && text.Contains(tag, StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>
    /// Old workbooks and those with a password are in the same kind of container, which names what it holds.
    /// </summary>
    private static (string English, string Japanese) Compound(Stream whole)
    {
        (string English, string Japanese) old = (
            "The file is a workbook of the old kind (.xls); save it as .xlsx or CSV.",
            "ファイルは古い形式のブック（.xls）です。.xlsx か CSV で保存してください。");
        (string Name, (string English, string Japanese) Sentence)[] contents =
        [
            (
                "EncryptedPackage",
                (
                    "The workbook is protected by a password; open it, take the password away, and save it as .xlsx.",
                    "ブックにパスワードが付いています。開いてパスワードを外し、.xlsx で保存してください。")),
            (
                "WordDocument",
                (
                    "The file is a document of Word (.doc); give the table as .xlsx, text or CSV.",
                    "ファイルは Word の文書（.doc）です。表を .xlsx、CSV、テキストのいずれかで保存してください。")),
            (
                "PowerPoint Document",
                (
                    "The file is a presentation (.ppt); give the table as .xlsx, text or CSV.",
                    "ファイルはプレゼンテーション（.ppt）です。表を .xlsx、CSV、テキストのいずれかで保存してください。")),
            ("Workbook", old),
            ("Book", old),
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
            : (
                "The file is protected by a password, or of an old kind of Office (such as .xls); open it, take the "
                    + "password away, and save the table as .xlsx or CSV.",
                "ファイルにパスワードが付いているか、古い Office の形式（.xls など）です。開いてパスワードを外し、表を .xlsx か CSV で保存してください。");
    }
}
