using System.Data.Common;
using System.Globalization;
using ReformOpenData.Data.Queries.Model;
using ReformOpenData.Data.Queries.Run;
using ReformOpenData.Data.Storage;

namespace ReformOpenData.Data.Queries;

/// <summary>How many rows of each entity a release holds, as they were counted when it was written.</summary>
public sealed class ReleaseSize
{
    /// <summary>Rows of each that belong to one of another, where nobody counted them.</summary>
    private static readonly Dictionary<Entity, (Entity Owner, double Each)> Guessed = new()
    {
        [Catalog.GradeLabel] = (Catalog.Plan, 6),
        [Catalog.Summary] = (Catalog.Assessment, 1),
        [Catalog.Responsibility] = (Catalog.Assessment, 1.5),
        [Catalog.Section] = (Catalog.Narrative, 1.5),
        [Catalog.SourceCell] = (Catalog.Assessment, 8),
        [Catalog.Edition] = (Catalog.Municipality, 1),
    };

    private readonly Dictionary<Entity, double> _rows = [];

    private readonly Dictionary<SearchedText, double> _texts = new(ReferenceEqualityComparer.Instance);

    private readonly HashSet<Entity> _none;

    private readonly IReadOnlyDictionary<Entity, CountedRows> _cells;

    /// <summary>Entities of which the release has default rows alone.</summary>
    private readonly HashSet<Entity> _defaultsAlone;

    /// <summary>What its own row holds that never changes; empty until it is published.</summary>
    private readonly Dictionary<Column, Value> _facts = [];

    private readonly Dictionary<KnownList, IReadOnlyList<Row>> _lists = [];

    private ReleaseSize(
        long release,
        IReadOnlyDictionary<Entity, double> counted,
        GramSizes grams,
        IReadOnlyDictionary<Entity, CountedRows> cells)
    {
        Release = release;
        Grams = grams;
        _cells = cells;
        _none = [.. counted.Where(one => one.Value.Equals(0)).Select(one => one.Key)];
        _defaultsAlone = [.. cells.Where(one => one.Key.Default is { } usual
            && one.Value.Count(usual.Filter) == one.Value.Count(null)).Select(one => one.Key)];
        foreach (var (entity, rows) in counted)
            _rows.Add(entity, Math.Max(1, rows));
        foreach (var (entity, (owner, each)) in Guessed)
            _rows.Add(entity, _rows[owner] * each);
        _rows.Add(
            Catalog.SearchText, Catalog.Nodes.Sum(node => node.Texts.Count * _rows.GetValueOrDefault(node.Entity)));
        _rows.TryAdd(Catalog.Dataset, 1);
        foreach (var node in Catalog.Nodes)
        {
            foreach (var text in node.Texts)
                _texts.Add(text, _rows.GetValueOrDefault(node.Entity, 1));
        }
    }

    /// <summary>Number of the release.</summary>
    internal long Release { get; }

    /// <summary>How often characters and pairs of them occur.</summary>
    internal GramSizes Grams { get; }

    /// <summary>Some of its texts.</summary>
    internal TextSample Sample { get; private set; } = null!;

    /// <summary>What was grouped of its parts.</summary>
    internal KeptGroups Groups { get; } = new();

    /// <summary>Whether there are rows of an entity that is counted.</summary>
    public bool Has(Entity entity) => !_none.Contains(entity);

    /// <summary>Rows of all that belongs to a release directly.</summary>
    public double Rows => Catalog.Roots.Values.Sum(Of);

    /// <summary>Rows of an entity, at least 1.</summary>
    public double Of(Entity entity) => _rows.GetValueOrDefault(entity, 1);

    /// <summary>What is counted of an entity; null where nothing is.</summary>
    internal CountedRows? Counted(Entity entity) => _cells.GetValueOrDefault(entity);

    /// <summary>The same, where it tells how many rows of the whole release meet their condition.</summary>
    internal CountedRows? Counted(Rows rows) => rows.Relation.IsOfRelease
        && Counted(rows.Relation.Target) is { } counted && counted.Can(rows.Filter)
            ? counted
            : null;

    /// <summary>Values that its many documents have, each once, in the order of the documents.</summary>
    internal IReadOnlyList<Row> Of(KnownList list) => _lists.GetValueOrDefault(list, []);

    /// <summary>The row of the release, where all that a shape asks of it is known; null where something is not.
    /// </summary>
    internal Row? RowOf(Shape shape)
    {
        if (_facts.Count == 0 || shape.Variants.Count > 0)
            return null;
        var row = new Row(shape.Entity.Name, shape.Width) { Id = Release };
        foreach (var (column, slot) in shape.Columns)
        {
            if (!_facts.TryGetValue(column, out var value))
                return null;
            row[slot] = value;
        }

        foreach (var (slot, value) in shape.Constants)
            row[slot] = Value.Of(value);
        foreach (var (relation, slot, one) in shape.Ones)
        {
            if (relation is not Part { Present: null } || RowOf(one) is not { } part)
                return null;
            row[slot] = Value.Of(part);
        }

        foreach (var fetch in shape.Fetches)
        {
            if (fetch is not ListFetch { Known: { } known })
                return null;
            row[fetch.Slot] = Value.Of(Of(known));
        }

        return row;
    }

    /// <summary>
    /// The condition on rows, without the one that they are default rows where the release has no others.
    /// </summary>
    internal Filter? Asked(Rows rows)
    {
        if (rows.Relation.Target.Default is not { } usual || !_defaultsAlone.Contains(rows.Relation.Target))
            return rows.Filter;
        return ReferenceEquals(rows.Filter, usual.Filter) ? null
            : rows.Filter is Conjunction { Parts: [var asked, var last] } && ReferenceEquals(last, usual.Filter) ? asked
            : rows.Filter;
    }

