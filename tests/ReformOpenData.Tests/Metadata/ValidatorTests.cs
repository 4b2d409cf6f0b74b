using ReformOpenData.Server.Lists;
using ReformOpenData.Tests.Clients;
using ReformOpenData.Tests.Databases;
using ReformOpenData.Tests.Documentation;
using ReformOpenData.Tests.Http;

namespace ReformOpenData.Tests.Metadata;

/// <summary>Programs that know the standards and nothing of this product, against the server as it ships
/// (eng/metadata).</summary>
public sealed class ValidatorTests(SqliteDatabase database) : IClassFixture<SqliteDatabase>, IAsyncLifetime
{
    private static readonly string[] Described =
        ["/catalog", "/072028/2017", "/releases/1/catalog", "/releases/1/072028/2017"];

    private PublishedHost _host = null!;

    public async Task InitializeAsync() => _host = await PublishedHost.StartAsync(database);

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [SkippableTheory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_catalogue_and_its_data_sets_fit_DCAT_AP_without_violations_and_with_the_expected_warnings(
        bool isMade)
    {
        if (isMade)
            (await _host.GetAsync("/downloads/reform.zip")).Dispose();
        await RunAsync(_host.Address, "0 violations", "shacl.mjs", Described);
    }

    [SkippableFact]
    public async Task They_do_with_a_confirmed_licence_without_the_warnings_of_a_missing_one()
    {
        await using var confirmed = await ConfirmedHost.StartAsync(database);
        await RunAsync(confirmed.Address, "0 violations", "shacl.mjs", ["--confirmed", .. Described]);
    }

    [SkippableFact]
    public async Task Data_packages_fit_their_profile()
    {
        string[] paths = ["/datapackage.json", "/releases/1/datapackage.json", "/072028/2017/datapackage.json"];
        await RunAsync(_host.Address, "fit the profile of version 2", "datapackage.mjs", paths);
        (await _host.GetAsync("/downloads/reform.zip")).Dispose();
        await RunAsync(_host.Address, "fit the profile of version 2", "datapackage.mjs", paths);
    }

    [SkippableFact]
    public async Task A_data_package_with_a_confirmed_licence_fits_its_profile()
    {
        await using var confirmed = await ConfirmedHost.StartAsync(database);
        await RunAsync(confirmed.Address, "fit the profile of version 2", "datapackage.mjs", ["/datapackage.json"]);
    }

    [SkippableFact]
    public Task Every_list_becomes_triples_by_its_description() => RunAsync(
        _host.Address,
        " triples from ",
        "csvw.mjs",
        [
            .. ListTables.All.Select(list => $"/{list.Name}.csv"),
            "/releases/1/072028/2017/ratings.csv?grade=B&fields=id,grade",
            "/072028/departments/%E8%B2%A1%E6%94%BF%E8%AA%B2/narratives.csv?_=1",
        ]);

    private static async Task RunAsync(Uri server, string says, string script, string[] arguments)
    {
        var folder = Repository.Path("eng/metadata");
        var installed = Directory.Exists(Path.Combine(folder, "node_modules"));
        Missing.Unless(installed, "The packages are not installed: npm ci --ignore-scripts in eng/metadata.");
        var (code, output) = await Scripts.RunAsync("node", folder, server, [script, .. arguments]);
        Missing.Unless(code != 3, output.Trim());
        Assert.True(code == 0, output);
        Assert.Contains(says, output);
    }
}
