using ReformOpenData.Server.Configuration;
using ReformOpenData.Tests.Databases;
using ReformOpenData.Tests.Documentation;
using ReformOpenData.Tests.Http;

namespace ReformOpenData.Tests.Clients;

/// <summary>Clients that people use, from npm, against the server as it ships.</summary>
public sealed class ClientTests(SqliteDatabase database) : IClassFixture<SqliteDatabase>, IAsyncLifetime
{
    private PublishedHost _host = null!;

    public async Task InitializeAsync() => _host = await PublishedHost.StartAsync(database, new ServerOptions());

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [SkippableTheory]
    [InlineData("audits", "61 of 61 audits")]
    [InlineData("apollo", "apollo: ok")]
    [InlineData("codegen", "typed documents")]
    [InlineData("fetch", "fetch: ok")]
    [InlineData("inspector", "0 breaking")]
    [InlineData("relay", "relay: ok")]
    [InlineData("urql", "urql: ok")]
    public async Task A_client_gets_what_it_asks_for(string name, string says)
    {
        var folder = Repository.Path("eng/clients");
        var installed = Directory.Exists(Path.Combine(folder, "node_modules"));
        Missing.Unless(installed, "The packages are not installed: npm ci --ignore-scripts in eng/clients.");
        var (code, output) = await Scripts.RunAsync("node", folder, _host.Address, $"{name}.mjs");
        Assert.True(code == 0, output);
        // A shallow clone holds no earlier contract; said, not passed over.
        if (output.Contains($"{name}: skipped", StringComparison.Ordinal))
            Missing.Because(output.Trim());
        Assert.Contains(says, output);
    }
}
