using ReformOpenData.Server.Pages;
using ReformOpenData.Server.Pages.Kinds;

namespace ReformOpenData.Tests.Pages;

/// <summary>The sentence that says what is notable in a plan: true, or not said.</summary>
public sealed class NotableTests
{
    [Theory]
    [InlineData("A1:5 B1:1 B2:3", "評価 9 件のうち、最も多いのは A の 5 件（55.6 %）です。次に多いのは B の 4 件で、そのうち 3 件が「分野 2」にあります。")]
    [InlineData("A1:5 B1:2 B2:2", "評価 9 件のうち、最も多いのは A の 5 件（55.6 %）です。")]
    [InlineData("A1:5 B1:2 C2:2", "評価 9 件のうち、最も多いのは A の 5 件（55.6 %）です。")]
    [InlineData("A1:4 B2:4 C2:1", "評価は 9 件です。")]
    [InlineData("A1:4", "評価 4 件のうち、最も多いのは A の 4 件（100.0 %）です。")]
    [InlineData("", "評価はまだありません。")]
    public void What_is_alike_is_not_named_before_the_other(string counts, string sentence)
    {
        var groups = counts.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(part => new GradeGroup(
            part[..1], part[3] - '0', 2021, true, null, null, new NumberOnly(part[1] - '0'))).ToList();
        var plan = new PlanPage.Plan(
            "計画",
            2017,
            "2017",
            2021,
            new PlanPage.City("990001", "架空市", []),
            [new("A", "A", null), new("B", "B", null), new("C", "C", null)],
            new PlanPage.LevelNames(null, null, null),
            [new PlanPage.Category(1, "分野 1", null, []), new PlanPage.Category(2, "分野 2", null, [])],
            new GradeGroups(groups.Sum(group => group.Count), groups),
            []);
        var at = new PageRequest(PageAddress.Parse("/990001/2017")!, new Dictionary<string, string>(), [], "");
        Assert.Equal(sentence, PlanPage.ModelOf(at, plan).Notable.Replace('\u00A0', ' '));
    }
}
