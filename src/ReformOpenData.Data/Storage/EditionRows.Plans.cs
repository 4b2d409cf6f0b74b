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
            var row = RowValues.Fill(
                Node<PlanRow>(Keys.Plan(municipality.Code, plan.Code), planIds[plan.Code]), parent, plan);
            row.TitleFolded = Search(SearchKind.Plan, row, "title", plan.Title);
            row.OwnId = plan.Id;
            row.CategoryLevelName = plan.LevelNames?.Category;
            row.ItemLevelName = plan.LevelNames?.Item;
            row.InitiativeLevelName = plan.LevelNames?.Initiative;
            Add(row);
            scale = plan.RatingScale;
            foreach (var (position, grade) in plan.RatingScale.Index())
            {
                var step = RowValues.Fill(Data<RatingScaleRow>(), row, grade);
                step.Position = position + 1;
                step.IsRated = grade.DeclaredRated;
                Add(step);
            }

            foreach (var category in plan.Categories)
                AddCategory(category, row);
        }

        private void AddCategory(Category category, PlanRow plan)
        {
            var row = RowValues.Fill(Node<CategoryRow>(Keys.Category(plan.Key, category.Number)), plan, category);
            row.NameFolded = Search(SearchKind.Category, row, "name", category.Name);
            Add(row);
            foreach (var item in category.Items)
                AddItem(item, row);
        }

        private void AddItem(Item item, CategoryRow category)
        {
            var row = RowValues.Fill(Node<ItemRow>(Keys.Item(category.Key, item.Number)), category, item);
            row.NameFolded = Search(SearchKind.Item, row, "name", item.Name);
            Add(row);
            foreach (var initiative in item.Initiatives)
                AddInitiative(initiative, row);
        }

        private void AddInitiative(Initiative initiative, ItemRow item)
        {
            var row = RowValues.Fill(
                Node<InitiativeRow>(Keys.Initiative(item.Key, initiative.Number)), item, initiative);
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
            var row = RowValues.Fill(
                Node<AssessmentRow>(Keys.Assessment(initiative.Key, assessment.Number)), initiative, assessment);
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
            var row = RowValues.Fill(Data<ResponsibilityRow>(), assessment, responsibility);
            row.DepartmentId = Department(responsibility.Department);
            row.Position = position;
            Add(row);
        }

        private void AddNarrative(YearlyNarrative narrative, AssessmentRow assessment)
        {
            var row = RowValues.Fill(
                Node<NarrativeRow>(Keys.YearlyNarrative(assessment.Key, narrative)), assessment, narrative);
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
            var row = RowValues.Fill(
                Node<RatingRow>(Keys.Rating(assessment.Key, rating.FiscalYear, rating.Number)), assessment, rating);
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
            var row = RowValues.Fill(
                Node<MeasureRow>(Keys.Measure(assessment.Key, measure.Number)), assessment, measure);
            Add(row);
            foreach (var value in measure.Values)
                AddValue(value, measure, row);
        }

        private void AddValue(MeasureValue value, Measure measure, MeasureRow parent)
        {
            var row = RowValues.Fill(
                Node<MeasureValueRow>(Keys.MeasureValue(parent.Key, value.FiscalYear, value.Role)), parent, measure);
            RowValues.Write(value, row);
            var number = MeasureNumbers.Read(value.Printed, measure.Unit);
            row.Value = MeasureNumbers.Stored(number);
            row.Yen = MeasureNumbers.Stored(MeasureNumbers.Yen(number, measure.Unit));
            Print(value.Location, row);
            Add(row);
        }

        private void AddCell(SourceCell cell, AssessmentRow assessment)
        {
            var row = RowValues.Fill(Data<SourceCellRow>(), assessment, cell);
            row.DocumentId = Document(cell.Location.Document);
            row.Page = cell.Location.Page;
            row.Row = cell.Location.Row;
            row.PrintedColumn = cell.Location.Column;
            row.Line = cell.Location.Line;
            Add(row);
        }
    }
}
