using ReformOpenData.Data.Plans;
using ReformOpenData.Data.Storage.Rows;

namespace ReformOpenData.Data.Storage;

/// <content>Measures with their values.</content>
internal sealed partial class EditionRows
{
    private sealed partial class Walk
    {
        private void AddMeasure(Measure measure, AssessmentRow assessment)
        {
            var row = Node<MeasureRow>(Keys.Measure(assessment.Key, measure.Number));
            row.MunicipalityId = municipalityId;
            row.PlanId = assessment.PlanId;
            row.CategoryId = assessment.CategoryId;
            row.ItemId = assessment.ItemId;
            row.InitiativeId = assessment.InitiativeId;
            row.AssessmentId = assessment.Id;
            row.Number = measure.Number;
            row.Name = measure.Name;
            row.Unit = measure.Unit;
            row.Kind = measure.Kind;
            row.Direction = (int?)measure.Direction;
            rows.measures.Add(row);
            edition.MeasureCount++;
            foreach (var value in measure.Values)
                AddValue(value, row);
        }

        private void AddValue(MeasureValue value, MeasureRow measure)
        {
            var row = Node<MeasureValueRow>(Keys.MeasureValue(measure.Key, value.FiscalYear, value.Role));
            row.MunicipalityId = municipalityId;
            row.PlanId = measure.PlanId;
            row.CategoryId = measure.CategoryId;
            row.ItemId = measure.ItemId;
            row.InitiativeId = measure.InitiativeId;
            row.AssessmentId = measure.AssessmentId;
            row.MeasureId = measure.Id;
            row.Name = measure.Name;
            row.Unit = measure.Unit;
            row.Kind = measure.Kind;
            row.Direction = measure.Direction;
            row.FiscalYear = value.FiscalYear;
            row.Role = value.Role;
            var number = MeasureNumbers.Read(value.Printed, measure.Unit);
            row.Value = MeasureNumbers.Stored(number);
            row.Yen = MeasureNumbers.Stored(MeasureNumbers.Yen(number, measure.Unit));
            row.Printed = value.Printed;
            row.DocumentId = Document(value.Location.Document);
            row.Page = value.Location.Page;
            row.Row = value.Location.Row;
            row.Column = value.Location.Column;
            row.Line = value.Location.Line;
            rows.measureValues.Add(row);
            edition.MeasureValueCount++;
        }
    }
}
