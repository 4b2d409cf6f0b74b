using System.Buffers;
using System.Data.Common;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Npgsql;
using NpgsqlTypes;
using ReformOpenData.Data.Queries.Run;
using ReformOpenData.Data.Search;
using ReformOpenData.Data.Storage;

namespace ReformOpenData.Data.Queries.Sql;

/// <summary>One SQL statement: its text, and the values of its parameters. Values never stand in the text.</summary>
internal sealed class Statement(DatabaseKind kind, FoldMemo folds)
{
    private readonly List<(string Name, object Value)> _parameters = [];
    private Dictionary<object, string>? _shared;

    public DatabaseKind Kind { get; } = kind;

    /// <summary>The texts that the request compares with, as they are compared.</summary>
    public FoldMemo Folds { get; } = folds;

    /// <summary>What conditions take in the release that is asked; null where nobody counted its rows.</summary>
    public Work? Work { get; init; }

    /// <summary>How many rows of each entity that release holds.</summary>
    public ReleaseSize? Size { get; init; }

    /// <summary>Number of a draft that is seen as if it were published (<see cref="Store.Draft"/>).</summary>
    public int? Draft { get; init; }

    public bool IsPostgres => Kind == DatabaseKind.PostgreSql;

    public string Text { get; set; } = "";

    /// <summary>Whether it asks the index of texts for what is in many, so that the best plan depends on the values.
    /// </summary>
    public bool IsSearch { get; set; }

    /// <summary>Rows that the request has found already; null where it looks for none.</summary>
    public FoundRows? Known { get; init; }

    /// <summary>
    /// A term whose texts have been found, and the name of the table that holds them; null outside of what looks into
    /// several.
    /// </summary>
    public (string Term, string Name)? Found { get; set; }

    public IReadOnlyList<(string Name, object Value)> Parameters => _parameters;

    /// <summary>How many names tables have got.</summary>
    public int Aliases { get; set; }

    /// <summary>A name for the next table: t0, t1 …</summary>
    public string NextAlias() => string.Create(CultureInfo.InvariantCulture, $"t{Aliases++}");

    /// <summary>A parameter, as it stands in the text.</summary>
    /// <param name="of">What the value belongs to, where the same may be written twice; then both share the
    /// parameter.</param>
    public string Parameter(object value, object? of = null)
    {
        if (of is not null && _shared?.GetValueOrDefault(of) is { } known)
            return known;
        var name = "@" + Add(string.Create(CultureInfo.InvariantCulture, $"p{_parameters.Count}"), value);
        if (of is not null)
            (_shared ??= new(ReferenceEqualityComparer.Instance)).Add(of, name);
        return name;
    }

    public string Add(string name, object value)
    {
        _parameters.Add((name, value));
        return name;
    }

    /// <summary>
    /// Whether an expression equals one of many numbers or texts, as one parameter however many there are.
    /// </summary>
    public string In<T>(string expression, T[] values, object? of = null)
    {
        if (values.Length == 1)
            return $"{expression} = {Parameter(values[0]!, of ?? values)}";
        return IsPostgres
            ? $"{expression} = ANY({Parameter(values, of ?? values)})"
            : $"{expression} IN (SELECT value FROM json_each({Parameter(values, of ?? values)}))";
    }

    public void Fill(DbCommand command)
    {
        command.CommandText = Text;
        foreach (var (name, value) in _parameters)
            command.Parameters.Add(Make(command.CreateParameter(), name, value));
    }

    /// <summary>With parameters by position, so that the driver need not look for their names in the text.</summary>
    public void Fill(NpgsqlBatchCommand command)
    {
        command.CommandText = Positional();
        foreach (var (_, value) in _parameters)
            command.Parameters.Add((NpgsqlParameter)Make(new NpgsqlParameter(), "", value));
    }

    /// <summary>The text with $1, $2 … where it names parameters.</summary>
    private string Positional()
    {
        var result = new DefaultInterpolatedStringHandler(Text.Length, 0, CultureInfo.InvariantCulture);
        for (var rest = Text.AsSpan(); ;)
        {
            var at = rest.IndexOf('@');
            if (at < 0)
            {
                result.AppendFormatted(rest);
                return result.ToStringAndClear();
            }

            result.AppendFormatted(rest[..at]);
            rest = rest[(at + 1)..];
            var length = rest.IndexOfAnyExcept(OfNames);
            var name = length < 0 ? rest : rest[..length];
            if (PositionOf(name) is var position and >= 0)
            {
                result.AppendLiteral("$");
                result.AppendFormatted(position + 1);
                rest = rest[name.Length..];
            }
            else
            {
                result.AppendLiteral("@");
            }
        }
    }

    /// <summary>Where a parameter stands; −1 for what is none. Most say it themselves.</summary>
    private int PositionOf(ReadOnlySpan<char> name)
    {
        if (name is ['p', .. var digits]
            && int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && number < _parameters.Count
            && name.SequenceEqual(_parameters[number].Name))
            return number;
        for (var i = 0; i < _parameters.Count; i++)
        {
            if (name.SequenceEqual(_parameters[i].Name))
                return i;
        }

        return -1;
    }

    /// <summary>A value as the snapshots of the tests show it.</summary>
    public static string Show(object value) => value switch
    {
        string text => JsonSerializer.Serialize(text, ShowOptions),
        Array array => "[" + string.Join(", ", array.Cast<object>().Select(Show)) + "]",
        IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };

    private static readonly SearchValues<char> OfNames = SearchValues.Create("abcdefghijklmnopqrstuvwxyz_0123456789");

    private static readonly JsonSerializerOptions ShowOptions =
        new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private DbParameter Make(DbParameter parameter, string name, object value)
    {
        parameter.ParameterName = name;
        parameter.Value = value switch
        {
            DateTimeOffset instant when IsPostgres => instant.ToUniversalTime(),
            DateTimeOffset instant => InstantText(instant),
            DateOnly day when !IsPostgres => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            long[] numbers when !IsPostgres => $"[{string.Join(',', numbers)}]",
            string[] texts when !IsPostgres =>
                $"[{string.Join(',', texts.Select(text => $"\"{JsonEncodedText.Encode(text)}\""))}]",
            _ => value,
        };
        if (parameter is NpgsqlParameter { Value: string } text)
            text.NpgsqlDbType = NpgsqlDbType.Text;
        return parameter;
    }

    // As the store writes it on SQLite.
    private static string InstantText(DateTimeOffset instant) =>
        instant.ToUniversalTime().ToString("yyyy-MM-dd HH:mm:ss.FFFFFFFzzz", CultureInfo.InvariantCulture);
}
