using System.Text;

namespace ReformOpenData.Server.Commands;

/// <summary>The headings of the help in Japanese: the library that writes it has them in English alone.</summary>
internal sealed class HelpHeadings(TextWriter output) : StringWriter
{
    private static readonly (string English, string Japanese)[] Headings =
    [
        ("Description:", "説明:"), ("Usage:", "使い方:"), ("Arguments:", "引数:"), ("Options:", "オプション:"),
        ("Commands:", "コマンド:"), ("Show help and usage information", "使い方を表示します"),
        ("Show version information", "版を表示します"), ("(REQUIRED)", "（必須）"), ("[default: ", "[既定: "),
        ("[options]", "[オプション]"), ("[command]", "[コマンド]"),
    ];

    protected override void Dispose(bool disposing)
    {
        var text = new StringBuilder(ToString());
        foreach (var (english, japanese) in Headings)
            text.Replace(english, japanese);
        output.Write(text);
        base.Dispose(disposing);
    }
}
