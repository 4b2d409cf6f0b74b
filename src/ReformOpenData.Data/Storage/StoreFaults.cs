using System.Data.Common;
using System.Net.Sockets;
using System.Security.Authentication;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using ReformOpenData.Data.Queries;

namespace ReformOpenData.Data.Storage;

/// <summary>Says in plain words what a database reported.</summary>
public static class StoreFaults
{
    /// <summary>
    /// Classes of SQLSTATE that a statement of this program is to blame for: what is not supported, data, constraints,
    /// syntax.
    /// </summary>
    private static readonly string[] ClassesOfOurs = ["0A", "21", "22", "23", "42"];

    /// <summary>PostgreSQL ended a session that was not used for as long as it, its role or database allows.</summary>
    private const string IdleSessionTimeout = "57P05";

    /// <summary>True for what a database reported and has not been translated yet.</summary>
    public static bool IsKnown(Exception exception) =>
        exception is not StoreException && Translate(exception) is not null;

    /// <summary>The fault as a sentence for the steward; null where it is a fault of this program.</summary>
    public static StoreException? Translate(Exception exception) => exception switch
    {
        StoreException known => known,
        QueryException { Fault: QueryFault.TakenDown } gone => new StoreException(gone.Message, gone.Japanese, gone),
        DbUpdateException { InnerException: { } inner } => Translate(inner),
        InvalidOperationException { InnerException: DbException inner } => Translate(inner),
        SqliteException sqlite => Sqlite(sqlite),
        PostgresException postgres => PostgreSql(postgres),
        NpgsqlException { InnerException: SocketException } refused => new StoreException(
            "The PostgreSQL server does not answer: check that it runs and that host and port in --connection are "
            + "right.",
            "PostgreSQL のサーバーが応答しません。動いているか、--connection のホストとポートが正しいかを確かめてください。",
            refused),
        NpgsqlException { InnerException: TimeoutException } late => Silent(late),
        NpgsqlException { InnerException: IOException } lost => ConnectionLost(lost),
        NpgsqlException npgsql => NotBegun(npgsql),
        _ => null,
    };

    /// <summary>
    /// True where a session with the database has ended, which shows only when it is used: a new one may do, if the
    /// server has but been restarted.
    /// </summary>
    internal static bool IsSessionLost(Exception exception) => exception switch
    {
        PostgresException postgres =>
            postgres.SqlState is PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CrashShutdown
                or PostgresErrorCodes.ProtocolViolation or PostgresErrorCodes.CannotConnectNow
                or IdleSessionTimeout
                or PostgresErrorCodes.SerializationFailure, // A standby replays what the statement was in the way of.
        NpgsqlException { InnerException: IOException or SocketException } => true,
        InvalidOperationException { InnerException: DbException inner } => IsSessionLost(inner),
        _ => false,
    };

    /// <summary>
    /// True where no further session is let in: by the server, by a limit of the role or the database, or by PgBouncer.
    /// </summary>
    internal static bool IsCrowded(PostgresException exception) =>
        exception.SqlState == PostgresErrorCodes.TooManyConnections
            || (exception.SqlState == PostgresErrorCodes.ProtocolViolation
                && exception.MessageText.Contains("no more connections allowed", StringComparison.Ordinal));

    /// <summary>True for PgBouncer, which does not know the settings that a session is to begin with.</summary>
    internal static bool IsStartupRefused(PostgresException exception) =>
        exception.SqlState == PostgresErrorCodes.ProtocolViolation
            && exception.MessageText.Contains("startup parameter", StringComparison.Ordinal);

    /// <summary>No connection came free in time.</summary>
    internal static StoreException Crowded(Exception? exception)
    {
        const string Message =
            "PostgreSQL has no connection left for this program: try again later, allow more connections "
                + "(max_connections, or the CONNECTION LIMIT of role and database), or let other programs have fewer.";
        return new StoreException(
            Message,
            "PostgreSQL への接続がいっぱいです。少し待つか、接続の上限（max_connections、または役割とデータベースの CONNECTION LIMIT）を増やすか、"
            + "ほかのプログラムの接続を減らしてください。",
            exception)
        { Fault = StoreFault.Crowded };
    }

