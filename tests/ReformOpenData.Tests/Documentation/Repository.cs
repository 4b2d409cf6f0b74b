namespace ReformOpenData.Tests.Documentation;

/// <summary>Files of the checkout that the tests run in.</summary>
internal static class Repository
{
    public static string Root { get; } = Find();

    public static string Path(string relative) => System.IO.Path.Combine(Root, relative);

    private static string Find()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(System.IO.Path.Combine(folder, "ReformOpenData.sln")))
            folder = System.IO.Path.GetDirectoryName(folder)
                ?? throw new InvalidOperationException("The tests run in a checkout.");
        return folder;
    }
}
