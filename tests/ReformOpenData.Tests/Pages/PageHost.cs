using ReformOpenData.Server.Configuration;
using ReformOpenData.Tests.Databases;
using ReformOpenData.Tests.Http;

namespace ReformOpenData.Tests.Pages;

/// <summary>The host over what ships with the product, one instance for the tests of a class.</summary>
public sealed class PageHost
{
    private PublishedHost? _host;

    /// <summary>
    /// The host, which ends with the database; the calling test is skipped where that is not installed.
    /// </summary>
    internal async Task<PublishedHost> OnAsync(TestDatabase database)
    {
        if (_host is not null) return _host;
        _host = await PublishedHost.StartAsync(
            database, new ServerOptions { ReleasePollMs = 50, RequestsPerMinute = 0, CostPerMinute = 0 });
        database.Own(_host);
        return _host;
    }
}
