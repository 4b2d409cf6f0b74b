using ReformOpenData.Server.Configuration;
using ReformOpenData.Tests.Databases;
using ReformOpenData.Tests.Http;

namespace ReformOpenData.Tests.Pages;

/// <summary>The host over what ships with the product, one instance for the tests of a class.</summary>
public sealed class PageHost : IAsyncDisposable
{
    private PublishedHost? _host;

    /// <summary>The host; the calling test is skipped where the database is not installed.</summary>
    internal async Task<PublishedHost> OnAsync(TestDatabase database) => _host ??= await PublishedHost.StartAsync(
        database, new ServerOptions { ReleasePollMs = 50, RequestsPerMinute = 0, CostPerMinute = 0 });

    public async ValueTask DisposeAsync()
    {
        if (_host is not null) await _host.DisposeAsync();
    }
}
