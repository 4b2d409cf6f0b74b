using System.CommandLine;
using System.Diagnostics;
using ReformOpenData.Data.Import;
using ReformOpenData.Data.Releases;
using ReformOpenData.Data.Storage;
using ReformOpenData.Server.Configuration;

namespace ReformOpenData.Server.Commands;

/// <summary><c>import FILE…</c>: documents into the draft.</summary>
internal static class ImportCommand
{
    public static Command Create(CommonOptions common)
    {
        var files = new Argument<string[]>("FILE")
        {
            Description = Language.Of(
                "Documents: the table as text, tidy CSV, or XLSX; table.txt has its metadata in table.json beside it",
                "表（テキスト、整然データの CSV、XLSX）。table.xlsx の情報は同じフォルダーの table.json に書きます"),
            Arity = ArgumentArity.OneOrMore,
        };
        var dryRun = new Option<bool>("--dry-run")
        {
            Description =
                Language.Of("Show exactly what would become public, and store nothing", "公開される内容を表示するだけで、何も保存しません"),
        };
        var publish = new Option<bool>("--publish")
        {
            Description = Language.Of("Publish the draft at once", "取り込んだ下書きをすぐに公開します"),
        };
        var note = new Option<string?>("--note")
        {
            Description = Language.Of("What readers are told about the release", "利用者に知らせる説明"),
            HelpName = "TEXT",
        };
        var mapping = new Option<string?>("--mapping")
        {
            Description = Language.Of(
                "Answers to questions that an earlier try asked (schema/formats/mapping.md)",
                "前の取り込みで尋ねられた質問への回答（JSON。schema/formats/mapping.md）"),
            HelpName = "FILE",
        };
        var questions = new Option<string?>("--questions")
        {
            Description = Language.Of(
                "A CSV for the questions, with the best guess filled in: look at it in a spreadsheet, and give the "
                + "same command again",
                "質問を書き出す CSV。いちばん確からしい答えが入っています。表計算ソフトで直し、同じコマンドをもう一度実行してください"),
            HelpName = "FILE",
        };
        var newMetadata = new Option<bool>("--new-metadata")
        {
            Description = Language.Of(
                "Draft the .json beside each document from its titles, headings and last year's, and import nothing",
                "題名、見出し、前年度の情報から .json の下書きを作り、取り込みはしません"),
        };
        var metadata = new Option<string?>("--metadata")
        {
            Description = Language.Of(
                "Metadata of the documents, instead of the .json beside each (schema/formats/metadata.md)",
                "同じ名前の .json の代わりに使う、表の情報（schema/formats/metadata.md）"),
            HelpName = "FILE",
        };
        var corrections = new Option<string?>("--corrections")
        {
            Description = Language.Of(
                "Misprints to mend from now on; without it, corrections.json beside the first document, or those that "
                + "are stored",
                "これから直す誤植。指定しなければ、表と同じフォルダーの corrections.json か、保存済みのもの"),
            HelpName = "FILE",
        };
        var afterTakeDown = new Option<bool>("--after-take-down")
        {
            Description = Language.Of(
                "Take a document of a release that was taken down: what had to go is mended in it",
                "公開を停止した版の資料を、直したものとして取り込みます"),
        };
        var command = new Command(
            "import",
            Language.Of(
                """
                Import documents into the draft (下書き). Nothing is public before publish, and a bad document changes nothing.

                Example: import data/072028-fy2021.txt --dry-run
                """,
                """
                表を下書きに取り込みます。publish するまで公開されません。誤りのある表では何も変わりません。

                例: import data/072028-fy2021.txt --dry-run
                """))
        {
            files, dryRun, publish, note, mapping, questions, newMetadata, metadata, corrections, afterTakeDown,
        };
        files.Validators.Add(CommonOptions.NoOption);
        return Terminal.Bind(command, common, async (result, store, terminal, cancellation) =>
        {
            var paths = result.GetValue(files)!;
            if (result.GetValue(newMetadata))
                return await MetadataDrafts.WriteAsync(store, paths, result.GetValue(metadata), terminal, cancellation);

            var options = new ImportOptions
            {
                DryRun = result.GetValue(dryRun),
                Publish = result.GetValue(publish),
                Note = result.GetValue(note),
                AfterTakeDown = result.GetValue(afterTakeDown),
                Waiting = () => terminal.Progress(Language.Of(
                    "Another import or publication is at work; waiting for it to end …",
                    "ほかの取り込みか公開が進んでいます。終わるのを待っています…")),
                Progress = Ticker(terminal),
            };
            if (result.GetValue(mapping) is { } answers)
            {
                var (known, findings) = DocumentFiles.ReadMapping(answers);
                if (known is null)
                    return terminal.Fail(
                        $"{findings[0].Code}: {findings[0].Message}",
                        $"{findings[0].Code}: {findings[0].InJapanese()}");
                options = options with { Mapping = known };
            }

            var mended = result.GetValue(corrections) ?? BesideFirst(paths);
            if (mended is not null)
            {
                var (known, findings) = DocumentFiles.ReadCorrections(mended);
                if (known is null)
                    return terminal.Fail(
                        $"{findings[0].Code}: {findings[0].Message}",
                        $"{findings[0].Code}: {findings[0].InJapanese()}");
                options = options with { Corrections = known };
            }

            QuestionAnswers? asked = null;
            if (result.GetValue(questions) is { } table)
            {
                if (!QuestionAnswers.TryOpen(table, terminal, out asked))
                    return ExitCode.Failed;
                options = options with { Mapping = asked.AddTo(options.Mapping) };
            }

            return await ImportAsync(
                store,
                paths,
                result.GetValue(metadata),
                options,
                asked,
                common.Settings(result),
                terminal,
                cancellation);
        }, makes: true);
    }

