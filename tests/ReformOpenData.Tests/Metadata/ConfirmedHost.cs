using ReformOpenData.Data.Releases;
using ReformOpenData.Tests.Databases;
using ReformOpenData.Tests.Documentation;
using ReformOpenData.Tests.Http;

namespace ReformOpenData.Tests.Metadata;

/// <summary>The host over what ships with the product, as if the city had confirmed the licence.</summary>
internal static class ConfirmedHost
{
    public static async Task<RunningHost> StartAsync(TestDatabase database)
    {
        var folder = Directory.CreateTempSubdirectory("confirmed-");
        try
        {
            foreach (var file in Directory.EnumerateFiles(Repository.Path("data")))
            {
                var copy = Path.Combine(folder.FullName, Path.GetFileName(file));
                if (file.EndsWith("fy2021.json", StringComparison.Ordinal))
                {
                    var text = await File.ReadAllTextAsync(file);
                    await File.WriteAllTextAsync(
                        copy, text.Replace(
                            "\"licenceConfirmed\": false", "\"licenceConfirmed\": true", StringComparison.Ordinal));
                }
                else
                {
                    File.Copy(file, copy);
                }
            }

            var store = await database.NewStoreAsync();
            await Seeding.EnsureSeededAsync(store, TimeProvider.System, folder.FullName);
            return await RunningHost.StartAsync(store);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
