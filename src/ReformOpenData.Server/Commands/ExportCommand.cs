using System.CommandLine;
using System.CommandLine.Parsing;
using ReformOpenData.Data.Exports;
using ReformOpenData.Data.Plans;
using ReformOpenData.Data.Releases;
using ReformOpenData.Data.Storage;

namespace ReformOpenData.Server.Commands;

/// <summary><c>export FILE</c>: a release as tidy CSV or XLSX, which imports to the same release.</summary>
internal static class ExportCommand
{
    public static Command Create(CommonOptions common)
    {
        var file = new Argument<string?>("FILE")
        {
            Description =
                Language.Of("Where to write: a name that ends in .csv or .xlsx", "書き出すファイル。名前は .csv か .xlsx で終わります"),
            Arity = ArgumentArity.ZeroOrOne,
        };
        var site = new Option<string?>("--site")
        {
            Description = Language.Of(
                "Write the pages, lists and metadata of the current release as files into this new folder, for any "
                + "file host",
                "公開中の版のページと一覧を、この新しいフォルダーにファイルとして書き出します"),
            HelpName = "DIR",
        };
        var address = new Option<string?>("--address")
        {
            Description = Language.Of(
                "Where the site will be, as https://www.city.example.jp/reform; needed with --site",
                "サイトを置くアドレス（https://www.city.example.jp/reform など）。--site に必要です"),
            HelpName = "URL",
        };
        var server = new Option<string?>("--server")
        {
            Description = Language.Of(
                "Where a server answers searches and GraphQL for the site; without it, they say that there is none",
                "検索と GraphQL に答えるサーバーのアドレス。なければ、ないと書きます"),
            HelpName = "URL",
        };
        var number = new Option<int?>("--release")
        {
            Description = Language.Of("Number of the release; without it, the current one", "版の番号。書かなければ、公開中の版"),
            HelpName = "N",
        };
        var code = new Option<string?>("--municipality")
        {
            Description = Language.Of("Only the municipality with this code", "このコードの自治体だけ"),
            HelpName = "CODE",
        };
        var command = new Command(
            "export",
            Language.Of(
                """
                Write a release as a tidy table (書き出し), one row per assessment and fiscal year; it imports to the same data.

                Example: export reform.csv --release 1
                A whole site: export --site public --address https://www.city.example.jp/reform
                """,
                """
                版を一つの表に書き出します。取組の行と年度ごとに一行で、取り込むと同じ内容になります。

                例: export reform.csv --release 1
                サイト全体: export --site public --address https://www.city.example.jp/reform
                """)) { file, number, code, site, address, server };
        file.Validators.Add(CommonOptions.NoOption);
        command.Validators.Add(result =>
        {
            // An option without its value is told by itself.
            if (result.Children.OfType<OptionResult>().Any(option => option is { Implicit: false, Tokens.Count: 0 }))
                return;
            if (result.GetValue(file) is null == result.GetValue(site) is null)
                result.AddError(Language.Of("Name a FILE, or a folder with --site.", "ファイルか、--site でフォルダーを指定してください。"));
            else if (result.GetValue(site) is null != result.GetValue(address) is null)
                result.AddError(Language.Of("--site and --address belong together.", "--site と --address は両方書いてください。"));
            else if (result.GetValue(site) is not null
                && (result.GetValue(number) is not null || result.GetValue(code) is not null))
                result.AddError(Language.Of(
                    "A site is of the whole current release: leave out --release and --municipality.",
                    "サイトは公開中の版の全部です。--release と --municipality は書けません。"));
            foreach (var option in (Option<string?>[])[address, server])
            {
                if (result.GetValue(option) is { } text && Address(text) is null)
                {
                    result.AddError(Language.Of(
                        $"{option.Name} is an address that begins with http:// or https://, found “{text}”.",
                        $"{option.Name} は http:// か https:// で始まるアドレスです（「{text}」になっています）。"));
                }

            }
        });
        return Terminal.Bind(command, common, async (result, store, terminal, cancellation) =>
        {
            if (result.GetValue(site) is { } folder)
            {
                var pages = new StaticSite(
                    store,
                    Address(result.GetValue(address)!)!,
                    result.GetValue(server) is { } at ? Address(at) : null,
                    terminal.Progress);
                var written = await pages.WriteAsync(folder, cancellation);
                terminal.Answer(
                    new { folder, files = written },
                    $"{folder} holds the site: {written} files.",
                    $"{folder} にサイトを書き出しました（{written} ファイル）。");
                return ExitCode.Done;
            }

            var path = result.GetValue(file)!;
            if (WriterFor(path) is not { } write)
                return terminal.Fail(
                    $"{path} ends neither in .csv nor in .xlsx, so the format is not known.",
                    $"{path} の形式が分かりません。.csv か .xlsx で終わる名前にしてください。");
            if ((result.GetValue(number) ?? await store.CurrentReleaseAsync(cancellation)) is not { } release)
                return terminal.Fail(
                    "Nothing is public yet: name a draft with --release, or publish first.",
                    "まだ何も公開していません。--release で下書きを指定するか、先に publish してください。");
            var count = await WriteAsync(store, release, result.GetValue(code), path, write, terminal, cancellation);
            if (count == 0)
                return terminal.Fail(
                    $"Release {release} holds no such municipality; nothing was written.",
                    $"第{release}版にその自治体はありません。何も書き出していません。");
            var measures = MeasureColumns.PathFor(path);
            if (Path.GetExtension(path).Equals(".csv", StringComparison.OrdinalIgnoreCase)
                && (File.Exists(measures)
                    || await new ReleaseReader(store).HasMeasuresAsync(release, result.GetValue(code), cancellation)))
            {
                await WriteAsync(
                    store, release, result.GetValue(code), measures, MeasureColumns.Write, terminal, cancellation);
                if (!terminal.IsJson)
                    terminal.Line(Language.Of(
                        $"{measures} holds its indicators and amounts; keep it beside the other.",
                        $"{measures} は指標と金額です。もう一つの表と同じ所に置いてください。"));
            }

            terminal.Answer(
                new { file = path, release, municipalities = count },
                $"{path} holds release {release}: {Words.Municipalities(count)}.",
                $"{path} に第{release}版を書き出しました（{count:N0} 自治体）。");
            return ExitCode.Done;
        });
    }

