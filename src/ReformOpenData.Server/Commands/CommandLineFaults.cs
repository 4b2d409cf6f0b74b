using System.CommandLine;
using System.Text.RegularExpressions;

namespace ReformOpenData.Server.Commands;

/// <summary>
/// What is wrong with a command line, in both languages: the library that reads it has its sentences in English alone.
/// </summary>
internal static class CommandLineFaults
{
    private static readonly (Regex English, string Japanese)[] Sentences =
    [
        Sentence("^Unrecognized command or argument '(.*)'\\.$", "「$1」は、このコマンドにはありません。"),
        Sentence("^Required argument '(.*)' missing for command: '(.*)'\\.$", "$2 に $1 を指定してください。"),
        Sentence("^Required argument missing for option: '(.*)'\\.$", "$1 の後に値がありません。"),
        Sentence("^Option '(.*)' is required\\.$", "$1 が必要です。"),
        Sentence("^Argument '(.*)' not recognized\\. Must be one of:(.*)$", "「$1」は書けません。書けるのは:$2"),
        Sentence(
            "^Cannot parse argument '(.*)' for (?:option|command) '(.*)': it is not a whole number\\.?$",
            "$2 の「$1」は整数ではありません。"),
        Sentence("^Option '(.*)' expects a single argument but \\d+ were provided\\.$", "$1 に値が二つ以上あります。"),
    ];

    /// <summary>The first thing that is wrong, in the words of whoever typed it.</summary>
    public static (string English, string Japanese) Of(ParseResult result)
    {
        if (result.CommandResult.Command is RootCommand root && result.UnmatchedTokens is [var word, ..])
        {
            var names = root.Subcommands.Select(command => command.Name).ToList();
            return (
                $"There is no command '{word}'; there are {string.Join(", ", names)}.",
                $"「{word}」というコマンドはありません。あるのは {string.Join("、", names)} です。");
        }

        var english = result.Errors[0].Message
            .Replace(" as expected type 'System.Int32'", ": it is not a whole number", StringComparison.Ordinal)
            .Replace(
                " as expected type 'System.Nullable`1[System.Int32]'",
                ": it is not a whole number",
                StringComparison.Ordinal);
        var known = Array.Find(Sentences, sentence => sentence.English.IsMatch(english));
        return (english, known.English?.Replace(english, known.Japanese) ?? english);
    }

    private static (Regex English, string Japanese) Sentence(string english, string japanese) =>
        (new Regex(english, RegexOptions.Singleline, TimeSpan.FromSeconds(1)), japanese);
}
