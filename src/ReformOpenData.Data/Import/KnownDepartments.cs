using ReformOpenData.Data.Plans;

namespace ReformOpenData.Data.Import;

/// <summary>
/// Names departments as the store does. One that differs from a stored one in spelling alone (width, spaces, invisible
/// characters) is that one; one that differs in a single character is a question.
/// </summary>
internal static class KnownDepartments
{
    /// <summary>Shorter names have no likely misprint: each is one character from many others.</summary>
    private const int MinLength = 3;

    /// <summary>Of shorter names (総務課, 税務課), neither a misprint nor another department is likelier.</summary>
    private const int MinGuessed = 5;

    /// <summary>A department of so many rows is no misprint itself.</summary>
    private const int MinRows = 3;

    /// <summary>The document's municipality with the stored spellings; what is asked is in the log.</summary>
    public static Municipality Respell(Municipality stored, Municipality fresh, Answers answers, FindingLog log)
    {
        var byKey = new Dictionary<string, Department>(StringComparer.Ordinal);
        foreach (var department in stored.Departments)
            byKey.TryAdd(NameKey.Of(department.FullName), department);

        var respelled = new Dictionary<string, Department>(StringComparer.Ordinal);
        foreach (var department in fresh.Departments)
        {
            var key = NameKey.Of(department.FullName);
            if (byKey.TryGetValue(key, out var known))
            {
                if (known.FullName != department.FullName)
                    Tell(department, known, "A department is spelled as it is stored.");
            }
            else if (Answer(department) is { } answer)
            {
                Tell(department, answer, "A department is stored under the name that the mapping answers.");
            }
        }

        return respelled.Count == 0 ? fresh : Rename(fresh, respelled);

        void Tell(Department department, Department known, string message)
        {
            respelled.Add(department.FullName, known);
            log.Add(FindingKinds.DepartmentRespelled, default, message, department.FullName, known.FullName);
        }

        Department? Answer(Department department)
        {
            var key = Keys.Department(fresh.Code, department.FullName);
            if (answers.TryGetStored(key, out var answer))
            {
                var found =
                    stored.Departments.FirstOrDefault(known => Keys.Department(fresh.Code, known.FullName) == answer);
                if (answer is not null && found is null)
                    log.Add(
                        FindingKinds.MappingWrong,
                        default,
                        "The mapping answers with a department that is not stored.",
                        $"{key} → {answer}");
                return found;
            }

            var name = NameKey.Of(department.FullName);
            var near = name.Length < MinLength
                ? null
                : byKey.FirstOrDefault(pair => NameKey.AreOneCharacterApart(name, pair.Key)).Value;
            if (near is not null)
            {
                var nearKey = Keys.Department(fresh.Code, near.FullName);
                log.Ask(
                    new Question(
                        FindingKinds.DepartmentUnlikely.Code,
                        name.Length < MinGuessed ? QuestionForm.Either : QuestionForm.Same,
                        "この所管課は、1文字違いの公開中の所管課と同じものですか（誤字ですか）。",
                        department.FullName,
                        near.FullName,
                        new MappingAnswer(key, nearKey)),
                    FindingKinds.DepartmentUnlikely,
                    default,
                    $"The department “{department.FullName}” is new, and one character from the stored "
                    + $"“{near.FullName}”. If it is a department of its own, answer {{\"document\": \"{key}\"}} in the "
                    + $"mapping file; if it is a misprint, mend it, or answer {{\"document\": \"{key}\", \"stored\": "
                    + $"\"{nearKey}\"}}.",
                    department.FullName,
                    near.FullName);
            }

            return null;
        }
    }

    /// <summary>
    /// In a document that nothing is known of yet: a department of a single row that is one character from one of
    /// several rows may be a misprint of it.
    /// </summary>
    public static void ReportSimilar(Municipality fresh, FindingLog log)
    {
        var rows = KeyedAssessment.Of(fresh)
            .SelectMany(row => row.Row.Responsibilities.Select(responsibility => responsibility.Department).Distinct())
            .GroupBy(name => name, StringComparer.Ordinal)
            .Select(group => (Name: group.Key, Key: NameKey.Of(group.Key), Count: group.Count()))
            .ToList();
        var usual =
            rows.Where(department => department.Count >= MinRows && department.Key.Length >= MinLength).ToList();
        foreach (var rare in rows.Where(department => department.Count == 1))
        {
            var near = usual.FirstOrDefault(department => NameKey.AreOneCharacterApart(rare.Key, department.Key));
            if (near.Name is not null)
            {
                log.Add(
                    FindingKinds.DepartmentSimilar,
                    default,
                    $"“{rare.Name}” carries one row, and is one character from “{near.Name}”, which "
                    + $"carries {near.Count}; is it a misprint?",
                    rare.Name);
            }
        }
    }

    private static Municipality Rename(Municipality municipality, Dictionary<string, Department> names) =>
        InitiativeRewriter.RewriteRows(municipality, row => Rename(row, names)) with
        {
            Departments =
            [
                .. municipality.Departments
                    .Select(department => names.GetValueOrDefault(department.FullName, department))
                    .DistinctBy(department => department.FullName),
            ],
        };

    private static Assessment Rename(Assessment row, Dictionary<string, Department> names)
    {
        return row with
        {
            Responsibilities = [.. row.Responsibilities.Select(one => one with { Department = Name(one.Department) })],
            Narratives =
                [.. row.Narratives.Select(narrative => narrative with { Sections = Sections(narrative.Sections) })],
            Summary = row.Summary is null ? null : row.Summary with { Sections = Sections(row.Summary.Sections) },
            Ratings =
                [.. row.Ratings.Select(rating => rating with { Departments = [.. rating.Departments.Select(Name)] })],
            Cells = [.. row.Cells.Select(cell => cell.Column is SourceColumn.Department or SourceColumn.Rating
                ? cell with { Text = InText(cell.Text) }
                : cell)],
        };

        string Name(string name) => names.TryGetValue(name, out var known) ? known.FullName : name;

        Section[] Sections(IReadOnlyList<Section> sections) =>
            [.. sections.Select(section =>
                section.Department is null ? section : section with { Department = Name(section.Department) })];

        string InText(string text) => names.Aggregate(
            text, (changed, pair) => changed.Replace(pair.Key, pair.Value.FullName, StringComparison.Ordinal));
    }
}