    /// <summary>Of the pieces of a longer term, those that the index is asked for.</summary>
    internal IReadOnlyList<ulong> Asked(IReadOnlyList<ulong> pieces) =>
        Grams.Choose(pieces, Of(Catalog.SearchText)).Pieces;

    /// <summary>
    /// What it takes to ask the index for a longer term: places of its pieces that are read, and texts that are left to
    /// be looked into.
    /// </summary>
    internal (double Read, double Left) Looking(IReadOnlyList<ulong> pieces)
    {
        var chosen = Grams.Choose(pieces, Of(Catalog.SearchText));
        return (chosen.Read, chosen.Left);
    }

    /// <summary>Texts of a kind.</summary>
    public double Of(SearchedText text) => _texts[text];

    /// <summary>Rows that one row of an entity leads to.</summary>
    public double Below(ToMany relation, Entity from)
    {
        if (from == Catalog.Release || relation.Column == ToMany.All)
            return Of(relation.Target);
        var links = relation.Link switch
        {
            null => Of(relation.Target),
            "rating_department" => Of(Catalog.Rating) * 1.5,
            "initiative_successor" => Of(Catalog.Initiative),
            "department_successor" => Of(Catalog.Department),
            _ => Of(Catalog.Responsibility),
        };
        return links / Of(from);
    }

    /// <summary>Reads the counts of a release; of one that is not there, all are 0.</summary>
    internal static async Task<ReleaseSize> ReadAsync(
        DbConnection connection, long release, CancellationToken cancellation)
    {
        var counts = Catalog.Release.Relations["counts"].Target.Columns;
        var counted = Catalog.Roots.Select(root => (Entity: root.Value, Sql: counts[root.Key].Sql))
            .Prepend((Entity: Catalog.Change, Sql: "change_count")).ToList();
        await using var command = connection.CreateCommand();
        command.CommandText =
            $"SELECT {string.Join(", ", counted.Select(one => one.Sql))}, (SELECT count(*) FROM release), published_at"
                + $" FROM release WHERE number = {release.ToString(CultureInfo.InvariantCulture)}";
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var isThere = await reader.ReadAsync(cancellation);
        var sizes = counted.Index().ToDictionary(
            one => one.Item.Entity, one => isThere ? (double)reader.GetInt64(one.Index) : 0);
        sizes.Add(Catalog.Release, isThere ? reader.GetInt64(counted.Count) : 0);
        var publishedAt = isThere ? ShapeReader.ReadValue(reader, ColumnKind.Instant, counted.Count + 1) : default;
        await reader.DisposeAsync();
        var size = new ReleaseSize(
            release,
            sizes,
            await GramSizes.ReadAsync(connection, release, cancellation),
            await CountedRows.ReadAsync(connection, release, cancellation));
        size.Sample = await TextSample.ReadAsync(connection, release, size.Of(Catalog.SearchText), cancellation);
        if (!publishedAt.IsNull)
        {
            size._facts.Add(Catalog.Release.Columns["number"], Value.Of(release));
            size._facts.Add(Catalog.Release.Columns["publishedAt"], publishedAt);
            size._facts.Add(Catalog.Dataset.Columns["modified"], publishedAt);
        }

        await size.ListAsync(connection, cancellation);
        return size;
    }

    private async Task ListAsync(DbConnection connection, CancellationToken cancellation)
    {
        var sql = $"""
            SELECT m.key, d.publisher, d.licence, d.licence_confirmed
            FROM source_document AS d
              JOIN release_edition AS e ON e.edition_id = d.edition_id
              JOIN municipality AS m ON m.id = d.municipality_id
            WHERE e.release_number = {Release.ToString(CultureInfo.InvariantCulture)}
            GROUP BY m.key, d.publisher, d.licence, d.licence_confirmed
            ORDER BY min(d.key)
            """;
        var lists = new Dictionary<KnownList, OrderedDictionary<(string, bool?), Row>>();
        await foreach (var values in connection.RowsAsync(sql, cancellation))
        {
            var municipality = (string)values[0]!;
            var publisher = (string)values[1]!;
            foreach (var code in (string?[])[null, municipality])
            {
                Add(new KnownList(KnownValues.Publishers, code), publisher, null);
                if (values[2] is string licence)
                {
                    Add(
                        new KnownList(KnownValues.Licences, code),
                        licence,
                        Convert.ToBoolean(values[3], CultureInfo.InvariantCulture));
                }
            }
        }

        foreach (var (name, rows) in lists)
            _lists.Add(name, [.. rows.Values]);

        void Add(KnownList list, string name, bool? isConfirmed)
        {
            if (!lists.TryGetValue(list, out var rows))
                lists.Add(list, rows = []);
            var row = new Row(Catalog.SourceDocument.Name, isConfirmed is null ? 1 : 2);
            row[0] = Value.Of(name);
            if (isConfirmed is { } confirmed)
                row[1] = Value.Of(confirmed);
            rows.TryAdd((name, isConfirmed), row);
        }
    }
}

/// <summary>What the documents of a release have in common, each value once.</summary>
public enum KnownValues
{
    /// <summary>Who published them.</summary>
    Publishers,

    /// <summary>Their licences, and whether each is confirmed.</summary>
    Licences,
}

/// <summary>A list that is known of a release, so that it is not read.</summary>
/// <param name="Municipality">Code of the municipality whose documents these are; null for those of all.</param>
public sealed record KnownList(KnownValues Values, string? Municipality);
