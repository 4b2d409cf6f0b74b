namespace ReformOpenData.Server.Pages.Kinds;

/// <summary>The departments of a city, each with how what it carries was rated.</summary>
internal sealed class DepartmentsPage() : Page<DepartmentsPage.Answer>("{municipality:6}/departments", "Departments")
{
    public override IReadOnlyList<string> Parameters => ["sort"];

    public override string Variables(PageRequest request, out Answers.AnswerFailure? failure)
    {
        // The order is made of the answer, which is whole.
        failure = request.Parameter("sort") is "" or "count" or "share" ? null
            : Answers.AnswerFailure.BadRequest("“sort” is count or share; without it, the order is that of the print.");
        return PageRequest.Pairs(request.Values);
    }

    protected override PageView? Show(Answer answer, PageRequest request)
    {
        if (answer.Municipality is not { } city)
            return null;
        // A grade of several plans is one column.
        var scale = city.Plans.SelectMany(plan => plan.RatingScale).DistinctBy(grade => grade.Label).ToList();
        var choice = Choice.OfLastYear([.. city.Departments.SelectMany(one => one.Ratings.Groups)]);
        var rows = city.Departments.Select(one => new Row(
            one.FullName, choice is null ? null : Tally.Of(one.Ratings.Groups, scale, choice))).ToList();
        var first = scale.FirstOrDefault();
        var departments = request.Parameter("sort") switch
        {
            "count" => rows.OrderByDescending(one => one.Total).ToList(),
            "share" => [.. rows.OrderByDescending(one => Share(one, first)).ThenByDescending(one => one.Total)],
            _ => rows,
        };
        return new PageView(
            request.T($"{city.Name}の所管課", $"Departments of {city.Name}"),
            new Slices_Departments { Model = new Model(request, city, scale, departments, Whole()) })
        {
            Description = request.T(
                $"{city.Name}の所管課と、担当する取組の評価の内訳。",
                $"The departments of {city.Name} and how what they carry was rated."),
            Crumbs = [new Crumb(city.Name, request.To(city.Code))],
            Owner = [city.Code],
            Lists =
            [
                ("departments", rows.Count),
                ("rating-departments", city.Departments.Sum(one => one.Ratings.TotalCount)),
                ("responsibilities", null),
            ],
        };

        Tally? Whole() => choice is null
            ? null
            : Tally.Of([.. city.Departments.SelectMany(one => one.Ratings.Groups)], scale, choice);
    }

    private static decimal Share(Row department, GradeLabel? grade) => grade is null || department.Total == 0 ? -1
        : (decimal)department.Count(grade) / department.Total;

    /// <param name="Whole">The ratings of all departments together; null where nothing was rated.</param>
    internal sealed record Model(
        PageRequest At, City City, IReadOnlyList<GradeLabel> Scale, IReadOnlyList<Row> Departments, Tally? Whole);

    internal sealed record Row(string FullName, Tally? Tally)
    {
        public int Total => Tally?.Total ?? 0;

        public int Count(GradeLabel grade) => Tally?.Count(grade) ?? 0;
    }

    internal sealed record Answer(City? Municipality);

    internal sealed record City(
        string Code, string Name, IReadOnlyList<PlanScale> Plans, IReadOnlyList<Department> Departments);

    internal sealed record PlanScale(IReadOnlyList<GradeLabel> RatingScale);

    internal sealed record Department(string FullName, GradeGroups Ratings);
}
