using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using ReformOpenData.GraphQL.Response;

namespace ReformOpenData.Server.Pages.Gallery;

/// <summary>Draws a chart. Every number is written in it, so that colours say nothing alone; the table of its page says
/// the same.</summary>
internal sealed class ChartSvg
{
    private const int Row = 32;

    /// <summary>For a name on a line of its own.</summary>
    private const int NameLine = 20;

    private const int Right = 56;
    private const int Bottom = 40;
    private const int Em = 14;
    private const int Margin = 8;

    /// <summary>Narrower parts have no room for their number.</summary>
    private const int LeastForNumber = 20;

    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    /// <summary>Light enough for dark words, and told apart by lightness too.</summary>
    private static readonly string[] Colours =
        ["#c5d7fb", "#ffc08a", "#9bd4b5", "#f0b2d8", "#e6e6e6", "#ff9e9e", "#d9d2f0", "#ffe380"];

    private static readonly Dictionary<string, string> OfGrades = new(StringComparer.Ordinal)
    {
        ["A"] = Colours[0],
        ["B"] = Colours[1],
        ["C"] = Colours[3],
        ["D"] = Colours[5],
        ["COMPLETED"] = Colours[2],
        ["NOT_RATED"] = Colours[4],
    };

    private readonly StringBuilder _svg = new();
    private readonly PageRequest _at;
    private readonly Chart _chart;
    private readonly ChartFigures _figures;
    private readonly bool _isNarrow;

    /// <summary>Of the picture, and of the names that stand left of what is drawn.</summary>
    private readonly int _width, _names;

    private int _y;

    private ChartSvg(ChartModel model, bool isNarrow)
    {
        (_at, _chart, _figures, _isNarrow) = (model.At, model.Chart, model.Figures, isNarrow);
        (_width, _names) = isNarrow ? (400, Margin) : (760, 248);
    }

    /// <param name="isNarrow">For a phone: names stand above what is drawn of them.</param>
    public static string Draw(ChartModel model, bool isNarrow) => new ChartSvg(model, isNarrow).Draw();

    private string Draw()
    {
        _y = 24;
        if (_isNarrow)
        {
            Text(Margin, _y, Fitting(_chart.Title(_at)), "start", isBold: true);
            _y += NameLine;
            Text(Margin, _y, Fitting(_figures.Subject), "start", isBold: false);
        }
        else
        {
            Text(Margin, _y, $"{_chart.Title(_at)}　{_figures.Subject}", "start", isBold: true);
        }

        if (_chart.Kind == ChartKind.Matrix)
            Matrix();
        else if (_chart.Kind == ChartKind.Multiples)
            Multiples();
        else
            Bars();
        var height = _y + Bottom;
        Text(
            Margin,
            height - 12,
            _at.T("出典：", "Source: ") + (_isNarrow ? "" : "ReformOpenData ") + _at.Origin,
            "start",
            isBold: false);
        // Set before what it holds, since its height is known at the end alone.
        return string.Create(
            CultureInfo.InvariantCulture,
            $"<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{_width}\" height=\"{height}\" viewBox=\"0 0 {_width} "
                + $"{height}\" "
                + $"role=\"img\" lang=\"{_at.T("ja", "en")}\" font-family=\"'Noto Sans JP','Hiragino Sans','Yu Gothic "
                + $"UI',"
                + $"Meiryo,sans-serif\" font-size=\"{Em}\"><title>{Encoder.Encode(_chart.Title(_at))}</title>"
                + $"<rect width=\"{_width}\" height=\"{height}\" fill=\"#fff\"/>{_svg}</svg>");
    }

    private void Matrix()
    {
        var labels = _figures.Labels;
        var cell = (_width - _names - 16) / Math.Max(1, labels.Count);
        cell = Math.Min(cell, 96);
        // Long headings stand upright.
        var isUpright = labels.Any(label => label.Length * Em > cell - 6);
        var heading = isUpright ? Em * Math.Min(12, labels.Max(label => label.Length)) + 32 : Row;
        _y += heading;
        for (var i = 0; i < labels.Count; i++)
        {
            var x = _names + (i * cell) + (cell / 2);
            if (isUpright)
                _svg.Append(CultureInfo.InvariantCulture, $"<g transform=\"translate({x + 5} {_y - 4}) rotate(-90)\">");
            Text(
                isUpright ? 0 : x,
                isUpright ? 0 : _y - 8,
                Excerpt.Of(labels[i], 12),
                isUpright ? "start" : "middle",
                isBold: true);
            if (isUpright)
                _svg.Append("</g>");
        }

        var most = Math.Max(1, _figures.Counts.Values.DefaultIfEmpty().Max());
        foreach (var name in _figures.Names)
        {
            Name(name, 16, "start");
            for (var i = 0; i < labels.Count; i++)
            {
                var count = _figures.Count(name, labels[i]);
                if (count == 0)
                    continue;
                Rectangle(
                    _names + (i * cell) + 1, _y + 1, cell - 2, Row - 2, "#57b8ff",
                    string.Create(CultureInfo.InvariantCulture, $"{0.1 + (0.7 * count / most):0.##}"));
                Text(_names + (i * cell) + (cell / 2), _y + 21, Number(count), "middle", isBold: false);
            }

            _y += Row;
        }
    }

