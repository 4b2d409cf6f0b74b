using ReformOpenData.Generate;

namespace ReformOpenData.Load;

/// <summary>What the load run asks.</summary>
internal static class Workloads
{
    /// <summary>About the municipalities that the generator makes.</summary>
    public static IReadOnlyList<Workload> All(int municipalities, IReadOnlyList<Case> assessments)
    {
        IReadOnlyList<Case> codes =
        [
            .. Enumerable.Range(1, municipalities).Select(i => new Case(MunicipalityGenerator.Code(i))),
        ];
        IReadOnlyList<Case> terms = [.. Terms.Select(term => new Case(term))];
        return
        [
            new("tree", TreeDocument("", "", ""), Statements.Tree("", "", ""), codes),
            new(
                "tree-with-text",
                TreeDocument("description", "narratives { fiscalYear text }", "summary { text }"),
                Statements.Tree(Statements.Description, Statements.Narratives, Statements.Summary),
                codes),
            new("b-ratings", BRatingsDocument, Statements.BRatings, [Case.None]),
            new("groups-of-city", GroupsOfCityDocument, Statements.GroupsOfCity, codes),
            new(
                "groups-of-all",
                "{ ratings { totalCount groups(by: [GRADE]) { grade count } } }",
                Statements.GroupsOfAll,
                [Case.None]),
            new("search", SearchDocument, Statements.Search, terms),
            new("tiny", "query ($a: String!) { municipality(code: $a) { name } }", Statements.Tiny, codes),
            new("assessment", AssessmentDocument, Statements.Assessment, assessments),
        ];
    }

    /// <summary>The same as “search”, without an index: for the factor between the two.</summary>
    public static Workload SearchByIlike(Workload search) =>
        search with { Name = "search-ilike", Sql = Statements.SearchByIlike };

    /// <summary>Words of two characters, from frequent to rare.</summary>
    private static readonly string[] Terms = ["水道", "児童", "公債", "除雪", "斎場", "広報", "基金", "庁舎"];

    private const string BRatingsDocument =
        """
        {
          ratings(where: { grade: { eq: B } }, first: 50) {
            nodes {
              grade printed fiscalYear isFinal
              assessment { number }
              initiative { number name }
              item { number name }
              category { number name }
              municipality { code name }
              departments { fullName }
            }
            pageInfo { hasNextPage }
          }
        }
        """;

    private const string GroupsOfCityDocument =
        """
        query ($a: String!) {
          plan(municipality: $a, firstFiscalYear: 2017) {
            ratings { groups(by: [CATEGORY, GRADE]) { category { number name } grade count share } }
          }
        }
        """;

    private const string SearchDocument =
        """
        query ($a: String!) {
          search(query: $a, in: [NARRATIVE_TEXT], first: 20) {
            totalCount
            nodes {
              field text
              node { __typename ... on YearlyNarrative { fiscalYear initiative { name } municipality { name } } }
            }
          }
        }
        """;

    private const string AssessmentDocument =
        """
        query ($a: ID!) {
          node(id: $a) {
            ... on Assessment {
              number
              initiative { name description }
              responsibilities { department { fullName } qualifier }
              ratings { grade departments { fullName } }
              narratives { fiscalYear text }
              summary { text }
            }
          }
        }
        """;

    private static string TreeDocument(string initiative, string narratives, string summary) =>
        $$"""
        query ($a: String!) {
          plan(municipality: $a, firstFiscalYear: 2017) {
            title firstFiscalYear lastFiscalYear
            categories {
              number name
              items {
                number name
                initiatives {
                  number name {{initiative}}
                  assessments {
                    number
                    responsibilities { department { fullName } qualifier }
                    ratings { grade printed departments { fullName } }
                    {{narratives}} {{summary}}
                  }
                }
              }
            }
          }
        }
        """;
}
