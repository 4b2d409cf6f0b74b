using ReformOpenData.Data.Plans;
using ReformOpenData.Data.Storage.Rows;

namespace ReformOpenData.Data.Storage;

/// <content>From the plan down to the printed cell.</content>
internal sealed partial class EditionRows
{
    private sealed partial class Walk
    {
        private void AddPlan(Plan plan)
        {
            var row = Node<PlanRow>(Keys.Plan(municipality.Code, plan.Code), planIds[plan.Code]);
            row.MunicipalityId = municipalityId;
            row.Title = plan.Title;
            row.TitleFolded = Search(SearchKind.Plan, row, "title", plan.Title);
            row.FirstFiscalYear = plan.FirstFiscalYear;
            row.OwnId = plan.Id;
            row.CategoryLevelName = plan.LevelNames?.Category;
            row.ItemLevelName = plan.LevelNames?.Item;
            row.InitiativeLevelName = plan.LevelNames?.Initiative;
            row.LastFiscalYear = plan.LastFiscalYear;
            rows.plans.Add(row);
            edition.PlanCount++;
            scale = plan.RatingScale;
            var position = 0;
            foreach (var grade in plan.RatingScale)
            {
                var step = Data<RatingScaleRow>();
                step.PlanId = row.Id;
                step.Position = ++position;
                step.Grade = grade.Grade;
                step.Label = grade.Label;
                step.Symbol = grade.Symbol;
                step.Meaning = grade.Meaning;
                step.Level = (int?)grade.Level;
                step.IsRated = grade.DeclaredRated;
                step.FirstFiscalYear = grade.FirstFiscalYear;
                step.LastFiscalYear = grade.LastFiscalYear;
                rows.ratingScales.Add(step);
            }

            foreach (var category in plan.Categories)
                AddCategory(category, row);
        }

        private void AddCategory(Category category, PlanRow plan)
        {
            var row = Node<CategoryRow>(Keys.Category(plan.Key, category.Number));
            row.MunicipalityId = municipalityId;
            row.PlanId = plan.Id;
            row.Number = category.Number;
            row.PrintedNumber = category.PrintedNumber;
            row.Name = category.Name;
            row.NameFolded = Search(SearchKind.Category, row, "name", category.Name);
            rows.categories.Add(row);
            edition.CategoryCount++;
            foreach (var item in category.Items)
                AddItem(item, row);
        }

        private void AddItem(Item item, CategoryRow category)
        {
            var row = Node<ItemRow>(Keys.Item(category.Key, item.Number));
            row.MunicipalityId = municipalityId;
            row.PlanId = category.PlanId;
            row.CategoryId = category.Id;
            row.Number = item.Number;
            row.PrintedNumber = item.PrintedNumber;
            row.Headings = item.Headings;
            row.Name = item.Name;
            row.NameFolded = Search(SearchKind.Item, row, "name", item.Name);
            rows.items.Add(row);
            edition.ItemCount++;
            foreach (var initiative in item.Initiatives)
                AddInitiative(initiative, row);
        }

        private void AddInitiative(Initiative initiative, ItemRow item)
        {
            var row = Node<InitiativeRow>(Keys.Initiative(item.Key, initiative.Number));
            row.MunicipalityId = municipalityId;
            row.PlanId = item.PlanId;
            row.CategoryId = item.CategoryId;
            row.ItemId = item.Id;
            row.Number = initiative.Number;
            row.PrintedNumber = initiative.PrintedNumber;
            row.Name = initiative.Name;
            row.NameFolded = Search(SearchKind.Initiative, row, "name", initiative.Name);
            row.Description = initiative.Description;
            if (initiative.Description is not null)
                Search(SearchKind.Initiative, row, "description", initiative.Description);
            if (initiative.Ending is { } ending)
            {
                row.Status = (int)ending.Status;
                row.EndedIn = ending.EndedIn;
                row.Reason = ending.Reason;
                successors.AddRange(ending.Successors.Select(successor => (row.Id, successor)));
            }

            initiativeIds.Add(row.Key, row.Id);
            rows.initiatives.Add(row);
            edition.InitiativeCount++;
            foreach (var assessment in initiative.Assessments)
                AddAssessment(assessment, row);
        }

        private void AddAssessment(Assessment assessment, InitiativeRow initiative)
        {
            var row = Node<AssessmentRow>(Keys.Assessment(initiative.Key, assessment.Number));
            row.MunicipalityId = municipalityId;
            row.PlanId = initiative.PlanId;
            row.CategoryId = initiative.CategoryId;
            row.ItemId = initiative.ItemId;
            row.InitiativeId = initiative.Id;
            row.Number = assessment.Number;
            row.DocumentId = Document(assessment.Location.Document);
            row.Page = assessment.Location.Page;
            row.Row = assessment.Location.Row;
            row.Line = assessment.Location.Line;
            rows.assessments.Add(row);
            assessmentIds.Add(row.Key, row.Id);
            edition.AssessmentCount++;
            AddSummary(assessment.Summary, row);
            var position = 0;
            foreach (var responsibility in assessment.Responsibilities)
                AddResponsibility(responsibility, row.Id, ++position);
            foreach (var narrative in assessment.Narratives)
                AddNarrative(narrative, row);
            foreach (var rating in assessment.Ratings)
                AddRating(rating, row);
            foreach (var measure in assessment.Measures)
                AddMeasure(measure, row);
            foreach (var cell in assessment.Cells)
                AddCell(cell, row.Id);
        }

