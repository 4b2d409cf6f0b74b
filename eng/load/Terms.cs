using ReformOpenData.Generate;

namespace ReformOpenData.Load;

/// <summary>
/// A page of narratives that contain a term, beside both ways to write it by hand: reading in order with ILIKE until
/// the page is full, and the index of grams. Terms are common, middling and rare; alone, in one year, in one city, on a
/// deep page.
/// </summary>
internal static class Terms
{
    private const string Start =
        """
        SELECT json_build_object('data', json_build_object('narratives', json_build_object('nodes', coalesce((
          SELECT json_agg(json_build_object('fiscalYear', y.fiscal_year, 'text', y.text) ORDER BY y.key)
          FROM (SELECT y.key, y.fiscal_year, y.text FROM narrative y
                WHERE y.edition_id IN (
                  SELECT e.edition_id FROM store_state z JOIN release_edition e ON e.release_number = z.current_release)
                AND
        """;

    private const string Walk = " y.text ILIKE '%' || $1 || '%'";

    private const string Index =
        " y.id IN (SELECT s.entity_id FROM search_text s WHERE s.kind = 8 AND s.grams @@ ('''' || $1 || "
            + "'''')::tsquery)";

    private static readonly (string Name, string[] Words)[] Frequencies =
    [
        ("common", ["施設", "図っ", "財政", "であ"]),
        ("middling", ["水道", "の導", "児童", "はな"]),
        ("rare", ["斎場", "策へ", "や今", "公債"]),
    ];

    /// <summary>Each question with the statements by hand: the walk, and the index.</summary>
    /// <param name="deep">A cursor in the middle of all narratives, and the key that it stands at.</param>
    public static IEnumerable<(Workload Walk, Workload Index)> All(int municipalities, (string Cursor, string Key) deep)
    {
        var city = MunicipalityGenerator.Code(municipalities / 2);
        foreach (var (frequency, words) in Frequencies)
        {
            IReadOnlyList<Case> cases = [.. words.Select(word => new Case(word))];
            yield return Of(frequency, "", "", "");
            yield return Of($"{frequency}, one year", ", fiscalYear: { eq: 2019 }", " AND y.fiscal_year = 2019", "");
            yield return Of(
                $"{frequency}, one city",
                $", municipality: {{ code: {{ eq: \"{city}\" }} }}",
                $" AND y.municipality_id IN (SELECT m.id FROM municipality m WHERE m.code = '{city}')",
                "");
            yield return Of($"{frequency}, deep page", "", $" AND y.key > '{deep.Key}'", $", after: \"{deep.Cursor}\"");

            (Workload, Workload) Of(string name, string where, string condition, string page)
            {
                var document =
                    $"query ($a: String!) {{ narratives(first: 20{page}, where: {{ text: {{ contains: $a }}{where} }}) "
                    + "{ nodes { fiscalYear text } } }";
                var end = $"{condition} ORDER BY y.key LIMIT 20) y), '[]'))))";
                var id = string.Concat(name.Where(char.IsAsciiLetter));
                return (
                    new Workload($"{id}-walk", document, Start + Walk + end, cases),
                    new Workload($"{id}-index", document, Start + Index + end, cases));
            }
        }
    }

    /// <summary>Where the middle of all narratives is: the last of a city.</summary>
    public static (string Cursor, string Key) Middle(Target server, int municipalities)
    {
        var code = MunicipalityGenerator.Code(municipalities / 2);
        const string Document =
            "query ($a: String!) { narratives(last: 1, where: { municipality: { code: { eq: $a } } }) { edges { cursor "
                + "node { id } } } }";
        var edge = Asking.Read(server.Port, HttpConnection.Post("/graphql", new Case(code).Body(Document, "middle")))
            ["data"]!["narratives"]!["edges"]![0]!;
        var id = System.Text.Encoding.UTF8.GetString(
            System.Buffers.Text.Base64Url.DecodeFromChars((string)edge["node"]!["id"]!));
        return ((string)edge["cursor"]!, id[(id.IndexOf(':', StringComparison.Ordinal) + 1)..]);
    }
}