    /// <summary>No session began in time, though the server takes more of them.</summary>
    internal static StoreException Slow(Exception exception) => new(
        "PostgreSQL does not begin a session within five seconds: it hangs, or has too much to do. Look at it, and try "
        + "again.",
        "PostgreSQL が 5 秒たっても接続を始めません。止まっているか、混み合っています。PostgreSQL を確かめて、もう一度実行してください。",
        exception)
    { Fault = StoreFault.Crowded };

    /// <summary>A server hangs: its connections stay open, and it does not answer.</summary>
    internal static StoreException Silent(Exception? exception = null) => new(
        "The PostgreSQL server has stopped answering, and is not waited for; look at it. Nothing was changed, unless "
        + "it was about to confirm it: see releases when it answers again.",
        "PostgreSQL のサーバーが応答しなくなったので、待つのをやめました。サーバーを確かめてください。何も変わっていませんが、確定の"
        + "直前だったときは変わっていることがあります。応答が戻ったら releases で確かめてください。",
        exception);

    /// <summary>Of several servers, none that answers is known to hold a release that another has published.</summary>
    internal static StoreException NotHeld(long release) => new(
        $"None of the PostgreSQL servers that answer holds release {release}; ask again in a moment.",
        $"応答する PostgreSQL のサーバーに第{release}版がまだありません。少し待ってから、もう一度実行してください。")
    { Fault = StoreFault.NotHeld };

    /// <param name="cause">With “; ” behind it; empty where it may quote what is secret.</param>
    internal static StoreException NotUnderstood(string cause, Exception? exception = null) => new(
        $"The connection string is not understood: {cause}write it like Host=localhost;Database=reform;"
            + "Username=reform.",
        $"接続文字列の書き方が違います。{cause}例: Host=localhost;Database=reform;Username=reform",
        exception);

    internal static StoreException NoRelease(int number) => new(
        $"There is no release {number}. See them all with: releases",
        $"第{number}版はありません。一覧を見るには: releases");

    private static StoreException? Sqlite(SqliteException exception) => exception.SqliteErrorCode switch
    {
        5 or 6 => Busy(exception),
        8 => new StoreException(
            "The store cannot be written: check the permissions of its folder and files.",
            "データを書けません。フォルダーとファイルの権限を確かめてください。",
            exception),
        10 => new StoreException(
            "The disk of the store failed to read or write; nothing was changed. Check the disk and try again.",
            "ディスクの読み書きに失敗しました。何も変わっていません。ディスクを確かめて、もう一度実行してください。",
            exception),
        11 or 26 => new StoreException(
            "The file of the store is not a store, or is damaged: restore it from a backup.",
            "データのファイルが壊れているか、このプログラムのものではありません。バックアップから戻してください。",
            exception),
        7 => new StoreException(
            "The machine has no memory left for the store; nothing was changed. Free some, and try again.",
            "メモリーが足りません。何も変わっていません。空きを作って、もう一度実行してください。",
            exception),
        13 => DiskFull(exception),
        14 => new StoreException(
            "The file of the store cannot be opened: check that its folder exists and may be written.",
            "データのファイルを開けません。フォルダーがあり、書き込めることを確かめてください。",
            exception),
        _ => null,
    };

