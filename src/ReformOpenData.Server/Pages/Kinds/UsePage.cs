using System.Text.Json;
using ReformOpenData.Server.Lists;

namespace ReformOpenData.Server.Pages.Kinds;

/// <summary>The ways to use the data: files, lists, questions that have an address, and the API.</summary>
internal sealed class UsePage() : Page("data", "AboutTheData")
{
    public override bool IsOfRelease => false;

    public override PageView Show(JsonElement data, PageRequest request) =>
        new(request.T("データを使う", "Use the data"), new Slices_Use { Model = new Model(request, ListTables.All) })
        {
            Description = request.T(
                "CSV、Excel、JSON、GraphQL でデータを使う方法。", "How to use the data as CSV, Excel, JSON and with GraphQL."),
            Lists = ["ratings", "narratives", "initiatives", "rating-departments"],
        };

    internal sealed record Model(PageRequest At, IReadOnlyList<ListTable> Lists);
}
