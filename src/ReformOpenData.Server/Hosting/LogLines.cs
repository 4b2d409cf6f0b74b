using System.Globalization;
using System.Text;

namespace ReformOpenData.Server.Hosting;

/// <summary>
/// The log, a line at a time. Lines wait in a bounded queue for a thread of its own: whoever does not read them stops
/// nobody, and is told afterwards how many were dropped.
/// </summary>
internal sealed class LogLines : ILoggerProvider, ISupportExternalScope
{
    /// <summary>About a thousand requests.</summary>
    private const int MostWaitingBytes = 256 * 1024;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private readonly object _lock = new();
    private readonly Stream _to;
    private readonly LogForm _form;
    private readonly Thread _writer;
    private List<byte[]> _waiting = [];
    private int _waitingBytes;
    private long _dropped;
    private bool _isEnded;
    private IExternalScopeProvider? _scopes;

    public LogLines(Stream to, LogForm form)
    {
        (_to, _form) = (to, form);
        _writer = new Thread(WriteAll) { IsBackground = true, Name = "log" };
        _writer.Start();
    }

    public ILogger CreateLogger(string categoryName) => new Logger(this, categoryName);

    public void SetScopeProvider(IExternalScopeProvider scopeProvider) => _scopes = scopeProvider;

    /// <summary>Gives whoever reads a while to take what waits.</summary>
    public void Dispose()
    {
        lock (_lock)
        {
            _isEnded = true;
            Monitor.Pulse(_lock);
        }

        if (_writer.Join(Patience))
            _to.Dispose();
    }

    private void Add(in LogEvent entry)
    {
        var line = Encoding.UTF8.GetBytes(_form.Line(entry, _scopes) + "\n");
        lock (_lock)
        {
            if (_waitingBytes + line.Length > MostWaitingBytes)
            {
                _dropped++;
                return;
            }

            _waiting.Add(line);
            _waitingBytes += line.Length;
            Monitor.Pulse(_lock);
        }
    }

    private void WriteAll()
    {
        while (Take() is { } lines)
        {
            try
            {
                foreach (var line in lines)
                    _to.Write(line);
                _to.Flush();
            }
            catch (IOException)
            {
                // There is nowhere to say so.
            }
        }
    }

    /// <summary>What waits, as soon as there is something; null at the end.</summary>
    private List<byte[]>? Take()
    {
        long dropped;
        List<byte[]> taken;
        lock (_lock)
        {
            while (_waiting.Count == 0 && !_isEnded)
                Monitor.Wait(_lock);
            if (_waiting.Count == 0)
                return null;
            (taken, dropped) = (_waiting, _dropped);
            (_waiting, _waitingBytes, _dropped) = ([], 0, 0);
        }

        if (dropped > 0)
        {
            var message = string.Create(
                CultureInfo.InvariantCulture, $"{dropped} lines of the log were dropped: nobody took them in time");
            var entry = new LogEvent(
                LogLevel.Warning, typeof(LogLines).FullName!, message, [new("dropped", dropped)], null);
            taken.Add(Encoding.UTF8.GetBytes(_form.Line(entry, null) + "\n"));
        }

        return taken;
    }

    private sealed class Logger(LogLines lines, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => lines._scopes?.Push(state);

        public bool IsEnabled(LogLevel logLevel) => logLevel != LogLevel.None;

        public void Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter)
        {
            var values = state as IReadOnlyList<KeyValuePair<string, object?>> ?? [];
            lines.Add(new LogEvent(logLevel, category, formatter(state, exception), values, exception));
        }
    }
}
