using System.CommandLine;
using System.CommandLine.Parsing;
using ReformOpenData.Data.Storage;
using ReformOpenData.Server.Configuration;

namespace ReformOpenData.Server.Commands;

/// <summary>The options that every command has.</summary>
internal sealed class CommonOptions
{
    public Option<string> Data { get; } = new("--data")
    {
        Description = Language.Of(
            "Folder of the embedded store (SQLite); created when missing", "データを保存するフォルダー（SQLite）。なければ作ります"),
        HelpName = "DIR",
        DefaultValueFactory = _ => ".store",
        Recursive = true,
    };

    public Option<string?> Connection { get; } = new("--connection")
    {
        Description = Language.Of("A PostgreSQL database instead: ", "PostgreSQL に保存するとき: ")
            + "\"Host=…;Database=…;Username=…\"",
        HelpName = "STRING",
        Recursive = true,
    };

    public CommonOptions()
    {
        Lang.AcceptOnlyFromAmong("ja", "en");
        Connection.Validators.Add(result =>
        {
            // Mostly a variable of a script that is not set: the embedded store is not what was meant.
            if (result.GetValueOrDefault<string?>() is "")
            {
                result.AddError(Language.Of(
                    "--connection is empty; leave it out to use the embedded store.",
                    "--connection が空です。フォルダーのデータを使うなら、書かないでください。"));
            }
            else if (result.GetResult(Data) is { Implicit: false })
            {
                result.AddError(Language.Of(
                    "--data and --connection name two stores; leave one of them out.",
                    "--data と --connection で二つの保存先が指定されています。どちらかだけにしてください。"));
            }
        });
    }

    public Option<string?> Config { get; } = new("--config")
    {
        Description = Language.Of(
            "Settings of docs/configuration.md; without it, reformopendata.json where there is one",
            "設定のファイル（docs/configuration.md）。指定しなければ、あれば reformopendata.json"),
        HelpName = "FILE",
        Recursive = true,
    };

    public Option<bool> Json { get; } = new("--json")
    {
        Description = Language.Of("Answer in JSON, for scripts", "結果を JSON で書きます（プログラム用）"),
        Recursive = true,
    };

    public Option<string?> Lang { get; } = new(Language.OptionName)
    {
        Description = Language.Of("Language of messages; without it, that of the locale", "メッセージの言語。指定しなければ、環境の言語"),
        HelpName = "ja|en",
        Recursive = true,
    };

    /// <summary>The settings, as the command line and what is below it give them.</summary>
    public ServerOptions Settings(ParseResult result) =>
        Configuration.Settings.Load(result.GetValue(Config), Given(result));

    /// <summary>Opens the store that the options name, or else the environment or the file of settings.</summary>
    /// <param name="makes">Whether an embedded store is made when missing; where it is only asked, a wrong folder is an
    /// error.</param>
    public Task<Store> OpenAsync(ParseResult result, bool makes, CancellationToken cancellation)
    {
        var options = Settings(result);
        return makes
            || options.Connection.Length > 0
            || File.Exists(Path.Combine(options.Data, Store.FileName))
            || File.Exists(options.Data)
            ? OpenAsync(options, cancellation)
            : throw new StoreException(
                $"There is no store in {options.Data}: name its folder with --data, or make one with import or serve.",
                $"{options.Data} にデータがありません。--data でフォルダーを指定するか、import または serve で作ってください。");
    }

    /// <param name="longestStatement">After which a statement of a question is ended; null for never.</param>
    public static Task<Store> OpenAsync(
        ServerOptions options, CancellationToken cancellation, TimeSpan? longestStatement = null) =>
        options.Connection.Length > 0
        ? Store.OpenPostgreSqlAsync(options.Connection, longestStatement, cancellation)
        : Store.OpenSqliteAsync(options.Data, cancellation);

    /// <summary>Refuses what looks like an option where a file is expected: a mistyped option is no file.</summary>
    public static void NoOption(ArgumentResult result)
    {
        if (result.Tokens.FirstOrDefault(token => token.Value.StartsWith('-')) is { } token)
        {
            result.AddError(Language.Of(
                $"There is no option '{token.Value}'; a file of that name is ./{token.Value}",
                $"「{token.Value}」というオプションはありません。その名前のファイルなら ./{token.Value} と書いてください。"));
        }

    }

    /// <summary>
    /// The settings that were given on the command line, and no default. Who names a folder means that store, whatever
    /// database is set elsewhere.
    /// </summary>
    public IEnumerable<KeyValuePair<string, string?>> Given(ParseResult result)
    {
        if (result.GetResult(Data) is { Implicit: false })
        {
            yield return new(nameof(ServerOptions.Data), result.GetValue(Data));
            yield return new(nameof(ServerOptions.Connection), "");
        }
        else if (result.GetValue(Connection) is { } connection)
        {
            yield return new(nameof(ServerOptions.Connection), connection);
        }
    }
}
