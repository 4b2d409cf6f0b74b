namespace ReformOpenData.Load;

/// <summary>One statement for each workload, as one would write it by hand: PostgreSQL makes the whole JSON.</summary>
internal static class Statements
{
    public const string Description = "'description', n.description,";

    public const string Narratives =
        """
        'narratives', (SELECT json_agg(json_build_object('fiscalYear', y.fiscal_year, 'text', y.text) ORDER BY y.key)
                       FROM narrative y WHERE y.assessment_id = a.id),
        """;

    public const string Summary =
        "'summary', CASE WHEN a.summary_fiscal_year IS NOT NULL THEN json_build_object('text', a.summary_text) END,";

    public const string Tiny =
        $"""
        SELECT json_build_object('data', json_build_object('municipality', (
          SELECT json_build_object('name', m.name)
          FROM municipality m WHERE m.key = $1 AND m.edition_id IN ({Current}))))
        """;

    public const string BRatings =
        $"""
        WITH page AS MATERIALIZED (
          SELECT t.* FROM rating t
          WHERE t.grade = 2 AND t.edition_id IN ({Current})
          ORDER BY t.key LIMIT 51)
        SELECT json_build_object('data', json_build_object('ratings', json_build_object(
          'nodes', (
            SELECT json_agg(json_build_object(
              'grade', {Grade}, 'printed', t.printed, 'fiscalYear', t.fiscal_year, 'isFinal', t.is_final,
              'assessment', json_build_object('number', a.number),
              'initiative', json_build_object('number', n.number, 'name', n.name),
              'item', json_build_object('number', i.number, 'name', i.name),
              'category', json_build_object('number', c.number, 'name', c.name),
              'municipality', json_build_object('code', m.code, 'name', m.name),
              'departments', {RatedDepartments}) ORDER BY t.key)
            FROM (SELECT * FROM page ORDER BY key LIMIT 50) t
            JOIN assessment a ON a.id = t.assessment_id
            JOIN initiative n ON n.id = t.initiative_id
            JOIN item i ON i.id = t.item_id
            JOIN category c ON c.id = t.category_id
            JOIN municipality m ON m.id = t.municipality_id),
          'pageInfo', json_build_object('hasNextPage', (SELECT count(*) > 50 FROM page)))))
        """;

    public const string GroupsOfCity =
        $"""
        SELECT json_build_object('data', json_build_object('plan', json_build_object('ratings', json_build_object(
          'groups', json_agg(json_build_object(
            'category', json_build_object('number', c.number, 'name', c.name),
            'grade', {Grade}, 'count', t.count, 'share', t.count::float8 / t.total) ORDER BY c.key, t.grade)))))
        FROM (SELECT r.category_id, r.grade, count(*) AS count, sum(count(*)) OVER ()::float8 AS total
              FROM plan p JOIN rating r ON r.edition_id = p.edition_id AND r.plan_id = p.id
              WHERE p.key = $1 || '/2017' AND p.edition_id IN ({Current})
              GROUP BY r.category_id, r.grade) t
        JOIN category c ON c.id = t.category_id
        """;

    public const string GroupsOfAll =
        $"""
        SELECT json_build_object('data', json_build_object('ratings', json_build_object(
          'totalCount', sum(t.count),
          'groups', json_agg(json_build_object('grade', {Grade}, 'count', t.count) ORDER BY t.grade))))
        FROM (SELECT r.grade, count(*) AS count FROM rating r
              WHERE r.edition_id IN ({Current}) GROUP BY r.grade) t
        """;

    public const string Assessment =
        $"""
        SELECT json_build_object('data', json_build_object('node', (
          SELECT json_build_object(
            'number', a.number,
            'initiative', json_build_object('name', n.name, 'description', n.description),
            'responsibilities', {Responsibilities},
            'ratings', (SELECT json_agg(json_build_object('grade', {Grade}, 'departments', {RatedDepartments}) ORDER BY t.key)
                        FROM rating t WHERE t.assessment_id = a.id),
            {Narratives}
            'summary', CASE WHEN a.summary_fiscal_year IS NOT NULL THEN json_build_object('text', a.summary_text) END)
          FROM assessment a JOIN initiative n ON n.id = a.initiative_id
          WHERE a.key = $1 AND a.edition_id IN ({Current}))))
        """;

