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
        return Query(request.Values);
    }

    protected override PageView? Show(Answer answer, PageRequest request)
    {
        if (answer.Municipality is not { } city)
            return null;
        // A grade of several plans is one column.
        var scale = city.Plans.SelectMany(plan => plan.RatingScale).DistinctBy(grade => grade.Grade).ToList();
        var first = scale.Count == 0 ? "" : scale[0].Grade;
        var departments = request.Parameter("sort") switch
        {
            "count" => city.Departments.OrderByDescending(one => one.Ratings.TotalCount).ToList(),
            "share" =>
                [
                    .. city.Departments.OrderByDescending(one => Share(one, first))
                        .ThenByDescending(one => one.Ratings.TotalCount)
                ],
            _ => city.Departments,
        };
        return new PageView(
            request.T($"{city.Name}の所管課", $"Departments of {city.Name}"),
            new Slices_Departments { Model = new Model(request, city, scale, departments) })
        {
            Description = request.T(
                $"{city.Name}の所管課と、担当する取組の評価の内訳。",
                $"The departments of {city.Name} and how what they carry was rated."),
            Crumbs = [new Crumb(city.Name, request.To(city.Code))],
            Owner = [city.Code],
            Lists = ["departments", "rating-departments", "responsibilities"],
        };
    }

    private static decimal Share(Department department, string grade) => department.Ratings.TotalCount == 0 ? -1
        : (decimal)department.Count(grade) / department.Ratings.TotalCount;

    internal sealed record Model(
        PageRequest At, City City, IReadOnlyList<GradeLabel> Scale, IReadOnlyList<Department> Departments);

    internal sealed record Answer(City? Municipality);

    internal sealed record City(
        string Code, string Name, IReadOnlyList<PlanScale> Plans, IReadOnlyList<Department> Departments);

    internal sealed record PlanScale(IReadOnlyList<GradeLabel> RatingScale);

    internal sealed record Department(string FullName, GradeGroups Ratings)
    {
        public int Count(string grade) => Ratings.Groups.Where(group => group.Grade == grade).Sum(group => group.Count);
    }
}
