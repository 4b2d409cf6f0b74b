namespace ReformOpenData.Server.Pages.Kinds;

/// <summary>A department: what it carries, with whom, and how it was rated.</summary>
internal sealed class DepartmentPage() : Page<DepartmentPage.Answer>(
    "{municipality:6}/departments/{department}", "DepartmentOverview")
{
    public override IReadOnlyList<string> Parameters => ["after"];

    protected override PageView? Show(Answer answer, PageRequest request)
    {
        if (answer.Department is not { } department)
            return null;
        var city = department.Municipality;
        return new PageView(department.FullName, new Slices_Department { Model = ModelOf(request, department) })
        {
            Description = request.T(
                $"{city.Name}{department.FullName}が担当する取組 {department.Assessments.TotalCount}\u00A0件と、その評価。",
                $"{department.FullName} ({city.Name}): "
                    + $"{PageRequest.Count(department.Assessments.TotalCount, "row")} and how they were rated."),
            Crumbs =
            [
                new Crumb(city.Name, request.To(city.Code)),
                new Crumb(request.T("所管課", "Departments"), request.Link(city.Code, "departments"), IsData: false),
            ],
            Owner = request.Address.Segments,
            Lists =
            [
                ("ratings", department.Ratings.TotalCount),
                ("narratives", answer.Narratives.TotalCount),
                ("assessments", department.Assessments.TotalCount),
            ],
            Embeds = [new Embed("", request.T("担当する取組の評価", "How its initiatives were rated"), Embeds.Height.Of(0))],
        };
    }

    /// <summary>What is shown of a department.</summary>
    public static Model ModelOf(PageRequest request, Department department)
    {
        var scale = department.Municipality.Plans.SelectMany(plan => plan.RatingScale)
            .DistinctBy(grade => grade.Label).ToList();
        return new Model(request, department, Choice.OfLastYear(department.Ratings.Groups) is { } choice
            ? Tally.Of(department.Ratings.Groups, scale, choice) : null);
    }

    /// <param name="Tally">Null where nothing was rated.</param>
    internal sealed record Model(PageRequest At, Department Department, Tally? Tally);

    internal sealed record Answer(Department? Department, Total Narratives);

    internal sealed record Department(
        string FullName,
        City Municipality,
        GradeGroups Ratings,
        RowPages Assessments,
        IReadOnlyList<DepartmentName>? Successors,
        IReadOnlyList<DepartmentName>? Predecessors);

    internal sealed record City(string Code, string Name, IReadOnlyList<DepartmentsPage.PlanScale> Plans);

    internal sealed record RowPages(int TotalCount, PageInfo PageInfo, IReadOnlyList<Row> Nodes);

    internal sealed record Row(
        int Number,
        Plan Plan,
        NumberOnly Category,
        Numbered Item,
        Numbered Initiative,
        IReadOnlyList<Responsibility> Responsibilities,
        IReadOnlyList<RatingFacts> Ratings)
    {
        /// <summary>Those of a department, as its number of ratings counts them: a row may have one for each.</summary>
        public IReadOnlyList<RatingFacts> RatingsOf(string department) =>
            [.. Ratings.Where(rating => rating.Departments!.Any(one => one.FullName == department))];
    }

    internal sealed record Plan(string Code, string Title);
}
