using System.Diagnostics.CodeAnalysis;
using ReformOpenData.Data.Import;
using ReformOpenData.Data.Storage;

namespace ReformOpenData.Server.Commands;

/// <summary>The file of questions that an import reads its answers from, and writes what is open to.</summary>
internal sealed class QuestionAnswers
{
    private readonly string _path;
    private readonly IReadOnlyList<AnsweredQuestion> _answered;

    private QuestionAnswers(string path, IReadOnlyList<AnsweredQuestion> answered)
    {
        _path = path;
        _answered = answered;
    }

    /// <summary>
    /// Reads the answers, if the file is there; false, with what is wrong told, where they are not understood.
    /// </summary>
    public static bool TryOpen(string path, Terminal terminal, [NotNullWhen(true)] out QuestionAnswers? asked)
    {
        asked = null;
        if (!File.Exists(path))
        {
            asked = new QuestionAnswers(path, []);
            return true;
        }

        try
        {
            using var stream = File.OpenRead(path);
            var (answered, findings) = QuestionFile.Read(stream, Path.GetFileName(path));
            if (answered is not null)
            {
                asked = new QuestionAnswers(path, answered);
                return true;
            }

            foreach (var finding in findings)
                terminal.Fail(
                    $"{finding.Code} (line {finding.Line}): {finding.Message}",
                    $"{finding.Code}（{finding.Line}行目）: {finding.InJapanese()}");
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            terminal.Fail(
                $"{path} cannot be opened: close it in the spreadsheet, and try again.",
                $"{path} を開けません。表計算ソフトで閉じてから、もう一度実行してください。");
        }

        return false;
    }

    /// <summary>The answers, behind those of a mapping file.</summary>
    public Mapping AddTo(Mapping? mapping) =>
        new([.. mapping?.Answers ?? [], .. _answered.SelectMany(row => row.Answers)]);

    /// <summary>Writes what is open beside what is answered; leaves the file as it is where nothing is open.</summary>
    public void Write(IReadOnlyList<Question> open, Terminal terminal)
    {
        if (open.Count == 0)
            return;

        try
        {
            WholeFile.Write(_path, stream =>
            {
                QuestionFile.Write(_answered, open, stream);
                return true;
            });
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new StoreException(
                $"{_path} cannot be written, and is as it was: close it in the spreadsheet, or make room on the disk, "
                + "and try again.",
                $"{_path} に書けません（前のままです）。表計算ソフトで閉じるか、ディスクに空きを作ってから、もう一度実行してください。",
                fault);
        }

        terminal.Progress(Language.Of(
            $"{_path} holds {open.Count} open {(open.Count == 1 ? "question" : "questions")}, with a guess in the "
            + "column 答え: look at each, mend it, and give the same command again.",
            $"{_path} に質問を {open.Count} 件書きました。「答え」の列を確かめて直し、同じコマンドをもう一度実行してください。"));
    }
}
