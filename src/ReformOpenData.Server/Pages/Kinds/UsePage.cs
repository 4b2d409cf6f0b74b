using System.Text.Json;
using ReformOpenData.Server.Lists;
using ReformOpenData.Server.Metadata;

namespace ReformOpenData.Server.Pages.Kinds;

/// <summary>The ways to use the data: files, lists, questions that have an address, and the API.</summary>
internal sealed class UsePage() : Page("data", "AboutTheData")
{
    public override bool IsOfRelease => false;

    public override PageView Show(JsonElement data, PageRequest request)
    {
        var release = data.GetProperty("dataset").GetProperty("release").GetProperty("number").GetInt32();
        var made = request.Made?.Release == release ? request.Made : null;
        return new(
            request.T("データを使う", "Use the data"), new Slices_Use { Model = new Model(request, ListTables.All, made) })
        {
            Description = request.T(
                "CSV、Excel、JSON、GraphQL でデータを使う方法。", "How to use the data as CSV, Excel, JSON and with GraphQL."),
            Lists = [("ratings", null), ("narratives", null), ("initiatives", null), ("rating-departments", null)],
        };
    }

    /// <param name="Made">How large the files of the release are, once they were made.</param>
    internal sealed record Model(PageRequest At, IReadOnlyList<ListTable> Lists, MadeArchive.Facts? Made);
}