    private static Uri? Address(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is "http"
            or "https" && address.Query.Length == 0 ? address : null;

    private static Action<IEnumerable<Municipality>, Stream, IReadOnlyList<TidyColumn>>? WriterFor(string path) =>
        Path.GetExtension(path).ToLowerInvariant() switch
        {
            ".csv" => TidyCsv.Write,
            ".xlsx" => Workbook.Write,
            _ => null,
        };

    private static async Task<int> WriteAsync(
        Store store,
        int release,
        string? code,
        string path,
        Action<IEnumerable<Municipality>, Stream, IReadOnlyList<TidyColumn>> write,
        Terminal terminal,
        CancellationToken cancellation)
    {
        var count = 0;
        var columns = await new ReleaseReader(store).ColumnsOfAsync(release, code, cancellation);
        try
        {
            WholeFile.Write(path, stream =>
            {
                write(Counted(), stream, columns);
                return count > 0;
            });
        }
        catch (Exception exception) when (exception is InvalidDataException)
        {
            throw new StoreException(exception.Message, $"書き出せません: {exception.Message}", exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new StoreException(
                $"{path} cannot be written: {exception.Message}",
                $"{path} に書けません。{FileFaults.InJapanese(exception)}。",
                exception);
        }

        return count;

        IEnumerable<Municipality> Counted()
        {
            foreach (var municipality in new ReleaseReader(store).ReadAsync(release, code, cancellation)
                .ToBlockingEnumerable(cancellation))
            {
                if (++count % 100 == 0)
                    terminal.Progress(Language.Of($"… {Words.Municipalities(count)}", $"… {count:N0} 自治体"));
                yield return municipality;
            }
        }
    }
}
