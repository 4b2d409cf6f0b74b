using System.Net;
using System.Net.Sockets;
using System.Threading.RateLimiting;
using ReformOpenData.Server.Configuration;
using ReformOpenData.Server.Endpoints;

namespace ReformOpenData.Server.Hosting;

/// <summary>
/// Requests a minute for each client address, as a bucket that refills every second, and a bound on requests that run at once.
/// The health checks pass both.
/// </summary>
internal sealed class RateLimits : IDisposable
{
    private readonly PartitionedRateLimiter<HttpContext>? _perAddress;
    private readonly ConcurrencyLimiter _running;

    public RateLimits(ServerOptions options)
    {
        if (options.RequestsPerMinute > 0) _perAddress = PartitionedRateLimiter.Create<HttpContext, UInt128>(Bucket);
        _running = new ConcurrencyLimiter(new ConcurrencyLimiterOptions
        {
            PermitLimit = options.ConcurrentRequests,
            QueueLimit = options.ConcurrentRequests,
            QueueProcessingOrder = QueueProcessingOrder.OldestFirst,
        });

        RateLimitPartition<UInt128> Bucket(HttpContext context) => RateLimitPartition.GetTokenBucketLimiter(
            Client(context.Connection.RemoteIpAddress),
            _ => new TokenBucketRateLimiterOptions
            {
                TokenLimit = options.RequestsPerMinute,
                TokensPerPeriod = Math.Max(1, options.RequestsPerMinute / 60),
                ReplenishmentPeriod = TimeSpan.FromSeconds(Math.Max(1, 60.0 / options.RequestsPerMinute)),
                QueueLimit = 0,
            });
    }

    public async Task Run(HttpContext context, RequestDelegate next)
    {
        if (context.Request.Path.StartsWithSegments("/health"))
        {
            await next(context);
            return;
        }
        using var request = _perAddress?.AttemptAcquire(context);
        if (request is { IsAcquired: false })
        {
            await Refuse(context, request, StatusCodes.Status429TooManyRequests, HostErrorCode.RateLimit, "Too many requests from this address.");
            return;
        }
        using var place = await _running.AcquireAsync(1, context.RequestAborted);
        if (place.IsAcquired) await next(context);
        else await Refuse(context, place, StatusCodes.Status503ServiceUnavailable, HostErrorCode.Busy, "The server is busy.");
    }

    public void Dispose()
    {
        _perAddress?.Dispose();
        _running.Dispose();
    }

    private static Task Refuse(HttpContext context, RateLimitLease lease, int status, string code, string message)
    {
        var seconds = lease.TryGetMetadata(MetadataName.RetryAfter, out var wait) ? Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds)) : 1;
        context.Response.Headers.RetryAfter = seconds.ToString();
        return ErrorAnswer.Write(context, status, code, $"{message} Come again in {seconds} s.");
    }

    /// <summary>An IPv4 address, or the first 64 bits of an IPv6 one, since a subscriber holds all addresses below them.</summary>
    private static UInt128 Client(IPAddress? address)
    {
        if (address is null) return 0;
        if (address.IsIPv4MappedToIPv6) address = address.MapToIPv4();
        Span<byte> bytes = stackalloc byte[16];
        bytes.Clear();
        address.TryWriteBytes(bytes, out _);
        if (address.AddressFamily == AddressFamily.InterNetworkV6) bytes[8..].Clear();
        return System.Buffers.Binary.BinaryPrimitives.ReadUInt128BigEndian(bytes);
    }
}