    private void Bars()
    {
        Legend();
        var most = Math.Max(1, _figures.Names.Select(_figures.TotalOf).DefaultIfEmpty().Max());
        var room = _width - _names - Right;
        foreach (var name in _figures.Names)
        {
            var total = _figures.TotalOf(name);
            var whole = _chart.Kind == ChartKind.Shares ? Math.Max(1, total) : most;
            // With the dots of a longer one, it begins at the margin.
            Name(name, 15, "end");
            var from = 0;
            foreach (var (index, label) in _figures.Labels.Index())
            {
                var count = _figures.Count(name, label);
                var (left, right) = (room * from / whole, room * (from + count) / whole);
                from += count;
                if (count == 0)
                    continue;
                Rectangle(_names + left, _y + 2, right - left, Row - 4, Colour(index), "1");
                if (right - left >= LeastForNumber)
                    Text(_names + ((left + right) / 2), _y + 21, Number(count), "middle", isBold: false);
            }

            Text(_names + (room * from / whole) + 6, _y + 21, Number(total), "start", isBold: true);
            _y += Row;
        }
    }

    private void Multiples()
    {
        const int Line = 20;
        const int LabelWidth = (5 * Em) + 6;
        var (columns, longest) = _isNarrow ? (2, 12) : (3, 15);
        var most = Math.Max(1, _figures.Counts.Values.DefaultIfEmpty().Max());
        var labels = _figures.Labels;
        var width = (_width - 16) / columns;
        _y += 16;
        foreach (var names in _figures.Names.Chunk(columns))
        {
            foreach (var (column, name) in names.Index())
            {
                var x = 8 + (column * width);
                Text(x, _y + 14, Excerpt.Of(_at.NameOf(name), longest), "start", isBold: true);
                foreach (var (index, label) in labels.Index())
                {
                    var y = _y + 22 + (index * Line);
                    var count = _figures.Count(name, label);
                    var length = (width - LabelWidth - 36) * count / most;
                    Text(x + LabelWidth - 6, y + 14, Excerpt.Of(label, 4), "end", isBold: false);
                    if (count > 0)
                        Rectangle(x + LabelWidth, y + 1, length, Line - 4, Colour(index), "1");
                    Text(x + LabelWidth + length + 4, y + 14, Number(count), "start", isBold: false);
                }
            }

            _y += 40 + (labels.Count * Line);
        }
    }

    /// <summary>A name left of what is drawn of it, or above.</summary>
    private void Name(string name, int most, string anchor)
    {
        if (!_isNarrow)
        {
            var x = anchor == "end" ? _names - Margin : Margin;
            Text(x, _y + 21, Excerpt.Of(_at.NameOf(name), most), anchor, isBold: false);
            return;
        }

        Text(Margin, _y + 16, Fitting(_at.NameOf(name)), "start", isBold: false);
        _y += NameLine;
    }

    /// <summary>As much as a line of a narrow picture holds: of Latin letters, more.</summary>
    private string Fitting(string text)
    {
        var most = ((_width - (2 * Margin)) / Em) - 1;
        return Excerpt.Of(text, text.All(char.IsAscii) ? most * 5 / 3 : most);
    }

    private void Legend()
    {
        _y += 16;
        var x = 8;
        foreach (var (index, label) in _figures.Labels.Index())
        {
            var text = Excerpt.Of(label, 16);
            var width = 32 + (Em * text.Length);
            if (x + width > _width)
                (x, _y) = (8, _y + 24);
            Rectangle(x, _y, 18, 18, Colour(index), "1");
            Text(x + 24, _y + 14, text, "start", isBold: false);
            x += width + 8;
        }

        _y += 28;
    }

    /// <summary>Of a grade as on all pages; of any other label by its place.</summary>
    private string Colour(int index) =>
        _figures.Grades.TryGetValue(_figures.Labels[index], out var grade)
            && OfGrades.TryGetValue(grade, out var colour) ? colour : Colours[index % Colours.Length];

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    private void Rectangle(int x, int y, int width, int height, string colour, string opacity) => _svg.Append(
        CultureInfo.InvariantCulture,
        $"<rect x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\" fill=\"{colour}\" fill-opacity=\"{opacity}\" "
            + $"stroke=\"#767676\"/>");

    private void Text(int x, int y, string text, string anchor, bool isBold) => _svg.Append(
        CultureInfo.InvariantCulture,
        $"<text x=\"{x}\" y=\"{y}\" text-anchor=\"{anchor}\"{(isBold ? " font-weight=\"700\"" : "")} fill=\"#1a1a1a\">"
            + $"{Encoder.Encode(text)}</text>");
}
