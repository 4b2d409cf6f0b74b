using ReformOpenData.Data.Plans;
using ReformOpenData.Data.Storage.Rows;

namespace ReformOpenData.Data.Storage;

/// <content>From the plan down to the printed cell.</content>
internal sealed partial class EditionRows
{
    private sealed partial class Walk
    {
        private void AddPlan(Plan plan, MunicipalityRow parent)
        {
            var row = Node<PlanRow>(Keys.Plan(municipality.Code, plan.Code), planIds[plan.Code]);
            RowValues.PutBelow(parent, row);
            RowValues.Write(plan, row);
            row.TitleFolded = Search(SearchKind.Plan, row, "title", plan.Title);
            row.OwnId = plan.Id;
            row.CategoryLevelName = plan.LevelNames?.Category;
            row.ItemLevelName = plan.LevelNames?.Item;
            row.InitiativeLevelName = plan.LevelNames?.Initiative;
            Add(row);
            scale = plan.RatingScale;
            foreach (var (position, grade) in plan.RatingScale.Index())
            {
                var step = Data<RatingScaleRow>();
                RowValues.PutBelow(row, step);
                RowValues.Write(grade, step);
                step.Position = position + 1;
                step.IsRated = grade.DeclaredRated;
                Add(step);
            }

            foreach (var category in plan.Categories)
                AddCategory(category, row);
        }

        private void AddCategory(Category category, PlanRow plan)
        {
            var row = Node<CategoryRow>(Keys.Category(plan.Key, category.Number));
            RowValues.PutBelow(plan, row);
            RowValues.Write(category, row);
            row.NameFolded = Search(SearchKind.Category, row, "name", category.Name);
            Add(row);
            foreach (var item in category.Items)
                AddItem(item, row);
        }

        private void AddItem(Item item, CategoryRow category)
        {
            var row = Node<ItemRow>(Keys.Item(category.Key, item.Number));
            RowValues.PutBelow(category, row);
            RowValues.Write(item, row);
            row.NameFolded = Search(SearchKind.Item, row, "name", item.Name);
            Add(row);
            foreach (var initiative in item.Initiatives)
                AddInitiative(initiative, row);
        }

        private void AddInitiative(Initiative initiative, ItemRow item)
        {
            var row = Node<InitiativeRow>(Keys.Initiative(item.Key, initiative.Number));
            RowValues.PutBelow(item, row);
            RowValues.Write(initiative, row);
            row.NameFolded = Search(SearchKind.Initiative, row, "name", initiative.Name);
            if (initiative.Description is not null)
                Search(SearchKind.Initiative, row, "description", initiative.Description);
            if (initiative.Ending is { } ending)
            {
                RowValues.Write(ending, row);
                successors.AddRange(ending.Successors.Select(successor => (row.Id, successor)));
            }

            initiativeIds.Add(row.Key, row.Id);
            Add(row);
            foreach (var assessment in initiative.Assessments)
                AddAssessment(assessment, row);
        }

        private void AddAssessment(Assessment assessment, InitiativeRow initiative)
        {
            var row = Node<AssessmentRow>(Keys.Assessment(initiative.Key, assessment.Number));
            RowValues.PutBelow(initiative, row);
            RowValues.Write(assessment, row);
            RowValues.Write(assessment.Location, row);
            row.DocumentId = Document(assessment.Location.Document);
            Add(row);
            assessmentIds.Add(row.Key, row.Id);
            AddSummary(assessment.Summary, row);
            foreach (var (position, responsibility) in assessment.Responsibilities.Index())
                AddResponsibility(responsibility, row, position + 1);
            foreach (var narrative in assessment.Narratives)
                AddNarrative(narrative, row);
            foreach (var rating in assessment.Ratings)
                AddRating(rating, row);
            foreach (var measure in assessment.Measures)
                AddMeasure(measure, row);
            foreach (var cell in assessment.Cells)
                AddCell(cell, row);
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

        private void AddResponsibility(Responsibility responsibility, AssessmentRow assessment, int position)
        {
            var row = Data<ResponsibilityRow>();
            RowValues.PutBelow(assessment, row);
            RowValues.Write(responsibility, row);
            row.DepartmentId = Department(responsibility.Department);
            row.Position = position;
            Add(row);
        }

        private void AddNarrative(YearlyNarrative narrative, AssessmentRow assessment)
        {
            var row = Node<NarrativeRow>(Keys.YearlyNarrative(assessment.Key, narrative));
            RowValues.PutBelow(assessment, row);
            RowValues.Write(narrative, row);
            Print(narrative.Location, row);
            Add(row);
            if (narrative.Text is not null)
                Search(SearchKind.Narrative, row, "text", narrative.Text);
            AddSections(narrative.Sections, assessment.Id, row.Id);
        }

        private void Print(SourceLocation location, PrintedRow row)
        {
            RowValues.Write(location, row);
            row.DocumentId = Document(location.Document);
        }

        private void AddSections(IReadOnlyList<Section> sections, long assessment, long? narrative)
        {
            foreach (var (position, section) in sections.Index())
            {
                var row = Data<SectionRow>();
                RowValues.Write(section, row);
                row.AssessmentId = assessment;
                row.NarrativeId = narrative;
                row.Position = position + 1;
                row.DepartmentId = section.Department is null ? null : Department(section.Department);
                Add(row);
            }
        }

        private void AddRating(Rating rating, AssessmentRow assessment)
        {
            var row = Node<RatingRow>(Keys.Rating(assessment.Key, rating.FiscalYear, rating.Number));
            RowValues.PutBelow(assessment, row);
            RowValues.Write(rating, row);
            var step = scale.StepOf(rating);
            row.Label = step?.Label ?? rating.Label ?? rating.Printed;
            row.Meaning = step?.Meaning;
            row.Level = (int?)step?.Level;
            row.IsRated = step?.DeclaredRated;
            Print(rating.Location, row);
            Add(row);
            foreach (var (position, department) in rating.Departments.Index())
            {
                Add(new RatingDepartmentRow
                {
                    EditionId = edition.Id,
                    RatingId = row.Id,
                    DepartmentId = Department(department),
                    Position = position + 1,
                });
            }
        }

        private void AddMeasure(Measure measure, AssessmentRow assessment)
        {
            var row = Node<MeasureRow>(Keys.Measure(assessment.Key, measure.Number));
            RowValues.PutBelow(assessment, row);
            RowValues.Write(measure, row);
            Add(row);
            foreach (var value in measure.Values)
                AddValue(value, measure, row);
        }

        private void AddValue(MeasureValue value, Measure measure, MeasureRow parent)
        {
            var row = Node<MeasureValueRow>(Keys.MeasureValue(parent.Key, value.FiscalYear, value.Role));
            RowValues.PutBelow(parent, row);
            RowValues.Write(measure, row);
            RowValues.Write(value, row);
            var number = MeasureNumbers.Read(value.Printed, measure.Unit);
            row.Value = MeasureNumbers.Stored(number);
            row.Yen = MeasureNumbers.Stored(MeasureNumbers.Yen(number, measure.Unit));
            Print(value.Location, row);
            Add(row);
        }

        private void AddCell(SourceCell cell, AssessmentRow assessment)
        {
            var row = Data<SourceCellRow>();
            RowValues.PutBelow(assessment, row);
            RowValues.Write(cell, row);
            row.DocumentId = Document(cell.Location.Document);
            row.Page = cell.Location.Page;
            row.Row = cell.Location.Row;
            row.PrintedColumn = cell.Location.Column;
            row.Line = cell.Location.Line;
            Add(row);
        }
    }
}
