using ReformOpenData.Server.Lists;
using ReformOpenData.Tests.Documentation;

namespace ReformOpenData.Tests.Lists;

/// <summary>The lists, bound to the schema of the repository.</summary>
internal static class Binding
{
    private static readonly ListSchema Schema = new(File.ReadAllBytes(Repository.Path("schema/reform.graphql")));

    public static ListBinding Of(ListTable list) => Schema.Of(list, hasPlanCodes: false);

    public static ListBinding Of(string name) => Of(ListTables.Find(name)!);
}
