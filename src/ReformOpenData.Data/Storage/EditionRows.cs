using ReformOpenData.Data.Plans;
using ReformOpenData.Data.Search;
using ReformOpenData.Data.Storage.Rows;

namespace ReformOpenData.Data.Storage;

/// <summary>The rows of whole editions, table by table, as they are written.</summary>
internal sealed partial class EditionRows(IdSequence ids)
{
    private readonly IdSequence ids = ids;
    private readonly List<EditionRow> editions = [];
    private readonly List<MunicipalityRow> municipalities = [];
    private readonly List<DepartmentRow> departments = [];
    private readonly List<PlanRow> plans = [];
    private readonly List<RatingScaleRow> ratingScales = [];
    private readonly List<SourceDocumentRow> documents = [];
    private readonly List<FindingRow> findings = [];
    private readonly List<CategoryRow> categories = [];
    private readonly List<ItemRow> items = [];
    private readonly List<InitiativeRow> initiatives = [];
    private readonly List<InitiativeSuccessorRow> successors = [];
    private readonly List<DepartmentSuccessorRow> departmentSuccessors = [];
    private readonly List<AssessmentRow> assessments = [];
    private readonly List<ResponsibilityRow> responsibilities = [];
    private readonly List<NarrativeRow> narratives = [];
    private readonly List<SectionRow> sections = [];
    private readonly List<RatingRow> ratings = [];
    private readonly List<RatingDepartmentRow> ratingDepartments = [];
    private readonly List<MeasureRow> measures = [];
    private readonly List<MeasureValueRow> measureValues = [];
    private readonly List<SourceCellRow> cells = [];
    private readonly List<CorrectionRow> corrections = [];
    private readonly List<SearchTextRow> texts = [];

    /// <summary>Rows of the largest tables, to know when to write.</summary>
    public int Count => narratives.Count + sections.Count + cells.Count + measureValues.Count + texts.Count;

    /// <summary>The texts that are not written yet.</summary>
    public IReadOnlyList<SearchTextRow> Texts => texts;

    /// <summary>Writes everything, parents first, and forgets it.</summary>
    public void WriteTo(RowCopier copier)
    {
        Move(editions);
        Move(municipalities);
        Move(departments);
        Move(departmentSuccessors);
        Move(plans);
        Move(ratingScales);
        Move(documents);
        Move(findings);
        Move(categories);
        Move(items);
        Move(initiatives);
        Move(successors);
        Move(assessments);
        Move(responsibilities);
        Move(narratives);
        Move(sections);
        Move(ratings);
        Move(ratingDepartments);
        Move(measures);
        Move(measureValues);
        Move(cells);
        Move(corrections);
        Move(texts);

        void Move<TRow>(List<TRow> rows)
        {
            copier.Copy(rows);
            rows.Clear();
        }
    }

    /// <summary>Adds a municipality as a new edition.</summary>
    /// <param name="release">The draft it is written for: corrections that are new are shown since then.</param>
    public EditionRow Add(Municipality municipality, string contentHash, int release)
    {
        var edition = new EditionRow { Id = ids.Next(), MunicipalityCode = municipality.Code, ContentHash = contentHash };
        editions.Add(edition);
        new Walk(this, edition, municipality).AddAll(release);
        return edition;
    }

    /// <summary>One municipality on its way into rows.</summary>
    private sealed partial class Walk(EditionRows rows, EditionRow edition, Municipality municipality)
    {
        private readonly Dictionary<string, long> departmentIds = [];
        private readonly Dictionary<string, long> documentIds = [];
        private readonly Dictionary<string, long> initiativeIds = [];
        private readonly Dictionary<string, long> assessmentIds = [];
        private readonly List<(long Initiative, string Successor)> successors = [];
        private readonly Dictionary<string, long> planIds = [];
        private long municipalityId;
        private IReadOnlyList<GradeLabel> scale = [];