        private void AddSummary(Summary? summary, AssessmentRow assessment)
        {
            if (summary is null)
                return;
            assessment.SummaryFiscalYear = summary.FiscalYear;
            assessment.SummaryText = summary.Text;
            assessment.SummarySourceText = summary.SourceText;
            assessment.SummaryDocumentId = Document(summary.Location.Document);
            assessment.SummaryPage = summary.Location.Page;
            assessment.SummaryRow = summary.Location.Row;
            assessment.SummaryColumn = summary.Location.Column;
            assessment.SummaryLine = summary.Location.Line;
            if (summary.Text is not null)
                Search(SearchKind.Assessment, assessment, "text", summary.Text);
            AddSections(summary.Sections, assessment.Id, narrative: null);
        }

        private void AddResponsibility(Responsibility responsibility, long assessment, int position)
        {
            var row = Data<ResponsibilityRow>();
            row.AssessmentId = assessment;
            row.DepartmentId = Department(responsibility.Department);
            row.Position = position;
            row.Qualifier = responsibility.Qualifier;
            row.Role = responsibility.Role;
            rows.responsibilities.Add(row);
        }

        private void AddNarrative(YearlyNarrative narrative, AssessmentRow assessment)
        {
            var row = Node<NarrativeRow>(Keys.YearlyNarrative(assessment.Key, narrative));
            row.MunicipalityId = municipalityId;
            row.PlanId = assessment.PlanId;
            row.CategoryId = assessment.CategoryId;
            row.ItemId = assessment.ItemId;
            row.InitiativeId = assessment.InitiativeId;
            row.AssessmentId = assessment.Id;
            row.FiscalYear = narrative.FiscalYear;
            row.Kind = narrative.Kind;
            row.Text = narrative.Text;
            row.SourceText = narrative.SourceText;
            row.DocumentId = Document(narrative.Location.Document);
            row.Page = narrative.Location.Page;
            row.Row = narrative.Location.Row;
            row.Column = narrative.Location.Column;
            row.Line = narrative.Location.Line;
            rows.narratives.Add(row);
            edition.NarrativeCount++;
            if (narrative.Text is not null)
                Search(SearchKind.Narrative, row, "text", narrative.Text);
            AddSections(narrative.Sections, assessment.Id, row.Id);
        }

        private void AddSections(IReadOnlyList<Section> sections, long assessment, long? narrative)
        {
            var position = 0;
            foreach (var section in sections)
            {
                var row = Data<SectionRow>();
                row.AssessmentId = assessment;
                row.NarrativeId = narrative;
                row.Position = ++position;
                row.Label = section.Label;
                row.DepartmentId = section.Department is null ? null : Department(section.Department);
                row.Text = section.Text;
                rows.sections.Add(row);
            }
        }

        private void AddRating(Rating rating, AssessmentRow assessment)
        {
            var row = Node<RatingRow>(Keys.Rating(assessment.Key, rating.FiscalYear, rating.Number));
            row.MunicipalityId = municipalityId;
            row.PlanId = assessment.PlanId;
            row.CategoryId = assessment.CategoryId;
            row.ItemId = assessment.ItemId;
            row.InitiativeId = assessment.InitiativeId;
            row.AssessmentId = assessment.Id;
            row.Number = rating.Number;
            row.Grade = rating.Grade;
            row.Printed = rating.Printed;
            var step = scale.StepOf(rating);
            row.Label = step?.Label ?? rating.Label ?? rating.Printed;
            row.Meaning = step?.Meaning;
            row.Level = (int?)step?.Level;
            row.IsRated = step?.DeclaredRated;
            row.Evaluator = rating.Evaluator;
            row.Aspect = rating.Aspect;
            row.FiscalYear = rating.FiscalYear;
            row.IsFinal = rating.IsFinal;
            row.DocumentId = Document(rating.Location.Document);
            row.Page = rating.Location.Page;
            row.Row = rating.Location.Row;
            row.Column = rating.Location.Column;
            row.Line = rating.Location.Line;
            rows.ratings.Add(row);
            edition.RatingCount++;
            var position = 0;
            foreach (var department in rating.Departments)
            {
                rows.ratingDepartments.Add(new RatingDepartmentRow
                {
                    EditionId = edition.Id,
                    RatingId = row.Id,
                    DepartmentId = Department(department),
                    Position = ++position,
                });
            }
        }

        private void AddCell(SourceCell cell, long assessment)
        {
            var row = Data<SourceCellRow>();
            row.AssessmentId = assessment;
            row.DocumentId = Document(cell.Location.Document);
            row.Column = cell.Column;
            row.Text = cell.Text;
            row.SourceText = cell.SourceText;
            row.Page = cell.Location.Page;
            row.Row = cell.Location.Row;
            row.PrintedColumn = cell.Location.Column;
            row.Line = cell.Location.Line;
            rows.cells.Add(row);
        }
    }
}
