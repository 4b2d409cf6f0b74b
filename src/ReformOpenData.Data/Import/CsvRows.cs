using System.Buffers;
using System.Text;

namespace ReformOpenData.Data.Import;

/// <summary>
/// Reads CSV (RFC 4180; a tab may part cells instead of a comma) row by row, each with the line on which it begins. What no
/// table holds is refused: a cell of a million characters, a row of a thousand cells, a quote that never ends.
/// </summary>
internal sealed class CsvRows(TextReader reader, char separator)
{
    /// <summary>Characters of one cell; the longest of a real table has a few thousand.</summary>
    public const int MaxCellLength = 1_000_000;

    /// <summary>Cells of one row.</summary>
    public const int MaxCells = 1_000;

    private static readonly SearchValues<char> ControlCharacters = SearchValues.Create(TextDecoding.ControlCharacters);
    private readonly SearchValues<char> endsOfCell = SearchValues.Create([separator, '\r', '\n', '"']);
    private readonly char[] buffer = new char[65536];
    private readonly StringBuilder cell = new();
    private int position;
    private int length;
    private int line = 1;

    /// <summary>The rows; the last one may be faulty, which <see cref="Fault"/> then says.</summary>
    public IEnumerable<(int Line, string[] Cells)> Read()
    {
        while (Fill())
        {
            var start = line;
            var cells = ReadRow();
            if (Fault is not null)
                yield break;
            if (cells is not [""])
                yield return (start, cells);
        }
    }

    /// <summary>What is wrong with the file, and where.</summary>
    public (FindingKind Kind, int Line, string Message)? Fault { get; private set; }

    private string[] ReadRow()
    {
        var cells = new List<string>();
        while (true)
        {
            cells.Add(Fill() && buffer[position] == '"' ? ReadQuoted() : ReadPlain());
            if (cells.Count > MaxCells)
                Fault ??= (FindingKinds.CsvBroken, line, $"A row has more than {MaxCells} cells.");
            if (Fault is not null || !Fill() || EndsRow())
                return [.. cells];
            if (buffer[position] != separator)
            {
                Fault = (FindingKinds.CsvBroken, line, "Text stands behind a closing quote; a quote inside a cell is written twice.");
                return [];
            }

            position++;
        }
    }

    private bool EndsRow()
    {
        if (buffer[position] is not ('\r' or '\n'))
            return false;

        if (buffer[position++] == '\r' && Fill() && buffer[position] == '\n')
            position++;
        line++;
        return true;
    }

    private string ReadPlain()
    {
        cell.Clear();
        while (Fill() && Fault is null)
        {
            var rest = buffer.AsSpan(position, length - position);
            var end = rest.IndexOfAny(endsOfCell);
            Append(end < 0 ? rest : rest[..end]);
            position += end < 0 ? rest.Length : end;
            if (end < 0)
                continue;
            if (buffer[position] != '"')
                break;

            Append("\""); // In a cell without quotes around it, a quote is a character.
            position++;
        }

        return cell.ToString();
    }

    private string ReadQuoted()
    {
        var start = line;
        cell.Clear();
        position++;
        while (Fill() && Fault is null)
        {
            var rest = buffer.AsSpan(position, length - position);
            var end = rest.IndexOf('"');
            var part = end < 0 ? rest : rest[..end];
            Append(part);
            line += part.Count('\n');
            position += part.Length;
            if (end < 0)
                continue;

            position++;
            if (!Fill() || buffer[position] != '"')
                return cell.ToString();

            Append("\"");
            position++;
        }

        Fault ??= (FindingKinds.CsvBroken, start, "A cell begins with a quote that never ends.");
        return "";
    }

    private void Append(ReadOnlySpan<char> text)
    {
        if (text.ContainsAny(ControlCharacters))
            Fault ??= (FindingKinds.FileBinary, line, "The file holds control characters, as binary files do.");
        else if (cell.Length + text.Length > MaxCellLength)
            Fault ??= (FindingKinds.CsvBroken, line, $"A cell has more than {MaxCellLength} characters; is a quote missing?");
        else
            cell.Append(text);
    }

    private bool Fill()
    {
        if (position < length)
            return true;

        position = 0;
        length = 0;
        try
        {
            length = reader.Read(buffer, 0, buffer.Length);
        }
        catch (DecoderFallbackException)
        {
            Fault ??= (FindingKinds.EncodingUnknown, line, TextDecoding.EncodingHint);
        }

        return length > 0;
    }
}
