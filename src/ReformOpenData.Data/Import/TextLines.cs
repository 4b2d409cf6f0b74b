using System.Buffers;
using System.Text;

namespace ReformOpenData.Data.Import;

/// <summary>
/// Cuts a text into lines and cells as it streams. A line ends in CR, LF or both, as editors of all systems write them;
/// U+2028 and U+0085 are characters of a text.
/// </summary>
internal sealed class TextLines(TextReader reader, string encoding, FindingLog log)
{
    private static readonly SearchValues<char> Forbidden = SearchValues.Create(TextDecoding.ControlCharacters);

    /// <summary>The lines; they end, with an error in the log, at the first that is not text.</summary>
    public IEnumerable<TableLine> Read()
    {
        var number = 0;
        foreach (var line in Lines())
        {
            number++;
            var at = line.AsSpan().IndexOfAny(Forbidden);
            if (at >= 0)
            {
                var (kind, message, japanese) = TextDecoding.Fault(line[at], at + 1, encoding);
                log.Add(kind, new Place(Line: number), message, japanese: japanese);
                yield break;
            }

            yield return new TableLine(1, number, line.Split('\t'));
        }
    }

    private IEnumerable<string> Lines()
    {
        var line = new StringBuilder();
        var buffer = new char[16384];
        var endsInReturn = false;
        int count;
        while ((count = reader.Read(buffer, 0, buffer.Length)) > 0)
        {
            var start = 0;
            if (endsInReturn && buffer[0] == '\n')
                start = 1;
            endsInReturn = false;
            while (buffer.AsSpan(start, count - start).IndexOfAny('\r', '\n') is >= 0 and var length)
            {
                yield return line.Append(buffer, start, length).ToString();
                line.Clear();
                var isReturn = buffer[start + length] == '\r';
                start += length + 1;
                endsInReturn = isReturn && start == count;
                if (isReturn && start < count && buffer[start] == '\n')
                    start++;
            }

            line.Append(buffer, start, count - start);
        }

        if (line.Length > 0)
            yield return line.ToString();
    }
}
