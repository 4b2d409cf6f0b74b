using ReformOpenData.Server.Answers;
using ReformOpenData.Server.Endpoints;

namespace ReformOpenData.Tests.Http;

/// <summary>How long a made file is there, whoever asks for it and whichever release is current meanwhile.</summary>
public sealed class DownloadFileTests : IDisposable
{
    private static readonly PublicReleases First = new(1), Second = new(2);

    private readonly DownloadFiles _files = new();
    private readonly ManualResetEventSlim _gate = new(initialState: true);
    private readonly SemaphoreSlim _begun = new(0);
    private readonly List<Stream> _written = [];
    private int _made;

    public void Dispose()
    {
        _files.Dispose();
        _gate.Dispose();
        _begun.Dispose();
    }

    [Fact]
    public async Task Many_who_ask_at_once_are_given_one_file_and_one_who_leaves_does_not_stop_the_others()
    {
        _gate.Reset();
        using var leaving = new CancellationTokenSource();
        var left = _files.GetAsync(First, Format(), Coding.Identity, leaving.Token);
        var asking = Enumerable.Range(0, 10)
            .Select(_ => _files.GetAsync(First, Format(), Coding.Identity, default)).ToList();
        await leaving.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => left);
        _gate.Set();
        foreach (var file in await Task.WhenAll(asking))
        {
            Assert.Equal("release 1", await ReadAsync(file!.File));
            file!.Dispose();
        }

