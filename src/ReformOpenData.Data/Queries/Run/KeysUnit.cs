using System.Data.Common;
using System.Globalization;
using ReformOpenData.Data.Queries.Model;
using ReformOpenData.Data.Queries.Sql;
using ReformOpenData.Data.Search;

namespace ReformOpenData.Data.Queries.Run;

/// <summary>Rows of one entity by their keys, in one or more releases.</summary>
internal sealed class KeysUnit : Unit
{
    private readonly KeysFetch _fetch;
    private readonly Entity _entity;
    private readonly RelationParents _parents;
    private readonly Dictionary<long, Row?[]> _results;
    private readonly Dictionary<string, List<int>> _places = [];
    private ShapeReader? _reader;

    private KeysUnit(QuerySession session, KeysFetch fetch, Entity entity, Dictionary<long, Row?[]> results)
        : base(session)
    {
        _fetch = fetch;
        _entity = entity;
        _results = results;
        var relation = entity == Catalog.Release
            ? Catalog.Release.Relations["releases"]
            : Catalog.Release.Relations.Values.First(one => one is ToMany { Link: not null } && one.Target == entity);
        _parents = new RelationParents((ToMany)relation, [.. results.Keys]);
        for (var i = 0; i < fetch.Keys.Count; i++)
        {
            if (fetch.Keys[i] is not { } key || key.Entity != entity)
                continue;
            if (!_places.TryGetValue(key.Key, out var places))
                _places.Add(key.Key, places = []);
            places.Add(i);
        }
    }

    public static IEnumerable<Unit> For(QuerySession session, KeysFetch fetch, Dictionary<long, List<Row>> releases)
    {
        var results = releases.ToDictionary(release => release.Key, _ => new Row?[fetch.Keys.Count]);
        foreach (var (id, rows) in releases)
        {
            foreach (var row in rows)
                row[fetch.Slot] = Value.Of(results[id]);
        }

        return fetch.Keys.OfType<(Entity Entity, string)>().Select(key => key.Entity).Distinct()
            .Select(entity => new KeysUnit(session, fetch, entity, results)).ToList();
    }

    public override void Build(Statement statement)
    {
        var (scope, keys) = _parents.Open(statement);
        var key = (_entity.Key ?? _entity.Columns[_entity.Id]).Of(scope.Alias);
        scope.Where(Condition(statement, key));
        var list = new SelectList();
        list.Add(key);
        list.Add(keys.Count == 0 ? statement.Parameter(_parents.Ids[0], _parents.Ids) : keys[0]);
        _reader = new ShapeReader(_fetch.Shapes[_entity], scope, scope.Alias, list);
        statement.Text = $"SELECT {string.Join(", ", list.Expressions)}\nFROM {scope.From}{scope.Conditions}";
    }

    public override void Read(DbDataReader reader)
    {
        var results = _results[reader.GetInt64(1)];
        var places = _places[Convert.ToString(reader.GetValue(0), CultureInfo.InvariantCulture)!];
        var row = _reader!.Read(reader, Session);
        foreach (var place in places)
            results[place] = row;
    }

    private string Condition(Statement statement, string key)
    {
        if (_entity.Key is null)
        {
            var numbers = _places.Keys.Where(text => text == Number(text)?.ToString(CultureInfo.InvariantCulture))
                .Select(text => Number(text)!.Value).ToArray();
            return numbers.Length == 0 ? "1 = 0" : statement.In(key, numbers);
        }

        var known = _places.Keys.Where(text => !Folding.IsUnstorable(text)).ToArray();
        return known.Length == 0 ? "1 = 0" : statement.In(key, known);

        static long? Number(string text) =>
            long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
    }

    public override void Finish(List<Unit> next) => _reader!.Next(Session, next);
}
