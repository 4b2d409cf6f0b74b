using Microsoft.Playwright;
using ReformOpenData.Tests.Databases;
using ReformOpenData.Tests.Http;
using ReformOpenData.Tests.Pages;

namespace ReformOpenData.Tests.Browser;

/// <summary>A browser, and the host that it asks, one of each for the tests of a class.</summary>
public sealed class BrowserHost : IAsyncLifetime
{
    private readonly SqliteDatabase _database = new();
    private IPlaywright? _playwright;
    private IPage? _page;

    internal PublishedHost Host { get; private set; } = null!;

    /// <summary>Null where Chromium is not installed.</summary>
    internal IBrowser? Browser { get; private set; }

    /// <summary>
    /// A page that goes from address to address, for tests that leave nothing behind in it: a new one takes a second.
    /// </summary>
    internal async Task<IPage> PageAsync() => _page ??= await Browser!.NewPageAsync();

    public async Task InitializeAsync()
    {
        Host = await new PageHost().OnAsync(_database);
        if (!File.Exists(Chromium.Path)) return;
        _playwright = await Playwright.CreateAsync();
        Browser = await _playwright.Chromium.LaunchAsync(Chromium.Options);
    }

    public async Task DisposeAsync()
    {
        if (Browser is not null) await Browser.DisposeAsync();
        _playwright?.Dispose();
        await _database.DisposeAsync();
    }
}
