using System.Text;
using System.Text.Json.Nodes;
using ReformOpenData.Data.Search;
using ReformOpenData.Data.Storage;
using ReformOpenData.Generate;

namespace ReformOpenData.Load;

/// <summary>The forms in which a term is asked for, with two statements by hand for each, and what is right.</summary>
internal sealed partial class TermFuzz
{
    private IEnumerable<Form> Forms(Term term, Term other, (string Cursor, string Key) middle)
    {
        var city = MunicipalityGenerator.Code(municipalities / 2);
        var ofCity =
            $"y.edition_id IN (SELECT m.edition_id FROM municipality m WHERE m.code = '{city}' AND m.edition_id IN "
            + $"({Current}))";
        var contains = "text: { contains: $a }";
        yield return Of("alone", contains, One, "", one => true);
        yield return Of("alone, with total", contains, One, "", one => true, total: true);
        yield return Of(TotalOnly, contains, One, "", one => true, total: true, rows: false);
        yield return Of(
            "deep page", contains, One, $" AND y.key > '{middle.Key}'",
            one => string.CompareOrdinal(one.Key, middle.Key) > 0,
            after: middle.Cursor);
        yield return Of(
            "one year", $"{contains}, fiscalYear: {{ eq: 2019 }}", One, " AND y.fiscal_year = 2019",
            one => one.Year == 2019);
        yield return Of(
            "one year, with total", $"{contains}, fiscalYear: {{ eq: 2019 }}", One, " AND y.fiscal_year = 2019",
            one => one.Year == 2019, total: true);
        yield return Of(
            "one city", $"{contains}, municipality: {{ code: {{ eq: \"{city}\" }} }}", One, $" AND {ofCity}",
            one => one.Key.StartsWith(city, StringComparison.Ordinal), edition: false);
        yield return Of(
            "and", "and: [{ text: { contains: $a } }, { text: { contains: $b } }]",
            w => $"{w(term)} AND {w(other)}", "", other.Holding.Contains);
        yield return Of(
            "or", "or: [{ text: { contains: $a } }, { text: { contains: $b } }]", w => $"({w(term)} OR {w(other)})", "",
            one => true, or: true);
        yield return Of(
            "not", "not: { text: { contains: $a } }", w => $"NOT {w(term)}", "", one => true, not: true);

        yield return Search(
            "search of narratives", "in: [NARRATIVE_TEXT], ", "s.kind = 8 AND s.field = 'text' AND ",
            one => one.Kind == 8);
        yield return Search("search", "", "", _ => true);
        yield return Search("search, with total", "", "", _ => true, total: true);

        string One(Func<Term, string> write) => write(term);

        Form Search(string name, string arguments, string kinds, Func<SearchText, bool> meets, bool total = false)
        {
            return new Form(
                name,
                $"query ($a: String!) {{ search(query: $a, {arguments}first: {Page}) {{{(total ? " totalCount" : "")} "
                    + "nodes { field text node { id } } } }",
                Statements($"s.folded {(kind == DatabaseKind.Sqlite ? "LIKE" : "ILIKE")} '%{term.Text}%'", Plus),
                Statements(OfIndex(term), ""),
                _ =>
                {
                    var found = _texts
                        .Where(one => meets(one) && one.Folded.Contains(term.Text, StringComparison.Ordinal)).ToList();
                    return new Answer(
                        string.Join(' ', found.Take(Page).Select(one => one.Key)), total ? found.Count : null);
                });

            IReadOnlyList<string> Statements(string holds, string plus)
            {
                var from = $"FROM search_text s WHERE {plus}s.edition_id IN ({Current}) AND {kinds}{holds}";
                var page = $"SELECT s.key, s.field, s.folded {from} ORDER BY s.key, s.field LIMIT {Page}";
                return total ? [page, $"SELECT count(*) {from}"] : [page];
            }
        }

        Form Of(
            string name, string where, Func<Func<Term, string>, string> condition, string also,
            Func<Narrative, bool> meets,
            bool total = false, bool rows = true, string? after = null, bool edition = true, bool or = false,
            bool not = false)
        {
            var page = $"{(total ? " totalCount" : "")}{(rows ? " nodes { id fiscalYear text }" : "")}";
            var arguments = rows ? $"first: {Page}, {(after is null ? "" : $"after: \"{after}\", ")}" : "";
            var document =
                $"query ($a: String!, $b: String = \"\") {{ narratives({arguments}where: {{ {where} }}) {{{page} }} "
                + "municipality(code: $b) { code } }";
            document = name is "and" or "or"
                ? document.Replace(" municipality(code: $b) { code }", "", StringComparison.Ordinal)
                : document.Replace(", $b: String = \"\"", "", StringComparison.Ordinal)
                    .Replace(" municipality(code: $b) { code }", "", StringComparison.Ordinal);
            return new Form(
                name,
                document,
                Statements(condition(ByLike), ordered: true),
                Statements(condition(ByIndex), ordered: false),
                all =>
                {
                    var found = all.Where(one => meets(one)
                        && (not
                            ? !term.Holding.Contains(one)
                            : term.Holding.Contains(one) || (or && other.Holding.Contains(one)))).ToList();
                    return new Answer(
                        rows ? string.Join(' ', found.Take(Page).Select(one => one.Key)) : "",
                        total ? found.Count : null);
                });

