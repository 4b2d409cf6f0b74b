using ReformOpenData.Tests.Databases;

namespace ReformOpenData.Tests.Http;

/// <summary>Tests of a host over what ships with the product, on one of the databases.</summary>
public abstract class PublishedTests(TestDatabase database) : IAsyncLifetime
{
    private PublishedHost? _host;

    private protected PublishedHost Host
    {
        get
        {
            Missing.Unless(_host is not null, "PostgreSQL is not installed.");
            return _host!;
        }
    }

    public async Task InitializeAsync()
    {
        try
        {
            _host = await PublishedHost.StartAsync(database);
        }
        catch (SkipException)
        {
            // Each test says that it is skipped; what comes before the tests cannot.
        }
    }

    public async Task DisposeAsync()
    {
        if (_host is not null) await _host.DisposeAsync();
    }
}