        public void AddAll(int release)
        {
            var row = Node<MunicipalityRow>(municipality.Code);
            municipalityId = row.Id;
            row.Code = municipality.Code;
            row.Name = municipality.Name;
            row.NameFolded = Search(SearchKind.Municipality, row, "name", municipality.Name);
            row.RomanName = municipality.RomanName;
            row.RomanNameFolded = Search(SearchKind.Municipality, row, "romanName", municipality.RomanName);
            rows.municipalities.Add(row);
            AddDepartments();
            rows.departmentSuccessors.AddRange(municipality.Successions.Select(one => new DepartmentSuccessorRow
            {
                EditionId = edition.Id,
                DepartmentId = Department(one.Department),
                SuccessorId = Department(one.Successor),
            }));

            // Assessments name their documents, and documents their plan: so plans first get their numbers alone.
            foreach (var plan in municipality.Plans)
                planIds.Add(plan.Code, rows.ids.Next());
            AddDocuments();
            foreach (var plan in municipality.Plans)
                AddPlan(plan);
            foreach (var (initiative, successor) in successors.Distinct())
                AddSuccessor(initiative, successor);
            foreach (var correction in municipality.Corrections)
                AddCorrection(correction, release);
        }

        private void AddDepartments()
        {
            foreach (var department in municipality.Departments)
            {
                var row = Node<DepartmentRow>(Keys.Department(municipality.Code, department.FullName));
                row.MunicipalityId = municipalityId;
                row.Position = departmentIds.Count + 1;
                row.Name = department.Name;
                row.NameFolded = Folding.Fold(department.Name);
                row.Bureau = department.Bureau;
                row.BureauFolded = department.Bureau is null ? null : Folding.Fold(department.Bureau);
                row.FullName = department.FullName;
                row.FullNameFolded = Search(SearchKind.Department, row, "fullName", department.FullName);
                departmentIds.Add(department.FullName, row.Id);
                rows.departments.Add(row);
                edition.DepartmentCount++;
            }
        }

        private void AddDocuments()
        {
            foreach (var document in municipality.Documents)
            {
                var row = Node<SourceDocumentRow>($"{municipality.Code}/{document.Sha256}");
                row.MunicipalityId = municipalityId;
                row.PlanId = planIds.TryGetValue(document.PlanCode, out var plan) ? plan : null;
                row.Sha256 = document.Sha256;
                row.FileName = document.FileName;
                row.Title = document.Title;
                row.Publisher = document.Publisher;
                row.Url = document.Url;
                row.Licence = document.Licence;
                row.LicenceConfirmed = document.LicenceConfirmed;
                row.RetrievedOn = document.RetrievedOn;
                row.PlanFirstFiscalYear = document.PlanFirstFiscalYear;
                row.PlanOwnId = document.PlanId;
                row.FiscalYear = document.FiscalYear;
                documentIds.Add(document.Sha256, row.Id);
                rows.documents.Add(row);
                edition.SourceDocumentCount++;
                AddFindings(document, row.Id);
            }
        }

        private void AddFindings(SourceDocument document, long documentId)
        {
            var position = 0;
            foreach (var finding in document.Findings)
            {
                var row = Data<FindingRow>();
                row.DocumentId = documentId;
                row.Position = ++position;
                row.Code = finding.Code;
                row.Severity = finding.Severity;
                row.Message = finding.Message;
                row.Page = finding.Page;
                row.Row = finding.Row;
                row.Column = finding.Column;
                row.Line = finding.Line;
                row.Read = finding.Read;
                row.Made = finding.Made;
                rows.findings.Add(row);
                edition.FindingCount++;
            }
        }

        private void AddCorrection(Correction correction, int release)
        {
            var row = Node<CorrectionRow>($"{correction.TargetKey}/{correction.Field}");
            row.MunicipalityId = municipalityId;
            row.AssessmentId = AssessmentOf(correction.TargetKey);
            row.TargetKey = correction.TargetKey;
            row.Field = correction.Field;
            row.Printed = correction.Printed;
            row.Corrected = correction.Corrected;
            row.Reason = correction.Reason;
            row.SinceRelease = correction.SinceRelease ?? release;
            rows.corrections.Add(row);
            edition.CorrectionCount++;
        }

        private void AddSuccessor(long initiative, string successor) => rows.successors.Add(new InitiativeSuccessorRow
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

        private TRow Data<TRow>()
            where TRow : DataRow, new() => new() { Id = rows.ids.Next(), EditionId = edition.Id };

        private TRow Node<TRow>(string key, long? id = null)
            where TRow : NodeRow, new() => new() { Id = id ?? rows.ids.Next(), EditionId = edition.Id, Key = key };

        /// <summary>Adds a text to the index, and gives its folded form.</summary>
        private string Search(SearchKind kind, NodeRow entity, string field, string text)
        {
            var row = Data<SearchTextRow>();
            row.Kind = kind;
            row.EntityId = entity.Id;
            row.Key = entity.Key;
            row.Field = field;
            row.Folded = Folding.Fold(text);
            rows.texts.Add(row);
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