    private static async Task<int> ImportAsync(
        Store store,
        string[] paths,
        string? metadata,
        ImportOptions options,
        QuestionAnswers? asked,
        ServerOptions settings,
        Terminal terminal,
        CancellationToken cancellation)
    {
        var documents = DocumentFiles.Read(
            paths, metadata, path => terminal.Progress(Language.Of($"Reading {path} …", $"{path} を読んでいます…")));
        var outcome = await new Importer(store, TimeProvider.System).ImportAsync(documents, options, cancellation);
        if (outcome is { Status: ImportStatus.Unchanged, Draft: not null }
            && options is { Publish: true, DryRun: false })
        {
            // The draft holds all of it already; publishing it is what is left to do.
            var release = await new Publication(store, TimeProvider.System).PublishAsync(options.Note, cancellation);
            outcome = outcome with { IsPublished = true, After = release };
        }

        if (terminal.IsJson)
            terminal.Json(ImportJson.Of(outcome, options));
        else
            new ImportReport(terminal, outcome, options).Write();
        asked?.Write([.. outcome.Documents.SelectMany(document => document.Questions)], terminal);
        if (outcome is { IsPublished: true, After: { } published })
            await Webhooks.TellAsync(settings, "publish", published, terminal, cancellation);
        return outcome.Status == ImportStatus.Refused ? ExitCode.Failed : ExitCode.Done;
    }

    private static string? BesideFirst(string[] paths)
    {
        var beside = Path.Combine(Path.GetDirectoryName(paths[0]) ?? "", DocumentFiles.CorrectionsName);
        return File.Exists(beside) ? beside : null;
    }

    /// <summary>A line every two seconds.</summary>
    private static Action<ImportProgress> Ticker(Terminal terminal)
    {
        var watch = Stopwatch.StartNew();
        var next = TimeSpan.FromSeconds(2);
        return progress =>
        {
            if (watch.Elapsed < next)
                return;
            next = watch.Elapsed + TimeSpan.FromSeconds(2);
            terminal.Progress(Language.Of(
                $"… {Words.Municipalities(progress.Municipalities)} with {progress.Narratives:N0} "
                + $"texts, {watch.Elapsed.TotalSeconds:0} s",
                $"… {progress.Municipalities:N0} 自治体、文章 {progress.Narratives:N0} 件、{watch.Elapsed.TotalSeconds:0} 秒"));
        };
    }
}