        Assert.Equal(1, _made);
    }

    [Fact]
    public async Task Files_are_made_one_at_a_time_and_in_no_thread_of_the_pool()
    {
        using var files = new DownloadFiles();
        var (made, most, isOfPool) = (0, 0, false);
        var asked = Enumerable.Range(0, 5).Select(i => files.GetAsync(
            First, new Download($"{i}.txt", "text/plain", Write), Coding.Identity, default)).ToList();
        foreach (var file in await Task.WhenAll(asked))
            file!.Dispose();
        Assert.Equal(1, most);
        Assert.False(isOfPool);

        void Write(int release, Stream stream)
        {
            most = Math.Max(most, Interlocked.Increment(ref made));
            isOfPool |= Thread.CurrentThread.IsThreadPoolThread;
            Thread.Sleep(5);
            Interlocked.Decrement(ref made);
        }
    }

    [Fact]
    public async Task Who_waits_for_a_file_of_the_release_before_gets_it_and_it_is_deleted_when_sent()
    {
        _gate.Reset();
        var before = _files.GetAsync(First, Format(), Coding.Identity, default);
        await _begun.WaitAsync();
        var after = _files.GetAsync(Second, Format(), Coding.Identity, default);
        _gate.Set();
        var old = (await before)!;
        using var _ = (await after)!;
        Assert.Equal("release 1", await ReadAsync(old.File));
        old.Dispose();
        await UntilDeletedAsync("release 1");
    }

    [Fact]
    public async Task A_file_whose_making_ends_after_the_next_release_was_asked_for_is_deleted_though_nobody_waits()
    {
        _gate.Reset();
        using var leaving = new CancellationTokenSource();
        var before = _files.GetAsync(First, Format(), Coding.Identity, leaving.Token);
        await _begun.WaitAsync();
        await leaving.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => before);
        var after = _files.GetAsync(Second, Format(), Coding.Identity, default);
        _gate.Set();
        using var held = (await after)!;
        await UntilDeletedAsync("release 1");
        Assert.Equal("release 2", await ReadAsync(held.File));
    }

    [Fact]
    public async Task A_file_that_is_dropped_is_deleted_though_nobody_asks_again_and_another_store_has_one_of_its_own()
    {
        (await _files.GetAsync(First, Format(), Coding.Identity, default))!.Dispose();
        _files.Drop();
        await UntilDeletedAsync("release 1");
        using var held = (
            await _files.GetAsync(new PublicReleases(1, "restored"), Format(), Coding.Identity, default))!;
        Assert.Equal(("release 1", 2), (await ReadAsync(held.File), _made));
    }

    [Fact]
    public async Task A_file_that_is_being_sent_is_there_until_it_is_sent()
    {
        using var held = (await _files.GetAsync(First, Format(), Coding.Identity, default))!;
        (await _files.GetAsync(Second, Format(), Coding.Identity, default))!.Dispose();
        Assert.Equal("release 1", await ReadAsync(held.File));
    }

    [Fact]
    public async Task What_could_not_be_made_is_tried_again()
    {
        var fails = true;
        var format = new Download("x.csv", "text/csv", (_, stream) =>
        {
            if (fails) throw new IOException("No space left on device");
            stream.Write("made"u8);
        });
        await Assert.ThrowsAsync<IOException>(() => _files.GetAsync(First, format, Coding.Identity, default));
        fails = false;
        using var held = (await _files.GetAsync(First, format, Coding.Identity, default))!;
        Assert.Equal("made", await ReadAsync(held.File));
    }

    [Fact]
    public async Task One_that_fails_after_it_was_superseded_does_not_take_a_later_one_with_it()
    {
        var (made, begun, gate) = (0, new SemaphoreSlim(0), new ManualResetEventSlim());
        var format = new Download("x.csv", "text/csv", (release, stream) =>
        {
            if (Interlocked.Increment(ref made) == 1)
            {
                begun.Release();
                gate.Wait();
                throw new IOException("No space left on device");
            }

            stream.WriteByte((byte)('0' + release));
        });
        var failing = _files.GetAsync(First, format, Coding.Identity, default);
        await begun.WaitAsync();
        var next = _files.GetAsync(Second, format, Coding.Identity, default);
        var again = _files.GetAsync(First, format, Coding.Identity, default);
        gate.Set();
        await Assert.ThrowsAsync<IOException>(() => failing);
        (await next)!.Dispose();
        using var held = (await again)!;
        var before = made;
        using var known = (await _files.GetAsync(First, format, Coding.Identity, default))!;
        Assert.Equal((before, "1"), (made, await ReadAsync(known.File)));
    }

    [Fact]
    public async Task A_compressed_file_is_made_of_the_plain_one_though_there_is_one_place()
    {
        using var compressed = (await _files.GetAsync(First, Format(), Coding.GZip, default))!;
        var bytes = new MemoryStream();
        await compressed.File.SendAsync(bytes, 0, compressed.File.Length, default);
        bytes.Position = 0;
        using var reader = new StreamReader(
            new System.IO.Compression.GZipStream(bytes, System.IO.Compression.CompressionMode.Decompress));
        Assert.Equal("release 1", await reader.ReadToEndAsync());
        using var plain = (await _files.GetAsync(First, Format(), Coding.Identity, default))!;
        Assert.Equal(1, _made);
    }

    [Fact]
    public async Task Nothing_lies_in_the_temporary_folder_not_even_while_a_file_is_there()
    {
        var before = Leftovers();
        using var held = (await _files.GetAsync(First, Format(), Coding.Identity, default))!;
        Assert.Equal(before, Leftovers());

        static IEnumerable<string> Leftovers() =>
            Directory.EnumerateFileSystemEntries(Path.GetTempPath(), "reform-download*").Order();
    }

    private Download Format() => _format ??= new Download("x.csv", "text/csv", (release, stream) =>
    {
        Interlocked.Increment(ref _made);
        lock (_written) _written.Add(stream);
        _begun.Release();
        if (release == 1) Assert.True(_gate.Wait(TimeSpan.FromSeconds(30)));
        stream.Write(System.Text.Encoding.UTF8.GetBytes($"release {release}"));
    });

    private Download? _format;

    private async Task UntilDeletedAsync(string text)
    {
        Stream stream;
        lock (_written) stream = _written[0];
        for (var i = 0; stream.CanRead; i++)
        {
            Assert.True(i < 500, $"The file of {text} stays.");
            await Task.Delay(20);
        }
    }

    private static async Task<string> ReadAsync(MadeFile file)
    {
        var bytes = new MemoryStream();
        await file.SendAsync(bytes, 0, file.Length, default);
        return System.Text.Encoding.UTF8.GetString(bytes.ToArray());
    }
}