    private static StoreException? PostgreSql(PostgresException exception) => exception.SqlState switch
    {
        _ when IsCrowded(exception) => Crowded(exception),
        PostgresErrorCodes.QueryCanceled => new StoreException(
            "PostgreSQL ended a statement that took too long, or was told to end it.",
            "時間がかかりすぎたか、止めるように指示されたので、PostgreSQL が処理を打ち切りました。",
            exception)
        { Fault = StoreFault.TimeLimit },
        PostgresErrorCodes.ProtocolViolation => new StoreException(
            $"PgBouncer, or what else is between, refuses: {Sentence(exception)} Check it, and the PostgreSQL server "
            + "behind it.",
            $"PgBouncer などの中継に断られました: {Sentence(exception)} 中継と、その先の PostgreSQL を確かめてください。",
            exception),
        PostgresErrorCodes.InvalidSqlStatementName or PostgresErrorCodes.DuplicatePreparedStatement =>
            new StoreException(
                "PgBouncer, or what else is between, loses prepared statements: write Max Auto Prepare=0 in the "
                + "connection string.",
                "PgBouncer などの中継が、用意した文を失いました。接続文字列に Max Auto Prepare=0 を書いてください。",
                exception),
        PostgresErrorCodes.DiskFull => DiskFull(exception),
        PostgresErrorCodes.InvalidCatalogName => new StoreException(
            $"{Sentence(exception)} Create it first, for example with createdb.",
            $"データベースがありません: {Sentence(exception)} 先に作ってください（createdb など）。",
            exception),
        PostgresErrorCodes.InvalidPassword or PostgresErrorCodes.InvalidAuthorizationSpecification
            or PostgresErrorCodes.InsufficientPrivilege => new StoreException(
            $"PostgreSQL refuses: {Sentence(exception)} Check the user and its rights on the database.",
            $"PostgreSQL に断られました: {Sentence(exception)} ユーザーと、データベースへの権限を確かめてください。",
            exception),
        PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CrashShutdown or PostgresErrorCodes.CannotConnectNow
            or PostgresErrorCodes.ObjectNotInPrerequisiteState or IdleSessionTimeout => ConnectionLost(exception),
        PostgresErrorCodes.ReadOnlySqlTransaction => new StoreException(
            "This PostgreSQL server is read-only (a standby?): connect to the primary.",
            "この PostgreSQL のサーバーは読み取り専用です（スタンバイかもしれません）。プライマリーに接続してください。",
            exception),
        [_, _, ..] state when !ClassesOfOurs.Contains(state[..2]) => new StoreException(
            $"PostgreSQL gave up: {Sentence(exception)} Nothing was changed. Look at its log, and try again.",
            $"PostgreSQL が処理を続けられませんでした: {Sentence(exception)} 何も変わっていません。PostgreSQL のログを確かめて、もう一度実行してください。",
            exception)
        { Fault = state.StartsWith("53", StringComparison.Ordinal) ? StoreFault.Crowded : StoreFault.Away },
        _ => null,
    };

    internal static StoreException Busy(Exception? exception = null) => new(
        "Another import or publication is at work on this store; nothing was changed. Try again when it has finished.",
        "ほかの取り込みか公開が進んでいます。何も変わっていません。終わってから、もう一度実行してください。",
        exception);

    private static StoreException ConnectionLost(Exception exception) => new(
        "The connection to PostgreSQL was lost; nothing was changed. Try again when the server answers.",
        "PostgreSQL との接続が切れました。何も変わっていません。サーバーが応答してから、もう一度実行してください。",
        exception);

    /// <summary>
    /// A password that is not there, TLS that the server does not have, a certificate that is not trusted.
    /// </summary>
    private static StoreException NotBegun(NpgsqlException exception)
    {
        var cause = exception.InnerException is AuthenticationException deeper ? deeper.Message : exception.Message;
        var sentence = cause.ReplaceLineEndings(" ").TrimEnd('.') + ".";
        return new StoreException(
            $"PostgreSQL cannot be used as the connection string says: {sentence} Check user, password and SSL in it.",
            $"接続文字列のとおりに PostgreSQL を使えません: {sentence} ユーザー、パスワード、SSL の指定を確かめてください。",
            exception);
    }

    private static StoreException DiskFull(Exception exception) => new(
        "The disk of the store is full; nothing was changed. Make room and try again.",
        "ディスクがいっぱいです。何も変わっていません。空きを作って、もう一度実行してください。",
        exception)
    { Fault = StoreFault.Crowded };

    private static string Sentence(PostgresException exception) => exception.MessageText.TrimEnd('.') + ".";
}
