using Microsoft.AspNetCore.Routing.Patterns;
using ReformOpenData.GraphQL.Http;
using ReformOpenData.Server.Answers;
using ReformOpenData.Server.Configuration;
using ReformOpenData.Server.Representations;

namespace ReformOpenData.Server.Endpoints;

/// <summary>The module of GraphQL: the API, the trusted documents and the schema.</summary>
internal static class GraphQLRoutes
{
    /// <summary>Bytes of a question up to which it is answered in the thread that received it.</summary>
    private const int MostOfShort = 4 * 1024;

    public static IServiceCollection AddGraphQL(
        this IServiceCollection services,
        ServerOptions options,
        ReadOnlyMemory<byte> schema,
        IReadOnlyList<Representation> representations) => services
        .AddSingleton(new GraphQLHttp(options.Limits))
        .AddSingleton(representations)
        .AddSingleton(new SchemaText(Content.Of(schema)))
        .AddSingleton<LargeAnswers>()
        .AddSingleton<KnownAddresses>()
        .AddSingleton<AnswerWriter>()
        .AddSingleton<OperationsIndex>()
        .AddSingleton<GraphQLEndpoint>();

    /// <summary>
    /// /graphql itself, before all other paths are tried: among them are addresses of things, which are read to find
    /// out whether they are some.
    /// </summary>
    public static void UseGraphQL(this IApplicationBuilder app)
    {
        var graphql = app.ApplicationServices.GetRequiredService<GraphQLEndpoint>();
        var handler = Methods.Only(Methods.GraphQL, graphql.HandleAsync);
        var endpoint = new RouteEndpointBuilder(handler, RoutePatternFactory.Parse("/graphql"), 0).Build();
        app.Use(next => context =>
        {
            if (context.Request.Path.Value is { Length: 8 or 9 } path
                && path.AsSpan().TrimEnd('/').Equals("/graphql", StringComparison.OrdinalIgnoreCase))
            {
                context.SetEndpoint(endpoint);
                if (IsShort(context.Request))
                    return next(context);
            }

            return next.InPoolAsync(context);
        });
    }

    /// <summary>Whether what is asked is read in a moment.</summary>
    private static bool IsShort(HttpRequest request) =>
        (request.ContentLength ?? (HttpMethods.IsPost(request.Method) ? long.MaxValue / 2 : 0))
        + (request.QueryString.Value?.Length ?? 0) <= MostOfShort;

    public static void MapGraphQL(this IEndpointRouteBuilder routes)
    {
        var graphql = routes.ServiceProvider.GetRequiredService<GraphQLEndpoint>();
        var index = routes.ServiceProvider.GetRequiredService<OperationsIndex>();
        var schema = routes.ServiceProvider.GetRequiredService<SchemaText>();
        foreach (var format in TableFormat.All)
            routes.Map(
                $"/graphql.{format.Name}",
                Methods.Only(Methods.GraphQL, context => graphql.HandleTableAsync(context, format)));
        routes.Map("/graphql/operations", Methods.ReadingWithoutParameters(index.WriteAsync));
        routes.Map("/graphql/operations/{name}", Methods.Reading(NamedAsync));
        // Another form than GraphQL's own may have absolute addresses.
        routes.Map("/graphql/operations/{name}.{format}", Methods.Reading(Origins.Known(routes, context =>
            graphql.HandleNamedAsync(context, $"{context.GetRouteValue("name")}.{context.GetRouteValue("format")}"))));
        routes.Map("/schema.graphql", Methods.ReadingWithoutParameters(context => ContentWriter.WriteAsync(
            context, schema.Content, "application/graphql; charset=utf-8", CacheControl.For(300))));

        Task NamedAsync(HttpContext context) =>
            graphql.HandleNamedAsync(context, (string)context.GetRouteValue("name")!);
    }

    private sealed record SchemaText(Content Content);
}
