using ReformOpenData.Data.Plans;
using ReformOpenData.Data.Search;
using ReformOpenData.Data.Storage.Rows;

namespace ReformOpenData.Data.Storage;

/// <summary>The rows of whole editions, table by table, as they are written.</summary>
internal sealed partial class EditionRows(IdSequence ids)
{
    private readonly Dictionary<Type, EditionTable> tables = [];

    /// <summary>Rows of all tables, to know when to write.</summary>
    public int Count => tables.Values.Sum(table => table.Count);

    /// <summary>The texts that are not written yet.</summary>
    public IReadOnlyList<SearchTextRow> Texts => Table<SearchTextRow>().Rows;

    /// <summary>Writes everything, parents first, and forgets it.</summary>
    public void WriteTo(RowCopier copier)
    {
        foreach (var type in copier.ParentsFirst)
            tables.GetValueOrDefault(type)?.MoveTo(copier);
    }

    /// <summary>Adds a municipality as a new edition.</summary>
    /// <param name="release">The draft it is written for: corrections that are new are shown since then.</param>
    public EditionRow Add(Municipality municipality, string contentHash, int release)
    {
        var edition = new EditionRow
        {
            Id = ids.Next(),
            MunicipalityCode = municipality.Code,
            ContentHash = contentHash,
        };
        Table<EditionRow>().Add(edition, edition);
        new Walk(this, ids, edition, municipality).AddAll(release);
        return edition;
    }

    private EditionTable<TRow> Table<TRow>()
    {
        if (!tables.TryGetValue(typeof(TRow), out var table))
            tables.Add(typeof(TRow), table = new EditionTable<TRow>());
        return (EditionTable<TRow>)table;
    }

    /// <summary>One municipality on its way into rows.</summary>
    private sealed partial class Walk(EditionRows rows, IdSequence ids, EditionRow edition, Municipality municipality)
    {
        private readonly Dictionary<string, long> departmentIds = [];
        private readonly Dictionary<string, long> documentIds = [];
        private readonly Dictionary<string, long> initiativeIds = [];
        private readonly Dictionary<string, long> assessmentIds = [];
        private readonly List<(long Initiative, string Successor)> successors = [];
        private readonly Dictionary<string, long> planIds = [];
        private IReadOnlyList<GradeLabel> scale = [];

        public void AddAll(int release)
        {
            var row = Node<MunicipalityRow>(municipality.Code);
            RowValues.Write(municipality, row);
            row.NameFolded = Search(SearchKind.Municipality, row, "name", municipality.Name);
            row.RomanNameFolded = Search(SearchKind.Municipality, row, "romanName", municipality.RomanName);
            Add(row);
            AddDepartments(row);
            foreach (var succession in municipality.Successions)
            {
                Add(new DepartmentSuccessorRow
                {
                    EditionId = edition.Id,
                    DepartmentId = Department(succession.Department),
                    SuccessorId = Department(succession.Successor),
                });
            }

            // Assessments name their documents, and documents their plan: so plans first get their numbers alone.
            foreach (var plan in municipality.Plans)
                planIds.Add(plan.Code, ids.Next());
            AddDocuments(row);
            foreach (var plan in municipality.Plans)
                AddPlan(plan, row);
            foreach (var (initiative, successor) in successors.Distinct())
                AddSuccessor(initiative, successor);
            foreach (var correction in municipality.Corrections)
                AddCorrection(correction, row, release);
        }

        private void AddDepartments(MunicipalityRow parent)
        {
            foreach (var department in municipality.Departments)
            {
                var row = RowValues.Fill(
                    Node<DepartmentRow>(Keys.Department(municipality.Code, department.FullName)), parent, department);
                row.Position = departmentIds.Count + 1;
                row.NameFolded = Folding.Fold(department.Name);
                row.BureauFolded = department.Bureau is null ? null : Folding.Fold(department.Bureau);
                row.FullName = department.FullName;
                row.FullNameFolded = Search(SearchKind.Department, row, "fullName", department.FullName);
                departmentIds.Add(department.FullName, row.Id);
                Add(row);
            }
        }

        private void AddDocuments(MunicipalityRow parent)
        {
            foreach (var document in municipality.Documents)
            {
                var row = RowValues.Fill(
                    Node<SourceDocumentRow>($"{municipality.Code}/{document.Sha256}"), parent, document);
                row.PlanId = planIds.TryGetValue(document.PlanCode, out var plan) ? plan : null;
                row.PlanOwnId = document.PlanId;
                documentIds.Add(document.Sha256, row.Id);
                Add(row);
                foreach (var (position, finding) in document.Findings.Index())
                {
                    var told = Data<FindingRow>();
                    RowValues.Write(finding, told);
                    told.DocumentId = row.Id;
                    told.Position = position + 1;
                    Add(told);
                }
            }
        }

        private void AddCorrection(Correction correction, MunicipalityRow parent, int release)
        {
            var row = RowValues.Fill(
                Node<CorrectionRow>($"{correction.TargetKey}/{correction.Field}"), parent, correction);
            row.AssessmentId = AssessmentOf(correction.TargetKey);
            row.SinceRelease ??= release;
            Add(row);
        }

        private void AddSuccessor(long initiative, string successor) => Add(new InitiativeSuccessorRow
        {
            EditionId = edition.Id,
            InitiativeId = initiative,
            SuccessorId = initiativeIds.TryGetValue(successor, out var id)
                ? id
                : throw new InvalidOperationException($"{municipality.Code} has no initiative {successor}."),
        });

        /// <summary>The assessment that a key names or stands below.</summary>
        private long? AssessmentOf(string key)
        {
            for (var end = key.Length; end > 0; end = key.LastIndexOf('/', end - 1))
            {
                if (assessmentIds.TryGetValue(key[..end], out var id))
                    return id;
            }

            return null;
        }

        private void Add<TRow>(TRow row) => rows.Table<TRow>().Add(row, edition);

        private TRow Data<TRow>()
            where TRow : DataRow, new() => new() { Id = ids.Next(), EditionId = edition.Id };

        private TRow Node<TRow>(string key, long? id = null)
            where TRow : NodeRow, new() => new() { Id = id ?? ids.Next(), EditionId = edition.Id, Key = key };

        /// <summary>Adds a text to the index, and gives its folded form.</summary>
        private string Search(SearchKind kind, NodeRow entity, string field, string text)
        {
            var row = Data<SearchTextRow>();
            row.Kind = kind;
            row.EntityId = entity.Id;
            row.Key = entity.Key;
            row.Field = field;
            row.Folded = Folding.Fold(text);
            Add(row);
            return row.Folded;
        }

        private long Department(string fullName) => departmentIds.TryGetValue(fullName, out var id)
            ? id
            : throw new InvalidOperationException($"{municipality.Code} has no department {fullName}.");

        private long Document(string sha256) => documentIds.TryGetValue(sha256, out var id)
            ? id
            : throw new InvalidOperationException($"{municipality.Code} has no document {sha256}.");
    }
}
