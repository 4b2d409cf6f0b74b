using System.Globalization;
using ReformOpenData.Generate;

if (args.Length is < 1 or > 3 || !int.TryParse(args[0], CultureInfo.InvariantCulture, out var count))
{
    await Console.Error.WriteLineAsync("usage: generate MUNICIPALITIES [SEED] — prints counts of what it makes");
    return 2;
}

var seed = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 1;
var generator = new MunicipalityGenerator(Fragments.Read("data/072028-fy2021.txt"), seed);
int assessments = 0, narratives = 0, ratings = 0;
long characters = 0;
foreach (var assessment in from municipality in generator.Generate(count)
                           from plan in municipality.Plans
                           from category in plan.Categories
                           from item in category.Items
                           from initiative in item.Initiatives
                           from assessment in initiative.Assessments
                           select assessment)
{
    assessments++;
    narratives += assessment.Narratives.Count;
    ratings += assessment.Ratings.Count;
    characters += assessment.Narratives.Sum(narrative => narrative.Text?.Length ?? 0);
}

await Console.Out.WriteLineAsync(
    $"{count} municipalities, {assessments} assessments, {narratives} narratives of {characters / Math.Max(1, narratives)} characters, {ratings} ratings");
return 0;
