using System.Runtime.InteropServices;
using System.Text.Json;

namespace ReformOpenData.Server.Answers;

/// <summary>
/// JSON without spaces and with the members of its objects in the order of their names, so that the same is written the
/// same.
/// </summary>
internal static class CanonicalJson
{
    // By bytes as they were written: a name may be no text at all (half a surrogate pair).
    private static readonly Comparer<JsonProperty> ByName = Comparer<JsonProperty>.Create(static (left, right) =>
        JsonMarshal.GetRawUtf8PropertyName(left).SequenceCompareTo(JsonMarshal.GetRawUtf8PropertyName(right)));

    /// <summary>
    /// Writes an element; nothing for one that is absent, null or an empty object. Numbers and texts stay as they were
    /// written.
    /// </summary>
    /// <param name="output">As long as the element's own text is enough.</param>
    /// <returns>Bytes written.</returns>
    public static int Write(JsonElement element, Span<byte> output)
    {
        if (element.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null
            || (element.ValueKind == JsonValueKind.Object && element.GetPropertyCount() == 0))
        {
            return 0;
        }

        var length = 0;
        Write(element, output, ref length);
        return length;
    }

    // As deep as the reader of requests lets JSON nest.
    private static void Write(JsonElement element, Span<byte> output, ref int length)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                output[length++] = (byte)'{';
                var members = element.EnumerateObject().ToArray();

                // The sort is stable: what is named twice keeps its order, and so its meaning.
                var sorted = members.Length < 2 ? members : members.Order(ByName).ToArray();
                for (var i = 0; i < sorted.Length; i++)
                {
                    if (i > 0) output[length++] = (byte)',';
                    output[length++] = (byte)'"';
                    Copy(JsonMarshal.GetRawUtf8PropertyName(sorted[i]), output, ref length);
                    output[length++] = (byte)'"';
                    output[length++] = (byte)':';
                    Write(sorted[i].Value, output, ref length);
                }

                output[length++] = (byte)'}';
                break;
            case JsonValueKind.Array:
                output[length++] = (byte)'[';
                var first = true;
                foreach (var one in element.EnumerateArray())
                {
                    if (!first) output[length++] = (byte)',';
                    first = false;
                    Write(one, output, ref length);
                }

                output[length++] = (byte)']';
                break;
            default:
                Copy(JsonMarshal.GetRawUtf8Value(element), output, ref length);
                break;
        }
    }

    private static void Copy(ReadOnlySpan<byte> text, Span<byte> output, ref int length)
    {
        text.CopyTo(output[length..]);
        length += text.Length;
    }
}
