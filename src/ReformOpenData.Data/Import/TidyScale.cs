using ReformOpenData.Data.Exports;
using ReformOpenData.Data.Plans;

namespace ReformOpenData.Data.Import;

/// <summary>Reads the rating scale of a tidy table.</summary>
internal static class TidyScale
{
    /// <summary>Null, with an error, where the cells are not a scale.</summary>
    public static List<GradeLabel>? Read(TidyRow row, FindingLog log)
    {
        var (steps, fault) = RatingScaleText.Read(row[TidyColumns.RatingScale]);
        var cell = row[TidyColumns.RatingScaleDetails];
        var scale = fault is null ? RatingScaleDetails.Read(cell, steps) : null;
        if (scale is not null)
            fault = scale.Where((step, index) => RatingScales.FaultOf(scale[..index], step) is not null)
                .FirstOrDefault()?.Label;
        if (scale is not null && fault is null)
            return scale;

        if (fault is null)
        {
            log.Add(
                FindingKinds.ValueInvalid,
                row.PlaceOf(TidyColumns.RatingScaleDetails),
                "The details of the rating scale are the JSON that an export writes, one entry for each step in the "
                + "order of the scale: [{\"label\": \"S\", \"meaning\": \"計画以上\", \"level\": \"EXCEEDED\"}].",
                cell,
                japanese: "評価の段階の詳細は、書き出した JSON の形で、段階の順に一つずつ書いてください: "
                    + "[{\"label\": \"S\", \"meaning\": \"計画以上\", \"level\": \"EXCEEDED\"}]");
            return null;
        }

        log.Add(
            FindingKinds.ValueInvalid,
            row.PlaceOf(TidyColumns.RatingScale),
            $"The rating scale reads as A=A;COMPLETED=完了: grades ({Grades.Names}), "
            + "each once (OTHER any number of times), with the label as printed, each once.",
            fault,
            japanese: $"評価の段階は A=A;COMPLETED=完了 のように、区分（{Grades.Names}）と印字された記号を一つずつ書いてください。");
        return null;
    }
}
