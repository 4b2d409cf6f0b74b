using System.Threading.RateLimiting;
using ReformOpenData.Server.Answers;
using ReformOpenData.Server.Configuration;
using ReformOpenData.Server.Endpoints;

namespace ReformOpenData.Server.Hosting;

/// <summary>
/// Requests a minute for each client address, as a bucket that refills every second. The health checks pass.
/// </summary>
internal static class RateLimits
{
    public static IServiceCollection AddRateLimits(this IServiceCollection services, ServerOptions options) =>
        services.AddRateLimiter(limiter =>
        {
            if (options.RequestsPerMinute > 0)
            {
                limiter.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, ClientAddress>(context =>
                    Partition(context, options));
            }

            limiter.OnRejected = static (rejected, _) => new(FailureWriter.WriteAsync(
                rejected.HttpContext, AnswerFailure.TooManyRequests(SecondsToWait(rejected.Lease))));
        });

    private static RateLimitPartition<ClientAddress> Partition(HttpContext context, ServerOptions options) =>
        context.Request.Path.StartsWithSegments("/health")
            ? RateLimitPartition.GetNoLimiter(new ClientAddress(UInt128.MaxValue))
            : RateLimitPartition.GetTokenBucketLimiter(
                ClientAddress.Of(context),
                _ => new TokenBucketRateLimiterOptions
                {
                    TokenLimit = options.RequestsPerMinute,
                    TokensPerPeriod = Math.Max(1, options.RequestsPerMinute / 60),
                    ReplenishmentPeriod = TimeSpan.FromSeconds(Math.Max(1, 60.0 / options.RequestsPerMinute)),
                    QueueLimit = 0,
                });

    private static int SecondsToWait(RateLimitLease lease) =>
        lease.TryGetMetadata(MetadataName.RetryAfter, out var wait)
            ? Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds))
            : 1;
}
