using System.Globalization;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Html;

namespace ReformOpenData.Server.Pages;

/// <summary>How pages name and mark grades. The colour says nothing that the words beside it do not say.</summary>
internal static class Grades
{
    private const string NotRated = "NOT_RATED";
    private const string Completed = "COMPLETED";

    /// <summary>A grade in a sentence.</summary>
    public static string Name(PageRequest at, string grade, string label) => (grade, at.IsEnglish) switch
    {
        (NotRated, true) => "not rated",
        (NotRated, false) => $"評価なし（{label}）",
        (Completed, true) => "completed",
        _ => label,
    };

    /// <summary>A grade as a heading; a label that no English word stands for is marked as Japanese.</summary>
    public static IHtmlContent Text(PageRequest at, GradeLabel grade) => grade.Grade is NotRated or Completed
        // A heading of a narrow column may be parted.
        ? PageRequest.Plain(
            Name(at, grade.Grade, grade.Label).Replace("completed", "com\u00ADpleted", StringComparison.Ordinal))
        : at.Ja(grade.Label);

    /// <summary>A grade as it is read where no plan gives its label.</summary>
    public static string Name(PageRequest at, string grade) => Name(at, grade, grade switch
    {
        NotRated => "-",
        Completed => "完了",
        _ => grade,
    });

    /// <summary>How many ratings there are, with a link to the list of them; none has no list.</summary>
    public static IHtmlContent Count(int count, string path) => count == 0
        ? new HtmlString("0")
        : new HtmlContentBuilder().AppendHtml("<a href=\"").Append(path).AppendHtml("\">")
            .Append(count.ToString(CultureInfo.InvariantCulture)).AppendHtml("</a>");

    /// <summary>A rating as a mark: what is printed, and a colour.</summary>
    public static IHtmlContent Mark(PageRequest at, RatingFacts rating) =>
        new GradeMark(at, rating.Grade, rating.Printed);

    /// <summary>All ratings of a row as marks: with year, evaluator and aspect where these tell them apart.</summary>
    /// <param name="pathOf">The page of each; null for marks that lead nowhere.</param>
    /// <param name="before">What parts them from what they stand behind.</param>
    public static IHtmlContent Marks(
        PageRequest at, IReadOnlyList<RatingFacts> ratings, Func<RatingFacts, string>? pathOf = null,
        string before = "")
    {
        var marks = new HtmlContentBuilder();
        if (ratings.Count > 0)
            marks.Append(before);
        var hasYears = ratings.DistinctBy(rating => (rating.FiscalYear, rating.IsFinal)).Skip(1).Any();
        foreach (var rating in ratings)
        {
            var words = Told(at, rating, hasYears);
            marks.AppendHtml(words is null ? "" : "<span class=\"rated\">");
            if (pathOf is not null)
                marks.AppendHtml("<a class=\"plain\" href=\"").Append(pathOf(rating)).AppendHtml("\">");
            marks.AppendHtml(Mark(at, rating)).AppendHtml(pathOf is null ? "" : "</a>");
            if (words is not null)
                marks.AppendHtml(" <small>").AppendHtml(words).AppendHtml("</small></span>");
            marks.Append(" ");
        }

        return marks;
    }

    /// <summary>When a rating was given, by whom and of what; null where it is the only one of its kind.</summary>
    public static IHtmlContent? Told(PageRequest at, RatingFacts rating, bool hasYear)
    {
        List<IHtmlContent> told = [];
        if (hasYear)
        {
            told.Add(PageRequest.Plain(rating.IsFinal
                ? at.T("最終評価", "final") : at.T(rating.FiscalYearLabel, $"fiscal {rating.FiscalYear}")));
        }

        told.AddRange(from text in new[] { rating.Evaluator, rating.Aspect } where text is not null select at.Ja(text));
        var words = new HtmlContentBuilder();
        foreach (var (index, text) in told.Index())
            words.Append(index > 0 ? at.Comma : "").AppendHtml(text);
        return told.Count > 0 ? words : null;
    }

    public static IHtmlContent Mark(PageRequest at, GradeLabel grade) => new GradeMark(at, grade.Grade, grade.Label);

    /// <summary>A bar whose parts are as long as there are ratings of each grade; the numbers stand in a table or list
    /// beside it.</summary>
    public static IHtmlContent Bar(PageRequest at, IReadOnlyList<(GradeLabel Grade, int Count)> parts) =>
        new GradeBar(at, parts);

    /// <param name="isExplained">Whether what a mark says that is no word is written beside it, for all to see.</param>
    private sealed class GradeMark(PageRequest at, string grade, string label, bool isExplained = false) : IHtmlContent
    {
        public void WriteTo(TextWriter writer, HtmlEncoder encoder)
        {
            writer.Write($"<span class=\"grade g-{grade}\">");
            new JapaneseText(label, at.IsEnglish).WriteTo(writer, encoder);
            var words = grade == NotRated ? at.T("評価なし", "not rated")
                : grade == Completed && at.IsEnglish ? "completed"
                : null;
            if (words is not null)
                writer.Write(isExplained ? $" {words}" : $"<span class=\"heard\"> {words}</span>");
            writer.Write("</span>");
        }
    }

    private sealed class GradeBar(PageRequest at, IReadOnlyList<(GradeLabel Grade, int Count)> parts) : IHtmlContent
    {
        /// <summary>A part that is shorter has no room for its words; it has them in the text beside the bar.</summary>
        private const int LeastForWords = 9;

        public void WriteTo(TextWriter writer, HtmlEncoder encoder)
        {
            var total = parts.Sum(part => part.Count);
            if (total == 0)
                return;
            // What it says is in the words beside it.
            writer.Write("<svg class=\"bar\" width=\"100%\" height=\"28\" aria-hidden=\"true\" focusable=\"false\">");
            var before = 0;
            foreach (var (grade, count) in parts)
            {
                writer.Write($"<rect class=\"g-{grade.Grade}\" x=\"{Percent(before, total)}%\" ");
                writer.Write($"width=\"{Percent(count, total)}%\" height=\"28\"/>");
                if (100L * count >= (long)LeastForWords * total)
                {
                    writer.Write($"<text x=\"{Percent((2L * before) + count, 2L * total)}%\" ");
                    writer.Write("y=\"19\" text-anchor=\"middle\">");
                    encoder.Encode(writer, grade.Label);
                    writer.Write(string.Create(CultureInfo.InvariantCulture, $" {count}</text>"));
                }

                before += count;
            }

            writer.Write("</svg><ul class=\"counts\">");
            foreach (var (grade, count) in parts)
            {
                writer.Write("<li>");
                new GradeMark(at, grade.Grade, grade.Label, isExplained: true).WriteTo(writer, encoder);
                writer.Write(string.Create(
                    CultureInfo.InvariantCulture,
                    $" {count}{at.T("\u00A0件", "")} <small>{PageRequest.Percent(count, total)}</small></li>"));
            }

            writer.Write("</ul>");
        }

        /// <summary>59.38 or 75: with two decimals at most. A page of cities writes hundreds of them.</summary>
        private static string Percent(long part, long whole)
        {
            var (ones, hundredths) = Math.DivRem(((20_000 * part) + whole) / (2 * whole), 100);
            var fraction = hundredths == 0 ? ""
                : hundredths % 10 == 0 ? string.Create(CultureInfo.InvariantCulture, $".{hundredths / 10}")
                : string.Create(CultureInfo.InvariantCulture, $".{hundredths:00}");
            return string.Create(CultureInfo.InvariantCulture, $"{ones}{fraction}");
        }
    }
}
