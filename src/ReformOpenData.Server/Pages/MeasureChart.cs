using System.Globalization;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Html;
using ReformOpenData.Data.Plans;

namespace ReformOpenData.Server.Pages;

/// <summary>A value of a measure, as its chart has it.</summary>
internal readonly record struct ChartedValue(int FiscalYear, string Role, string Printed);

/// <summary>The years of an indicator or an amount as bars. The table below it says the same in numbers.</summary>
/// <param name="name">What it is called, with its unit.</param>
internal sealed class MeasureChart(PageRequest at, string name, string? unit, IReadOnlyList<ChartedValue> values)
    : IHtmlContent
{
    private const int Height = 120;

    /// <summary>A year, and below it what the value of the year is.</summary>
    private const int Foot = 36;

    /// <summary>With room for the words below a bar.</summary>
    private readonly int _barWidth = at.IsEnglish ? 72 : 40;

    private readonly List<(int Year, string Role, decimal Number)> _bars =
    [
        .. from value in values
           let number = MeasureNumbers.Read(value.Printed, unit)
           where number is not null
           select (value.FiscalYear, value.Role, number.Value),
    ];

    /// <summary>Whether there is something to compare.</summary>
    public bool IsShown => _bars.Count > 1;

    public void WriteTo(TextWriter writer, HtmlEncoder encoder)
    {
        if (!IsShown)
            return;
        var (most, least) = (Math.Max(0, _bars.Max(bar => bar.Number)), Math.Min(0, _bars.Min(bar => bar.Number)));
        var range = most == least ? 1 : most - least;
        var zero = most / range * Height;
        var width = (_bars.Count * _barWidth) + 2;
        writer.Write(string.Create(
            CultureInfo.InvariantCulture,
            $"<svg class=\"years\" width=\"{width}\" height=\"{Height + Foot}\" role=\"img\" aria-label=\""));
        encoder.Encode(writer, at.T($"{name}の年度ごとの値。数値は次の表のとおり。", $"{name} year by year; the table has the numbers."));
        writer.Write("\">");
        for (var i = 0; i < _bars.Count; i++)
        {
            var (year, role, number) = _bars[i];
            var length = Math.Abs(number) / range * Height;
            writer.Write(string.Create(
                CultureInfo.InvariantCulture,
                $"<rect class=\"{(role == "ACTUAL" ? "actual" : "other")}\" x=\"{(i * _barWidth) + 4}\" "
                + $"y=\"{(number < 0 ? zero : zero - length):0.##}\" width=\"{_barWidth - 8}\" "
                + $"height=\"{length:0.##}\"/>"
                + $"<text x=\"{(i * _barWidth) + (_barWidth / 2)}\" y=\"{Height + 15}\" text-anchor=\"middle\">"
                + $"{year}</text>"
                + $"<text x=\"{(i * _barWidth) + (_barWidth / 2)}\" y=\"{Height + 30}\" text-anchor=\"middle\">"));
            encoder.Encode(writer, CodeWords.Of(at, "MeasureRole", role));
            writer.Write("</text>");
        }

        writer.Write(string.Create(
            CultureInfo.InvariantCulture,
            $"<line x1=\"0\" x2=\"{width}\" y1=\"{zero:0.##}\" y2=\"{zero:0.##}\"/></svg>"));
    }
}
