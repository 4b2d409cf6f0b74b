using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using ReformOpenData.GraphQL.Execution;
using ReformOpenData.Server.Configuration;

namespace ReformOpenData.Server.Answers;

/// <summary>
/// 128 bits of SHA-256 over all that an answer depends on beside the release, each part with its length. The order of
/// the variables is nothing that it depends on.
/// </summary>
internal static class QuestionDigest
{
    // By bytes as they were written: a name may be no text at all (half a surrogate pair).
    private static readonly Comparer<JsonProperty> ByName = Comparer<JsonProperty>.Create(static (left, right) =>
        JsonMarshal.GetRawUtf8PropertyName(left).SequenceCompareTo(JsonMarshal.GetRawUtf8PropertyName(right)));

    /// <param name="document">The trusted one that is asked, whose hash is known; null for one of the client's
    /// own.</param>
    /// <param name="form">Key of the representation.</param>
    public static UInt128 Of(GraphQLRequest request, TrustedDocument? document, string form, string build)
    {
        var operation = request.OperationName ?? "";
        var path = PublicPath.Current;
        var ofVariables = request.Variables.ValueKind == JsonValueKind.Undefined
            ? 0
            : JsonMarshal.GetRawUtf8Value(request.Variables).Length;
        var most = 128 + ofVariables + (3 * (operation.Length + form.Length + build.Length + path.Length));
        var buffer = ArrayPool<byte>.Shared.Rent(most);
        try
        {
            if (document is not null)
                document.Hash.CopyTo(buffer);
            else
                SHA256.HashData(request.Document.Span, buffer);
            var length = SHA256.HashSizeInBytes;
            var variables = WriteVariables(request.Variables, buffer.AsSpan(length + 4));
            BinaryPrimitives.WriteInt32BigEndian(buffer.AsSpan(length), variables);
            length += 4 + variables;
            Text(operation);
            Text(form);
            Text(build);
            Text(path);
            buffer[length++] = (byte)request.CostReport;
            buffer[length++] = request.OperationName is null ? (byte)0 : (byte)1;
            Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
            SHA256.HashData(buffer.AsSpan(0, length), hash);
            return BinaryPrimitives.ReadUInt128BigEndian(hash);

            void Text(string text)
            {
                var written = Encoding.UTF8.GetBytes(text, buffer.AsSpan(length + 4));
                BinaryPrimitives.WriteInt32BigEndian(buffer.AsSpan(length), written);
                length += 4 + written;
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <summary>
    /// Writes variables so that the same is written the same: JSON without spaces and with the members of its objects
    /// in the order of their names. Numbers and texts stay as they were written.
    /// </summary>
    /// <param name="output">As long as they were, at least.</param>
    /// <returns>Bytes written; 0 where there are no variables.</returns>
    private static int WriteVariables(JsonElement variables, Span<byte> output)
    {
        if (variables.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null
            || (variables.ValueKind == JsonValueKind.Object && variables.GetPropertyCount() == 0))
        {
            return 0;
        }

        var length = 0;
        Write(variables, output, ref length);
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
                    if (i > 0)
                        output[length++] = (byte)',';
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
                foreach (var item in element.EnumerateArray())
                {
                    if (!first)
                        output[length++] = (byte)',';
                    first = false;
                    Write(item, output, ref length);
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