            IReadOnlyList<string> Statements(string holds, bool ordered)
            {
                var editions = edition ? $"{(ordered ? Plus : "")}y.edition_id IN ({Current}) AND " : "";
                var from = $"FROM narrative y WHERE {editions}{holds}{also}";
                var statements = new List<string>();
                if (rows)
                    statements.Add($"SELECT y.key, y.fiscal_year, y.text {from} ORDER BY y.key LIMIT {Page}");
                if (total)
                    statements.Add($"SELECT count(*) {from}");
                return statements;
            }
        }
    }

    private string ByLike(Term term) => kind == DatabaseKind.Sqlite
        ? $"y.text LIKE '%{term.Text}%'"
        : $"y.text ILIKE '%{term.Text}%'";

    private string ByIndex(Term term) =>
        $"y.id IN (SELECT s.entity_id FROM search_text s WHERE s.kind = 8 AND s.field = 'text' AND {OfIndex(term)})";

    /// <summary>A text of the index holds a term.</summary>
    private string OfIndex(Term term)
    {
        var pieces = Grams.PiecesOf(term.Text);
        var grams = kind == DatabaseKind.Sqlite
            ? $"s.id IN (SELECT rowid FROM search_grams WHERE search_grams MATCH '{Grams.ToMatch(pieces)}')"
            : $"s.grams @@ $${Grams.ToTsQuery(pieces)}$$::tsquery";
        var rest = term.Text.Length <= 2 ? ""
            : kind == DatabaseKind.Sqlite ? $" AND instr(s.folded, '{term.Text}') > 0"
            : $" AND strpos(s.folded, '{term.Text}') > 0";
        return grams + rest;
    }

    private sealed record Narrative(string Key, int Year, string Text);

    private sealed record SearchText(string Key, int Kind, string Field, string Folded);

    private sealed record Term(string Text, HashSet<Narrative> Holding);

    private sealed record Form(
        string Name,
        string Document,
        IReadOnlyList<string> Walk,
        IReadOnlyList<string> Index,
        Func<List<Narrative>, Answer> Expected);

    private sealed record Answer(string Keys, int? Total)
    {
        public static Answer Of(JsonNode answer)
        {
            var page = answer["data"]?.AsObject().First().Value
                ?? throw new InvalidDataException(answer.ToJsonString());
            return new Answer(
                page["nodes"] is JsonArray nodes
                    ? string.Join(' ', nodes.Select(node => Key((string)(node!["node"] ?? node)["id"]!)))
                    : "",
                (int?)page["totalCount"]);
        }

        private static string Key(string id)
        {
            var text = Encoding.UTF8.GetString(System.Buffers.Text.Base64Url.DecodeFromChars(id));
            return text[(text.IndexOf(':', StringComparison.Ordinal) + 1)..];
        }
    }
}