    /// <summary>The grams of a word of two characters are the word itself: see docs/ARCHITECTURE.md.</summary>
    public const string Search = SearchStart + " s.grams @@ ('''' || $1 || '''')::tsquery" + SearchEnd;

    public const string SearchByIlike = SearchStart + " s.folded ILIKE '%' || $1 || '%'" + SearchEnd;

    private const string Current =
        "SELECT e.edition_id FROM store_state z JOIN release_edition e ON e.release_number = z.current_release";

    private const string Grade = "(ARRAY['A','B','C','D','COMPLETED','NOT_RATED'])[t.grade]";

    private const string RatedDepartments =
        """
        (SELECT json_agg(json_build_object('fullName', d.full_name) ORDER BY x.position)
         FROM rating_department x JOIN department d ON d.id = x.department_id WHERE x.rating_id = t.id)
        """;

    private const string Responsibilities =
        """
        (SELECT json_agg(json_build_object(
                 'department', json_build_object('fullName', d.full_name), 'qualifier', x.qualifier) ORDER BY x.position)
         FROM responsibility x JOIN department d ON d.id = x.department_id WHERE x.assessment_id = a.id)
        """;

    private const string SearchStart =
        """
        WITH hits AS MATERIALIZED (SELECT s.entity_id, s.key FROM search_text s WHERE s.kind = 8 AND
        """;

    private const string SearchEnd =
        $"""
         AND s.edition_id IN ({Current})),
        page AS (SELECT y.* FROM (SELECT * FROM hits ORDER BY key LIMIT 20) h JOIN narrative y ON y.id = h.entity_id)
        SELECT json_build_object('data', json_build_object('search', json_build_object(
          'totalCount', (SELECT count(*) FROM hits),
          'nodes', coalesce((
            SELECT json_agg(json_build_object(
              'field', 'NARRATIVE_TEXT', 'text', y.text,
              'node', json_build_object(
                '__typename', 'YearlyNarrative', 'fiscalYear', y.fiscal_year,
                'initiative', json_build_object('name', n.name),
                'municipality', json_build_object('name', m.name))) ORDER BY y.key)
            FROM page y
            JOIN initiative n ON n.id = y.initiative_id
            JOIN municipality m ON m.id = y.municipality_id), '[]'))))
        """;

    public static string Tree(string initiative, string narratives, string summary) =>
        $"""
        SELECT json_build_object('data', json_build_object('plan', (
          SELECT json_build_object(
            'title', p.title, 'firstFiscalYear', p.first_fiscal_year, 'lastFiscalYear', p.last_fiscal_year,
            'categories', (SELECT json_agg(json_build_object('number', c.number, 'name', c.name,
              'items', (SELECT json_agg(json_build_object('number', i.number, 'name', i.name,
                'initiatives', (SELECT json_agg(json_build_object('number', n.number, 'name', n.name, {initiative}
                  'assessments', (SELECT json_agg(json_build_object('number', a.number,
                    'responsibilities', {Responsibilities},
                    {narratives} {summary}
                    'ratings', (SELECT json_agg(json_build_object(
                        'grade', {Grade}, 'printed', t.printed, 'departments', {RatedDepartments}) ORDER BY t.key)
                      FROM rating t WHERE t.assessment_id = a.id)) ORDER BY a.key)
                    FROM assessment a WHERE a.initiative_id = n.id)) ORDER BY n.key)
                  FROM initiative n WHERE n.item_id = i.id)) ORDER BY i.key)
                FROM item i WHERE i.category_id = c.id)) ORDER BY c.key)
              FROM category c WHERE c.plan_id = p.id))
          FROM plan p WHERE p.key = $1 || '/2017' AND p.edition_id IN ({Current}))))
        """;
}
